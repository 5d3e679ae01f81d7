"""The exposure page: its numbers open the lists they count, its files say the same."""

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from exportcontrol.exposure.chart import chart_of, months_of
from permits import actions
from permits.actions.stocktaking import take_stock
from permits.models import Party
from tests import make, make_applications, make_cases, make_regime

pytestmark = pytest.mark.django_db

PAGE = reverse("exposure")
CSV = reverse("exposure_csv")
XLSX = reverse("exposure_xlsx")
LATER = timezone.localdate() + timedelta(days=400)
# Session, person, roles; figures; versions and what hangs on them; the lists beside.
QUERIES = 18


@pytest.fixture
def reader(sign_in):
    return sign_in(make.officer())


@pytest.fixture
def out_there():
    """Permits to two destinations, of every standing, with parties, assurances and shipments."""
    end_user, consignee = make.party("Anatolian Naval Yard"), make.party("Bosphorus Freight")
    assurer = make.party("Ministry of Defence", country=make.country("TR"))
    whole = {
        "end_user": end_user,
        "consignees": [{"party": consignee}],
        "assurances": [make.assurance(issuer=assurer)],
        "valid_until": LATER,
    }
    permits = make.valid_permits(2, **whole)
    permits += [make.valid_permit(valid_until=date(2020, 1, 1))]
    permits += [make.valid_permit(destination=make.country("DE"), valid_until=LATER)]
    permits += [
        make.valid_permit(
            destination=None,
            joint_destinations=[make.country("ZA"), make.country("TR")],
            valid_until=LATER,
        )
    ]
    make.suspended_permit(valid_until=LATER, **{"end_user": end_user})
    make.suspended_permit()
    make.cancellation([make.suspended_permit(valid_until=LATER)])
    make.submitted_permit(valid_until=LATER)
    software = {"item": make.item("2-21"), "code": "2-21", "description": "Firmware"}
    make.valid_permit(lines=[{**software, "value": Decimal("5.00"), "currency": "EUR"}])
    actions.record_shipment(
        permits[0].lines.get(),
        reference="SD-1",
        shipped_on=date(2019, 7, 1),
        reported_on=date(2019, 7, 2),
        quantity=Decimal("1"),
        value=Decimal("250000.00"),
        by=make.officer(),
        reason="A test",
    )
    return {"end_user": end_user.pk, "consignee": consignee.pk, "assurer": assurer.pk}


def asked(out_there):
    """A query for each question the page can be asked, and for some together."""
    yield from ("", "destination=TR", "goods=2", "goods=2-15", "technology=software")
    yield from (f"{name}={key}" for name, key in out_there.items())
    yield from ("destination=TR&goods=2", "destination=TR&goods=2-15&technology=either")
    yield from (f"destination=TR&end_user={out_there['end_user']}", "goods=9-1", "destination=MC")


def opened(reader, url):
    """How many records a list shows."""
    page = reader.get(url)
    assert page.status_code == 200, url
    return page.context["page"].count


def check_every_number(reader, query):
    exposure = reader.get(f"{PAGE}?{query}").context["exposure"]
    for row in [*exposure.rows, exposure.total]:
        assert opened(reader, row.url) == row.permits, (query, row.label)
    for number in exposure.numbers:
        assert opened(reader, number.url) == number.value, (query, number.label)
    return exposure


def test_every_number_opens_the_list_that_it_counts(reader, out_there):
    make_regime.signed_version()
    for query in asked(out_there):
        check_every_number(reader, query)


def test_every_number_still_does_after_a_stocktake_and_what_came_after(reader, out_there):
    take_stock()
    make.valid_permit(valid_until=LATER)
    make.suspension([make.valid_permit(valid_until=LATER)])
    for query in asked(out_there):
        check_every_number(reader, query)


def test_the_numbers_of_a_destination(reader, out_there):
    exposure = check_every_number(reader, "destination=TR")

    counted = {str(row.label): row.permits for row in exposure.rows}
    assert counted == {
        "Valid, term not ended": 3,
        "Valid, term ended": 2,
        "Suspended, term not ended": 1,
        "Suspended, term ended": 1,
        "Cancelled": 1,
        "Submitted, not issued": 1,
        "Denied": 0,
    }
    in_force = exposure.in_force.values["CAD"]
    assert in_force.amounts == (
        Decimal("3750000.00"),
        Decimal("250000.00"),
        Decimal("3500000.00"),
    )
    assert exposure.in_force.quantities["each"].amounts == (12, 1, 11)
    assert set(exposure.total.values) == {"CAD", "EUR"}
    beside = {str(number.label): number.value for number in exposure.numbers}
    assert beside["Permits on the register"] == 9
    assert (beside["Holders"], beside["Assurances"]) == (9, 1)


