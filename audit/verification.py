"""Whether the record is whole: everything that is sealed is read back and computed again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections, models, transaction

from audit import canonical, drift, ledger, merkle, triggers
from audit.models import Entry, Seal

HASH = 32


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
    """What a verification covered; ``log_root`` is the head of the tree over all leaves."""

    entries: int = 0
    rows: int = 0
    log_root: bytes = merkle.EMPTY


class Verification:
    """One pass over the whole record; iterate over it to learn every difference."""

    def __init__(self, using="default"):
        self.using = using
        self.covered = Verified()

    def __iter__(self) -> Iterator[Difference]:
        with transaction.atomic(using=self.using):
            self._one_snapshot()
            yield from self._triggers()
            yield from self._entries()
            yield from self._unsealed_rows()
            yield from self._drift()

    def _one_snapshot(self):
        connection = connections[self.using]
        if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    def _triggers(self):
        for what in triggers.differences(connections[self.using]):
            yield Difference("TRIGGER", "database", what)

    def _entries(self):
        """Each leaf, in order; the rows of each of its seals; the gaps between leaves."""
        by_table = {model._meta.db_table: model for model in ledger.sealable_models()}
        leaves = []
        entries = Entry.objects.using(self.using)
        for entry in entries.open():
            yield Difference("UNSEALED", f"entry id {entry.pk}", "the entry was never sealed")
        sealed = (
            entries.sealed()
            .order_by("sequence")
            .prefetch_related(
                models.Prefetch("seals", Seal.objects.using(self.using).order_by("table"))
            )
        )
        for entry in sealed.iterator(chunk_size=500):
            if entry.sequence != len(leaves):
                yield Difference(
                    "REMOVED",
                    f"entries {len(leaves)} to {entry.sequence - 1}",
                    "these numbers are missing from the ledger",
                )
                leaves += [b""] * (entry.sequence - len(leaves))
            seals = list(entry.seals.all())
            leaf = bytes(entry.leaf_hash)
            leaves.append(leaf)
            self.covered.entries += 1
            if merkle.leaf_hash(ledger.envelope(entry, seals)) != leaf:
                yield Difference(
                    "ALTERED", f"entry {entry.sequence}", "its facts or seals are not as sealed"
                )
            for seal in seals:
                yield from self._rows(entry, seal, by_table.get(seal.table))
        self.covered.log_root = merkle.root(leaves)

    def _rows(self, entry, seal, model):
        """The rows an entry has in one table now, against the hashes sealed then."""
        where = f"entry {entry.sequence}, {seal.table}"
        sealed = bytes(seal.row_hashes)
        wanted = {sealed[i : i + HASH] for i in range(0, len(sealed), HASH)}
        columns = seal.columns.split(",")
        missing_columns = model is None or set(columns) - set(ledger.sealed_columns(model))
        if missing_columns:
            yield Difference("CHANGED_SCHEMA", where, "sealed columns are gone; not verified")
            return
        if merkle.root(sealed[i : i + HASH] for i in range(0, len(sealed), HASH)) != seal.root:
            yield Difference("ALTERED", where, "the seal's row hashes do not make its root")
        strangers, count, present = [], 0, set()
        for row in ledger.rows_of(model, entry.pk, columns, self.using):
            count += 1
            hashed = merkle.leaf_hash(canonical.row(row))
            present.add(hashed)
            if hashed not in wanted:
                strangers.append(row[0])
        self.covered.rows += count
        lost = len(wanted - present)
        for key in strangers:
            kind = "ALTERED" if lost else "INSERTED"
            lost -= 1 if lost else 0
            yield Difference(kind, f"{where}, row {key}", self._about(model, key))
        if lost:
            yield Difference("REMOVED", where, f"{lost} sealed rows are gone")
        elif count != seal.row_count and not strangers:
            yield Difference("ALTERED", where, f"{count} rows where {seal.row_count} were sealed")

    def _about(self, model, key):
        """The record that a row of history speaks of, in words."""
        row = model._base_manager.using(self.using).filter(pk=key).first()
        source = getattr(model, "instance_type", None)
        if source is None:
            return f"{model._meta.verbose_name} {key} is not as it was sealed"
        return f"version of {source._meta.label} {getattr(row, source._meta.pk.attname)}"

    def _unsealed_rows(self):
        """Rows under a sealed entry in a table that its seals do not mention."""
        for model in ledger.sealable_models():
            seals = Seal.objects.using(self.using).filter(
                entry=models.OuterRef("entry"), table=model._meta.db_table
            )
            rows = model._base_manager.using(self.using).filter(~models.Exists(seals))
            for key, sequence in rows.order_by().values_list("pk", "entry__sequence"):
                yield Difference(
                    "INSERTED", f"entry {sequence}, {model._meta.db_table}, row {key}", "not sealed"
                )

    def _drift(self):
        words = {
            drift.CREATED: "a row that no history knows",
            drift.CHANGED: "differs from its newest history in",
            drift.DELETED: "is gone, though its history does not say so",
        }
        for found in drift.found(connections[self.using]):
            what = f"{words[found.kind]} {', '.join(found.columns)}".strip()
            yield Difference("LIVE_DRIFT", f"{found.table}, key {found.key}", what)
