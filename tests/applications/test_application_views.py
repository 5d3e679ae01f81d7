"""The list, the page and the acts of intake: shown, refused, forbidden."""

from datetime import date

import pytest

from accounts.roles import Role
from applications.actions import entering
from applications.models import Application, ApplicationStatus
from audit.models import Entry
from tests import make, make_applications, make_regime

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake(client):
    client.force_login(make_applications.intake_officer())
    return client


@pytest.fixture
def officer(client):
    client.force_login(make.officer())
    return client


def numbers(response):
    return {row.number for row in response.context["page"]}


def typed(**changes):
    """A complete application as it is typed, with one row of each part."""
    rows = {
        "destinations": [{"country": "TR"}],
        "consignees": [
            {
                "party": "Port Agency", "party_country": "TR", "address": "1 Quay",
                "telephone": "1", "email": "a@b.example", "contact": "C", "contact_telephone": "2",
            }
        ],
        "lines": [
            {
                "code": "2-15", "description": "Imaging sensor", "quantity": "4", "unit": "each",
                "value": "1250000.00", "currency": "CAD", "origin": "CA", "mass_kg": "48",
            }
        ],
        "documents": [{"kind": "v", "reference": "Contract 2020-17"}],
        "intermediaries": [],
    }  # fmt: skip
    rows |= changes.pop("rows", {})
    facts = {
        "kind": "export", "language": "en-ca", "received_at": "2020-04-20T10:00",
        "completed_on": "2020-04-17", "delivery": "email", "applicant": "Optics Ltd.",
        "applicant_country": "CA", "applicant_address": "1 Wharf", "applicant_telephone": "1",
        "applicant_email": "p@optics.example", "applicant_contact": "R. Clerk",
        "applicant_contact_telephone": "2", "shipping_point": "Halifax", "declaration": "on",
        "declared_by": "R. Clerk", "declared_on": "2020-04-17", "end_use": "Surveillance",
        "end_user": "Air Force", "end_user_country": "TR", "end_user_class": "armed-forces",
        "controlled_goods_status": "registered", "controlled_goods": "10001", "reason": "Received",
    }  # fmt: skip
    facts |= changes
    for name, given in rows.items():
        facts |= {f"{name}-TOTAL_FORMS": str(len(given)), f"{name}-INITIAL_FORMS": "0"}
        for place, row in enumerate(given):
            facts |= {f"{name}-{place}-{key}": value for key, value in row.items()}
    return facts


def test_the_list_is_asked_every_question_in_a_constant_number_of_queries(
    officer, django_assert_max_num_queries
):
    one = make_applications.application_under_review()
    other = make_applications.application(
        destination=None,
        joint_destinations=[make.country("AZ"), make.country("GE")],
        lines=[make_applications.line(code="1-7.A.5.")],
    )
    for question, expected in {
        "": {one, other},
        "?status=under-review": {one},
        "?destination=AZ": {other},
        "?goods=2": {one},
        "?goods=1-7": {other},
        f"?officer={one.officer.username}": {one},
        "?officer=nobody": {other},
        f"?applicant={other.applicant_id}": {other},
        f"?q={one.number.lower()}": {one},
        "?received_since=2020-04-21": set(),
        "?received_until=2020-04-20": {one, other},
        "?complete=yes": {other},
        "?complete=no": set(),
        "?kind=brokering": set(),
        "?waits=any": set(),
    }.items():
        response = officer.get(f"/applications/{question}")
        assert numbers(response) == {each.number for each in expected}, question
    make_applications.application()
    make_applications.application()
    with django_assert_max_num_queries(22):
        officer.get("/applications/")


def test_the_list_names_what_waits_for_a_precondition(officer):
    version = make_regime.signed_version(preconditions=[make_regime.precondition()])
    [precondition] = version.preconditions.all()
    waiting = make_applications.application()
    make_applications.application(destination=make.country("FR"))

    for asked in ("any", precondition.pk):
        assert numbers(officer.get(f"/applications/?waits={asked}")) == {waiting.number}


def test_a_question_that_cannot_be_read_is_told_so(officer):
    make_applications.application()

    response = officer.get("/applications/?received_since=yesterday")

    assert response.status_code == 200
    assert not numbers(response)
    assert "received_since" in response.context["filter"].form.errors


def test_the_page_names_everything_missing_with_its_paragraph(officer):
    application = make_applications.incomplete_application()

    page = officer.get(application.get_absolute_url()).content.decode()

    assert "Incomplete: 12 things that the regulations ask for are missing" in page
    assert "A consignee." in page
    assert "Export Permits Regulations, s. 3(2)(d)" in page
    assert "The end user." in page


def test_whoever_may_not_read_applications_is_turned_away(client):
    application = make_applications.application()
    client.force_login(make.user(Role.CONSULTED_DEPARTMENT))

    assert client.get("/applications/").status_code == 403
    assert client.get(application.get_absolute_url()).status_code == 403
    assert client.get("/applications/new/").status_code == 403


def test_an_application_is_entered_with_parties_registered_on_the_way(intake):
    response = intake.post("/applications/new/", typed(), follow=True)

    [application] = Application.objects.all()
    assert response.redirect_chain == [(application.get_absolute_url(), 302)]
    assert "Complete: it states all" in response.content.decode()
    assert application.applicant.address == "1 Wharf"
    assert application.consignees.get().party.country.code == "TR"
    entered = Entry.objects.sealed().last()
    assert (entered.action, entered.about) == ("application.enter", application.number)