def test_the_page_says_its_numbers_its_day_and_draws_them(reader, out_there):
    page = reader.get(PAGE, {"destination": "TR"}).content.decode()

    assert "$3,500,000.00" in page
    assert "Currencies are never added together." in page
    assert re.search(r"As of \d", page)
    assert '<svg class="bands" role="img" aria-labelledby="chart-title chart-text"' in page
    assert "<polygon" in page
    assert "2019-06" in page


def test_the_measures_that_reach_the_destination_are_counted_listed_and_marked(reader, out_there):
    version = make_regime.signed_version()
    make_regime.signed_version(destinations=[make.country("DE")])

    exposure = check_every_number(reader, "destination=TR")
    assert [mark.version for mark in exposure.marks] == [version]
    assert [mark.version for mark in exposure.chart.marks] == [version]
    only = check_every_number(reader, "goods=2-15")
    assert len(only.marks) == 2
    page = reader.get(PAGE, {"destination": "TR"}).content.decode()
    assert page.count(str(version)) >= 3


def test_an_investigation_of_one_of_the_permits_is_counted(reader, out_there):
    permit = make.valid_permit(destination=make.country("SG"))
    make_cases.investigation(permit)

    exposure = check_every_number(reader, "destination=SG")
    beside = {str(number.label): number.value for number in exposure.numbers}
    assert beside["Investigations"] == 1


def test_applications_that_wait_are_counted_for_every_question(reader, out_there):
    consignee, assurer = make.party(), make.party()
    waiting = make_applications.application(
        destination=make.country("SG"),
        lines=[make_applications.line(code="2-22", item=make.item("2-22"))],
        consignees=[{"party": consignee, **make_applications.contact()}],
        assurances=[make.assurance(issuer=assurer)],
    )
    for query in (
        "destination=SG",
        "goods=2-22",
        "goods=2",
        "technology=technology",
        f"end_user={waiting.end_user_id}",
        f"consignee={consignee.pk}",
        f"assurer={assurer.pk}",
        f"destination=SG&goods=2&technology=either&end_user={waiting.end_user_id}",
    ):
        exposure = check_every_number(reader, query)
        beside = {str(number.label): number.value for number in exposure.numbers}
        assert beside["Applications waiting"] == 1, query
    exposure = check_every_number(reader, "destination=TR&technology=software")
    assert {str(number.label): number.value for number in exposure.numbers}[
        "Applications waiting"
    ] == 0


def test_who_may_not_see_investigations_is_not_told_their_number(sign_in, out_there):
    client = sign_in(make.user(Role.INTAKE_OFFICER))

    labels = {str(number.label) for number in client.get(PAGE).context["exposure"].numbers}
    assert "Measures in force" in labels
    assert not [label for label in labels if "nvestigation" in label]
    assert client.get(reverse("exposure_list", args=["investigations"])).status_code == 403
    for role in (Role.ADMINISTRATOR, Role.CONSULTED_DEPARTMENT):
        refused = sign_in(make.user(role))
        assert {refused.get(page).status_code for page in (PAGE, CSV, XLSX)} == {403}


def test_a_party_is_found_by_its_name_or_a_part_that_no_other_bears(reader, out_there):
    for name in ("Anatolian Naval Yard", "anatolian", str(out_there["end_user"])):
        exposure = reader.get(PAGE, {"end_user": name}).context["exposure"]
        assert exposure.question.asked["end_user"].pk == out_there["end_user"]
        assert exposure.total.permits == 3


