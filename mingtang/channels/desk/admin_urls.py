"""Where the county's register, its accounts and its settings are kept; part of `desk`."""

from django.urls import path

from mingtang.channels.desk.views import (
    accounts,
    audit,
    calendars,
    county,
    jobs,
    leadership,
    organs,
    posts,
    standard,
    successions,
    table_editions,
    tables,
)

ORGAN = "organs/<uuid:object_id>/"
ACCOUNT = "accounts/<int:account_id>/"
YEAR = "calendar/<str:area>/<int:year>/"
TABLE = "standard/tables/<uuid:object_id>/"
urlpatterns = [
    path("organs/", organs.organs, name="organs"),
    path("organs/new/", organs.new, name="organ-new"),
    path(ORGAN, organs.organ, name="organ"),
    path(f"{ORGAN}change/", organs.change, name="organ-change"),
    path(f"{ORGAN}rename/", successions.rename, name="organ-rename"),
    path(f"{ORGAN}merge/", successions.merge, name="organ-merge"),
    path(f"{ORGAN}dissolve/", successions.dissolve, name="organ-dissolve"),
    path(f"{ORGAN}field/", successions.assign_field, name="organ-field"),
    path(f"{ORGAN}field/<str:field>/end/", successions.end_field, name="organ-field-end"),
    path(f"{ORGAN}group/", leadership.group, name="organ-group"),
    path(f"{ORGAN}office/", leadership.office, name="organ-office"),
    path(f"{ORGAN}boards/new/", leadership.open_place, name="organ-place"),
    path(f"{ORGAN}boards/<uuid:place_id>/close/", leadership.close_place, name="organ-place-close"),
    path("posts/", posts.posts, name="posts"),
    path("posts/new/", posts.fill, name="post-new"),
    path("posts/<int:post_id>/leave/", posts.leave, name="post-leave"),
    path("posts/<int:post_id>/stand-in/", posts.stand_in, name="post-stand-in"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new, name="account-new"),
    path(ACCOUNT, accounts.account, name="account"),
    path(f"{ACCOUNT}change/", accounts.change, name="account-change"),
    path(f"{ACCOUNT}password/", accounts.reset_password, name="account-password"),
    path(f"{ACCOUNT}second-factor/", accounts.clear_second_factor, name="account-second-factor"),
    path(f"{ACCOUNT}close/", accounts.close, name="account-close"),
    path(f"{ACCOUNT}reopen/", accounts.reopen, name="account-reopen"),
    path("county/", county.county, name="county"),
    path("calendar/", calendars.calendars, name="calendar"),
    path(YEAR, calendars.year, name="calendar-year"),
    path(f"{YEAR}announce/", calendars.announce, name="calendar-announce"),
    path("standard/", standard.standard, name="standard"),
    path("standard/tables/", tables.tables, name="tables"),
    path(TABLE, tables.table, name="table"),
    path(f"{TABLE}rows/<int:number>/", tables.row, name="table-row"),
    path(f"{TABLE}settled/", tables.settlements, name="table-settlements"),
    path(f"{TABLE}adopt/", table_editions.adopt, name="table-adopt"),
    path(f"{TABLE}discard/", tables.discard, name="table-discard"),
    path(f"{TABLE}table.<str:form>", table_editions.table_file, name="table-file"),
    path(
        "standard/editions/<uuid:object_id>/table.<str:form>",
        table_editions.edition_file,
        name="edition-table",
    ),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/send-again/", jobs.send_again, name="jobs-send-again"),
    path("audit/", audit.audit, name="audit"),
    path("mismatches/", audit.mismatches, name="mismatches"),
    path("audit/export/", audit.export, name="audit-export"),
]
