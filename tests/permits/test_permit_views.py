"""The register by browser: its list, selections, export, a permit's page and its shipments."""

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from permits import actions
from permits.filters import MOST_CHOSEN, selection_from
from permits.models import JointDestination, Permit, Shipment
from permits.models.orders import OrderKind
from permits.models.permits import PermitKind
from tests import make

pytestmark = pytest.mark.django_db

LIST = reverse("permits:permit_list")
SELECT = reverse("permits:permit_select")
EXPORT = reverse("permits:permit_export")
# Session, person, roles; the page, its names of countries, joint destinations and lines; the count.
QUERIES = 8
SUSPEND = f"{reverse('permits:order_new')}?kind=suspend"


@pytest.fixture
def reader(sign_in):
    return sign_in(make.officer())


def shown(response):
    return [permit.reference for permit in response.context["page"]]


def test_the_register_shows_each_permit_with_what_a_row_says(reader):
    permit = make.valid_permit(valid_until=date(2020, 1, 1))

    page = reader.get(LIST).content.decode()

    for words in [permit.reference, permit.holder.name, "Turkey", "2-15", "Valid", "Expired"]:
        assert words in page
    assert "$1,250,000.00" in page


def test_who_may_not_read_the_register_is_refused(sign_in):
    client = sign_in(make.user(Role.ADMINISTRATOR))

    assert client.get(LIST).status_code == 403
    assert client.get(make.valid_permit().get_absolute_url()).status_code == 403
    assert client.get(EXPORT).status_code == 403


def test_rows_are_offered_to_be_chosen_to_those_who_may_act_on_them(sign_in):
    make.valid_permit()

    assert 'name="permit"' in sign_in(make.officer()).get(LIST).content.decode()
    assert 'name="permit"' not in sign_in(make.user(Role.AUDITOR)).get(LIST).content.decode()


def test_an_empty_register_says_what_would_be_there(reader):
    assert "The register is empty" in reader.get(LIST).content.decode()
    assert "No permit matches" in reader.get(LIST, {"q": "nothing"}).content.decode()


def test_filters_that_cannot_be_read_are_named_and_list_nothing(reader):
    make.valid_permit()

    response = reader.get(LIST, {"in_term_on": "tomorrow", "suspended_by": "MO-0000-000000"})

    assert shown(response) == []
    assert "No suspension carried out has this number." in response.content.decode()
    assert set(response.context["filter"].form.errors) == {"in_term_on", "suspended_by"}


@pytest.mark.parametrize(
    "query",
    [
        "destination=%00",
        "holder=99999999999999999999999",
        "holder=x",
        "status=lost",
        "q=%00",
        "suspended_by=%00",
        "goods=%00",
        "goods=[(",
        "in_term_on=9999-12-31",
        "permit=x",
        "permit=999999999999999999999",
        "sort=value",
        "after=%00&after=1",
        "after=2019-01-01&after=9e99",
        "after=2019-01-01&after=99999999999999999999999",
    ],
)
def test_a_nonsensical_address_is_never_an_error(reader, query):
    make.valid_permit()
    assert reader.get(f"{LIST}?{query}").status_code == 200


def test_the_register_is_sorted_by_number_or_day_of_issue(reader):
    make.valid_permit(reference="B-1", issued_on=date(2019, 1, 1))
    make.valid_permit(reference="A-1", issued_on=date(2019, 2, 1))
    make.valid_permit(reference="C-1", issued_on=date(2019, 3, 1))

    assert shown(reader.get(LIST)) == ["C-1", "A-1", "B-1"]
    assert shown(reader.get(LIST, {"sort": "issued_on"})) == ["B-1", "A-1", "C-1"]
    assert shown(reader.get(LIST, {"sort": "number"})) == ["A-1", "B-1", "C-1"]
    assert shown(reader.get(LIST, {"sort": "-number"})) == ["C-1", "B-1", "A-1"]


def test_the_list_makes_the_same_queries_for_one_row_as_for_many(reader, django_assert_num_queries):
    holder = make.party()
    make.valid_permits(1, holder=holder)
    reader.get(LIST)  # the countries of the filter are kept after the first reading

    with django_assert_num_queries(QUERIES):
        reader.get(LIST)
    make.valid_permits(12, holder=holder)
    with django_assert_num_queries(QUERIES):
        assert len(shown(reader.get(LIST))) == 13


