"""Builders that reach a state by acting, as the application would."""

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal

from accounts.models import Act, Appointment, RoleAssignment, User
from accounts.roles import Role
from audit import ledger
from permits import actions
from permits.models import Assurance, ControlListItem, Country, Permit, Undertaking
from permits.models.orders import OrderKind

numbers = itertools.count(1)

ISSUED_ON = date(2019, 6, 3)
VALID_UNTIL = date(2023, 6, 2)
SUSPENDED_AT = datetime(2020, 10, 5, 4, 0, tzinfo=UTC)  # midnight in Ottawa
CANCELLED_AT = datetime(2021, 4, 12, 4, 0, tzinfo=UTC)


def user(*roles, name=None, **facts):
    """A person holding these roles."""
    number = next(numbers)
    person = User.objects.create_user(
        f"person{number}", "a long pass phrase", name=name or f"Person {number}", **facts
    )
    with ledger.entry(by=None, action=Act.ASSIGN_ROLE, about=person.username, reason="A test"):
        for role in roles:
            RoleAssignment.objects.create(user=person, role=role)
    return person


def officer():
    return user(Role.PERMIT_OFFICER)


def director():
    return user(Role.DIRECTOR)


def ministers_office():
    return user(Role.MINISTERS_OFFICE)


def minister(*, valid_from=date(2019, 1, 1), valid_until=None, **facts):
    """An appointment as minister, in whose name the Minister's office signs."""
    with ledger.entry(by=None, action=Act.APPOINT, reason="A test"):
        return Appointment.objects.create(
            office_en="Minister of Foreign Affairs",
            office_fr="Ministre des Affaires étrangères",
            holder_name=facts.pop("holder_name", "A. Minister"),
            is_minister=True,
            instrument="P.C. 2019-0001",
            valid_from=valid_from,
            valid_until=valid_until,
            **facts,
        )


def delegation(holder, *, valid_from=date(2019, 1, 1), valid_until=None):
    """An instrument by which the Minister lets a person act in their own office."""
    with ledger.entry(by=None, action=Act.APPOINT, reason="A test"):
        return Appointment.objects.create(
            office_en="Director General, Trade Controls",
            office_fr="Directeur général, Contrôles du commerce",
            holder_name=holder.name,
            user=holder,
            instrument="Delegation 2019-07",
            valid_from=valid_from,
            valid_until=valid_until,
        )


def country(code="TR"):
    return Country.objects.get(code=code)


def party(name=None, *, by=None, **facts):
    facts.setdefault("country", country("CA"))
    return actions.register_party(
        name=name or f"Optics {next(numbers)} Ltd.", by=by or officer(), reason="A test", **facts
    )


def item(code="2-15"):
    return ControlListItem.objects.filter(code=code).order_by("edition__in_force_from").last()


def assurance(**facts):
    facts = {
        "kind": "end-use-certificate",
        "issuer": facts.pop("issuer", None) or party("Ministry of Defence", country=country("TR")),
        "given_on": date(2019, 5, 1),
        "end_use": "Use by the armed forces of the country of final destination",
        **facts,
    }
    with ledger.entry(by=None, action="assurance.record", reason="A test"):
        given = Assurance.objects.create(reference=f"EUC-{next(numbers):05d}", **facts)
        Undertaking.objects.create(
            assurance=given,
            position=1,
            kind="no-reexport",
            wording="The goods will not be re-exported without consent.",
        )
    return given


def submitted_permit(*, by=None, lines=None, **facts):
    """A permit on the register that no order has issued."""
    by = by or officer()
    facts = {
        "reference": f"XP-2019-{next(numbers):06d}",
        "issued_on": ISSUED_ON,
        "valid_from": ISSUED_ON,
        "valid_until": VALID_UNTIL,
        "destination": country("TR"),
        **facts,
    }
    if "holder" not in facts:
        facts["holder"] = party(by=by)
    lines = lines or [
        {
            "item": item(),
            "code": "2-15",
            "description": "Imaging sensor",
            "quantity": Decimal("4"),
            "unit": "each",
            "value": Decimal("1250000.00"),
        }
    ]
    return actions.register(by=by, reason="A test", lines=lines, **facts)


