"""Builders of applications: complete by default, and lacking what a test names."""

from datetime import UTC, date, datetime
from decimal import Decimal

from accounts.roles import Role
from applications.actions import entering
from tests import make

RECEIVED_AT = datetime(2020, 4, 20, 14, 0, tzinfo=UTC)


def intake_officer():
    return make.user(Role.INTAKE_OFFICER)


def contact(**changes):
    """How a party is reached, with all that the Regulations ask."""
    return {
        "address": "1 Wharf Street, Halifax",
        "telephone": "+1 902 555 0100",
        "email": "permits@optics.example",
        "contact": "R. Clerk",
        "contact_telephone": "+1 902 555 0101",
        **changes,
    }


def line(**changes):
    """An imaging sensor, with all that the Regulations ask of a line."""
    return {
        "code": "2-15",
        "description": "Imaging sensor for a stabilized turret, infrared and daylight",
        "quantity": Decimal("4"),
        "unit": "each",
        "value": Decimal("1250000.00"),
        "currency": "CAD",
        "origin": make.country("CA"),
        "mass_kg": Decimal("48"),
        **changes,
    }


def document(**changes):
    return {
        "kind": "v",
        "reference": "Contract 2020-17",
        "dated_on": date(2020, 3, 2),
        "pointer": "File 210-4",
        **changes,
    }


def stated(**changes):
    """What a complete application for an export permit states, in the form that entering takes."""
    facts = {
        "received_at": RECEIVED_AT,
        "completed_on": date(2020, 4, 17),
        "delivery": "email",
        "destination": make.country("TR"),
        "end_user_class": "armed-forces",
        "end_use": "Surveillance by the armed forces of the country of final destination",
        "end_use_location": "Air base of the end user",
        "shipping_point": "Halifax",
        "declaration": True,
        "declared_by": "R. Clerk",
        "declared_on": date(2020, 4, 17),
        "controlled_goods_status": "registered",
        "controlled_goods": "Registration 10001",
        "contacts": {"applicant": contact()},
        "lines": [line()],
        "documents": [document()],
        **changes,
    }
    if "applicant" not in facts:
        facts["applicant"] = make.party()
    if "end_user" not in facts:
        facts["end_user"] = make.party("Air Force Command", country=make.country("TR"))
    if "consignees" not in facts:
        consignee = make.party("Port Agency", country=make.country("TR"))
        facts["consignees"] = [{"party": consignee, **contact()}]
    return facts


def application(*, by=None, officer=None, **changes):
    """A complete application as it was received; under review by an officer if one is named."""
    by = by or intake_officer()
    entered = entering.enter(by=by, reason="A test", **stated(**changes))
    if officer:
        entering.take_up(entered, by=officer, reason="A test")
        entered.refresh_from_db()
    return entered


def incomplete_application(**changes):
    """An application that states its applicant and its destination, and nothing else."""
    facts = {"applicant": changes.pop("applicant", None) or make.party(), **changes}
    return entering.enter(
        by=intake_officer(),
        reason="A test",
        **{"received_at": RECEIVED_AT, "destination": make.country("TR"), **facts},
    )


def application_under_review(**changes):
    """A complete application that an officer has taken up."""
    return application(**{"officer": make.officer(), **changes})
