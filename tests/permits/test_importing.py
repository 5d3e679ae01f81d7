"""Register files are kept unaltered and imported in one act, once."""

from datetime import date
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from audit.models import Entry, Source
from permits.actions.importing import import_file, import_register, preview, upload
from permits.models import Act, ImportedLine, Order, Outcome, Party, Permit, RegisterImport
from permits.models.imports import ImportStatus, LineResult
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitStatus
from permits.problems import Problem
from tests import make, make_registers

pytestmark = pytest.mark.django_db


def imported(*lines, by=None):
    """A file of these lines, imported."""
    kept, _is_new = import_file(
        make_registers.standard(*lines),
        profile="standard",
        by=by or make.officer(),
        reason="A test",
    )
    return kept


# --- The file -----------------------------------------------------------------------------------
def test_the_file_is_kept_unaltered_under_its_hash_and_cannot_be_written():
    file = make_registers.standard({})
    content = file.read()

    kept = upload(file, profile="standard", by=make.officer(), reason="A test")

    digest = sha256(content).hexdigest()
    assert (kept.digest, kept.file.name) == (digest, f"register/{digest}.csv")
    with kept.file.open("rb") as stored:
        assert stored.read() == content
    assert Path(kept.file.path).stat().st_mode & 0o777 == 0o440
    assert kept.status == ImportStatus.UPLOADED
    assert Permit.objects.count() == 0


def test_a_file_kept_before_is_left_as_it_is_and_leaves_no_entry():
    officer = make.officer()
    kept = upload(make_registers.standard({}), profile="standard", by=officer, reason="A test")
    entries = Entry.objects.count()

    again = upload(make_registers.standard({}), profile="standard", by=officer, reason="Again")

    assert again == kept
    assert Entry.objects.count() == entries


def test_a_kept_file_that_was_altered_or_lost_is_not_imported():
    officer = make.officer()
    kept = upload(make_registers.standard({}), profile="standard", by=officer, reason="A test")

    default_storage.delete(kept.file.name)
    with pytest.raises(ValidationError) as lost:
        import_register(kept, by=officer, reason="A test")
    default_storage.save(kept.file.name, ContentFile(b"something else"))
    with pytest.raises(ValidationError) as altered:
        import_register(kept, by=officer, reason="A test")

    assert (lost.value.code, altered.value.code) == ("file-gone", "file-altered")
    assert Permit.objects.count() == 0


def test_a_profile_that_is_not_known_is_refused():
    with pytest.raises(ValidationError) as refused:
        upload(make_registers.standard({}), profile="other", by=make.officer(), reason="A test")

    assert refused.value.code == "unknown-profile"


