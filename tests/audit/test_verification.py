"""Whoever steps round the triggers and tidies up after himself is found and named."""

from contextlib import contextmanager
from io import StringIO
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import Act
from audit import ledger, merkle, triggers
from audit.models import Entry, Seal
from audit.verification import Verification
from permits.models import Party, StatusChange
from tests import make
from tests.audit.going_round import an_entry, open_by_hand, sql

pytestmark = pytest.mark.django_db

HISTORY = "permits_historicalparty"
COPIED = (
    "name, country_id, address, email, language, history_date, history_type, history_user_id,"
    " history_change_reason"
)


class Ledger:
    """Two parties registered under one entry, and the first renamed under the next."""

    def __init__(self):
        with an_entry() as self.registered:
            self.one, self.two = [
                Party.objects.create(name=name, country=make.country("CA"))
                for name in ("One", "Two")
            ]
        with an_entry() as self.renamed:
            Party.objects.filter(pk=self.one.pk).update(name="First")
        self.first_row, self.second_row, self.newest_row = (
            Party.history.filter(id__in=[self.one.pk, self.two.pk])
            .order_by("history_id")
            .values_list("history_id", flat=True)
        )
        assert list(Verification()) == []

    def where(self, entry, row=None, table=HISTORY):
        return f"entry {entry.sequence}, {table}" + (f", row {row}" if row else "")

    def version(self, party, what):
        return f"version of permits.Party {party.pk} {what}"


@pytest.fixture
def book():
    return Ledger()


def found_after(*statements):
    """What verification finds after these statements, whose effect is then taken back.

    The triggers do not fire for them, and stand again when they are done.
    """
    with past_the_triggers(*statements):
        found = list(Verification())
    return [(difference.kind, difference.where, difference.what) for difference in found]


@contextmanager
def past_the_triggers(*statements):
    with transaction.atomic():
        if connection.vendor == "postgresql":
            sql("SET LOCAL session_replication_role = replica")
        else:
            triggers.drop(connection)
        for statement in statements:
            sql(statement)
        if connection.vendor == "postgresql":
            sql("SET LOCAL session_replication_role = origin")
        else:
            triggers.install(connection)
        yield
        transaction.set_rollback(True)


def test_a_record_that_is_whole_shows_no_difference(book):
    make.suspended_permit()
    verification = Verification()
    assert list(verification) == []
    assert verification.covered.entries == Entry.objects.count()
    assert verification.covered.rows == sum(Entry.objects.values_list("rows_changed", flat=True))


def test_an_altered_version_is_named(book):
    assert found_after(f"UPDATE {HISTORY} SET name = 'X' WHERE history_id = {book.first_row}") == [
        (
            "ALTERED",
            book.where(book.registered, book.first_row),
            book.version(book.one, "is not as sealed"),
        )
    ]


def test_an_altered_newest_version_also_differs_from_the_live_row(book):
    assert found_after(f"UPDATE {HISTORY} SET name = 'X' WHERE history_id = {book.newest_row}") == [
        (
            "ALTERED",
            book.where(book.renamed, book.newest_row),
            book.version(book.one, "is not as sealed"),
        ),
        (
            "LIVE_DRIFT",
            f"permits_party, key {book.one.pk}",
            "differs from its newest history in name",
        ),
    ]


def test_a_live_row_changed_behind_the_record_is_named_with_its_fields(book):
    assert found_after(
        f"UPDATE permits_party SET name = 'X', address = 'Y' WHERE id = {book.one.pk}"
    ) == [
        (
            "LIVE_DRIFT",
            f"permits_party, key {book.one.pk}",
            "differs from its newest history in name, address",
        )
    ]


def test_a_live_row_made_behind_the_record_is_named(book):
    assert found_after(
        "INSERT INTO permits_party (id, name, country_id, address, email, language)"
        " SELECT 999999, 'X', country_id, '', '', 'en-ca' FROM permits_party"
        f" WHERE id = {book.one.pk}"
    ) == [("LIVE_DRIFT", "permits_party, key 999999", "a row that no history knows")]


def test_a_live_row_deleted_behind_the_record_is_named(book):
    assert found_after(f"DELETE FROM permits_party WHERE id = {book.two.pk}") == [
        (
            "LIVE_DRIFT",
            f"permits_party, key {book.two.pk}",
            "is gone, though its history does not say so",
        )
    ]


def test_a_removed_version_is_placed_between_its_neighbours(book):
    assert found_after(f"DELETE FROM {HISTORY} WHERE history_id = {book.first_row}") == [
        (
            "REMOVED",
            book.where(book.registered),
            f"1 sealed rows are gone between the first and row {book.second_row}",
        )
    ]


def test_an_inserted_version_is_named(book):
    """A copy of a version, put under the same sealed entry."""
    assert found_after(
        f"INSERT INTO {HISTORY} (history_id, id, entry_id, {COPIED})"
        f" SELECT 999999, id, entry_id, {COPIED} FROM {HISTORY} WHERE history_id = {book.first_row}"
    )[0] == (
        "INSERTED",
        book.where(book.registered, 999999),
        book.version(book.one, "was never sealed"),
    )


