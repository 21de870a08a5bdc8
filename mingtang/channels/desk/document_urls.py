"""The register of issued documents; part of `desk`."""

from django.urls import path

from mingtang.channels.desk.views import document_gaps, document_tables, documents, holding_back

DOCUMENT = "documents/<uuid:object_id>/"
TABLE = "documents/tables/<uuid:object_id>/"
urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", documents.new, name="document-new"),
    path("documents/gaps/", document_gaps.gaps, name="document-gaps"),
    path("documents/gaps/explain/", document_gaps.explain, name="document-gap-explain"),
    path(
        "documents/gaps/<uuid:object_id>/withdraw/",
        document_gaps.withdraw,
        name="document-gap-withdraw",
    ),
    path("documents/tables/", document_tables.tables, name="document-tables"),
    path(
        "documents/tables/template.<str:form>",
        document_tables.template,
        name="document-template",
    ),
    path(TABLE, document_tables.table, name="document-table"),
    path(f"{TABLE}register/", document_tables.register, name="document-table-register"),
    path(f"{TABLE}discard/", document_tables.discard, name="document-table-discard"),
    path(DOCUMENT, documents.document, name="document"),
    path(f"{DOCUMENT}hold-back/", holding_back.document, name="document-hold-back"),
    path("facts/<uuid:object_id>/hold-back/", holding_back.fact, name="fact-hold-back"),
    path(f"{DOCUMENT}correct/", documents.correct, name="document-correct"),
    path(f"{DOCUMENT}refile/", documents.refile, name="document-refile"),
    path(f"{DOCUMENT}withdraw/", documents.withdraw, name="document-withdraw"),
]