def test_pages_lead_onward_by_key_and_keep_the_filters(reader):
    permits = make.valid_permits(53)

    first = reader.get(LIST, {"status": "valid"})
    second = reader.get(LIST + first.context["page"].next_url)
    last = reader.get(LIST + first.context["page"].last_url)

    newest = sorted((permit.pk for permit in permits), reverse=True)
    assert [permit.pk for permit in first.context["page"]] == newest[:50]
    assert [permit.pk for permit in second.context["page"]] == newest[50:]
    assert [permit.pk for permit in last.context["page"]] == newest[3:]
    assert "status=valid" in first.context["page"].next_url


def test_rows_chosen_are_taken_along_to_the_next_page_and_back(reader):
    permits = make.valid_permits(52)
    page = reader.get(LIST, {"status": "valid"}).context["page"]
    ticked = [page.rows[0].pk, page.rows[1].pk]

    moved = reader.post(
        SELECT, {"here": "status=valid", "permit": ticked, "show": page.next_url}, follow=True
    )

    assert [permit.pk for permit in moved.context["page"]] == [permits[1].pk, permits[0].pk]
    assert moved.context["elsewhere"] == sorted(ticked)
    hidden = f'<input type="hidden" name="permit" value="{ticked[0]}">'
    assert hidden in moved.content.decode()

    # One more is ticked there, and an earlier one is not given up by going back.
    back = reader.post(
        SELECT,
        {
            "here": moved.context["here"],
            "permit": [*ticked, permits[0].pk],
            "show": moved.context["page"].previous_url,
        },
        follow=True,
    )
    assert back.context["chosen"] == sorted([*ticked, permits[0].pk])
    assert back.context["elsewhere"] == [permits[0].pk]
    assert len(re.findall('name="permit"[^>]* checked', back.content.decode())) == 2


def test_chosen_rows_are_taken_to_an_order(reader):
    permits = make.valid_permits(3)

    response = reader.post(SELECT, {"permit": [permits[0].pk, permits[2].pk], "to": SUSPEND})

    assert response.status_code == 302
    assert response["Location"] == f"{SUSPEND}&permit={permits[0].pk}.{permits[2].pk}"
    assert reader.get(response["Location"]).status_code == 200


def test_all_that_match_are_taken_to_an_order_by_their_filters(reader, rf):
    make.valid_permits(2)
    make.submitted_permit()
    user = make.officer()

    response = reader.post(
        SELECT,
        {"here": "status=valid&after=2019-01-01&after=5&sort=number", "all": "1", "to": SUSPEND},
    )

    assert response["Location"] == f"{SUSPEND}&status=valid&all=1"
    query = rf.get(response["Location"]).GET
    assert set(selection_from(query, user)) == set(Permit.objects.filter(status="valid"))


def test_nothing_chosen_leads_back_to_the_same_page_with_a_word(reader):
    make.valid_permit()

    response = reader.post(SELECT, {"here": "status=valid", "to": SUSPEND}, follow=True)

    assert response.redirect_chain == [(f"{LIST}?status=valid", 302)]
    assert "Choose permits first, or all that match." in response.content.decode()


def test_more_than_can_be_chosen_one_by_one_is_refused_and_the_earlier_choice_stays(reader):
    permit = make.valid_permit()
    many = list(range(1, MOST_CHOSEN + 2))

    response = reader.post(
        SELECT, {"here": f"permit={permit.pk}", "permit": many, "to": SUSPEND}, follow=True
    )

    assert f"at most {MOST_CHOSEN} can be" in response.content.decode()
    assert response.context["chosen"] == [permit.pk]


def test_general_permits_are_left_out_of_a_selection_and_counted(reader):
    general = make.valid_permit(kind=PermitKind.GENERAL, holder=None)
    permit = make.valid_permit()

    chosen = reader.post(SELECT, {"permit": [general.pk, permit.pk], "to": SUSPEND}, follow=True)
    every = reader.post(SELECT, {"here": "", "all": "1", "to": SUSPEND}, follow=True)

    for response in (chosen, every):
        assert "1 general permit is left out" in response.content.decode()
        assert general.reference not in response.content.decode()


def test_a_selection_is_taken_to_a_page_of_this_site_only(reader):
    permit = make.valid_permit()

    for elsewhere in ["https://example.com/", "//example.com", "", "javascript:alert(1)"]:
        assert reader.post(SELECT, {"permit": permit.pk, "to": elsewhere}).status_code == 400


def test_a_selection_is_posted(reader):
    assert reader.get(SELECT).status_code == 405