def test_a_version_under_an_entry_that_wrote_nothing_in_its_table_is_named(book):
    make.user()
    other = Entry.objects.filter(action=Act.CREATE).latest("sequence")
    assert found_after(
        f"INSERT INTO {HISTORY} (history_id, id, entry_id, {COPIED}) SELECT 999999, id, {other.pk},"
        f" {COPIED} FROM {HISTORY} WHERE history_id = {book.first_row}"
    )[0] == (
        "INSERTED",
        f"entry id {other.pk}, {HISTORY}, row 999999",
        book.version(book.one, "was never sealed"),
    )


def test_a_version_moved_to_another_entry_is_missed_there_and_found_here(book):
    assert found_after(
        f"UPDATE {HISTORY} SET entry_id = {book.renamed.pk} WHERE history_id = {book.second_row}"
    ) == [
        (
            "REMOVED",
            book.where(book.registered),
            f"1 sealed rows are gone between row {book.first_row} and the last",
        ),
        (
            "INSERTED",
            book.where(book.renamed, book.second_row),
            book.version(book.two, "was never sealed"),
        ),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'Another'",
        "actor_name = 'Another'",
        "recorded_at = '2001-01-01 00:00:00'",
        "rows_changed = 7",
    ],
)
def test_an_altered_entry_is_named(book, change):
    (found,) = found_after(f"UPDATE audit_entry SET {change} WHERE id = {book.registered.pk}")
    assert found[:2] == ("ALTERED", f"entry {book.registered.sequence}")


def test_two_entries_that_changed_places_are_named(book):
    one, two = book.registered, book.renamed
    found = found_after(
        f"UPDATE audit_entry SET sequence = 999999 WHERE id = {one.pk}",
        f"UPDATE audit_entry SET sequence = {one.sequence} WHERE id = {two.pk}",
        f"UPDATE audit_entry SET sequence = {two.sequence} WHERE id = {one.pk}",
    )
    assert [kind_and_where[:2] for kind_and_where in found] == [
        ("ALTERED", f"entry {one.sequence}"),
        ("ALTERED", f"entry {two.sequence}"),
    ]


def test_an_entry_removed_from_the_middle_leaves_a_gap(book):
    number = book.registered.sequence
    found = found_after(
        f"DELETE FROM {HISTORY} WHERE entry_id = {book.registered.pk}",
        f"DELETE FROM audit_seal WHERE entry_id = {book.registered.pk}",
        f"DELETE FROM audit_entry WHERE id = {book.registered.pk}",
    )
    assert found == [
        (
            "REMOVED",
            f"entries {number} to {number}",
            "these numbers are missing from the ledger",
        ),
        ("LIVE_DRIFT", f"permits_party, key {book.two.pk}", "a row that no history knows"),
    ]


def test_the_last_entry_removed_from_over_its_seals_is_missed(book):
    """Even at the end of the ledger, where no gap shows."""
    assert found_after(f"DELETE FROM audit_entry WHERE id = {book.renamed.pk}") == [
        (
            "REMOVED",
            f"entry id {book.renamed.pk}",
            f"the entry that wrote 1 rows in {HISTORY} is gone",
        )
    ]


def test_a_number_far_beyond_the_end_is_a_gap_and_not_a_catastrophe(book):
    found = found_after(f"UPDATE audit_entry SET sequence = {2**60} WHERE id = {book.renamed.pk}")
    assert [difference[0] for difference in found] == ["REMOVED", "ALTERED"]


def test_a_removed_seal_is_named_and_its_rows_are_without_one(book):
    assert found_after(f"DELETE FROM audit_seal WHERE entry_id = {book.registered.pk}") == [
        (
            "ALTERED",
            f"entry {book.registered.sequence}",
            "its seals speak of 0 rows, the entry of 2",
        ),
        *(
            (
                "INSERTED",
                f"entry id {book.registered.pk}, {HISTORY}, row {row}",
                book.version(party, "was never sealed"),
            )
            for row, party in ((book.first_row, book.one), (book.second_row, book.two))
        ),
    ]


def test_altered_hashes_in_a_seal_are_named_and_the_rows_still_verified(book):
    other = Seal.objects.get(entry=book.renamed)
    statement = (
        "UPDATE audit_seal SET row_hashes = (SELECT row_hashes FROM audit_seal"
        f" WHERE id = {other.pk}) WHERE entry_id = {book.registered.pk}"
    )
    of_seal = (
        "ALTERED",
        book.where(book.registered),
        "the seal's row hashes do not make its root",
    )
    of_rows = ("ALTERED", book.where(book.registered), "its rows are not as sealed")
    and_row = f"UPDATE {HISTORY} SET name = 'X' WHERE history_id = {book.first_row}"

    assert found_after(statement) == [of_seal]
    assert found_after(statement, and_row) == [of_seal, of_rows]


