"""Routes of this storey."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entry_list, name="entry_list"),
    path("entries/<int:sequence>/", views.entry_detail, name="entry_detail"),
    path("record/<str:label>/<int:pk>/", views.record_history, name="record_history"),
]
