"""A precondition is settled: met, or waived; whatever waited for it waits no more."""

from datetime import date
from typing import Any

from accounts.models import Appointment, User
from accounts.roles import require
from audit import ledger
from regime.actions.refusing import stop_at
from regime.models import Act, Precondition
from regime.rules import preconditions as rules


def settle(
    precondition: Precondition,
    *,
    status: str,
    settled_on: date,
    document: str,
    appointment: Appointment,
    by: User,
    reason: str,
    note: str = "",
) -> Precondition:
    """Say that a precondition is met or waived, on a document, in the name of an office-holder.

    Applications that wait for it are computed: from this act on they are back with their
    officers. Raises ``PermissionDenied``, ``ValidationError``.
    """
    require(by, "regime.settle_precondition")
    named = {"about": str(precondition.version), "authority": appointment.as_authority()}
    with ledger.entry(by=by, action=Act.SETTLE_PRECONDITION, reason=reason, **named) as entry:
        precondition = (
            Precondition.objects.select_for_update(of=("self",))
            .select_related("version")
            .get(pk=precondition.pk)
        )
        said: dict[str, Any] = {
            "status": status,
            "settled_on": settled_on,
            "document": document.strip(),
            "note": note.strip(),
        }
        stop_at(rules.against_settlement(precondition, **said, appointment=appointment, by=by))
        for name, value in said.items():
            setattr(precondition, name, value)
        precondition.settled_by, precondition.settled_for = by, appointment
        precondition.settled_recorded_at = entry.recorded_at
        precondition.full_clean()
        precondition.save()
    return precondition