def order(kind, permits, *, effective_at, by=None, **facts):
    """An order drawn up for these permits and not signed."""
    return actions.draw_up(
        kind=kind,
        permits=Permit.objects.filter(pk__in=[permit.pk for permit in permits]),
        effective_at=effective_at,
        by=by or director(),
        reason="A test",
        **{
            "title_en": "Order",
            "title_fr": "Arrêté",
            "ground_en": "To allow time to assess",
            "ground_fr": "Pour laisser le temps d'évaluer",
            **facts,
        },
    )


def signed(drawn_up, *, by=None, appointment=None, signed_at=None):
    """The same order, signed in the Minister's name and carried out."""
    actions.sign(
        drawn_up,
        appointment=appointment or minister(),
        signed_at=signed_at or drawn_up.effective_at,
        by=by or ministers_office(),
        reason="A test",
    )
    drawn_up.refresh_from_db()
    return drawn_up


def valid_permits(count=1, **facts):
    permits = [submitted_permit(**facts) for _number in range(count)]
    issue(permits)
    return permits


def issue(permits, *, effective_at=datetime(2019, 6, 3, 14, 0, tzinfo=UTC)):
    """The order of a decision that issued these permits."""
    return _carried_out(OrderKind.ISSUE, permits, effective_at)


def valid_permit(**facts):
    return valid_permits(1, **facts)[0]


def suspension(permits, *, effective_at=SUSPENDED_AT):
    """A suspension of these permits, signed and carried out."""
    done = signed(order(OrderKind.SUSPEND, permits, effective_at=effective_at))
    for permit in permits:
        permit.refresh_from_db()
    return done


def suspended_permit(**facts):
    permit = valid_permit(**facts)
    suspension([permit])
    return permit


def cancelling(permits, *, effective_at=CANCELLED_AT):
    """An order of a decision to cancel these permits: signed, with its list, not carried out."""
    return _of_a_decision(OrderKind.CANCEL, permits, effective_at)


def _of_a_decision(kind, permits, effective_at):
    drawn_up = actions.draw_up_signed(
        kind=kind,
        title_en="Order",
        title_fr="Arrêté",
        ground_en="The review is concluded",
        ground_fr="L'examen est terminé",
        effective_at=effective_at,
        prepared_by=director(),
        appointment=minister(),
        signed_at=effective_at,
        by=ministers_office(),
        reason="A test",
    )
    listed(drawn_up, permits)
    return drawn_up


def listed(order, permits, *, list_number=1):
    """A list of these permits, at their present versions, under an order of a decision."""
    chosen = Permit.objects.filter(pk__in=[permit.pk for permit in permits])
    with ledger.entry(by=None, action="batch.freeze", about=order.number, reason="A test") as entry:
        return actions.pin(order, chosen, list_number=list_number, entry=entry)


def cancellation(permits, *, effective_at=CANCELLED_AT):
    """An order of a decision that cancelled these permits."""
    return _carried_out(OrderKind.CANCEL, permits, effective_at)


def _carried_out(kind, permits, effective_at):
    done = _of_a_decision(kind, permits, effective_at)
    actions.carry_out(done, by=officer(), reason="A test")
    done.refresh_from_db()
    for permit in permits:
        permit.refresh_from_db()
    return done


def changed(permit):
    """The same permit after a change to what it says, under an entry of its own."""
    with ledger.entry(by=None, action="permit.amend", about=permit.reference, reason="A test"):
        Permit.objects.filter(pk=permit.pk).update(end_use="Use on ships")
    permit.refresh_from_db()
    return permit
