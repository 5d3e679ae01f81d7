"""Routes of the regime."""

from django.urls import path

from regime.views import (
    area_lists,
    dialogues,
    measures,
    preconditions,
    sanctions,
    screening,
    suspending,
    versions,
)

app_name = "regime"
urlpatterns = [
    path("measures/", measures.measure_list, name="measure_list"),
    path("measures/new/", versions.measure_new, name="measure_new"),
    path("measures/<slug:number>/", measures.measure_detail, name="measure_detail"),
    path(
        "measures/<slug:number>/versions/new/",
        versions.measure_version_new,
        name="measure_version_new",
    ),
    path(
        "measures/<slug:number>/versions/<int:position>/edit/",
        versions.measure_version_edit,
        name="measure_version_edit",
    ),
    path(
        "measures/<slug:number>/versions/<int:position>/sign/",
        versions.measure_version_sign,
        name="measure_version_sign",
    ),
    path(
        "measures/<slug:number>/versions/<int:position>/withdraw/",
        versions.measure_version_withdraw,
        name="measure_version_withdraw",
    ),
    path(
        "measures/<slug:number>/versions/<int:position>/order/",
        versions.measure_version_order,
        name="measure_version_order",
    ),
    path(
        "measures/<slug:number>/versions/<int:position>/suspend/",
        suspending.measure_version_suspend,
        name="measure_version_suspend",
    ),
    path("destination/", measures.destination, name="destination"),
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
    path("lists/", area_lists.area_list_list, name="area_list_list"),
    path("lists/load/", area_lists.list_load, name="list_load"),
    path("lists/<slug:area_list>/", area_lists.area_list_detail, name="area_list_detail"),
    path("sanctions/", sanctions.sanctions_list, name="sanctions_list"),
    path("sanctions/<int:pk>/", sanctions.sanctions_detail, name="sanctions_detail"),
    path("sanctions/<int:pk>/repeal/", sanctions.sanctions_repeal, name="sanctions_repeal"),
    path("screening/", screening.screening_list, name="screening_list"),
    path("screening/run/", screening.screening_run, name="screening_run"),
    path("screening/<int:pk>/", screening.screening_answer, name="screening_answer"),
]
