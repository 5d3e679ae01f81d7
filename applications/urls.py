"""Routes of applications."""

from django.urls import path

from applications.views import amending, waiting

app_name = "applications"
urlpatterns = [
    path("amendments/", amending.amendment_list, name="amendment_list"),
    path("amendments/new/", amending.amendment_new, name="amendment_new"),
    path("amendments/<slug:number>/", amending.amendment_detail, name="amendment_detail"),
    path("amendments/<slug:number>/decide/", amending.amendment_decide, name="amendment_decide"),
    path(
        "preconditions/<int:pk>/waiting/", waiting.precondition_waiting, name="precondition_waiting"
    ),
]
