"""Applications are entered, changed, taken up, returned and withdrawn; the database holds to it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from applications.actions import entering
from applications.models import Act, Application, ApplicationStatus
from applications.rules.entering import TRANSITIONS, Refusal
from audit import ledger
from audit.models import Entry
from permits.models import Party
from regime.rules.applying import Subject
from tests import make, make_applications

pytestmark = pytest.mark.django_db

REASON = {"reason": "A test"}
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "applications.md"


def codes(refused):
    return {error.code for error in refused.value.error_list}


def fields(refused):
    return {name: errors[0].code for name, errors in refused.value.error_dict.items()}


def edit(application, **stated):
    return entering.edit(application, by=make_applications.intake_officer(), **REASON, **stated)


def test_an_application_is_numbered_by_the_year_of_its_receipt_and_asks_the_regime():
    application = make_applications.application()

    assert application.number == "AP-2020-000001"
    assert application.subject() == Subject(
        destinations=frozenset([make.country("TR").pk]),
        codes=("2-15",),
        kind="export",
        end_user_class="armed-forces",
    )


def test_only_intake_enters_an_application():
    with pytest.raises(PermissionDenied):
        make_applications.application(by=make.director())


def test_a_party_that_is_named_twice_is_registered_once_on_the_way():
    new = {"name": "New Port Agency", "country": make.country("TR")}
    application = make_applications.application(
        consignees=[{"party": Party(**new), **make_applications.contact()}],
        end_user=Party(**new),
    )

    [registered] = Party.objects.filter(name="New Port Agency")
    assert application.end_user == application.consignees.get().party == registered


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"received_at": timezone.now() + timedelta(days=1)}, {"received_at": "in-future"}),
        ({"completed_on": date(2020, 4, 21)}, {"completed_on": "after-receipt"}),
        ({"declared_on": date(2020, 4, 21)}, {"declared_on": "after-receipt"}),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field(stated, expected):
    with pytest.raises(ValidationError) as refused:
        make_applications.application(**stated)

    assert fields(refused) == expected
    assert not Application.objects.exists()


def test_only_what_was_closed_unassessed_is_taken_up_again():
    earlier = make_applications.application()

    with pytest.raises(ValidationError) as refused:
        make_applications.application(replaces=earlier)
    assert fields(refused) == {"replaces": "not-replaceable"}

    entering.withdraw(
        earlier, asked_on=date(2020, 5, 4), by=make_applications.intake_officer(), **REASON
    )
    earlier.refresh_from_db()
    assert make_applications.application(replaces=earlier).replaces == earlier


def test_one_destination_or_several_are_named_not_both():
    both = {"joint_destinations": [make.country("AZ"), make.country("TR")]}
    with pytest.raises(ValidationError) as refused:
        make_applications.application(**both)
    assert fields(refused) == {"destination": "several-destinations"}

    application = make_applications.application(destination=None, **both)
    assert {country.code for country in application.destinations} == {"AZ", "TR"}


def test_a_part_that_is_wrong_is_refused_by_its_name():
    with pytest.raises(ValidationError) as refused:
        make_applications.application(lines=[make_applications.line(quantity=-1)])

    assert refused.value.messages == [
        "line of an application 1: The quantity is more than nothing."
    ]


def test_an_edit_writes_what_changed_and_leaves_the_rest():
    application = make_applications.application(
        lines=[make_applications.line(), make_applications.line(code="2-5")]
    )
    first, second = application.lines.all()
    kept = first.history.count()

    edit(application, lines=[make_applications.line()], end_use="Search and rescue")

    assert [line.code for line in application.lines.all()] == ["2-15"]
    assert first.history.count() == kept
    assert second.history.first().history_type == "-"
    application.refresh_from_db()
    assert application.end_use == "Search and rescue"
    assert application.consignees.count() == application.documents.count() == 1


def test_goods_named_anew_are_to_be_classified_anew():
    application = make_applications.application_under_review()
    line = application.lines.get()
    with ledger.entry(by=None, action="application.classify", reason="A test"):
        line.item = make.item("2-15")
        line.save()

    edit(application, lines=[make_applications.line(description="The same sensor")])
    assert application.lines.get().item == make.item("2-15")

    edit(application, lines=[make_applications.line(code="2-5")])
    assert application.lines.get().item is None


def test_an_edit_begun_from_an_older_version_is_refused():
    application = make_applications.application()
    version = application.version()
    edit(application, lines=[make_applications.line(description="Another sensor")])

    with pytest.raises(ValidationError) as refused:
        edit(application, version=version, end_use="Other")

    assert codes(refused) == {Refusal.CHANGED_MEANWHILE}


def test_an_officer_takes_up_a_complete_application_and_another_takes_it_over():
    application, officer, other = make_applications.application(), make.officer(), make.officer()

    entering.take_up(application, by=officer, **REASON)
    with pytest.raises(ValidationError) as refused:
        entering.take_up(application, by=officer, **REASON)
    assert codes(refused) == {Refusal.YOURS_ALREADY}

    entering.take_up(application, by=other, **REASON)
    application.refresh_from_db()
    assert (application.status, application.officer) == (ApplicationStatus.UNDER_REVIEW, other)


def test_an_incomplete_application_is_not_taken_up():
    with pytest.raises(ValidationError) as refused:
        entering.take_up(make_applications.incomplete_application(), by=make.officer(), **REASON)

    assert "Export Permits Regulations, s. 3(2)(d)" in " ".join(refused.value.messages)


def test_an_application_is_returned_with_reasons_in_both_languages():
    application, officer = make_applications.application(), make_applications.intake_officer()
    with pytest.raises(ValidationError) as refused:
        entering.return_to_applicant(
            application, reasons_en="Not signed", reasons_fr=" ", by=officer, **REASON
        )
    assert codes(refused) == {Refusal.REASONS_IN_BOTH}

    entering.return_to_applicant(
        application, reasons_en="Not signed", reasons_fr="Non signée", by=officer, **REASON
    )
    application.refresh_from_db()
    assert application.status == ApplicationStatus.RETURNED
    assert application.closing_reason == "Not signed"
    assert Entry.objects.sealed().last().about == application.number


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2020, 4, 1), "asked-before-received"), (date(2100, 1, 1), "in-future")],
)
def test_a_withdrawal_is_asked_between_receipt_and_today(day, code):
    application = make_applications.application()

    with pytest.raises(ValidationError) as refused:
        entering.withdraw(
            application, asked_on=day, by=make_applications.intake_officer(), **REASON
        )

    assert codes(refused) == {code}


def closed():
    application = make_applications.application()
    entering.withdraw(
        application, asked_on=date(2020, 5, 4), by=make_applications.intake_officer(), **REASON
    )
    application.refresh_from_db()
    return application


def test_what_is_closed_is_neither_changed_nor_closed_again():
    application, officer = closed(), make_applications.intake_officer()

    with pytest.raises(ValidationError) as refused:
        edit(application, end_use="Other")
    assert codes(refused) == {Refusal.CLOSED}
    with pytest.raises(ValidationError) as refused:
        entering.return_to_applicant(
            application, reasons_en="A", reasons_fr="B", by=officer, **REASON
        )
    assert codes(refused) == {Refusal.CLOSED}
    with pytest.raises(ValidationError) as refused:
        entering.take_up(application, by=make.officer(), **REASON)
    assert codes(refused) == {Refusal.CLOSED}


def written(statement, application):
    """Go round Python, under an entry."""
    with transaction.atomic(), ledger.entry(by=None, action="application.edit", reason="A test"):
        with connection.cursor() as cursor:
            cursor.execute(statement, [application.pk])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE applications_application SET end_use = 'Other' WHERE id = %s",
        "UPDATE applications_applicationline SET code = '2-1' WHERE application_id = %s",
        "DELETE FROM applications_applicationconsignee WHERE application_id = %s",
    ],
)
def test_the_database_keeps_what_a_closed_application_says(statement):
    application = closed()

    with pytest.raises(DatabaseError):
        written(statement, application)


@pytest.mark.parametrize(
    "change",
    ["status = 'issued'", "status = 'under-review'", "status = 'returned'", "kind = 'general'"],
)
def test_the_database_refuses_a_status_without_what_belongs_to_it(change):
    application = make_applications.application()

    with pytest.raises(DatabaseError):
        written(f"UPDATE applications_application SET {change} WHERE id = %s", application)


def test_the_diagram_of_the_documentation_is_the_table_of_the_rules():
    drawn = set(re.findall(r"^    (\w+) --> (\w+): (.+)$", DOCUMENTATION.read_text(), re.M))

    assert drawn == {
        (before.replace("-", ""), after.replace("-", ""), str(Act(act).label))
        for act, changes in TRANSITIONS.items()
        for before, after in changes.items()
    }
