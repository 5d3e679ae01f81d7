"""Routes of this storey."""

from django.urls import path

from investigations.views import evidence, findings, investigations, scope

app_name = "investigations"
urlpatterns = [
    path("", investigations.investigation_list, name="investigation_list"),
    path("new/", investigations.investigation_new, name="investigation_new"),
    path("evidence/<slug:number>/", evidence.evidence_detail, name="evidence_detail"),
    path("evidence/<slug:number>/grade/", evidence.evidence_grade, name="evidence_grade"),
    path("evidence/<slug:number>/file/", evidence.evidence_file, name="evidence_file"),
    path("findings/<slug:number>/", findings.finding_detail, name="finding_detail"),
    path("findings/<slug:number>/edit/", findings.finding_edit, name="finding_edit"),
    path("findings/<slug:number>/cite/", findings.finding_cite, name="finding_cite"),
    path(
        "findings/<slug:number>/citations/<int:pk>/withdraw/",
        findings.citation_withdraw,
        name="citation_withdraw",
    ),
    path("findings/<slug:number>/adopt/", findings.finding_adopt, name="finding_adopt"),
    path("findings/<slug:number>/close/", findings.finding_close, name="finding_close"),
    path("<slug:number>/", investigations.investigation_detail, name="investigation_detail"),
    path(
        "<slug:number>/conclude/",
        investigations.investigation_conclude,
        name="investigation_conclude",
    ),
    path("<slug:number>/reopen/", investigations.investigation_reopen, name="investigation_reopen"),
    path("<slug:number>/questions/new/", investigations.question_new, name="question_new"),
    path("<slug:number>/recommend/", investigations.recommendation_new, name="recommendation_new"),
    path("<slug:number>/scope/", scope.scope_list, name="scope_list"),
    path("<slug:number>/scope/review/", scope.scope_review, name="scope_review"),
    path("<slug:number>/scope/add/", scope.scope_add, name="scope_add"),
    path("<slug:number>/evidence/new/", evidence.evidence_new, name="evidence_new"),
    path("<slug:number>/findings/new/", findings.finding_new, name="finding_new"),
]