def test_a_name_that_several_bear_is_answered_with_their_numbers(reader, out_there):
    twins = [make.party("Twin Works"), make.party("Twin Works")]

    page = reader.get(PAGE, {"consignee": "Twin"}).content.decode()

    assert "Several parties match" in page
    assert all(f"Twin Works ({twin.pk})" in page for twin in twins)
    assert Party.objects.filter(name="Twin Works").count() == 2


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("destination=XX", "destination"),
        ("destination=%00", "destination"),
        ("goods=%00", "goods"),
        ("technology=magic", "technology"),
        ("end_user=%00", "end_user"),
        ("end_user=Nobody+at+all", "end_user"),
        ("consignee=999999999999999999", "consignee"),
        ("consignee=99999999999999999999999", "consignee"),
        (f"assurer={'x' * 300}", "assurer"),
    ],
)
def test_a_question_that_cannot_be_read_is_named_and_answers_nothing(reader, query, field):
    page = reader.get(f"{PAGE}?{query}")

    assert page.status_code == 200
    assert "exposure" not in page.context
    assert set(page.context["filter"].form.errors) == {field}
    for url in (CSV, XLSX, reverse("exposure_list", args=["holders"])):
        assert reader.get(f"{url}?{query}").status_code == 302


@pytest.mark.parametrize("query", ["goods=[(", "goods=2-999", "goods=%25s%25", "since=9999", "q=x"])
def test_a_strange_question_is_answered(reader, query):
    make.valid_permit()
    assert reader.get(f"{PAGE}?{query}").status_code == 200


def test_too_many_permits_without_a_stocktake_are_not_counted(reader, out_there, monkeypatch):
    monkeypatch.setattr("permits.counting.figures.MOST_COUNTED", 3)

    page = reader.get(PAGE, {"destination": "TR"})
    assert "Too many permits to count while you wait" in page.content.decode()
    assert "exposure" not in page.context
    assert reader.get(CSV, {"destination": "TR"}).status_code == 302
    take_stock()
    assert reader.get(PAGE, {"destination": "TR"}).context["exposure"].total.permits == 9


def test_a_list_of_another_kind_is_not_found(reader):
    assert reader.get(reverse("exposure_list", args=["secrets"])).status_code == 404


def test_an_empty_answer_says_so(reader):
    page = reader.get(PAGE, {"destination": "MC"}).content.decode()

    assert "No permit is on the register for this" in page
    assert "No permit for this was ever in force." in page


def test_the_page_makes_the_same_queries_for_few_permits_as_for_many(
    reader, django_assert_num_queries
):
    make_regime.signed_version()
    make.valid_permit()
    reader.get(PAGE, {"destination": "TR"})  # the countries are kept after the first reading

    with django_assert_num_queries(QUERIES):
        reader.get(PAGE, {"destination": "TR"})
    make.valid_permits(7)
    with django_assert_num_queries(QUERIES):
        assert reader.get(PAGE, {"destination": "TR"}).context["exposure"].total.permits == 8


def test_the_csv_says_what_the_page_says_and_is_no_formula(reader, out_there):
    make_regime.signed_version(title_en="=1+1", title_fr="=1+1")
    response = reader.get(CSV, {"destination": "TR"})

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = [[cell for cell in row if cell] for row in csv.reader(io.StringIO(text))]
    assert ["Status", "Valid, term not ended", "3"] in rows
    value = ["3", "3750000.00", "250000.00", "3500000.00"]
    assert ["Value", "Valid, term not ended", "CAD", *value] in rows
    assert any("'=1+1" in row for row in rows)
    assert ".csv" in response["Content-Disposition"]


def test_the_workbook_says_what_the_page_says_in_numbers_and_is_no_formula(reader, out_there):
    make_regime.signed_version(title_en="=1+1", title_fr="=1+1")
    response = reader.get(XLSX, {"destination": "TR"})

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    tables = {sheet.title: [list(row) for row in sheet.values] for sheet in book}
    assert list(tables) == ["Summary", "Status", "Value", "Quantity", "By month", "Measures"]
    assert ["Valid, term not ended", 3] in tables["Status"]
    assert ["Valid, term not ended", "CAD", 3, 3750000, 250000, 3500000] in tables["Value"]
    assert ["2019-06", 8] in tables["By month"]
    assert tables["Measures"][1][1] == "=1+1"
    assert book["Measures"].cell(2, 2).data_type == "s"


def test_months_add_up_to_today_and_an_empty_register_draws_nothing():
    flow = {date(2020, 1, 1): 2, date(2020, 3, 1): -1, date(2020, 9, 1): -1}
    months = months_of(flow, date(2020, 4, 15))

    assert [month.number for month in months] == [2, 2, 1, 1]
    assert chart_of(months, [], date(2020, 4, 15)).highest == 2
    assert months_of({}, date(2020, 4, 15)) == []
    assert months_of({date(2021, 1, 1): 1}, date(2020, 4, 15)) == []
    assert chart_of([], [], date(2020, 4, 15)) is None
