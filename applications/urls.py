"""Routes of applications."""

from django.urls import path

from applications.views import (
    amending,
    applications,
    consulting,
    deciding,
    entering,
    importing,
    reach,
    reviewing,
    waiting,
)

app_name = "applications"
urlpatterns = [
    path("", applications.application_list, name="application_list"),
    path("new/", entering.application_new, name="application_new"),
    path("import/", importing.application_import, name="application_import"),
    path(
        "import/<int:pk>/",
        importing.application_import_detail,
        name="application_import_detail",
    ),
    path("breaches/<slug:number>/", reach.breach_reach, name="breach_reach"),
    path("amendments/", amending.amendment_list, name="amendment_list"),
    path("amendments/new/", amending.amendment_new, name="amendment_new"),
    path("amendments/<slug:number>/", amending.amendment_detail, name="amendment_detail"),
    path("amendments/<slug:number>/decide/", amending.amendment_decide, name="amendment_decide"),
    path(
        "preconditions/<int:pk>/waiting/", waiting.precondition_waiting, name="precondition_waiting"
    ),
    path("consultations/", consulting.consultation_list, name="consultation_list"),
    path(
        "consultations/<slug:number>/", consulting.consultation_detail, name="consultation_detail"
    ),
    path(
        "consultations/<slug:number>/answer/",
        consulting.consultation_answer,
        name="consultation_answer",
    ),
    path(
        "consultations/<slug:number>/silence/",
        consulting.consultation_silence,
        name="consultation_silence",
    ),
    path("<slug:number>/consult/", consulting.consultation_new, name="consultation_new"),
    path("<slug:number>/classify/", reviewing.application_classify, name="application_classify"),
    path("<slug:number>/assurance/", reviewing.assurance_attach, name="assurance_attach"),
    path("<slug:number>/exemption/", reviewing.exemption_claim, name="exemption_claim"),
    path("<slug:number>/exemption/<int:pk>/", reviewing.exemption_decide, name="exemption_decide"),
    path("<slug:number>/assess/", reviewing.application_assess, name="application_assess"),
    path("<slug:number>/determine/", reviewing.application_determine, name="application_determine"),
    path("<slug:number>/decide/", deciding.application_decide, name="application_decide"),
    path("<slug:number>/", applications.application_detail, name="application_detail"),
    path("<slug:number>/edit/", entering.application_edit, name="application_edit"),
    path("<slug:number>/take-up/", applications.application_take_up, name="application_take_up"),
    path("<slug:number>/return/", applications.application_return, name="application_return"),
    path("<slug:number>/withdraw/", applications.application_withdraw, name="application_withdraw"),
]
