"""Routes of decisions and their batches."""

from django.urls import path

from decisions.views import batches, decisions

app_name = "decisions"
urlpatterns = [
    path("", decisions.decision_list, name="decision_list"),
    path("new/", decisions.decision_new, name="decision_new"),
    path("batches/", batches.batch_list, name="batch_list"),
    path("batches/new/", batches.batch_new, name="batch_new"),
    path("batches/<str:number>/", batches.batch_detail, name="batch_detail"),
    path("batches/<str:number>/freeze/", batches.batch_freeze, name="batch_freeze"),
    path("batches/<str:number>/dry-run/", batches.batch_dry_run, name="batch_dry_run"),
    path("batches/<str:number>/confirm/", batches.batch_confirm, name="batch_confirm"),
    path("batches/<str:number>/execute/", batches.batch_execute, name="batch_execute"),
    path("batches/<str:number>/abort/", batches.batch_abort, name="batch_abort"),
    path("batches/<str:number>/outcomes/", batches.batch_outcomes, name="batch_outcomes"),
    path(
        "batches/<str:number>/outcomes.csv", batches.batch_outcomes_csv, name="batch_outcomes_csv"
    ),
    path("<str:number>/", decisions.decision_detail, name="decision_detail"),
    path("<str:number>/edit/", decisions.decision_edit, name="decision_edit"),
    path("<str:number>/submit/", decisions.decision_submit, name="decision_submit"),
    path("<str:number>/return/", decisions.decision_return, name="decision_return"),
    path("<str:number>/sign/", decisions.decision_sign, name="decision_sign"),
]
