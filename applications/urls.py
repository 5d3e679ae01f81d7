"""Routes of applications."""

from django.urls import path

from applications.views import waiting

app_name = "applications"
urlpatterns = [
    path(
        "preconditions/<int:pk>/waiting/", waiting.precondition_waiting, name="precondition_waiting"
    ),
]
