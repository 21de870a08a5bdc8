from django.urls import path

from mingtang.channels.api.views import (
    acts,
    documents,
    findings,
    log,
    openings,
    proofs,
    scores,
    site,
)

app_name = "api"
urlpatterns = [
    path("log/proof/<int:index>.tlog-proof", proofs.proof, name="proof"),
    path("log/former/<int:index>/<path:file>", log.former, name="former"),
    path("log/<path:file>", log.served, name="log"),
    path("api/v1/acts", acts.acts, name="acts"),
    path("api/v1/openings", openings.openings, name="openings"),
    path("api/v1/disclosures", site.disclosures, name="disclosures"),
    path("api/v1/duties", site.duties, name="duties"),
    path("api/v1/scoreboard", scores.scoreboard, name="scoreboard"),
    path("api/v1/items", site.items, name="items"),
    path("api/v1/facts", site.facts, name="facts"),
    path("api/v1/standards", site.standards, name="standards"),
    path("api/v1/findings", findings.findings, name="findings"),
    path("api/v1/counties", site.counties, name="counties"),
    path("api/v1/issued-documents", documents.receive, name="issued-documents"),
    path("api/v1/organs", site.organs, name="organs"),
    path("api/v1/disputes", site.disputes, name="disputes"),
    path("api/v1/places", site.places, name="places"),
    path("api/v1/documents", site.documents, name="documents"),
    path("api/v1/gaps", site.gaps, name="gaps"),
    path("api/v1/postings", site.postings, name="postings"),
    path("api/v1/transfers", site.transfers, name="transfers"),
    path("api/v1/consultations", site.consultations, name="consultations"),
    path("api/v1/examinations", site.examinations, name="examinations"),
]
