"""Routes of the office: jobs, messages and what became of them."""

from django.urls import path

from office import views

app_name = "office"
urlpatterns = [
    path("jobs/", views.job_list, name="job_list"),
    path("jobs/<int:pk>/", views.job_detail, name="job_detail"),
    path("jobs/<int:pk>/progress/", views.job_progress, name="job_progress"),
    path("jobs/<int:pk>/carry-on/", views.job_carry_on, name="job_carry_on"),
    path("jobs/<int:pk>/result/", views.job_result, name="job_result"),
    path("messages/", views.message_list, name="message_list"),
    path("messages/<int:pk>/", views.message_detail, name="message_detail"),
    path("messages/<int:pk>/source/", views.message_source, name="message_source"),
    path("messages/<int:pk>/bounce/", views.message_bounce, name="message_bounce"),
    path("messages/<int:pk>/acknowledge/", views.message_acknowledge, name="message_acknowledge"),
    path("messages/<int:pk>/try-again/", views.message_try_again, name="message_try_again"),
    path(
        "messages/<int:pk>/attachments/<int:position>/",
        views.message_attachment,
        name="message_attachment",
    ),
]
