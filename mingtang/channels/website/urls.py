from django.urls import path

from mingtang.channels.website.verifying import TOOL_NAME
from mingtang.channels.website.views import (
    boards,
    days,
    disclosures,
    disputes,
    duties,
    editions,
    gaps,
    home,
    items,
    machines,
    organs,
    search,
    verify,
)

app_name = "website"
urlpatterns = [
    path("", home.home, name="home"),
    path("organs/", organs.organs, name="organs"),
    path("organs/<uuid:object_id>/", organs.organ, name="organ"),
    path("items/", items.items, name="items"),
    path("items/<uuid:object_id>/", items.item, name="item"),
    path("d/", disclosures.disclosures, name="disclosures"),
    path("d/<uuid:object_id>/", disclosures.disclosure, name="disclosure"),
    path("d/<uuid:object_id>/v/<int:number>/", editions.edition, name="edition"),
    path("d/<uuid:object_id>/v/<int:number>/diff/", editions.difference, name="difference"),
    path("d/<uuid:object_id>/f/<int:attachment_id>/<str:name>", editions.file, name="attachment"),
    path("duties/", duties.duties, name="duties"),
    path("duties/list.csv", duties.rows_csv, name="duties-csv"),
    path("duties/organs.csv", duties.organs_csv, name="duties-organs-csv"),
    path("duties/<uuid:object_id>/", duties.duty, name="duty"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("boards/", boards.boards, name="boards"),
    path("boards/<slug:kind>/", boards.overdue_sheets, name="boards-overdue"),
    path("search/", search.search, name="search"),
    path("wrong/", disputes.wrong, name="wrong"),
    path("wrong/<str:subject_kind>/<uuid:object_id>/", disputes.new, name="dispute-new"),
    path("receipt/", disputes.receipt, name="receipt"),
    path("verify/", verify.verify, name="verify"),
    path(f"verify/{TOOL_NAME}", verify.verifier, name="verifier"),
    path("day/", days.day, name="day"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