def test_an_altered_event_is_named(book):
    permit = make.suspended_permit()
    change = permit.changes.get(to_status="suspended")
    (found,) = found_after(
        f"UPDATE permits_statuschange SET effective_at = '2019-10-09' WHERE id = {change.pk}"
    )
    assert found == (
        "ALTERED",
        book.where(change.entry, change.pk, StatusChange._meta.db_table),
        f"permits.StatusChange {change.pk} is not as sealed",
    )


def test_an_entry_left_open_is_named(book):
    with transaction.atomic():
        open_by_hand()
        left = Entry.objects.running()
        found = list(Verification())
        transaction.set_rollback(True)
    assert [(d.kind, d.where) for d in found] == [("UNSEALED", f"entry id {left.pk}")]


def test_triggers_that_are_down_are_named(book):
    connection.check_constraints()  # PostgreSQL: nothing may be pending on a table it alters
    triggers.drop(connection)
    kinds = [difference.kind for difference in Verification()]
    assert kinds == ["TRIGGER"] * len(triggers.expected(connection))


def test_a_forged_entry_that_is_whole_in_itself_changes_the_log_root(book):
    """Against this, and entries taken off the end, a root kept elsewhere is the only proof."""
    honest = Verification()
    assert list(honest) == []
    forged = Entry.objects.get(pk=book.renamed.pk)
    forged.reason = "Another"
    leaf = merkle.leaf_hash(ledger.envelope(forged, list(forged.seals.all())))
    as_hex = f"'\\x{leaf.hex()}'" if connection.vendor == "postgresql" else f"X'{leaf.hex()}'"

    with past_the_triggers(
        f"UPDATE audit_entry SET reason = 'Another', leaf_hash = {as_hex} WHERE id = {forged.pk}"
    ):
        forgery = Verification()
        assert list(forgery) == []

    assert forgery.covered.log_root != honest.covered.log_root


# --- The command --------------------------------------------------------------------------------


def verify_ledger():
    """Exit status, output and errors of the command."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_ledger", stdout=out, stderr=err)
    except SystemExit as stopped:
        return stopped.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_command_succeeds_on_a_record_that_is_whole(book):
    verification = Verification()
    assert list(verification) == []
    covered = verification.covered

    assert verify_ledger() == (
        0,
        f"{covered.entries} entries and {covered.rows} rows verified;"
        f" log root {covered.log_root.hex()}\nThe record is whole.\n",
        "",
    )


def test_the_command_names_differences_and_says_how_many(book):
    with transaction.atomic():
        open_by_hand()
        status, out, err = verify_ledger()
        transaction.set_rollback(True)
    assert (status, err) == (1, "1 differences found.\n")
    assert out.startswith("UNSEALED: entry id")


def test_the_command_says_when_the_database_does_not_answer(book):
    connection.check_constraints()
    with transaction.atomic():
        sql(f"ALTER TABLE {HISTORY} RENAME TO elsewhere")
        status, _out, err = verify_ledger()
        transaction.set_rollback(True)
    assert status == 2
    assert err.startswith("The record could not be verified: ")
    assert HISTORY in err


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite keeps such values")
@pytest.mark.parametrize("value", ["0.5", "'a'", "X'00ff'"])
@pytest.mark.parametrize("column", ["history_user_id", "name", "history_date"])
def test_a_value_of_another_type_is_named_as_altered(book, column, value):
    with past_the_triggers(f"UPDATE {HISTORY} SET {column} = {value}"):
        status, out, _err = verify_ledger()
    assert status == 1
    assert f"ALTERED: entry {book.renamed.sequence}, {HISTORY}, row" in out


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite keeps such values")
@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (f"UPDATE {HISTORY} SET name = CAST(X'ff' AS TEXT)", "The record could not be verified"),
        (
            "UPDATE audit_entry SET recorded_at = '2021-99-99 00:00:00'",
            "The record could not be verified",
        ),
    ],
)
def test_the_command_says_when_it_cannot_read_the_data(book, statement, message):
    with past_the_triggers(statement):
        status, _out, err = verify_ledger()
    assert status == 2
    assert message in err


def test_progress_is_told_after_each_entry(book):
    told = []
    list(Verification(on_entry=lambda covered: told.append(covered.entries)))
    assert told == list(range(1, Entry.objects.count() + 1))


@pytest.mark.django_db(transaction=True)
def test_verification_reads_one_moment_and_keeps_nobody_from_writing(transactional_db):
    def write():
        with an_entry():
            Party.objects.create(name="Meanwhile", country=make.country("CA"))
        connection.close()

    def write_after_the_first(covered):
        if covered.entries == 1:
            writer = Thread(target=write)
            writer.start()
            writer.join(timeout=10)
            assert not writer.is_alive()

    before = Entry.objects.count()
    verification = Verification(on_entry=write_after_the_first)
    assert list(verification) == []
    assert verification.covered.entries == before
    assert Party.objects.filter(name="Meanwhile").exists()
    with transaction.atomic():
        assert Entry.objects.count() == before + 1
