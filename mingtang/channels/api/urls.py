from django.urls import path

from mingtang.channels.api.views import acts, log, openings, proofs, site

app_name = "api"
urlpatterns = [
    path("log/proof/<int:index>.tlog-proof", proofs.proof, name="proof"),
    path("log/former/<int:index>/<path:file>", log.former, name="former"),
    path("log/<path:file>", log.served, name="log"),
    path("api/v1/acts", acts.acts, name="acts"),
    path("api/v1/openings", openings.openings, name="openings"),
    path("api/v1/disclosures", site.disclosures, name="disclosures"),
    path("api/v1/duties", site.duties, name="duties"),
    path("api/v1/facts", site.facts, name="facts"),
    path("api/v1/standards", site.standards, name="standards"),
    path("api/v1/organs", site.organs, name="organs"),
    path("api/v1/disputes", site.disputes, name="disputes"),
    path("api/v1/postings", site.postings, name="postings"),
]