def exported(response):
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_export_holds_exactly_what_matches(reader):
    make.valid_permits(2)
    make.submitted_permit()

    response = reader.get(EXPORT, {"status": "valid", "sort": "number"})
    headings, *rows = exported(response)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert headings[:3] == ["Number", "Kind", "Status"]
    numbers = Permit.objects.filter(status="valid").order_by("reference")
    assert [row[0] for row in rows] == [permit.reference for permit in numbers]
    holder = numbers[0].holder.name
    assert rows[0][4:11] == [
        holder, "Turkey", "2-15", "1250000.00 CAD", "2019-06-03", "2019-06-03", "2023-06-02"
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_of_the_export_is_a_formula(name):
    from permits.exporting import _plain

    assert _plain(name) == f"'{name}"
    assert _plain("A plain name") == "A plain name"


def test_a_holder_named_as_a_formula_is_exported_as_text(reader):
    make.valid_permit(holder=make.party("=HYPERLINK(1)"))

    assert exported(reader.get(EXPORT))[1][4] == "'=HYPERLINK(1)"


def test_the_export_speaks_french(reader):
    make.valid_permit(destination=make.country("DE"))
    reader.cookies["django_language"] = "fr-ca"

    assert exported(reader.get(EXPORT))[1][5] == "Allemagne"


def test_the_export_makes_a_constant_number_of_queries(reader, django_assert_num_queries):
    make.valid_permits(9)

    # One of them asks whether the list is long.
    with django_assert_num_queries(8):
        assert len(exported(reader.get(EXPORT))) == 10


def test_a_permits_page_answers_whether_it_may_ship_today(reader):
    today = timezone.localdate()
    permit = make.valid_permit(valid_until=today + timedelta(days=30))

    page = reader.get(permit.get_absolute_url()).content.decode()

    assert "May be shipped today" in page
    assert "Valid until" in page
    assert "Value not yet shipped: $1,250,000.00" in page


def test_a_permits_page_says_every_reason_why_nothing_may_ship(reader):
    permit = make.suspended_permit(valid_until=date(2020, 12, 31))

    page = reader.get(permit.get_absolute_url()).content.decode()

    assert "May not be shipped today" in page
    assert "The permit is suspended." in page
    assert "The term of the permit has ended." in page
    assert "Suspended, expired on 31 December 2020" in page


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("2020-10-04", "May be shipped on 4 October 2020"),
        ("2020-10-05", "May not be shipped on 5 October 2020"),
        ("2019-06-02", "May not be shipped on 2 June 2019"),
    ],
)
def test_a_permits_page_answers_for_any_day(reader, on, answer):
    permit = make.suspended_permit()

    assert answer in reader.get(permit.get_absolute_url(), {"on": on}).content.decode()


@pytest.mark.parametrize("on", ["", "never", "0001-01-01", "9999-12-31", "\x00"])
def test_a_day_that_cannot_be_read_is_named_and_today_is_answered(reader, on):
    permit = make.suspended_permit()

    response = reader.get(permit.get_absolute_url(), {"on": on})

    assert response.status_code == 200
    assert response.context["form"].errors["on"]
    assert "May not be shipped today" in response.content.decode()


def test_a_permits_page_names_the_destination_as_on_the_day_of_issue_and_today(reader):
    page = reader.get(make.valid_permit().get_absolute_url()).content.decode()

    assert "Turkey (today Türkiye)" in page


def test_a_permits_page_names_several_destinations(reader):
    permit = make.submitted_permit(
        destination=None, joint_destinations=[make.country("ZA"), make.country("TR")]
    )

    assert JointDestination.objects.filter(permit=permit).count() == 2
    assert "South Africa, Turkey (today" in reader.get(permit.get_absolute_url()).content.decode()
    assert "Several: South Africa, Turkey" in reader.get(LIST).content.decode()


def test_acts_that_are_not_possible_say_why_beside_the_button(reader):
    permit = make.suspended_permit(valid_until=timezone.localdate() + timedelta(days=9))

    response = reader.get(permit.get_absolute_url())
    page = response.content.decode()

    assert "The permit is already suspended." in page
    assert "Permits are cancelled under a decision, by its batch." in page
    assert response.context["acts"][OrderKind.REINSTATE] == []
    assert f"?kind=reinstate&amp;permit={permit.pk}" in page


def test_a_reader_without_authority_is_offered_no_act(sign_in):
    permit = make.valid_permit()

    page = sign_in(make.user(Role.AUDITOR)).get(permit.get_absolute_url()).content.decode()

    assert "What may be done" not in page
    assert "Record a shipment" not in page


def test_the_history_of_a_permit_tells_each_change_with_its_reason(sign_in):
    permit = make.suspended_permit()

    page = sign_in(make.user(Role.AUDITOR)).get(permit.get_absolute_url()).content.decode()

    assert "<del>Valid</del>" in page
    assert "<ins>Suspended</ins>" in page
    assert "A test" in page


def test_a_permit_that_does_not_exist_is_absent(reader):
    assert reader.get(reverse("permits:permit_detail", args=["XP-0"])).status_code == 404


