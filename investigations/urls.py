"""Routes of this storey."""

from django.urls import include, path

from investigations.views import (
    analysis,
    challenges,
    consulting,
    coverage,
    custody,
    evidence,
    evidence_files,
    findings,
    investigations,
    reports,
    requests,
    reviews,
    scope,
    team,
    timelines,
    tracing,
)

app_name = "investigations"
# The team of a case, below its address.
TEAM = [
    path("team/", team.team, name="team"),
    path("team/declare/", team.team_declare, name="team_declare"),
    path("team/declarations/<int:pk>/", team.interest_decide, name="interest_decide"),
    path("team/join/", team.team_join, name="team_join"),
    path("team/<int:pk>/leave/", team.team_leave, name="team_leave"),
    path("lead/", team.investigation_reassign, name="investigation_reassign"),
    path("hold/", team.investigation_hold, name="investigation_hold"),
    path("resume/", team.investigation_resume, name="investigation_resume"),
    path("requests/new/", requests.request_new, name="request_new"),
]
# Questions sent, challenges received, and components traced.
CORRESPONDENCE = [
    path("requests/", requests.request_list, name="request_list"),
    path("requests/<slug:number>/", requests.request_detail, name="request_detail"),
    path("requests/<slug:number>/remind/", requests.request_remind, name="request_remind"),
    path("requests/<slug:number>/answer/", requests.request_answer, name="request_answer"),
    path("requests/<slug:number>/silence/", requests.request_silence, name="request_silence"),
    path("requests/<slug:number>/withdraw/", requests.request_withdraw, name="request_withdraw"),
    path("challenges/<slug:number>/", challenges.challenge_detail, name="challenge_detail"),
    path("challenges/<slug:number>/answer/", challenges.challenge_answer, name="challenge_answer"),
    path("evidence/<slug:number>/challenge/", challenges.challenge_new, name="challenge_new"),
    path("evidence/<slug:number>/trace/", tracing.trace_new, name="trace_new"),
    path("traces/<int:pk>/", tracing.trace_detail, name="trace_detail"),
    path("traces/<int:pk>/match/", tracing.trace_match, name="trace_match"),
]
# Analysis, coverage and consultation, below the address of an investigation.
ANALYSIS = [
    path("matrix/", analysis.matrix, name="matrix"),
    path("matrix/weigh/", analysis.matrix_weigh, name="matrix_weigh"),
    path("matrix/<slug:item>/<int:explanation>/", analysis.matrix_cell, name="matrix_cell"),
    path("explanations/new/", analysis.explanation_new, name="explanation_new"),
    path("explanations/<int:key>/", analysis.explanation_reword, name="explanation_reword"),
    path(
        "explanations/<int:key>/withdraw/",
        analysis.explanation_withdraw,
        name="explanation_withdraw",
    ),
    path("timeline/", timelines.case_timeline, name="case_timeline"),
    path("timeline/new/", timelines.occurrence_new, name="occurrence_new"),
    path("timeline/<int:key>/", timelines.occurrence_edit, name="occurrence_edit"),
    path("timeline/<int:key>/withdraw/", timelines.occurrence_withdraw, name="occurrence_withdraw"),
    path("places/", timelines.place_list, name="place_list"),
    path("places/new/", timelines.place_new, name="place_new"),
    path("places/<int:key>/", timelines.place_edit, name="place_edit"),
    path("populations/new/", coverage.population_new, name="population_new"),
    path("populations/<int:position>/", coverage.population_detail, name="population_detail"),
    path("populations/<int:position>/edit/", coverage.population_edit, name="population_edit"),
    path(
        "populations/<int:position>/freeze/", coverage.population_freeze, name="population_freeze"
    ),
    path("populations/<int:position>/drop/", coverage.population_drop, name="population_drop"),
    path(
        "populations/<int:position>/outside/",
        coverage.population_outside,
        name="population_outside",
    ),
    path("consultations/new/", consulting.consultation_new, name="consultation_new"),
]
# Evidence, below the address of an item.
EVIDENCE = [
    path("", evidence.evidence_detail, name="evidence_detail"),
    path("correct/", evidence.evidence_correct, name="evidence_correct"),
    path("grade/", evidence.evidence_grade, name="evidence_grade"),
    path("files/add/", evidence_files.evidence_files_add, name="evidence_files_add"),
    path("files/verify/", evidence_files.evidence_verify, name="evidence_verify"),
    path("files/scan/", evidence_files.evidence_scan, name="evidence_scan"),
    path("files/<int:pk>/", evidence_files.evidence_file, name="evidence_file"),
    path("files/<int:pk>/open/", evidence_files.evidence_file_open, name="evidence_file_open"),
    path("files/<int:pk>/preview/", evidence_files.evidence_preview, name="evidence_preview"),
    path("files/<int:pk>/share/", evidence_files.evidence_share, name="evidence_share"),
    path("custody/", custody.custody_record, name="custody_record"),
    path("restrict/", custody.evidence_restrict, name="evidence_restrict"),
    path("unrestrict/", custody.evidence_unrestrict, name="evidence_unrestrict"),
    path("release/", custody.evidence_release, name="evidence_release"),
    path("releases/<int:pk>/withdraw/", custody.release_withdraw, name="release_withdraw"),
    path("hold/", custody.evidence_hold, name="evidence_hold"),
    path("hold/lift/", custody.evidence_hold_lift, name="evidence_hold_lift"),
]
urlpatterns = [
    *CORRESPONDENCE,
    path("", investigations.investigation_list, name="investigation_list"),
    path("new/", investigations.investigation_new, name="investigation_new"),
    path("evidence/<slug:number>/", include(EVIDENCE)),
    path("findings/<slug:number>/", findings.finding_detail, name="finding_detail"),
    path("findings/<slug:number>/edit/", findings.finding_edit, name="finding_edit"),
    path("findings/<slug:number>/cite/", findings.finding_cite, name="finding_cite"),
    path(
        "findings/<slug:number>/citations/<int:pk>/withdraw/",
        findings.citation_withdraw,
        name="citation_withdraw",
    ),
    path("findings/<slug:number>/submit/", reviews.finding_submit, name="finding_submit"),
    path("findings/<slug:number>/take-back/", reviews.finding_take_back, name="finding_take_back"),
    path("findings/<slug:number>/review/", reviews.finding_review, name="finding_review"),
    path("findings/<slug:number>/dissent/", reviews.finding_dissent, name="finding_dissent"),
    path("findings/<slug:number>/basis/", reviews.finding_basis, name="finding_basis"),
    path("findings/<slug:number>/adopt/", findings.finding_adopt, name="finding_adopt"),
    path("findings/<slug:number>/close/", findings.finding_close, name="finding_close"),
    path("consultations/", consulting.consultation_list, name="consultation_list"),
    path(
        "consultations/<slug:number>/",
        include(
            [
                path("", consulting.consultation_detail, name="consultation_detail"),
                path(
                    "positions/", consulting.consultation_positions, name="consultation_positions"
                ),
                path("answer/", consulting.consultation_answer, name="consultation_answer"),
                path("remind/", consulting.consultation_remind, name="consultation_remind"),
                path("silence/", consulting.consultation_silence, name="consultation_silence"),
                path("withdraw/", consulting.consultation_withdraw, name="consultation_withdraw"),
                path(
                    "permits/<int:key>/",
                    consulting.consultation_permit,
                    name="consultation_permit",
                ),
            ]
        ),
    ),
    path("reports/<slug:number>/", reports.edition_detail, name="edition_detail"),
    path("reports/<slug:number>/<slug:language>.pdf", reports.edition_file, name="edition_file"),
    path("reports/<slug:number>/public/new/", reports.public_new, name="public_new"),
    path("public-reports/<slug:number>/", reports.public_detail, name="public_detail"),
    path(
        "public-reports/<slug:number>/<slug:language>.pdf", reports.public_file, name="public_file"
    ),
    path("public-reports/<slug:number>/withhold/", reports.public_withhold, name="public_withhold"),
    path("public-reports/<slug:number>/release/", reports.public_release, name="public_release"),
    path("<slug:number>/report/", reports.report_detail, name="report_detail"),
    path("<slug:number>/report/write/", reports.report_write, name="report_write"),
    path("<slug:number>/report/freeze/", reports.report_freeze, name="report_freeze"),
    path("<slug:number>/", investigations.investigation_detail, name="investigation_detail"),
    path("<slug:number>/", include(TEAM)),
    path("<slug:number>/", include(ANALYSIS)),
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