def test_another_line_is_a_button_that_loses_nothing(intake):
    response = intake.post("/applications/new/", {**typed(declared_by=""), "add": "lines"})

    form = response.context["form"]
    assert len(form.parts["lines"].forms) == 2
    assert form.parts["lines"].forms[0]["description"].value() == "Imaging sensor"
    assert form.whole["applicant"].value() == "Optics Ltd."
    assert not list(form.errors())
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_at": "2100-01-01T10:00"}, "received_at"),
        ({"completed_on": "2020-13-01"}, "completed_on"),
        ({"declared_on": "2020-04-21"}, "declared_on"),
        ({"applicant_country": ""}, "applicant"),
        ({"applicant": "", "applicant_country": ""}, "applicant"),
        ({"applicant": "a\x00b"}, "applicant"),
        ({"assurances": "EUC-99999"}, "assurances"),
        ({"replaces": "AP-2020-000099"}, "replaces"),
        ({"applicant_email": "nobody"}, "applicant_email"),
        ({"reason": ""}, "reason"),
        ({"rows": {"lines": [{"quantity": "-1", "currency": "CAD"}]}}, "quantity"),
        ({"rows": {"lines": [{"value": "1e9", "currency": "dollars"}]}}, "currency"),
        ({"rows": {"lines": [{"us_content": "101", "currency": "CAD"}]}}, "us_content"),
        ({"rows": {"lines": [{"code": "2-15", "origin": "XX", "currency": "CAD"}]}}, "origin"),
        ({"rows": {"documents": [{"kind": "v", "reference": ""}]}}, "reference"),
        ({"rows": {"consignees": [{"telephone": "1"}]}}, "party"),
        ({"rows": {"destinations": [{"country": "XX"}]}}, "country"),
    ],
)
def test_bad_input_is_named_at_its_field_and_changes_nothing(intake, changes, field):
    response = intake.post("/applications/new/", typed(**changes))

    assert response.status_code == 200
    assert field in {
        named and named.name for _label, named, _error in response.context["form"].errors()
    }
    assert not Application.objects.exists()


def test_an_edit_shows_what_is_stated_and_changes_it(intake):
    application = make_applications.application()
    address = f"{application.get_absolute_url()}edit/"
    form = intake.get(address).context["form"]
    assert form.whole["applicant"].value() == application.applicant.name
    assert form.parts["lines"].forms[0]["origin"].value() == "CA"

    changed = typed(version=str(application.version()), applicant=application.applicant.name,
                    applicant_country="", end_use="Search and rescue")  # fmt: skip
    assert intake.post(address, changed).status_code == 302
    application.refresh_from_db()
    assert application.end_use == "Search and rescue"


def test_a_conflict_shows_what_is_saved_and_keeps_what_was_typed(intake):
    application = make_applications.application()
    began = str(application.version())
    entering.edit(application, end_use="Saved meanwhile", by=make.officer(), reason="A test")
    address = f"{application.get_absolute_url()}edit/"
    changed = typed(version=began, end_use="Typed here")

    response = intake.post(address, changed)

    page = response.content.decode()
    assert response.context["conflict"]
    assert "Saved meanwhile" in page
    assert "Typed here" in page
    again = response.context["form"].whole["version"].value()
    assert intake.post(address, {**changed, "version": again}).status_code == 302


def test_intake_cannot_take_up_and_the_reasons_stand_on_the_page(intake):
    application = make_applications.incomplete_application()
    assert intake.post(f"{application.get_absolute_url()}take-up/").status_code == 403

    intake.force_login(make.officer())
    response = intake.post(f"{application.get_absolute_url()}take-up/", {"reason": "My desk"})

    assert "A consignee. (Export Permits Regulations, s. 3(2)(d))" in response.content.decode()
    application.refresh_from_db()
    assert application.status == ApplicationStatus.RECEIVED


def test_an_application_is_taken_up_returned_and_withdrawn_on_its_pages(officer):
    one, other, third = (make_applications.application() for _each in range(3))
    reason = {"reason": "A test"}

    officer.post(f"{one.get_absolute_url()}take-up/", reason)
    texts = {"reasons_en": "Unsigned", "reasons_fr": "Non signée", **reason}
    officer.post(f"{other.get_absolute_url()}return/", texts)
    officer.post(f"{third.get_absolute_url()}withdraw/", {"asked_on": "2020-05-04", **reason})

    assert list(Application.objects.order_by("pk").values_list("status", "closed_on")) == [
        ("under-review", None),
        ("returned", date.today()),  # noqa: DTZ011
        ("withdrawn", date(2020, 5, 4)),
    ]
    assert "Unsigned" in officer.get(other.get_absolute_url()).content.decode()
    refused = officer.post(f"{other.get_absolute_url()}return/", texts)
    assert "stays as it is" in refused.content.decode()


def test_work_waits_for_those_who_may_do_it(intake):
    incomplete = make_applications.incomplete_application()
    complete = make_applications.application()

    assert incomplete.number in intake.get("/").content.decode()
    intake.force_login(make.officer())
    home = intake.get("/").content.decode()
    assert complete.number in home
    assert incomplete.number not in home