def test_only_who_may_import_does():
    auditor = make.user("auditor")
    kept = upload(make_registers.standard({}), profile="standard", by=make.officer(), reason="T")

    for act in (
        lambda: upload(make_registers.dutch({}), profile="standard", by=auditor, reason="A test"),
        lambda: import_register(kept, by=auditor, reason="A test"),
        lambda: import_file(
            make_registers.standard({}), profile="standard", by=auditor, reason="A test"
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()


# --- What is written ----------------------------------------------------------------------------
def test_a_permit_is_entered_with_everything_its_lines_say():
    imported(
        {"end_user": "Ministry of Defence"},
        {"item": "2-5", "description": "Fire control", "quantity": "", "value": "5.50"},
    )

    permit = Permit.objects.get(reference="EX-1")
    assert (permit.kind, permit.holder.name) == ("export", "Optics Ltd.")
    assert permit.end_user.name == "Ministry of Defence"
    assert permit.destination == make.country("TR")
    assert [each.country.code for each in permit.consignees.all()] == ["DE"]
    assert (permit.issued_on, permit.valid_from, permit.valid_until) == (
        date(2019, 6, 3),
        date(2019, 6, 10),
        date(2023, 6, 2),
    )
    assert [
        (line.position, line.code, line.item.code, line.quantity, line.value, line.currency)
        for line in permit.lines.all()
    ] == [(1, "2-15.d", "2-15", 4, 1250000, "CAD"), (2, "2-5", "2-5", None, 5.5, "CAD")]


def test_a_permit_is_valid_from_the_day_it_was_issued_by_an_order_that_names_the_file():
    kept = imported({"reference": "EX-1"}, {"reference": "EX-2", "issued_on": "2019-12-03"})

    order = Order.objects.get(kind=OrderKind.REGISTER)
    assert (order.status, order.signed_at) == (OrderStatus.CARRIED_OUT, None)
    assert order.authority == f"register.csv, SHA-256 {kept.digest}"
    assert kept.order == order
    assert [
        (change.permit.reference, change.from_status, change.to_status, str(change.effective_at))
        for change in order.changes.order_by("permit__reference")
    ] == [
        # Midnight in Ottawa, in summer and in winter.
        ("EX-1", "submitted", "valid", "2019-06-03 04:00:00+00:00"),
        ("EX-2", "submitted", "valid", "2019-12-03 05:00:00+00:00"),
    ]
    assert {permit.status for permit in Permit.objects.all()} == {PermitStatus.VALID}
    assert all(permit.last_change.order == order for permit in Permit.objects.all())
    assert Outcome.objects.filter(scheduled__order=order, carried_out=True).count() == 2


def test_all_of_it_is_one_entry():
    officer = make.officer()
    before = Entry.objects.count()

    kept = imported({}, {"reference": "EX-2"}, by=officer)

    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.source, entry.actor) == (
        Act.IMPORT_REGISTER,
        Source.IMPORT,
        officer,
    )
    assert kept.entry == entry
    assert set(Permit.history.values_list("entry", flat=True)) == {entry.pk}


def test_every_line_is_kept_with_its_result_and_they_add_up():
    kept = imported(
        {}, {"reference": "EX-2", "value": ""}, {"reference": "EX-3", "item": "2-99"}, {}
    )

    assert [
        (line.line, line.result, line.reference, line.column, line.value, line.problem)
        for line in kept.lines.all()
    ] == [
        (2, LineResult.ACCEPTED, "EX-1", "", "", ""),
        (3, LineResult.WARNED, "EX-2", "value", "", Problem.NO_VALUE),
        (4, LineResult.REJECTED, "", "item", "2-99", Problem.UNKNOWN_ITEM),
        (5, LineResult.WARNED, "EX-1", "reference", "EX-1", Problem.REPEATED),
    ]
    assert (kept.lines_total, kept.lines_accepted, kept.lines_warned, kept.lines_rejected) == (
        4,
        1,
        2,
        1,
    )


def test_the_preview_is_what_the_import_does():
    lines = [{}, {"reference": "EX-2", "value": ""}, {"reference": "EX-3", "item": "2-99"}]
    officer = make.officer()
    kept = upload(make_registers.standard(*lines), profile="standard", by=officer, reason="T")

    shown = preview(kept).lines
    assert (Permit.objects.count(), ImportedLine.objects.count()) == (0, 0)
    import_register(kept, by=officer, reason="A test")

    done = ImportedLine.objects.filter(register_import=kept)
    assert done.by_result() == shown.by_result()
    assert done.reasons() == shown.reasons()
    assert [(line.line, line.problem) for line in done] == [
        (each.line, each.problem) for each in shown
    ]
    for result in LineResult:
        assert done.with_result(result).count() == len(shown.with_result(result))
    assert len(shown.because_of(Problem.NO_VALUE)) == 1
    assert done.because_of(Problem.NO_VALUE).count() == 1


def test_several_countries_of_destination_are_all_kept_and_none_is_chosen():
    imported({"destination": "ZA; TR"})

    permit = Permit.objects.get(reference="EX-1")
    assert permit.destination is None
    assert {each.country.code for each in permit.joint_destinations.all()} == {"ZA", "TR"}
    assert list(Permit.objects.to_destination(make.country("TR"))) == [permit]


def test_a_party_on_the_register_is_not_added_again():
    party = make.party("Optics Ltd.")

    imported({}, {"reference": "EX-2", "end_user": "Optics Ltd."})

    assert Party.objects.get(name="Optics Ltd.") == party
    assert Permit.objects.get(reference="EX-2").end_user == party


def test_the_holder_whom_the_dutch_register_does_not_name_is_one_party():
    import_file(
        make_registers.dutch({}, {"nummer": "28000002"}),
        profile="dutch-military-register",
        by=make.officer(),
        reason="A test",
    )

    [holder] = Party.objects.filter(permits__isnull=False).distinct()
    assert (holder.name, holder.country.code) == ("Holder not published (Netherlands)", "NL")


def test_run_again_it_changes_nothing():
    officer = make.officer()
    kept = imported({}, by=officer)
    entries = Entry.objects.count()

    again, is_new = import_file(
        make_registers.standard({}), profile="standard", by=officer, reason="Again"
    )
    import_register(kept, by=officer, reason="Again")

    assert (again, is_new) == (kept, False)
    assert Entry.objects.count() == entries
    assert Permit.objects.count() == 1
    assert kept.imported_at == Entry.objects.latest("sequence").recorded_at


def test_a_corrected_file_brings_in_what_was_rejected_and_nothing_twice():
    imported({}, {"reference": "EX-2", "item": "2-99"})

    second = imported({}, {"reference": "EX-2", "item": "2-9"})

    assert [line.problem for line in second.lines.all()] == [Problem.ALREADY_REGISTERED, ""]
    assert {permit.reference for permit in Permit.objects.all()} == {"EX-1", "EX-2"}


def test_a_file_of_rejected_lines_only_is_imported_without_an_order():
    kept = imported({"item": "2-99"})

    assert (kept.status, kept.lines_rejected, kept.order) == (ImportStatus.IMPORTED, 1, None)
    assert not Order.objects.exists()


def test_the_number_of_statements_does_not_grow_with_each_line(django_assert_max_num_queries):
    lines = [{"reference": f"EX-{number}"} for number in range(500)]
    # SQLite takes fewer values in one statement, so that bulk inserts come in more of them.
    most = 100 if connection.vendor == "postgresql" else 130

    with django_assert_max_num_queries(most):
        imported(*lines)

    assert Permit.objects.filter(status=PermitStatus.VALID).count() == 500


# --- The command --------------------------------------------------------------------------------
@pytest.fixture
def written(tmp_path):
    file = tmp_path / "register.csv"
    file.write_bytes(make_registers.written(make_registers.STANDARD, {}, {"item": "2-99"}))
    return file


def run(file, *, by, profile="standard"):
    out = StringIO()
    call_command("import_register", str(file), profile=profile, by=by, stdout=out)
    return out.getvalue()


def test_the_command_imports_and_says_the_numbers(written):
    officer = make.officer()

    first = run(written, by=officer.username)
    second = run(written, by=officer.username)

    numbers = "2 lines: 1 accepted, 0 accepted with a warning, 1 rejected."
    assert first.strip() == numbers
    assert "nothing changed" in second
    assert str(RegisterImport.objects.get().imported_at.year) in second
    assert numbers in second


def test_the_command_refuses_in_one_sentence_and_changes_nothing(written, tmp_path):
    officer = make.officer()
    entries = Entry.objects.count()
    empty = tmp_path / "empty.csv"
    empty.touch()

    for file, by, message in [
        (tmp_path / "none.csv", officer.username, "No such file"),
        (tmp_path, officer.username, "directory"),
        (empty, officer.username, "The file is empty"),
        (written, "nobody", "No user has the sign-in name nobody"),
    ]:
        with pytest.raises(CommandError, match=message):
            run(file, by=by)
    assert Entry.objects.count() == entries

    with pytest.raises(CommandError, match="authority"):
        run(written, by=make.user("auditor").username)
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("import_register", str(written), "--profile=other", "--by=x")