def test_a_number_may_hold_a_slash(reader):
    permit = make.valid_permit(reference="NL/2012 001#é")

    assert reader.get(permit.get_absolute_url()).status_code == 200


def shipment_facts(permit, **facts):
    return {
        "line": permit.lines.get().pk,
        "reference": "BL-1",
        "shipped_on": "2020-09-01",
        "reported_on": "2020-09-15",
        "value": "250000.00",
        "quantity": "1",
        "reason": "Quarterly report",
        **facts,
    }


def test_a_shipment_is_recorded_and_counts_against_the_balance(reader):
    permit = make.valid_permit(valid_until=timezone.localdate() + timedelta(days=9))
    address = reverse("permits:shipment_new", args=[permit.reference])

    done = reader.post(address, shipment_facts(permit), follow=True)

    assert Shipment.objects.get().value == Decimal("250000.00")
    assert "Shipment BL-1 is recorded." in done.content.decode()
    assert "Value not yet shipped: $1,000,000.00" in done.content.decode()


def test_a_shipment_made_after_the_suspension_is_kept_and_marked(reader):
    permit = make.suspended_permit()
    address = reverse("permits:shipment_new", args=[permit.reference])
    late = shipment_facts(permit, reported_on="2020-11-01")
    after = shipment_facts(
        permit, reference="BL-2", shipped_on="2020-10-06", reported_on="2020-11-01"
    )

    reader.post(address, late)
    page = reader.post(address, after, follow=True).content.decode()

    assert "Shipped after the suspension took effect" in page
    assert "Shipped in time, reported after the permit was stopped" in page


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"reported_on": "2020-08-01"}, "reported_on", "It was reported before it was shipped."),
        ({"shipped_on": "2998-01-01"}, "shipped_on", "This day is in the future."),
        ({"value": "-1"}, "value", "Ensure this value is greater than or equal to 0."),
        ({"value": "NaN"}, "value", "Enter a number."),
        ({"quantity": "0.0001"}, "quantity", "no more than 3 decimal places"),
        ({"line": "0"}, "line", "Select a valid choice."),
        ({"reference": "\x00"}, "reference", "Null characters are not allowed."),
        ({"reason": " "}, "reason", "This field is required."),
        ({"shipped_on": ""}, "shipped_on", "This field is required."),
    ],
)
def test_a_shipment_that_cannot_be_is_refused_by_field(reader, wrong, field, message):
    permit = make.valid_permit()
    address = reverse("permits:shipment_new", args=[permit.reference])

    response = reader.post(address, shipment_facts(permit, **wrong))

    assert response.status_code == 200
    assert message in str(response.context["form"].errors[field])
    assert not Shipment.objects.exists()
    assert "Quarterly report" in response.content.decode() or field == "reason"


def test_a_shipping_document_is_recorded_once_under_a_line(reader):
    permit = make.valid_permit()
    address = reverse("permits:shipment_new", args=[permit.reference])
    reader.post(address, shipment_facts(permit))

    response = reader.post(address, shipment_facts(permit))

    assert "It is already recorded under this line." in response.content.decode()
    assert Shipment.objects.count() == 1


def test_shipments_are_recorded_by_officers_only(sign_in):
    permit = make.valid_permit()
    address = reverse("permits:shipment_new", args=[permit.reference])

    assert sign_in(make.user(Role.AUDITOR)).get(address).status_code == 403


def test_a_party_is_found_by_name_and_shows_its_permits(reader):
    permit = make.valid_permit(holder=make.party("Şahin Göğüş İhracat A.Ş."))
    make.party("Another")

    found = reader.get(reverse("permits:party_list"), {"q": "Göğüş"})
    page = reader.get(permit.holder.get_absolute_url()).content.decode()

    assert [party.name for party in found.context["page"]] == ["Şahin Göğüş İhracat A.Ş."]
    assert permit.reference in page
    assert f"?holder={permit.holder.pk}" in page


def test_a_permits_page_takes_as_many_queries_with_one_line_as_with_many(
    reader, django_assert_max_num_queries
):
    line = {"code": "2-15", "description": "Sensor", "value": Decimal(10)}
    permit = make.valid_permit(lines=[line] * 30)
    for number, each in enumerate(permit.lines.all()):
        actions.record_shipment(
            each, reference=f"BL-{number}", shipped_on=date(2019, 7, 1),
            reported_on=date(2019, 7, 2), value=Decimal(1), by=make.officer(), reason="A test",
        )  # fmt: skip

    with django_assert_max_num_queries(35):
        reader.get(permit.get_absolute_url())
