"""Routes of decisions and their batches."""

from django.urls import path

from decisions import notice_urls
from decisions.views import batches, decisions, fairness, memoranda, reruns, signing

app_name = "decisions"
urlpatterns = [
    path("", decisions.decision_list, name="decision_list"),
    path("new/", memoranda.decision_new, name="decision_new"),
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
    path("batches/<str:number>/rerun/", reruns.batch_rerun, name="batch_rerun"),
    path("intents/<str:number>/", fairness.intent_detail, name="intent_detail"),
    path(
        "intents/<str:number>/representations/new/",
        fairness.representation_new,
        name="representation_new",
    ),
    path(
        "intents/<str:number>/representations/<int:pk>/consider/",
        fairness.representation_consider,
        name="representation_consider",
    ),
    path(
        "intents/<str:number>/representations/<int:pk>/document/",
        fairness.representation_document,
        name="representation_document",
    ),
    *notice_urls.urlpatterns,
    path("<str:number>/", decisions.decision_detail, name="decision_detail"),
    path("<str:number>/edit/", memoranda.decision_edit, name="decision_edit"),
    path("<str:number>/submit/", memoranda.decision_submit, name="decision_submit"),
    path("<str:number>/return/", memoranda.decision_return, name="decision_return"),
    path("<str:number>/opine/", memoranda.decision_opine, name="decision_opine"),
    path("<str:number>/endorse/", memoranda.decision_endorse, name="decision_endorse"),
    path("<str:number>/reject/", signing.decision_reject, name="decision_reject"),
    path("<str:number>/set-aside/", signing.decision_set_aside, name="decision_set_aside"),
    path("<str:number>/notify/", fairness.decision_notify, name="decision_notify"),
    path("<str:number>/dispense/", fairness.decision_dispense, name="decision_dispense"),
    path("<str:number>/exclusions/", fairness.decision_exclude, name="decision_exclude"),
    path(
        "<str:number>/exclusions/<str:reference>/withdraw/",
        fairness.exclusion_withdraw,
        name="exclusion_withdraw",
    ),
    path("<str:number>/sign/", signing.decision_sign, name="decision_sign"),
]
