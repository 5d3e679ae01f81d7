"""Whether the record is whole: everything that is sealed is read back and computed again.

What is altered, inserted or removed is found and named, with one exception that no reading can
lift: entries taken from the end of the ledger together with their rows, and the records set back.
Whoever keeps the log root that an earlier verification printed holds the proof of those.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, models, transaction

from audit import drift, ledger, merkle, triggers
from audit.models import Entry, Seal

ALTERED, INSERTED, REMOVED = "ALTERED", "INSERTED", "REMOVED"
UNSEALED, LIVE_DRIFT, TRIGGER = "UNSEALED", "LIVE_DRIFT", "TRIGGER"
UNREADABLE = "UNREADABLE"  # no finding: what could not be verified


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was sealed: its kind, where it is, and what is wrong."""

    kind: str
    where: str
    what: str

    def __str__(self):
        return f"{self.kind}: {self.where}: {self.what}"


@dataclass
class Verified:
    """What was found whole; ``log_root`` is the head of the tree over all leaves."""

    entries: int = 0
    rows: int = 0
    log_root: bytes = merkle.EMPTY


class Verification:
    """One pass over the whole record; iterate over it to learn every difference.

    Memory does not grow with the number of entries or of rows. ``on_entry`` is told after each.
    """

    def __init__(self, using="default", on_entry: Callable[[Verified], None] | None = None):
        self.using = using
        self.on_entry = on_entry or (lambda covered: None)
        self.covered = Verified()

    def __iter__(self) -> Iterator[Difference]:
        with _snapshot(self.using):
            yield from self._triggers()
            yield from self._entries()
            yield from self._seals_without_entry()
            yield from self._unsealed_rows()
            yield from self._drift()

    def _triggers(self):
        for what in triggers.differences(connections[self.using]):
            yield Difference(TRIGGER, "database", what)

    def _entries(self):
        """Each leaf, in order; the rows of each of its seals; the gaps between leaves."""
        by_table = {model._meta.db_table: model for model in ledger.sealable_models()}
        log, expected = merkle.GrowingTree(), 0
        entries = Entry.objects.using(self.using)
        for entry in entries.filter(sequence=None).iterator():
            yield Difference(UNSEALED, f"entry id {entry.pk}", "the entry was never sealed")
        seals = Seal.objects.using(self.using).order_by("table").defer("row_hashes")
        for entry in (
            entries.sealed()
            .order_by("sequence")
            .prefetch_related(models.Prefetch("seals", seals, to_attr="in_order"))
            .iterator(chunk_size=500)
        ):
            if entry.sequence != expected:
                numbers = f"entries {expected} to {entry.sequence - 1}"
                yield Difference(REMOVED, numbers, "these numbers are missing from the ledger")
            expected = entry.sequence + 1
            log.extend([bytes(entry.leaf_hash)])
            yield from self._envelope(entry)
            for seal in entry.in_order:
                yield from self._rows(entry, seal, by_table.get(seal.table))
            self.covered.entries += 1
            self.on_entry(self.covered)
        self.covered.log_root = log.head()

    def _envelope(self, entry):
        if merkle.leaf_hash(ledger.envelope(entry, entry.in_order)) == bytes(entry.leaf_hash):
            return
        sealed_rows = sum(seal.row_count for seal in entry.in_order)
        what = "its facts or seals are not as sealed"
        if sealed_rows != entry.rows_changed:
            what = f"its seals speak of {sealed_rows} rows, the entry of {entry.rows_changed}"
        yield Difference(ALTERED, f"entry {entry.sequence}", what)

    def _rows(self, entry, seal, model):
        where = f"entry {entry.sequence}, {seal.table}"
        columns = seal.columns.split(",")
        if model is None or set(columns) - set(ledger.sealed_columns(model)):
            yield Difference(UNREADABLE, where, "the sealed table or columns are gone")
            return
        yield from self._compared(entry, seal, model, columns, where)

    def _compared(self, entry, seal, model, columns, where):
        """The rows an entry has in one table now, against the hashes sealed then."""

        def rows_now():
            return ledger.rows_of(model, entry.pk, columns, self.using)

        stored = Seal.objects.using(self.using).filter(pk=seal.pk)
        sealed = bytes(stored.values_list("row_hashes", flat=True).get())
        if merkle.root(sealed) != bytes(seal.root):
            yield Difference(ALTERED, where, "the seal's row hashes do not make its root")
            if merkle.root(b"".join(hashed for _key, hashed in rows_now())) != bytes(seal.root):
                yield Difference(ALTERED, where, "its rows are not as sealed")
            return
        end = 0
        for _key, hashed in rows_now():
            if hashed != sealed[end : end + merkle.HASH]:
                yield from self._named(model, where, sealed, rows_now())
                return
            end += merkle.HASH
            self.covered.rows += 1
        if end < len(sealed):
            yield from self._named(model, where, sealed, rows_now())

    def _named(self, model, where, sealed, rows_now):
        """What differs, row by row: rows and hashes are both in the order of the key."""
        places = {hashed: place for place, hashed in enumerate(_pieces(sealed))}
        strangers, after, next_place = [], "the first", 0
        for key, hashed in rows_now:
            if hashed not in places:
                strangers.append(key)
                continue
            lost = places[hashed] - next_place
            yield from self._gap(model, where, strangers, lost, f"{after} and row {key}")
            strangers, after, next_place = [], f"row {key}", places[hashed] + 1
        lost = len(places) - next_place
        yield from self._gap(model, where, strangers, lost, f"{after} and the last")

    def _gap(self, model, where, strangers, lost, between):
        """Between two rows that are whole: rows never sealed, and hashes without a row."""
        for key in strangers[:lost]:
            what = f"{self._about(model, key)} is not as sealed"
            yield Difference(ALTERED, f"{where}, row {key}", what)
        for key in strangers[lost:]:
            what = f"{self._about(model, key)} was never sealed"
            yield Difference(INSERTED, f"{where}, row {key}", what)
        if lost > len(strangers):
            what = f"{lost - len(strangers)} sealed rows are gone between {between}"
            yield Difference(REMOVED, where, what)

    def _about(self, model, key):
        """The record that a row speaks of, in words."""
        source = getattr(model, "instance_type", None)
        if source is None:
            return f"{model._meta.label} {key}"
        rows = model._base_manager.using(self.using).filter(pk=key)
        return f"version of {source._meta.label} {rows.values_list(source._meta.pk.attname)[0][0]}"

    def _seals_without_entry(self):
        entries = Entry.objects.using(self.using).filter(pk=models.OuterRef("entry_id"))
        for seal in Seal.objects.using(self.using).filter(~models.Exists(entries)).iterator():
            what = f"the entry that wrote {seal.row_count} rows in {seal.table} is gone"
            yield Difference(REMOVED, f"entry id {seal.entry_id}", what)

    def _unsealed_rows(self):
        """Rows whose entry has no seal over their table."""
        for model in ledger.sealable_models():
            seals = Seal.objects.using(self.using).filter(
                entry_id=models.OuterRef("entry_id"), table=model._meta.db_table
            )
            rows = model._base_manager.using(self.using).filter(~models.Exists(seals))
            for key, entry in rows.order_by().values_list("pk", "entry_id").iterator():
                where = f"entry id {entry}, {model._meta.db_table}, row {key}"
                what = f"{self._about(model, key)} was never sealed"
                yield Difference(INSERTED, where, what)

    def _drift(self):
        words = {
            drift.CREATED: "a row that no history knows",
            drift.CHANGED: "differs from its newest history in",
            drift.DELETED: "is gone, though its history does not say so",
        }
        for found in drift.found(connections[self.using]):
            what = f"{words[found.kind]} {', '.join(found.columns)}".strip()
            yield Difference(LIVE_DRIFT, f"{found.table}, key {found.key}", what)


def _pieces(hashes: bytes) -> Iterator[bytes]:
    return (hashes[start : start + merkle.HASH] for start in range(0, len(hashes), merkle.HASH))


@contextmanager
def _snapshot(using):
    """The whole database at one moment, read without keeping anybody from writing."""
    connection = connections[using]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=using):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        connection.ensure_connection()
        mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
        try:
            with transaction.atomic(using=using):
                yield
        finally:
            connection.transaction_mode = mode
