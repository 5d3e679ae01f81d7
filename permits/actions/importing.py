"""Register files are kept as they came, and imported: every permit, every line, in one act."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import F, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from audit.models import Entry, Source
from permits.actions.orders import pin
from permits.actions.setwise import apply_changes, insert_from
from permits.models import (
    Act,
    Consignee,
    Country,
    ImportedLine,
    JointDestination,
    Order,
    Outcome,
    Party,
    Permit,
    PermitLine,
    RegisterImport,
    ScheduledPermit,
    StatusChange,
)
from permits.models.imports import ImportStatus, LineResult
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitStatus
from permits.register_files import PROFILES, Profile
from permits.register_files.files import digest_of, inspect
from permits.register_files.plans import Plan, PlannedPermit, plan_import

CHUNK = 2000
READ_ONLY = 0o440


def upload(file: File, *, profile: str, by: User, reason: str) -> RegisterImport:
    """Keep a register file unaltered, to be looked through and then imported.

    A file that is already kept for this profile is left as it is. Raises ``PermissionDenied``;
    ``ValidationError`` when it is not a register file of the profile.
    """
    require(by, "permits.import_register")
    digest = inspect(file, _profile(profile))
    file_name = os.path.basename(file.name or "")[-200:]
    with ledger.entry(
        by=by,
        action=Act.UPLOAD_REGISTER,
        about=file_name[:120],
        reason=reason,
        source=Source.IMPORT,
    ):
        kept, _is_new = RegisterImport.objects.get_or_create(
            digest=digest,
            profile=profile,
            defaults={
                "file_name": file_name,
                "file": _keep(file, digest),
                "uploaded_by": by,
            },
        )
    return kept


def preview(register_import: RegisterImport) -> Plan:
    """What importing a kept file would do now.

    Raises ``ValidationError`` when the file is gone or altered, or its profile is no longer known.
    """
    try:
        with register_import.file.open("rb") as file:
            if digest_of(file) != register_import.digest:
                raise ValidationError(
                    _("The kept file is not the one that was uploaded: its hash differs."),
                    code="file-altered",
                )
            return plan_import(file, _profile(register_import.profile))
    except FileNotFoundError:
        raise ValidationError(
            _("The kept file is no longer in the store."), code="file-gone"
        ) from None


def import_register(register_import: RegisterImport, *, by: User, reason: str) -> RegisterImport:
    """Put the permits of a kept file on the register, valid from their day of issue.

    All of it is one transaction under one entry. A file already imported is left as it is.
    Raises ``PermissionDenied``; ``ValidationError`` if the kept file was altered.
    """
    require(by, "permits.import_register")
    with ledger.entry(
        by=by,
        action=Act.IMPORT_REGISTER,
        about=register_import.file_name[:120],
        reason=reason,
        authority=_authority(register_import),
        source=Source.IMPORT,
    ) as entry:
        # Imports wait for one another, so that two files cannot bring the same permit at once.
        everyone = {each.pk: each for each in RegisterImport.objects.select_for_update()}
        kept = everyone[register_import.pk]
        if kept.status == ImportStatus.IMPORTED:
            return kept
        plan = preview(kept)
        keys = _add_permits(plan)
        _add_judgements(plan, keys, kept, entry)
        if keys:
            _bring_into_force(kept, by=by, entry=entry)
        counts = plan.lines.by_result()
        kept.status = ImportStatus.IMPORTED
        kept.lines_total = len(plan.lines)
        kept.lines_accepted = counts[LineResult.ACCEPTED]
        kept.lines_warned = counts[LineResult.WARNED]
        kept.lines_rejected = counts[LineResult.REJECTED]
        kept.save()
    return kept


def import_file(file: File, *, profile: str, by: User, reason: str) -> tuple[RegisterImport, bool]:
    """Keep a register file and import it, as one act; says whether anything was new."""
    require(by, "permits.import_register")
    with ledger.entry(
        by=by,
        action=Act.IMPORT_REGISTER,
        about=os.path.basename(file.name or "")[:120],
        reason=reason,
        source=Source.IMPORT,
    ):
        kept = upload(file, profile=profile, by=by, reason=reason)
        if kept.status == ImportStatus.IMPORTED:
            return kept, False
        return import_register(kept, by=by, reason=reason), True


def _profile(name: str) -> Profile:
    if name not in PROFILES:
        raise ValidationError(
            _("There is no profile named %(profile)s.") % {"profile": name}, code="unknown-profile"
        )
    return PROFILES[name]


def _keep(file: File, digest: str) -> str:
    """Put a file in the store under its hash, read-only, and return its name there."""
    name = f"register/{digest}.csv"
    if not default_storage.exists(name):
        file.seek(0)
        name = default_storage.save(name, file)
        # A store that is no file system guards its files by other means.
        with suppress(NotImplementedError):
            os.chmod(default_storage.path(name), READ_ONLY)
    return name


def _authority(register_import: RegisterImport) -> str:
    name = register_import.file_name[:100]
    return f"{name}, SHA-256 {register_import.digest}"


def _add_permits(plan: Plan) -> dict[str, int]:
    """Every permit of the plan as submitted, with all it says; returns their keys by number."""
    parties = _parties(plan)
    countries: dict[str, int] = dict(Country.objects.values_list("code", "pk"))
    keys: dict[str, int] = {}
    for some in _chunks(plan.permits.values()):
        permits = [_permit(each, parties, countries) for each in some]
        keys |= {permit.reference: permit.pk for permit in Permit.objects.bulk_create(permits)}
        firsts = [(keys[each.first.reference], each.first) for each in some]
        PermitLine.objects.bulk_create(
            PermitLine(
                permit_id=keys[each.first.reference],
                position=position,
                item_id=goods.item,
                code=goods.code,
                description=goods.description,
                quantity=goods.quantity,
                unit=goods.unit,
                value=goods.value,
                currency=goods.currency,
            )
            for each in some
            for position, goods in enumerate(each.goods, start=1)
        )
        JointDestination.objects.bulk_create(
            JointDestination(permit_id=key, country_id=countries[code])
            for key, first in firsts
            for code in first.destinations
            if len(first.destinations) > 1
        )
        Consignee.objects.bulk_create(
            Consignee(permit_id=key, country_id=countries[code])
            for key, first in firsts
            for code in first.consignees
        )
    return keys


def _parties(plan: Plan) -> dict[str, int]:
    """The key of every party that the plan names; those not on the register yet are added."""
    known = {name: keys[0] for name, keys in plan.parties.items()}
    profile = plan.profile
    home = Country.objects.filter(code=profile.holder_country).first()
    added = Party.objects.bulk_create(
        Party(name=name, country=home if name == profile.holder else None, language="")
        for name in sorted(plan.names() - known.keys())
    )
    return known | {party.name: party.pk for party in added}


def _permit(each: PlannedPermit, parties: dict[str, int], countries: dict[str, int]) -> Permit:
    first = each.first
    joint = len(first.destinations) > 1
    return Permit(
        reference=first.reference,
        kind=first.kind,
        holder_id=parties[first.holder],
        destination_id=None if joint else countries[first.destinations[0]],
        end_user_id=parties.get(first.end_user),
        temporary=first.temporary,
        issued_on=first.issued_on,
        retroactive=first.valid_from < first.issued_on,
        valid_from=first.valid_from,
        valid_until=each.valid_until,
    )


def _add_judgements(plan: Plan, keys: dict[str, int], kept: RegisterImport, entry: Entry) -> None:
    for some in _chunks(plan.lines):
        ImportedLine.objects.bulk_create(
            ImportedLine(
                register_import=kept,
                line=each.line,
                result=each.result,
                permit_id=keys[each.reference] if each.reference else None,
                column=each.column,
                value=each.value,
                problem=each.problem,
                entry=entry,
            )
            for each in some
        )


def _bring_into_force(kept: RegisterImport, *, by: User, entry: Entry) -> None:
    """One order over all permits of the file; each is valid from the day it was issued."""
    order = _order(kept, by)
    added = ImportedLine.objects.filter(register_import=kept, permit__isnull=False)
    pin(order, Permit.objects.filter(pk__in=added.values("permit")), list_number=1, entry=entry)
    scheduled = ScheduledPermit.objects.filter(order=order)
    for some in _chunks(scheduled.values_list("permit", "permit__issued_on").iterator(CHUNK)):
        StatusChange.objects.bulk_create(
            StatusChange(
                permit_id=permit,
                order=order,
                from_status=PermitStatus.SUBMITTED,
                to_status=PermitStatus.VALID,
                effective_at=_start_of(issued_on),
                entry=entry,
            )
            for permit, issued_on in some
        )
    apply_changes(order=order.pk, entry=entry.pk, status=PermitStatus.VALID)
    insert_from(
        Outcome,
        scheduled,
        scheduled=F("pk"),
        carried_out=Value(True),
        refusals=Value(""),
        entry=Value(entry.pk),
    )
    order.status = OrderStatus.CARRIED_OUT
    order.save()


def _order(kept: RegisterImport, by: User) -> Order:
    """The order that brings permits issued elsewhere into the register: it names its file."""
    now = timezone.now()
    return Order.objects.create(
        number=numbers.next_reference("MO", timezone.localdate(now).year),
        kind=OrderKind.REGISTER,
        title_en="Permits entered from a register file",
        title_fr="Licences inscrites à partir d'un fichier de registre",
        ground_en=f"Issued by the authority whose register is in the file {kept.file_name}",
        ground_fr=f"Délivrées par l'autorité dont le registre est au fichier {kept.file_name}",
        authority=_authority(kept),
        effective_at=now,
        prepared_by=by,
    )


def _start_of(day: date) -> datetime:
    """The first moment of a day in Ottawa."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def _chunks(rows: Iterable) -> Iterator[list]:
    waiting = iter(rows)
    while some := list(islice(waiting, CHUNK)):
        yield some
