"""Routes of the regime."""

from django.urls import path

from regime.views import dialogues, preconditions

app_name = "regime"
urlpatterns = [
    path("dialogues/", dialogues.dialogue_list, name="dialogue_list"),
    path("dialogues/new/", dialogues.dialogue_new, name="dialogue_new"),
    path("dialogues/<slug:number>/", dialogues.dialogue_detail, name="dialogue_detail"),
    path("dialogues/<slug:number>/meetings/new/", dialogues.meeting_new, name="meeting_new"),
    path(
        "dialogues/<slug:number>/commitments/new/",
        dialogues.commitment_new,
        name="commitment_new",
    ),
    path(
        "dialogues/<slug:number>/commitments/<int:pk>/follow-up/",
        dialogues.commitment_follow_up,
        name="commitment_follow_up",
    ),
    path("dialogues/<slug:number>/close/", dialogues.dialogue_close, name="dialogue_close"),
    path(
        "preconditions/<int:pk>/settle/",
        preconditions.precondition_settle,
        name="precondition_settle",
    ),
]
