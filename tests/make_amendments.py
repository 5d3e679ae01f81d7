"""Builders of requests to amend a permit, which reach a state by acting."""

from datetime import UTC, date, datetime

from applications.actions import amending as actions
from permits.models import Condition, Consignee
from permits.rules import Changes, LineChange
from tests import make

RECEIVED_ON = date(2020, 3, 2)
DECIDED_AT = datetime(2020, 3, 16, 14, 0, tzinfo=UTC)
REASONS = {
    "reasons_en": "Delivery is delayed; nothing else changes.",
    "reasons_fr": "La livraison est retardée; rien d'autre ne change.",
}


def changes(permit, *, quantity=None, value=None, **terms):
    """New terms of a permit as it is now; an amount is that of its first line."""
    if quantity is not None or value is not None:
        terms["lines"] = (LineChange(permit.lines.first(), quantity, value),)
    return Changes(before=permit, **terms)


def condition(**facts):
    return Condition(
        **{
            "text_en": "Report each delivery within 15 days.",
            "text_fr": "Déclarer chaque livraison dans les 15 jours.",
            "report_within_days": 15,
            **facts,
        }
    )


def consignee(name="Freight Forwarders"):
    return Consignee(party=make.party(name, country=make.country("DE")), country=make.country("DE"))


def request(permit=None, *, by=None, asked=None, **facts):
    """A holder's request, recorded: by default to expire a year later."""
    permit = permit or make.valid_permit()
    if asked is None:
        asked = changes(permit, valid_until=date(2024, 6, 2))
    return actions.record_request(
        permit,
        changes=asked,
        by=by or make.officer(),
        reason="A test",
        **{
            "received_on": RECEIVED_ON,
            "requested_by": "" if facts.get("own_motion") else "P. Lavoie, export manager",
            "own_motion": False,
            "language": "fr-ca",
            "terms": "The expiry date",
            "grounds": "The customer takes delivery a year later.",
            **facts,
        },
    )


def decision(**facts):
    """What a decision needs, in the Minister's name."""
    return {
        "appointment": facts.pop("appointment", None) or make.minister(),
        "decided_at": DECIDED_AT,
        "by": facts.pop("by", None) or make.ministers_office(),
        "reason": "A test",
        **REASONS,
        **facts,
    }


def granted(asked=None, **facts):
    return actions.grant(asked or request(), **decision(**facts))


def refused(asked=None, **facts):
    return actions.refuse(asked or request(), **decision(**facts))
