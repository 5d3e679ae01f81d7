"""Entries are opened and sealed here: the one way in to any audited table."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import connections, models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import canonical, merkle
from audit.models import Entry, Seal, audited_models, history_of

# The advisory lock that puts the leaves of concurrent transactions in one order (PostgreSQL).
LEDGER_LOCK = 0x45435041
SYSTEM = "System"
ABOUT_LENGTH = Entry._meta.get_field("about").max_length


@contextmanager
def entry(
    *,
    by: Any,
    action: str,
    reason: str,
    about: str = "",
    authority: str = "",
    source: str | None = None,
    using: str = "default",
) -> Iterator[Entry]:
    """Open an entry around one act, and seal it at the end; all of it in one transaction.

    An act inside another act belongs to it: a nested call yields the entry already open. An act
    that changes nothing leaves no entry. ``by`` is None only when the system itself acts.

    Raises ``ValidationError`` when no reason is given, or one that cannot be kept;
    ``PermissionDenied`` when ``by`` is nobody who is signed in, or a person deactivated.
    """
    inside = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        # Outside a transaction no entry can be open: one that is was put there by another hand,
        # and the database refuses a second.
        running = Entry.objects.using(using).running() if inside else None
        if running is not None:
            yield running
            return
        opened = Entry(
            **_person(by),
            action=action,
            about=_kept(about)[:ABOUT_LENGTH],
            reason=_given(_kept(reason)),
            authority=_kept(authority),
            source=source or settings.ENTRY_SOURCE,
            recorded_at=timezone.now(),
            unfinished_id=1,
        )
        opened.save(using=using, force_insert=True)
        yield opened
        _seal(opened, using)


def _person(by: Any) -> dict[str, Any]:
    """Who acts, as an entry keeps it: the account, and its name and roles at this moment."""
    if by is None:
        return {"actor": None, "actor_name": SYSTEM, "actor_roles": ""}
    if not by.is_active:
        raise PermissionDenied(_("Only a person with an active account can act."))
    return {"actor": by, "actor_name": str(by), "actor_roles": by.role_names()}


def _kept(text: str) -> str:
    """The text as both engines can keep it."""
    ProhibitNullCharactersValidator()(text)
    return text.strip()


def _given(reason: str) -> str:
    if not reason:
        raise ValidationError(_("Give the reason for this act."), code="reason-required")
    return reason


def sealable_models() -> list[type[models.Model]]:
    """Every model whose rows are sealed under an entry: histories of records, and events."""
    records, events = audited_models(apps)
    return [history_of(model) for model in records] + events


def sealed_columns(model: type[models.Model]) -> list[str]:
    """The attributes that a seal of this model's rows covers, in order, the key first."""
    others = sorted(field.attname for field in model._meta.concrete_fields if not field.primary_key)
    return [model._meta.pk.attname, *others]


def rows_of(
    model: type[models.Model], entry_id: int, columns: list[str], using: str
) -> Iterator[tuple[int, bytes]]:
    """An entry's rows in one table, in the order of their key: key and leaf hash."""
    written = _written_rows(model, entry_id, columns, using, "pk")
    for key, text in written.iterator(chunk_size=2000):
        yield key, merkle.leaf_hash(text.encode())


def _written_rows(
    model: type[models.Model], entry_id: int, columns: list[str], using: str, *before: str
) -> models.QuerySet:
    """The canonical form of an entry's rows in one table, in the order of their key."""
    rows = model._base_manager.using(using).filter(entry_id=entry_id).order_by("pk")
    return rows.values_list(*before, canonical.row(model, columns), flat=not before)


def envelope(entry: Entry, seals: list[Seal]) -> bytes:
    """The canonical form of what the leaf of an entry commits to."""
    return canonical.written(
        {
            "form": 1,
            "id": entry.pk,
            "sequence": entry.sequence,
            "actor": entry.actor_id,
            "actor_name": entry.actor_name,
            "actor_roles": entry.actor_roles,
            "action": entry.action,
            "about": entry.about,
            "reason": entry.reason,
            "authority": entry.authority,
            "source": entry.source,
            "recorded_at": entry.recorded_at,
            "rows_changed": entry.rows_changed,
            "tables": [[seal.table, seal.columns, seal.row_count, seal.root] for seal in seals],
        }
    )


def _written_in(entry_id: int, using: str) -> list[type[models.Model]]:
    """The models in which an entry has rows, found by a single statement."""
    sealable = sealable_models()
    quote = connections[using].ops.quote_name
    probes = " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS "
        f"(SELECT 1 FROM {quote(model._meta.db_table)} WHERE entry_id = %s)"
        for number, model in enumerate(sealable)
    )
    with connections[using].cursor() as cursor:
        cursor.execute(probes, [entry_id] * len(sealable))
        return [sealable[number] for (number,) in cursor.fetchall()]


def _seal(opened: Entry, using: str) -> None:
    """Read back what the entry wrote, hash it, and append its leaf to the log."""
    written_in = sorted(_written_in(opened.pk, using), key=lambda model: model._meta.db_table)
    seals = [_sealed(model, opened, using) for model in written_in]
    mine = Entry.objects.using(using).filter(pk=opened.pk)
    if not seals:
        # Nothing refers to an entry without rows, so no cascade has to be worked out.
        mine._raw_delete(using)
        return
    opened.rows_changed = sum(seal.row_count for seal in seals)
    opened.sequence = _next_sequence(using)
    opened.leaf_hash = merkle.leaf_hash(envelope(opened, seals))
    opened.unfinished_id = None
    mine.update(
        rows_changed=opened.rows_changed,
        sequence=opened.sequence,
        leaf_hash=opened.leaf_hash,
        unfinished=None,
    )


def _sealed(model: type[models.Model], opened: Entry, using: str) -> Seal:
    """Hash the entry's rows in one table as they come, and keep the seal over them.

    The seal is returned without the hashes: those of one table at a time are held in memory.
    """
    columns = sealed_columns(model)
    written = _written_rows(model, opened.pk, columns, using)
    hashes = merkle.leaf_hashes(written.iterator(chunk_size=2000))
    seal = Seal(
        entry=opened,
        table=model._meta.db_table,
        columns=",".join(columns),
        row_count=len(hashes) // merkle.HASH,
        root=merkle.root(hashes),
        row_hashes=hashes,
    )
    seal.save(using=using, force_insert=True)
    seal.row_hashes = b""
    return seal


def _next_sequence(using: str) -> int:
    """The next number in the log. The lock is the last one taken, and held until commit."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])
    newest = Entry.objects.using(using).aggregate(newest=Max("sequence"))["newest"]
    return 0 if newest is None else newest + 1
