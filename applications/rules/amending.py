"""What stands against recording a request to amend a permit, and against deciding on it."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.models import Appointment, Power, User
from applications.models.amendments import AmendmentRequest, AmendmentStatus
from audit.models import history_of
from permits import rules as register
from permits.models import Condition, Consignee, Permit, PermitLine

Reason = register.Refusal | people.Refusal
# These depend on the time of the decision, which may be recorded later.
BY_THE_CLOCK = {register.Refusal.EXPIRED, register.Refusal.ENDS_IN_PAST}


class Refusal(models.TextChoices):
    """Why a request may not be decided, beside what the register itself says."""

    DECIDED_ALREADY = "decided-already", _("The request is decided.")
    RECORDED_BY_YOU = (
        "recorded-by-you",
        _("You recorded this request; another person must decide on it."),
    )
    DECIDED_TOO_EARLY = (
        "decided-too-early",
        _("The decision would be of a day before the request was received."),
    )

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


def changes_asked(request: AmendmentRequest) -> register.Changes:
    """What a request asks for, beside the terms as they were when it was recorded."""
    conditions = list(request.conditions.all())
    consignees = list(request.consignees.select_related("party", "country"))
    lines = list(request.lines.all())
    [before] = _as_they_were(Permit, [request.version])
    lines_before = _as_they_were(PermitLine, [line.version for line in lines])
    return register.Changes(
        before=before,
        valid_until=request.valid_until,
        end_use=request.end_use,
        lines=tuple(
            register.LineChange(was, line.quantity, line.value)
            for was, line in zip(lines_before, lines, strict=True)
        ),
        conditions=tuple(
            Condition(
                text_en=each.text_en,
                text_fr=each.text_fr,
                report_within_days=each.report_within_days,
            )
            for each in conditions
            if not each.withdrawn
        ),
        conditions_withdrawn=_as_they_were(Condition, [each.withdrawn for each in conditions]),
        consignees=tuple(
            Consignee(party=each.party, country=each.country)
            for each in consignees
            if not each.withdrawn
        ),
        consignees_withdrawn=_as_they_were(Consignee, [each.withdrawn for each in consignees]),
    )


def _as_they_were(model: type[models.Model], versions: Sequence[int | None]) -> tuple[Any, ...]:
    """Records as these rows of their history keep them, in the same order; None is passed over."""
    wanted = [number for number in versions if number]
    rows = history_of(model)._base_manager.in_bulk(wanted)
    return tuple(rows[number].instance for number in wanted)


def against_recording(
    permit: Permit, changes: register.Changes, *, received_on: date, own_motion: bool
) -> list[register.Refusal]:
    """What stands against putting a request on record.

    One that came too late is recorded all the same, whatever it asks: it is answered by a refusal.
    """
    refusals = register.against_asking(permit)
    late = register.against_the_day_asked(permit, asked_on=None if own_motion else received_on)
    if late == [register.Refusal.ASKED_AFTER_EXPIRY]:
        return refusals if changes else [*refusals, register.Refusal.CHANGES_NOTHING]
    if own_motion and received_on > timezone.localdate():
        refusals.append(register.Refusal.ASKED_IN_FUTURE)
    elif own_motion and permit.is_expired_on(received_on):
        refusals.append(register.Refusal.EXPIRED)
    return [*refusals, *late, *register.against_changes(permit, changes, day=received_on)]


def against_deciding(request: AmendmentRequest, *, by: User) -> list[Refusal | register.Refusal]:
    """What stands against this person deciding on a request, whatever the decision."""
    refusals: list[Refusal | register.Refusal] = []
    if request.status != AmendmentStatus.RECEIVED:
        refusals.append(Refusal.DECIDED_ALREADY)
    if request.recorded_by_id == by.pk:
        refusals.append(Refusal.RECORDED_BY_YOU)
    if not Appointment.objects.open_to(by).exists():
        refusals.append(register.Refusal.NO_OFFICE)
    return refusals


def against_granting(request: AmendmentRequest, *, at: datetime) -> list[register.Refusal]:
    """What the law and the register say against a grant that takes effect at a moment."""
    return register.against_making(
        request.permit, changes_asked(request), asked_on=request.asked_on, effective_at=at
    )


def against_deciding_for(
    request: AmendmentRequest,
    appointment: Appointment,
    *,
    granted: bool,
    at: datetime,
    by: User,
) -> list[Refusal | Reason]:
    """Whether this person may so decide, at that moment, in the name of this office-holder.

    A delegate is held to the limits of the instrument: by what the permit would allow once
    amended, or, where the request is refused, by what it allows.
    """
    refusals: list[Refusal | Reason] = []
    refusals += register.against_signing_for(appointment, by=by, signed_at=at)
    in_office = people.Refusal.NOT_IN_OFFICE
    lines = list(request.permit.lines.select_related("item"))
    limits = people.against_exercising(
        appointment,
        Power.AMEND,
        at=at,
        groups={line.item.group for line in lines if line.item},
        values=_values(request, lines, amended=granted),
    )
    refusals += [refusal for refusal in limits if refusal != in_office]  # said already
    if timezone.localdate(at) < request.received_on:
        refusals.append(Refusal.DECIDED_TOO_EARLY)
    return refusals


def _values(
    request: AmendmentRequest, lines: list[PermitLine], *, amended: bool
) -> list[tuple[str, Decimal | None]]:
    """Currency and value of each line, as it is or as it would be."""
    new = {line.line_id: line.value for line in request.lines.all()} if amended else {}
    return [(line.currency, new.get(line.pk) or line.value) for line in lines]
