"""What organs ask of each other: duties and drafts; part of `desk`."""

from django.urls import path

from mingtang.channels.desk.views import consultations, transfers

TRANSFER = "transfers/<uuid:object_id>/"
CONSULTATION = "consultations/<uuid:object_id>/"
DUTY = "duties/<uuid:object_id>/"
urlpatterns = [
    path("transfers/", transfers.transfers, name="transfers"),
    path(TRANSFER, transfers.transfer, name="transfer"),
    path(f"{TRANSFER}accept/", transfers.accept, name="transfer-accept"),
    path(f"{TRANSFER}decline/", transfers.decline, name="transfer-decline"),
    path(f"{TRANSFER}withdraw/", transfers.withdraw, name="transfer-withdraw"),
    path(f"{DUTY}transfer/", transfers.propose, name="duty-transfer"),
    path(f"{DUTY}decide/", transfers.decide, name="duty-decide"),
    path(f"{DUTY}joint/", transfers.share, name="duty-joint"),
    path("consultations/", consultations.consultations, name="consultations"),
    path(CONSULTATION, consultations.consultation, name="consultation"),
    path(f"{CONSULTATION}answer/", consultations.answer, name="consultation-answer"),
    path(f"{CONSULTATION}decide/", consultations.decide, name="consultation-decide"),
    path("e/<uuid:object_id>/<int:number>/ask/", consultations.ask_organ, name="edition-ask-organ"),
]
