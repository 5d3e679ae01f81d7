"""Builders of reports: their texts, frozen editions, and public versions."""

from accounts.roles import Role
from investigations import actions
from tests import make, make_cases

TEXTS = {
    "summary_en": "The goods were used there.\n\nThe Minister may cancel.",
    "summary_fr": "Les marchandises y ont été utilisées.\n\nLa ministre peut annuler.",
    "analysis_en": "Two origins agree.",
    "analysis_fr": "Deux origines s'accordent.",
}


def written(case, *, by=None, **texts):
    """The texts of a report, written by an investigator."""
    return actions.write_report(
        case, version=0, by=by or make_cases.judge(case), reason="A test", **{**TEXTS, **texts}
    )


def edition(case=None, *, by=None):
    """A frozen edition of a report on one adopted finding."""
    if case is None:
        case = make_cases.investigation(make.valid_permit())
        make_cases.recommendation(case)
    author = by or make_cases.judge(case)
    if not hasattr(case, "report_texts"):
        written(case, by=author)
    return actions.freeze_report(case, by=author, reason="A test")


def access_officer():
    return make.user(Role.POLICY_OFFICER)


def public_version(frozen=None, sections=None, *, by=None):
    """A public version in draft, with these passages withheld."""
    frozen, by = frozen or edition(), by or access_officer()
    version = actions.prepare_public(frozen, by=by, reason="A test")
    if sections:
        actions.withhold(version, sections, by=by, reason="A test")
        version.refresh_from_db()
    return version


def released(version, *, by=None):
    return actions.release_report(version, by=by or make.director(), reason="A test")


def restricted(item):
    """The same item, restricted by a custodian."""
    custodian = make.user(Role.EVIDENCE_CUSTODIAN)
    return actions.restrict_evidence(item, by=custodian, reason="A test")
