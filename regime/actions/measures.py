"""The verbs of measures: a version is drafted, edited, then signed or withdrawn."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import Appointment, User
from accounts.roles import require
from audit import ledger, numbers
from permits.models import Order
from regime.actions.drafts import carry_settlements, refuse, write
from regime.models import Act, Measure, MeasureVersion
from regime.models.effects import VersionStatus
from regime.rules import measures as rules


def draft(*, starts_at: datetime, by: User, reason: str, **facts: Any) -> MeasureVersion:
    """Begin a new measure: its first version, in draft.

    ``facts`` are the title in both languages, the version's own columns (``term_ends_at``,
    ``instrument``, ``notice_number``, ``text_…``, ``reasons_…``, ``decision``, ``order``), and its
    parts: ``destinations`` (countries), ``dates`` (pairs of day and source), ``provisions`` (their
    columns, with the codes ``included`` and ``excluded``), ``exemptions`` and ``preconditions``
    (their columns; ``provision`` is the number of one, or None).

    Raises ``ValidationError`` with every reason, and then nothing is written.
    """
    require(by, "regime.add_measure")
    with transaction.atomic():
        number = numbers.next_reference("MS", timezone.localdate(starts_at).year)
        version = MeasureVersion(measure=Measure(number=number), position=1, prepared_by=by)
        version.starts_at = starts_at
        with ledger.entry(by=by, action=Act.DRAFT_MEASURE, about=str(version), reason=reason):
            write(version, facts)
    return version


def draft_version(
    measure: Measure,
    *,
    change: str,
    starts_at: datetime,
    by: User,
    reason: str,
    supersedes: MeasureVersion | None = None,
    **facts: Any,
) -> MeasureVersion:
    """Begin the next version of a measure: it eases, reimposes, lifts or corrects one before it.

    It changes the version that begins last, unless another is to be corrected. The same facts as
    for ``draft``, without the titles.
    """
    require(by, "regime.add_measure")
    with transaction.atomic():
        measure = Measure.objects.select_for_update().get(pk=measure.pk)
        refuse(rules.against_changing(measure))
        newest = measure.versions.aggregate(newest=models.Max("position"))["newest"]
        version = MeasureVersion(
            measure=measure,
            position=newest + 1,
            change=change,
            starts_at=starts_at,
            supersedes=supersedes or rules.version_before(measure),
            prepared_by=by,
        )
        with ledger.entry(by=by, action=Act.DRAFT_MEASURE, about=str(version), reason=reason):
            write(version, facts)
    return version


def edit(
    version: MeasureVersion, *, by: User, reason: str, seen: int | None = None, **facts: Any
) -> MeasureVersion:
    """Change a version in draft; ``seen`` is the newest entry about it that its editor saw."""
    require(by, "regime.add_measure")
    with ledger.entry(by=by, action=Act.EDIT_MEASURE, about=str(version), reason=reason):
        version = _locked(version)
        refusals = rules.against_editing(version)
        if seen is not None and seen != version.newest_entry():
            refusals.append(rules.Refusal.CHANGED_MEANWHILE)
        refuse(refusals)
        write(version, facts)
    return version


def sign(
    version: MeasureVersion,
    *,
    appointment: Appointment,
    by: User,
    reason: str,
    signed_at: datetime | None = None,
) -> MeasureVersion:
    """Record the Minister's signature, and put an end to the version that this one supersedes.

    ``signed_at`` is now, or a past moment for a signature entered afterwards: the office-holder is
    the one of that day. Raises ``ValidationError`` with every reason against it.
    """
    require(by, "regime.sign_measure")
    named = {"about": str(version), "authority": appointment.as_authority()}
    with ledger.entry(by=by, action=Act.SIGN_MEASURE, reason=reason, **named) as entry:
        version = _locked(version)
        signed_at = signed_at or timezone.now()
        refuse(
            rules.against_signing(version, by=by, appointment=appointment, signed_at=signed_at),
            version,
        )
        if version.supersedes_id:
            _end(version.supersedes_id, version.starts_at, entry.recorded_at)
        version.signed_by, version.signed_for, version.signed_at = by, appointment, signed_at
        version.recorded_at = entry.recorded_at
        version.ended_recorded_at = entry.recorded_at if version.ends_at else None
        version.status = VersionStatus.APPROVED
        carry_settlements(version)
        version.full_clean()
        version.save()
    return version


def name_order(version: MeasureVersion, *, order: Order, by: User, reason: str) -> MeasureVersion:
    """Name the suspension, drawn up after the signature, that carries a version's effect."""
    require(by, "regime.add_measure")
    with ledger.entry(by=by, action=Act.NAME_ORDER, about=str(version), reason=reason):
        version = _locked(version)
        refuse([*rules.against_naming_order(version), *rules.against_order(order)])
        version.order = order
        version.save(update_fields=["order"])
    return version


def withdraw(version: MeasureVersion, *, by: User, reason: str) -> MeasureVersion:
    """Give up a version in draft; it stays on record."""
    require(by, "regime.add_measure")
    with ledger.entry(by=by, action=Act.WITHDRAW_MEASURE, about=str(version), reason=reason):
        version = _locked(version)
        refuse(rules.against_withdrawing(version))
        version.status = VersionStatus.WITHDRAWN
        version.save()
    return version


def _locked(version: MeasureVersion) -> MeasureVersion:
    """The version as it is now. Its measure is locked, so that one signature follows another."""
    Measure.objects.select_for_update().get(pk=version.measure_id)
    found = MeasureVersion.objects.select_related("measure", "supersedes", "order")
    return found.get(pk=version.pk)


def _end(key: int, moment: datetime, recorded_at: datetime) -> None:
    """End a signed version at a moment; one that would end before it began is never in force."""
    ended = MeasureVersion.objects.get(pk=key)
    moment = max(moment, ended.starts_at)
    if ended.ends_at is None or moment < ended.ends_at:
        ended.ends_at, ended.ended_recorded_at = moment, recorded_at
        ended.save(update_fields=["ends_at", "ended_recorded_at"])
