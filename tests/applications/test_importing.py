"""A file of applications: every line accepted or rejected, and why; the same file once only."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from applications.actions.importing import import_applications
from applications.models import Application, ApplicationImport, ImportedApplicationLine
from applications.rules import completeness
from audit.models import Entry
from permits.models import Party
from tests import make, make_applications

pytestmark = pytest.mark.django_db


def line(**changes):
    """A line of a file that is a complete application by itself."""
    return {
        "application": "REQ-1", "received": "2020-04-20 10:00", "completed_on": "2020-04-17",
        "kind": "export", "language": "fr", "delivery": "email", "applicant": "Optics Ltd.",
        "applicant_country": "CA", "applicant_address": "1 Wharf",
        "applicant_email": "p@optics.example", "applicant_telephone": "1",
        "applicant_contact": "R. Clerk", "applicant_contact_telephone": "2", "destination": "TR",
        "consignee": "Port Agency", "consignee_country": "TR", "consignee_address": "1 Quay",
        "consignee_email": "a@port.example", "consignee_telephone": "3",
        "consignee_contact": "C", "consignee_contact_telephone": "4", "end_user": "Air Force",
        "end_user_country": "TR", "end_user_class": "armed-forces", "end_use": "Surveillance",
        "end_use_location": "Air base", "shipping_point": "Halifax", "declaration": "yes",
        "declared_by": "R. Clerk", "declared_on": "2020-04-17",
        "controlled_goods_status": "registered", "controlled_goods": "10001", "item": "2-15",
        "description": "Imaging sensor", "quantity": "4", "unit": "each", "value": "1250000.00",
        "currency": "CAD", "origin": "CA", "mass_kg": "48", "document_kind": "v",
        "document_reference": "Contract 2020-17",
        **changes,
    }  # fmt: skip


def file_of(*lines, name="applications.csv"):
    written = io.StringIO()
    columns = dict.fromkeys(column for each in lines for column in each)
    writer = csv.DictWriter(written, columns, restval="")
    writer.writeheader()
    writer.writerows(lines)
    return SimpleUploadedFile(name, written.getvalue().encode("utf-8-sig"))


def imported(*lines, by=None):
    by = by or make_applications.intake_officer()
    return import_applications(file_of(*lines), by=by, reason="A test")


def rejections(kept):
    return [(each.line, each.column, each.problem) for each in kept.lines.filter(application=None)]


def test_lines_with_one_reference_are_one_complete_application_under_one_entry():
    kept = imported(
        line(),
        {"application": "REQ-1", "received": "2020-04-20 10:00", "applicant": "Optics Ltd.",
         "item": "2-5", "description": "Fire control", "quantity": "1", "unit": "each",
         "value": "9.50", "origin": "US", "mass_kg": "3", "consignee": "Air Force",
         "consignee_country": "TR"},
    )  # fmt: skip

    assert (kept.lines_accepted, kept.lines_rejected) == (2, 0)
    [application] = Application.objects.all()
    assert [each.code for each in application.lines.all()] == ["2-15", "2-5"]
    assert [str(each) for each in application.consignees.all()] == ["Port Agency", "Air Force"]
    assert application.language == "fr-ca"
    assert application.documents.count() == 1
    assert Party.objects.filter(name="Air Force").count() == 1
    lacking = {lack.paragraph for lack in completeness.missing(application)}
    assert lacking == {"3(2)(d)", "3(3)(c)"}
    # One entry explains every row of the file, whatever it registered on the way.
    entry = Entry.objects.sealed().last()
    assert (entry.action, entry.about) == ("application.import", "applications.csv")
    assert application.history.get().entry == entry
    assert application.applicant.history.get().entry == entry


@pytest.mark.parametrize(
    ("changes", "column", "problem"),
    [
        ({"application": ""}, "application", "missing"),
        ({"applicant": ""}, "applicant", "missing"),
        ({"received": ""}, "received", "missing"),
        ({"received": "20/04/2020"}, "received", "unknown-moment"),
        ({"received": "2100-04-20"}, "received", "in-future"),
        ({"completed_on": "2020-02-30"}, "completed_on", "unknown-date"),
        ({"declared_on": "2020-04-21"}, "declared_on", "after-receipt"),
        ({"kind": "general"}, "kind", "unknown-choice"),
        ({"language": "de"}, "language", "unknown-choice"),
        ({"destination": "TR;XX"}, "destination", "unknown-country"),
        ({"origin": "Turkey"}, "origin", "unknown-country"),
        ({"applicant_email": "nobody"}, "applicant_email", "not-an-address"),
        ({"applicant_country": ""}, "applicant_country", "unknown-party"),
        ({"quantity": "0"}, "quantity", "out-of-range"),
        ({"value": "1,000"}, "value", "not-a-number"),
        ({"value": "-5"}, "value", "not-a-number"),
        ({"us_content": "101"}, "us_content", "out-of-range"),
        ({"currency": "$"}, "currency", "unknown-currency"),
        ({"declaration": "maybe"}, "declaration", "unknown-choice"),
        ({"unit": "e" * 31}, "unit", "too-long"),
        ({"assurances": "EUC-9"}, "assurances", "unknown-assurance"),
        ({"document_reference": ""}, "document_reference", "unknown-document"),
    ],
)
def test_a_line_is_rejected_with_the_column_and_the_reason(changes, column, problem):
    kept = imported(line(**changes), line(application="REQ-2"))

    assert rejections(kept) == [(2, column, problem)]
    assert kept.lines.get(line=2).words != problem
    assert Application.objects.count() == 1
    assert (kept.lines_total, kept.lines_accepted, kept.lines_rejected) == (2, 1, 1)


def reached(role, name, country):
    """A party to a brokered transaction, as a line names it."""
    return {
        role: name, f"{role}_country": country, f"{role}_address": "1 Street",
        f"{role}_telephone": "5", f"{role}_email": "x@party.example",
    }  # fmt: skip


def test_a_brokering_application_is_complete_by_itself():
    brokered = line(
        kind="brokering", applicant_is_person="yes", citizenship="Canadian", exported_from="DE",
        intended_for="government", brokering_paragraph="1(a)", end_use_country="TR",
        temporary="yes", **reached("seller", "Rhein Optik", "DE"),
        **reached("purchaser", "Air Force", "TR"),
    )  # fmt: skip
    more = {name: brokered[name] for name in ("application", "received", "applicant")}

    kept = imported(
        brokered,
        {**more, "item": "2-5", "description": "Fire control",
         **reached("broker", "Baltic Agents", "EE"), **reached("seller", "Rhein Optik", "DE")},
    )  # fmt: skip

    assert rejections(kept) == []
    [application] = Application.objects.all()
    assert completeness.missing(application) == []
    assert (application.exported_from.code, application.end_use_country.code) == ("DE", "TR")
    assert (application.citizenship, application.temporary) == ("Canadian", True)
    assert [(each.role, str(each)) for each in application.intermediaries.all()] == [
        ("seller", "Rhein Optik"),
        ("purchaser", "Air Force"),
        ("broker", "Baltic Agents"),
    ]


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("exported_from", "DE;FR", "unknown-country"),
        ("intended_for", "war", "unknown-choice"),
        ("brokering_paragraph", "2(a)", "unknown-choice"),
        ("temporary", "perhaps", "unknown-choice"),
    ],
)
def test_what_brokering_asks_for_is_read_as_strictly(column, value, problem):
    kept = imported(line(kind="brokering", **{column: value}))

    assert rejections(kept) == [(2, column, problem)]


def test_an_application_is_entered_whole_or_not_at_all():
    kept = imported(line(), line(value="?"), line(application="REQ-2", end_use="A"),
                    line(application="REQ-2", end_use="B"))  # fmt: skip

    assert rejections(kept) == [
        (2, "application", "another-line"),
        (3, "value", "not-a-number"),
        (4, "application", "another-line"),
        (5, "end_use", "disagrees"),
    ]
    assert not Application.objects.exists()
    assert not Party.objects.filter(name="Optics Ltd.").exists()


def test_two_parties_of_one_name_are_a_question():
    make.party("Optics Ltd.")
    make.party("optics ltd.")

    assert rejections(imported(line())) == [(2, "applicant", "ambiguous-party")]


def test_the_same_file_is_refused_the_second_time():
    imported(line())

    with pytest.raises(ValidationError) as refused:
        imported(line())

    assert refused.value.code == "imported-already"
    assert Application.objects.count() == ApplicationImport.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"application,received,applicant\n", "header-only"),
        (b"application,received\nREQ-1,2020-04-20\n", "missing-column"),
        (b"application,received,applicant,colour\nREQ-1,2020-04-20,A,red\n", "unknown-column"),
        (b"application,received,applicant\nREQ-1,2020-04-20,\xe9\n", "not-utf-8"),
        (b"application,received,applicant\nREQ-1,\x00,A\n", "nul-byte"),
        (b'application,received,applicant\nREQ-1,"2020,A\n', "not-csv"),
        (b"\x89PNG no table at all\n and more", "not-utf-8"),
    ],
)
def test_what_is_no_file_of_applications_changes_nothing(content, code):
    file = SimpleUploadedFile("applications.csv", content)

    with pytest.raises(ValidationError) as refused:
        import_applications(file, by=make_applications.intake_officer(), reason="A test")

    assert refused.value.code == code
    assert not ApplicationImport.objects.exists()


def test_only_intake_imports(client):
    with pytest.raises(PermissionDenied):
        imported(line(), by=make.officer())

    client.force_login(make.officer())
    assert client.get("/applications/import/").status_code == 403


def test_the_page_reports_every_line_and_refuses_the_file_again(client):
    client.force_login(make_applications.intake_officer())
    lines = (line(), line(application="REQ-2", destination="XX"))

    response = client.post(
        "/applications/import/", {"file": file_of(*lines), "reason": "A test"}, follow=True
    )

    page = response.content.decode()
    assert Application.objects.get().number in page
    assert "The country code is not known." in page
    rejected = client.get(f"{response.redirect_chain[0][0]}?result=rejected")
    assert [each.line for each in rejected.context["page"]] == [3]
    again = client.post("/applications/import/", {"file": file_of(*lines), "reason": "A test"})
    assert "already; nothing changed" in again.content.decode()
    assert ImportedApplicationLine.objects.count() == 2


def test_the_command_says_what_became_of_each_rejected_line(tmp_path):
    path = tmp_path / "applications.csv"
    path.write_bytes(file_of(line(), line(application="REQ-2", kind="?")).read())
    by, out = make_applications.intake_officer(), io.StringIO()

    call_command("import_applications", str(path), by=by.username, stdout=out)

    assert out.getvalue().splitlines() == [
        "2 lines: 1 accepted, 1 rejected.",
        "line 3, kind: The value is not one of those that the column knows. ?",
    ]
