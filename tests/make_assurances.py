"""Builders of assurances, breaches and verifications that reach a state by acting."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

from investigations.models.findings import FindingKind
from permits import actions
from permits.models import Permit
from tests import make, make_cases

numbers = itertools.count(1)

GIVEN_ON = date(2019, 5, 1)
NO_REEXPORT = {
    "kind": "no-reexport",
    "wording": "The goods will not be re-exported without the consent of Canada.",
}
NO_TRANSFER = {
    "kind": "no-transfer",
    "wording": "The goods will not be transferred without the consent of Canada.",
    "exceptions": "Return to the manufacturer for repair.",
}
CHECKS = {"kind": "on-site-checks", "wording": "Officers of Canada may inspect the goods."}


def assurer(name="Directorate of Procurement"):
    return make.party(f"{name} {next(numbers)}", country=make.country("TR"))


def assurance(issuer=None, *, undertakings=(NO_REEXPORT, NO_TRANSFER, CHECKS), by=None, **facts):
    """An assurance recorded with three undertakings."""
    return actions.record_assurance(
        undertakings=undertakings,
        by=by or make.officer(),
        reason="A test",
        **{
            "reference": f"AS-{next(numbers):05d}",
            "kind": "end-use-certificate",
            "issuer": issuer or assurer(),
            "signatory": "C. Kaya",
            "signatory_title": "Head of procurement",
            "given_on": GIVEN_ON,
            "end_use": "Own use by the armed forces",
            **facts,
        },
    )


def permit_on(*assurances, **facts):
    """A valid permit that rests on these assurances."""
    return make.valid_permit(assurances=assurances, **facts)


def shipped(permit, day=date(2020, 3, 2), *, reported_on=None, value="250000.00", number=1):
    """A shipment under the first line of a permit."""
    return actions.record_shipment(
        permit.lines.first(),
        reference=f"BL-{day:%y%m%d}-{number}",
        shipped_on=day,
        reported_on=reported_on or day + timedelta(days=5),
        value=Decimal(value),
        by=make.officer(),
        reason="A test",
    )


def verification(permit, *, by=None, **facts):
    """A verification asked of the end user, due in sixty days."""
    return actions.request_verification(
        permit,
        by=by or make.officer(),
        reason="A test",
        **{
            "asked_of": assurer("Ministry"),
            "question": "Show each sensor by its serial number.",
            "requested_on": date(2020, 6, 1),
            "due_on": date(2020, 7, 31),
            **facts,
        },
    )


def result(asked, given="favourable", *, by=None, **facts):
    return actions.record_verification(
        asked,
        result=given,
        by=by or make.officer(),
        reason="A test",
        **{"found_on": date(2020, 7, 1), "observations": "Seen on site.", **facts},
    )


def resting(assurance_, *permits, by=None):
    """The same permits made to rest on an assurance later."""
    chosen = Permit.objects.filter(pk__in=[permit.pk for permit in permits])
    return actions.rest_on(assurance_, chosen, by=by or make.officer(), reason="A test")


def breach(permit, undertaking=None, *, adopted=True, **facts):
    """A finding, in a case about a permit, that an undertaking it rests on was breached."""
    case = make_cases.investigation(permit)
    undertaking = undertaking or permit.rests_on.first().assurance.undertakings.first()
    build = make_cases.adopted_finding if adopted else make_cases.adoptable_finding
    return build(case, kind=FindingKind.BREACH, undertaking=undertaking, **facts)
