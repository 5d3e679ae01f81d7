"""The roles and what each may do, kept in code so that no row in the database can widen them."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A part a person plays. Case rights come from here alone; superuser status gives none."""

    INTAKE_OFFICER = "intake-officer", _("Intake officer")
    PERMIT_OFFICER = "permit-officer", _("Permit officer")
    POLICY_OFFICER = "policy-officer", _("Policy officer")
    INVESTIGATOR = "investigator", _("Investigator")
    EVIDENCE_CUSTODIAN = "evidence-custodian", _("Evidence custodian")
    DIRECTOR = "director", _("Director")
    LEGAL_COUNSEL = "legal-counsel", _("Legal counsel")
    DEPUTY_MINISTER = "deputy-minister", _("Deputy minister")
    MINISTERS_OFFICE = "ministers-office", _("Minister's office")
    CONSULTED_DEPARTMENT = "consulted-department", _("Consulted department")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


_READ_REGISTER = {
    "permits.view_permit",
    "permits.view_order",
    "permits.export_permit",
    # A long list is written by a job, whose page gives the file.
    "office.view_job",
    "permits.view_controllistedition",
}
_READ_REGIME = {
    "regime.view_measure",
    "regime.view_arealist",
    "regime.view_sanctions",
    "regime.view_dialogue",
}
_READ_APPLICATIONS = {
    "applications.view_application",
    "applications.view_consultation",
    "applications.view_amendment",
}
_READ_CASES = {
    "investigations.view_investigation",
    "investigations.view_evidence",
    "investigations.view_finding",
    "investigations.view_caseconsultation",
    "decisions.view_decision",
    "decisions.view_batch",
    "decisions.view_notice",
}
_WINDOW = {
    f"{app}.view_{model}"
    for app, models_ in {
        "office": ["document", "message", "attachment", "deliveryevent"],
        "permits": [
            "permit", "permitline", "party", "order", "statuschange", "assurance", "shipment",
            "condition", "consignee", "jointdestination", "scheduledpermit", "outcome",
            "registerimport", "importedline", "permitassurance", "undertaking",
            "assuranceline", "verification", "verificationresult", "deliveryverification",
            "utilizationreport",
        ],
        "investigations": [
            "investigation", "question", "permitinscope", "evidence", "grade", "custodyevent",
            "evidencefile", "embeddedfact", "evidencerelease",
            "finding", "citation", "recommendation", "peerreview", "dissent", "basisreview",
            "reporttexts", "reportedition", "publicversion", "withholding", "reportfile",
            "membership", "declaration", "interestruling", "challenge", "challengeanswer",
            "trace", "tracematch", "informationrequest", "reminder", "requestoutcome",
            "explanation", "weighing", "place", "occurrence", "basis", "population",
            "populationpermit", "caseconsultation", "consultedpermit", "consultationreminder",
        ],
        "decisions": ["notice", "noticetemplate", "noticedpermit", "postalevent", "borderanswer",
            "decision", "option", "batch", "suspensioninquestion",
            "permitinquestion", "exclusion", "routingstep", "legalopinion", "setaside",
            "intent", "intentpermit", "dispensation", "representation",
        ],
        "regime": [
            "measure", "measureversion", "measuredestination", "measuredate", "provision",
            "provisiongoods", "exemption", "precondition",
            "arealistedition", "arealistcountry", "sanctionsedition", "sanctionsname",
            "sanctionsalias", "sanctionsrepeal", "screeningquestion",
            "dialogue", "meeting", "participant", "agreedassurance", "commitment", "followup",
        ],
        "applications": [
            "amendmentrequest", "amendmentline", "amendmentcondition", "amendmentconsignee",
            "consultation", "exemptionclaim", "criterionassessment", "determination", "ruling",
            "application", "applicationdestination", "applicationcontact", "applicationconsignee",
            "applicationintermediary", "applicationline", "applicationdocument",
            "applicationassurance", "applicationimport", "importedapplicationline",
        ],
    }.items()
    for model in models_
}  # fmt: skip
_REFERENCE = {
    f"{action}_{model}"
    for model in ("country", "countryname", "controllistedition", "controllistitem")
    for action in ("permits.view", "permits.add", "permits.change")
}
_PEOPLE = {
    f"accounts.{action}_{model}"
    for model in ("user", "roleassignment", "appointment")
    for action in ("view", "add", "change")
} | {"accounts.delete_roleassignment"}

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.INTAKE_OFFICER: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | {
            "office.view_job",
            "permits.add_permit",
            "applications.add_application",
            "applications.import_application",
            "applications.add_amendment",
        }
    ),
    Role.POLICY_OFFICER: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | _READ_CASES
        | {
            "decisions.edit_noticetemplate",
            "office.view_job",
            "office.view_message",
            "investigations.review_finding",
            "investigations.dissent",
            "investigations.withhold",
            "regime.add_measure",
            "regime.load_list",
            "regime.screen",
            "regime.keep_dialogue",
            "investigations.declare_interest",
        }
    ),
    Role.PERMIT_OFFICER: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | _READ_CASES
        | {
            "decisions.issue_notice",
            "decisions.record_borderanswer",
            "decisions.edit_noticetemplate",
            "office.view_job",
            "office.view_message",
            "office.record_delivery",
            "permits.import_register",
            "permits.view_registerimport",
            "permits.add_permit",
            "permits.issue_permit",
            "permits.add_shipment",
            "permits.draw_up_order",
            "permits.record_assurance",
            "permits.record_verification",
            "investigations.declare_interest",
            "regime.screen",
            "applications.add_application",
            "applications.review_application",
            "applications.assess_application",
            "applications.add_amendment",
            "investigations.add_investigation",
            "decisions.prepare_batch",
            "decisions.add_representation",
        }
    ),
    Role.INVESTIGATOR: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | _READ_CASES
        | {
            "office.view_job",
            "office.view_message",
            "office.record_delivery",
            "permits.draw_up_order",
            "investigations.add_investigation",
            "investigations.change_investigation",
            "investigations.review_permit",
            "investigations.analyse",
            "investigations.add_evidence",
            "investigations.grade_evidence",
            "investigations.record_custody",
            "investigations.add_finding",
            "investigations.review_finding",
            "investigations.dissent",
            "investigations.write_report",
            "investigations.recommend",
            "investigations.send_request",
            "investigations.declare_interest",
        }
    ),
    Role.EVIDENCE_CUSTODIAN: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | _READ_CASES
        | {
            "investigations.record_custody",
            "investigations.restrict_evidence",
            "investigations.hold_evidence",
        }
    ),
    Role.DIRECTOR: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | _READ_CASES
        | {
            "decisions.issue_notice",
            "decisions.approve_noticetemplate",
            "office.view_job",
            "office.view_message",
            "office.record_delivery",
            "office.oversee",
            "permits.draw_up_order",
            "permits.sign_order",
            "permits.issue_permit",
            "regime.settle_precondition",
            "applications.decide_exemption",
            "applications.decide_application",
            "applications.decide_amendment",
            "investigations.change_investigation",
            "investigations.analyse",
            "investigations.grade_evidence",
            "investigations.declare_interest",
            "investigations.add_interestruling",
            "investigations.hold_evidence",
            "investigations.adopt_finding",
            "investigations.review_finding",
            "investigations.dissent",
            "investigations.write_report",
            "investigations.release_report",
            "investigations.recommend",
            "decisions.add_decision",
            "decisions.endorse_decision",
            "decisions.add_representation",
            "decisions.prepare_batch",
            "decisions.confirm_batch",
        }
    ),
    Role.MINISTERS_OFFICE: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | _READ_CASES
        | {
            "office.view_job",
            "office.view_message",
            "permits.sign_order",
            "permits.issue_permit",
            "regime.sign_measure",
            "regime.settle_precondition",
            "applications.decide_exemption",
            "applications.decide_application",
            "applications.decide_amendment",
            "decisions.sign_decision",
            "decisions.record_set_aside",
            "decisions.confirm_batch",
        }
    ),
    Role.LEGAL_COUNSEL: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | _READ_CASES
        | {"decisions.give_opinion", "decisions.record_set_aside"}
    ),
    Role.DEPUTY_MINISTER: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | _READ_CASES
        | {"decisions.endorse_decision", "decisions.sign_decision"}
    ),
    Role.CONSULTED_DEPARTMENT: frozenset(
        {
            "office.view_job",
            "applications.view_consultation",
            "applications.answer_consultation",
            "investigations.view_caseconsultation",
            "investigations.answer_caseconsultation",
        }
    ),
    Role.AUDITOR: frozenset(
        _READ_REGISTER
        | _READ_REGIME
        | _READ_APPLICATIONS
        | _READ_CASES
        | _WINDOW
        | {
            "audit.view_entry",
            "permits.view_registerimport",
            "office.view_job",
            "office.view_message",
            "office.oversee",
        }
    ),
    Role.ADMINISTRATOR: frozenset(_PEOPLE | _REFERENCE),
}


def permissions_of(roles) -> frozenset[str]:
    """Everything that these roles together may do."""
    return frozenset().union(*(PERMISSIONS[role] for role in roles if role in PERMISSIONS))


def require(user, permission: str) -> None:
    """Raise ``PermissionDenied`` unless one of the person's roles gives this permission."""
    if user is None or not user.has_perm(permission):
        raise PermissionDenied(_("You do not have the authority for this act."))


def require_any(user, *permissions: str) -> None:
    """Raise ``PermissionDenied`` unless one of the person's roles gives one of these."""
    if user is None or not any(user.has_perm(permission) for permission in permissions):
        raise PermissionDenied(_("You do not have the authority for this act."))
