"""What is done in an investigation, and what the database keeps of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from audit import ledger
from audit.models import Entry
from audit.verification import Verification
from investigations import actions, files
from investigations.basis import basis_of
from investigations.models import Citation, CustodyEvent, Evidence, Finding, Grade
from investigations.models.findings import FindingStatus
from permits.models import Permit
from tests import make, make_cases

pytestmark = pytest.mark.django_db

MOMENT = datetime(2021, 3, 1, 15, 0, tzinfo=UTC)


def codes(refusal):
    return [error.code for error in refusal.value.error_list]


def stored():
    return sorted(default_storage.listdir(files.FOLDER)[1])


# --- Investigations -------------------------------------------------------------------------------


def test_an_investigation_is_opened_under_one_entry():
    permits = make.valid_permits(2)
    lead = make_cases.investigator()

    case = make_cases.investigation(*permits, by=lead, questions=["One?", " ", "Two?"])

    assert case.number == "INV-2020-000001"
    assert [(q.position, q.text) for q in case.questions.all()] == [(1, "One?"), (2, "Two?")]
    assert [row.permit for row in case.scope.order_by("pk")] == permits
    entry = Entry.objects.get(about=case.number)
    assert (entry.action, entry.actor, entry.rows_changed) == ("investigation.open", lead, 5)
    assert list(Verification()) == []


def test_numbers_follow_the_year_in_which_it_was_learned():
    numbers = [
        make_cases.investigation(learned_on=day).number
        for day in (date(2020, 9, 29), date(2021, 1, 4), date(2020, 10, 2))
    ]
    assert numbers == ["INV-2020-000001", "INV-2021-000001", "INV-2020-000002"]


def test_an_investigation_can_be_entered_later_than_it_was_opened():
    assert make_cases.investigation(opened_at=MOMENT).opened_at == MOMENT


def test_permits_are_added_in_a_number_of_statements_that_does_not_grow():
    case = make_cases.investigation()
    person = make_cases.investigator()

    def statements(permits):
        with CaptureQueriesContext(connection) as captured:
            actions.add_permits(case, make_cases.permits(*permits), by=person, reason="A test")
        return len(captured)

    statements(make.valid_permits(1))  # reads the rights of the person, once

    assert statements(make.valid_permits(1)) == statements(make.valid_permits(12))
    assert case.scope.count() == 14


def test_permits_in_scope_already_stay_as_they_are():
    first, second = make.valid_permits(2)
    case = make_cases.investigation(first)
    make_cases.review(case)

    added = actions.add_permits(
        case, make_cases.permits(first, second), by=make_cases.investigator(), reason="A test"
    )

    assert added == 1
    assert case.scope.by_result() == {
        "not-reviewed": 1,
        "no-concern": 0,
        "concern": 1,
        "undetermined": 0,
    }


def test_general_permits_come_into_no_scope():
    general = make.submitted_permit(kind="general", holder=None)
    case = make_cases.investigation()

    with pytest.raises(ValidationError) as refusal:
        actions.add_permits(
            case, make_cases.permits(general), by=make_cases.investigator(), reason="A test"
        )

    assert codes(refusal) == ["nothing-to-add"]


def test_a_review_keeps_who_when_and_why_and_its_history():
    case = make_cases.investigation(make.valid_permit())
    reviewer = make_cases.investigator()
    make_cases.review(case, "undetermined")

    actions.review(
        case.scope.all(),
        investigation=case,
        result="concern",
        by=reviewer,
        reason="Same serial numbers",
        reviewed_at=MOMENT,
    )

    row = case.scope.get()
    assert (row.result, row.reason) == ("concern", "Same serial numbers")
    assert (row.reviewed_by, row.reviewed_at) == (reviewer, MOMENT)
    assert [version.result for version in row.history.all()] == [
        "concern",
        "undetermined",
        "not-reviewed",
    ]


def test_a_review_reaches_no_other_investigation():
    permit = make.valid_permit()
    case, other = make_cases.investigation(permit), make_cases.investigation(permit)

    with pytest.raises(ValidationError) as refusal:
        make_cases.review(case, scope=other.scope.all())

    assert codes(refusal) == ["nothing-chosen"]
    assert other.scope.not_reviewed().count() == 1


def test_a_concluded_investigation_takes_nothing_until_it_is_reopened():
    case = make_cases.concluded_investigation(make.valid_permit())
    director = make.director()
    for act in (
        lambda: make_cases.evidence(case),
        lambda: make_cases.finding(case),
        lambda: make_cases.review(case),
        lambda: actions.ask(case, "More?", by=director, reason="A test"),
        lambda: actions.add_permits(case, Permit.objects.all(), by=director, reason="A test"),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert codes(refusal) == ["concluded"]

    actions.reopen(case, by=director, reason="New facts")
    make_cases.evidence(case)


def test_who_has_no_authority_does_nothing():
    case = make_cases.investigation(make.valid_permit())
    item = make_cases.evidence(case, b"content")
    draft = make_cases.adoptable_finding(case)
    citation = draft.citations.first()
    auditor = make.user(Role.AUDITOR, Role.ADMINISTRATOR, is_superuser=True)
    department = make_cases.consulted()
    before = Entry.objects.count()
    acts = {
        "open": lambda by: make_cases.investigation(by=by),
        "add": lambda by: actions.add_permits(case, Permit.objects.all(), by=by, reason="x"),
        "ask": lambda by: actions.ask(case, "x", by=by, reason="x"),
        "recommend": lambda by: actions.recommend(
            case, text_en="x", text_fr="x", by=by, reason="x"
        ),
        "conclude": lambda by: actions.conclude(case, by=by, reason="x"),
        "reopen": lambda by: actions.reopen(case, by=by, reason="x"),
        "register": lambda by: make_cases.evidence(case, by=by),
        "grade": lambda by: make_cases.grade(item, by=by),
        "draft": lambda by: make_cases.finding(case, by=by),
        "edit": lambda by: actions.edit(draft, version=draft.version, by=by, reason="x"),
        "cite": lambda by: make_cases.cite(draft, item, by=by),
        "withdraw": lambda by: actions.withdraw_citation(citation, by=by, reason="x"),
        "adopt": lambda by: actions.adopt(draft, by=by, reason="x"),
        "close": lambda by: actions.close(draft, status="inconclusive", by=by, reason="x"),
    }
    for act in acts.values():
        for person in (auditor, department):
            with pytest.raises(PermissionDenied):
                act(person)
    with pytest.raises(PermissionDenied):
        make_cases.review(case, by=auditor)
    with pytest.raises(PermissionDenied):
        actions.read(make_cases.file_of(item), by=department, reason="x")

    assert Entry.objects.count() == before


# --- Evidence -------------------------------------------------------------------------------------


def test_evidence_is_registered_with_its_file_and_custody_begins():
    case = make_cases.investigation()
    person = make_cases.investigator()

    item = make_cases.evidence(
        case, b"content", by=person, file_name="../a page.html", captured_with="Browser 120"
    )

    assert item.number == "EV-2020-000001"
    kept = make_cases.file_of(item)
    assert (kept.name, kept.size, kept.role) == ("a page.html", 7, "original")
    assert stored() == [kept.digest]
    assert [(event.kind, event.note, event.file) for event in item.custody.all()] == [
        ("collected", "Browser 120", None),
        ("hashed", kept.digest, kept),
    ]
    assert item.custody.first().entry.actor == person


def test_two_items_may_share_a_file_that_is_kept_once():
    case = make_cases.investigation()
    first, second = (make_cases.evidence(case, b"same") for _number in range(2))

    digests = {make_cases.file_of(item).digest for item in (first, second)}
    assert len(digests) == 1
    assert stored() == [*digests]


@pytest.mark.parametrize(
    "wrong",
    [
        {"captured_at": timezone.now() + timedelta(days=1)},
        {"kind": "rumour"},
        {"title": ""},
        {"title": "n" * 201},
    ],
)
def test_evidence_refused_leaves_no_file_and_no_row(wrong):
    case = make_cases.investigation()

    with pytest.raises(ValidationError):
        make_cases.evidence(case, b"content", **wrong)

    assert stored() == []
    assert not Evidence.objects.exists()
    assert make_cases.evidence(case).number == "EV-2020-000001"


@pytest.mark.parametrize(("content", "code"), [(b"", "file-empty"), (b"12345", "file-too-large")])
def test_a_file_without_content_or_beyond_the_limit_is_refused(settings, content, code):
    settings.EVIDENCE_MAX_BYTES = 4
    with pytest.raises(ValidationError) as refusal:
        actions.register(
            make_cases.investigation(),
            captured_at=MOMENT,
            uploads=[ContentFile(content, name="x")],
            title="An item",
            kind="media",
            by=make_cases.investigator(),
            reason="A test",
        )
    assert codes(refusal) == [code]


def test_content_whose_kept_copy_was_altered_is_not_registered_again():
    case = make_cases.investigation()
    item = make_cases.evidence(case, b"content")
    make_cases.altered(item)

    with pytest.raises(ValidationError) as refusal:
        make_cases.evidence(case, b"content")

    assert codes(refusal) == ["file-altered"]
    assert Evidence.objects.count() == 1


def test_a_reading_is_verified_and_recorded():
    item = make_cases.evidence(make_cases.investigation(), b"content")
    reader = make.director()

    with actions.read(make_cases.file_of(item), by=reader, reason="To adopt") as copy:
        assert copy.read() == b"content"

    kinds = list(item.custody.values_list("kind", flat=True))
    assert kinds == ["collected", "hashed", "matched", "viewed"]
    entry = item.custody.last().entry
    assert (entry.actor, entry.action, entry.reason) == (reader, "evidence.read", "To adopt")


def test_an_altered_file_is_not_read_and_that_is_recorded():
    item = make_cases.evidence(make_cases.investigation(), b"content")
    place = make_cases.place_of(item)
    place.chmod(0o640)
    place.write_bytes(b"another")

    with pytest.raises(ValidationError) as refusal:
        actions.read(make_cases.file_of(item), by=make.director(), reason="To adopt")

    assert codes(refusal) == ["file-altered"]
    last = item.custody.last()
    assert (last.kind, last.note) == (
        "mismatched",
        files.digest_of(make_cases.file_of(item).digest),
    )
    assert Evidence.objects.with_state().get(pk=item.pk).is_altered


def test_a_missing_file_is_not_read_and_that_is_recorded():
    item = make_cases.evidence(make_cases.investigation(), b"content")
    make_cases.place_of(item).unlink()

    with pytest.raises(ValidationError) as refusal:
        actions.read(make_cases.file_of(item), by=make.director(), reason="To adopt")

    assert codes(refusal) == ["file-missing"]
    last = item.custody.last()
    assert (last.kind, last.note) == ("mismatched", "")


def test_a_grade_adds_to_the_earlier_ones():
    item = make_cases.graded(make_cases.investigation(), "B2")
    make_cases.grade(item, "F6")

    assert [str(grade) for grade in item.grades.all()] == ["B2", "F6"]
    assert str(item.newest_grade) == "F6"


@pytest.mark.parametrize("given", ["G2", "B7", "2B"])
def test_a_grade_is_on_its_two_axes(given):
    item = make_cases.evidence(make_cases.investigation())
    with pytest.raises(ValidationError):
        make_cases.grade(item, given)
    assert not Grade.objects.exists()


# --- Findings -------------------------------------------------------------------------------------


def test_a_draft_may_wait_for_its_other_language():
    finding = make_cases.finding(make_cases.investigation(), statement_fr="")

    assert finding.number == "FD-2020-000001"
    assert finding.status == FindingStatus.DRAFT
    assert finding.statement == finding.statement_en


def test_citing_again_replaces_how_an_item_is_cited():
    case = make_cases.investigation()
    draft, item = make_cases.finding(case), make_cases.evidence(case)
    first = make_cases.cite(draft, item, "for")
    second = make_cases.cite(draft, item, "against")

    assert first.pk == second.pk
    assert [version.stance for version in second.history.all()] == ["against", "for"]


def test_a_withdrawn_citation_stays_in_the_history():
    case = make_cases.investigation()
    draft = make_cases.finding(case)
    citation = make_cases.cite(draft, make_cases.evidence(case))
    key = citation.pk

    actions.withdraw_citation(citation, by=make_cases.judge(case), reason="A mistake")

    assert not draft.citations.exists()
    assert [row.history_type for row in Citation.history.filter(id=key)] == ["-", "+"]


def test_an_edit_of_an_older_version_is_refused():
    draft = make_cases.finding(make_cases.investigation())
    read = draft.version
    first, second = (make_cases.judge(draft.investigation) for _number in range(2))
    actions.edit(draft, version=read, reasoning="First.", by=first, reason="A test")

    with pytest.raises(ValidationError) as refusal:
        actions.edit(draft, version=read, reasoning="Second.", by=second, reason="A test")

    assert refusal.value.code == "finding-changed"
    draft.refresh_from_db()
    assert draft.reasoning == "First."


def test_adoption_pins_the_grades_and_verifies_the_files():
    case = make_cases.investigation()
    draft = make_cases.drafted_finding(case)
    item = make_cases.graded(case, "A2", b"content")
    make_cases.cite(draft, item, "against")
    make_cases.grade(item, "B3")
    draft = make_cases.peer_reviewed(draft)
    director = make_cases.director_of(draft.investigation)

    adopted = actions.adopt(draft, by=director, reason="Sound", closed_at=MOMENT)

    assert (adopted.status, adopted.closed_by, adopted.closed_at) == (
        FindingStatus.ADOPTED,
        director,
        MOMENT,
    )
    assert [str(citation.grade) for citation in adopted.citations.all()] == ["B2", "C3", "B3"]
    assert item.custody.last().kind == "matched"


def test_a_file_altered_in_secret_is_found_out_by_the_adoption():
    case = make_cases.investigation()
    draft = make_cases.drafted_finding(case)
    item = make_cases.graded(case, "A2", b"content")
    make_cases.cite(draft, item)
    draft = make_cases.peer_reviewed(draft)
    place = make_cases.place_of(item)
    place.chmod(0o640)
    place.write_bytes(b"another")

    with pytest.raises(ValidationError) as refusal:
        actions.adopt(draft, by=make_cases.director_of(draft.investigation), reason="Sound")

    assert codes(refusal) == ["cited-altered"]
    assert item.custody.last().kind == "mismatched"
    draft.refresh_from_db()
    assert draft.status == FindingStatus.PEER_REVIEW


def test_a_later_grade_leaves_an_adopted_finding_as_it_was():
    case = make_cases.investigation()
    adopted = make_cases.adopted_finding(case)
    citation = adopted.citations.first()

    make_cases.grade(citation.evidence, "E5")

    citation = adopted.citations.get(pk=citation.pk)
    assert str(citation.grade) == "B2"
    assert basis_of(adopted).changed


@pytest.mark.parametrize("status", ["not-established", "inconclusive"])
def test_a_finding_is_closed_without_being_adopted(status):
    draft = make_cases.adoptable_finding(make_cases.investigation())

    closed = actions.close(
        draft, status=status, by=make_cases.director_of(draft.investigation), reason="Weak"
    )

    assert closed.status == status
    assert all(citation.grade for citation in closed.citations.all())


def test_closing_is_no_way_round_the_rule_of_adopting():
    draft = make_cases.adoptable_finding(make_cases.investigation())
    with pytest.raises(ValidationError) as refusal:
        actions.close(
            draft, status="adopted", by=make_cases.director_of(draft.investigation), reason="Quick"
        )
    assert codes(refusal) == ["not-a-closure"]


# --- Round Python ---------------------------------------------------------------------------------


def refused_by_the_database(statement, *params):
    """Run a statement inside an open entry, so that only what it breaks can refuse it."""
    with (
        pytest.raises(DatabaseError) as refusal,
        transaction.atomic(),
        ledger.entry(by=None, action="test", reason="Round Python"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, params)
    return str(refusal.value)


def allowed_by_the_database(statement, *params):
    with (
        ledger.entry(by=None, action="test", reason="Round Python"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, params)
        return cursor.rowcount


@pytest.mark.parametrize("closing", ["adopt", "close"])
def test_the_database_freezes_a_closed_finding_and_its_citations(closing):
    case = make_cases.investigation()
    draft = make_cases.drafted_finding(case)
    spare = make_cases.evidence(case)
    edit = "UPDATE investigations_finding SET reasoning = 'Other' WHERE id = %s"
    recite = "UPDATE investigations_citation SET why = 'Other' WHERE finding_id = %s"
    add = (
        "INSERT INTO investigations_citation (finding_id, evidence_id, stance, why, digests)"
        " VALUES (%s, %s, 'for', '', '')"
    )
    remove = "DELETE FROM investigations_citation WHERE finding_id = %s"
    assert allowed_by_the_database(edit, draft.pk) == 1
    assert allowed_by_the_database(recite, draft.pk) == 2
    draft = make_cases.peer_reviewed(Finding.objects.get(pk=draft.pk))

    director = make_cases.director_of(draft.investigation)
    if closing == "adopt":
        actions.adopt(draft, by=director, reason="Sound")
    else:
        actions.close(draft, status="inconclusive", by=director, reason="Weak")

    for statement in (edit, recite, remove):
        assert "frozen" in refused_by_the_database(statement, draft.pk)
    assert "frozen" in refused_by_the_database(add, draft.pk, spare.pk)
    assert "frozen" in refused_by_the_database(
        "UPDATE investigations_finding SET status = 'draft', closed_by_id = NULL,"
        " closed_at = NULL WHERE id = %s",
        draft.pk,
    )
    assert Finding.objects.get(pk=draft.pk).history.count() >= 3


def test_the_database_keeps_grades_and_custody():
    item = make_cases.graded(make_cases.investigation(), "B2", b"content")
    for table in ("investigations_grade", "investigations_custodyevent"):
        assert "only ever added" in refused_by_the_database(
            f"UPDATE {table} SET evidence_id = evidence_id WHERE evidence_id = %s", item.pk
        )
        assert "only ever added" in refused_by_the_database(
            f"DELETE FROM {table} WHERE evidence_id = %s", item.pk
        )
    assert CustodyEvent.objects.count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE investigations_finding SET status = 'inconclusive' WHERE id = %s",
        "UPDATE investigations_finding SET status = 'inconclusive', closed_by_id = author_id,"
        " closed_at = (SELECT opened_at FROM investigations_investigation LIMIT 1) WHERE id = %s",
        "UPDATE investigations_finding SET status = 'believed' WHERE id = %s",
        "UPDATE investigations_permitinscope SET result = 'concern'"
        " WHERE investigation_id = (SELECT investigation_id FROM investigations_finding"
        " WHERE id = %s)",
    ],
)
def test_the_database_refuses_what_the_rules_refuse(statement):
    case = make_cases.investigation(make.valid_permit())
    draft = make_cases.finding(case)

    assert "onstraint" in refused_by_the_database(statement, draft.pk)


def test_an_act_that_no_entry_explains_is_refused():
    case = make_cases.investigation()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(case).objects.filter(pk=case.pk).update(title="Other")
