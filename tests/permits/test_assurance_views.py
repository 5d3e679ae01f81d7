"""Assurances by browser: the list, what one undertakes and what rests on it, and recording one."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from accounts.roles import Role
from permits.models import Assurance
from tests import make, make_assurances

pytestmark = pytest.mark.django_db

LIST = reverse("permits:assurance_list")
NEW = reverse("permits:assurance_new")
# Session, person, roles; the page, its undertakings, its count; the breaches found.
QUERIES = 7


def text_of(response):
    """The words of a page."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def officer(sign_in):
    return sign_in(make.officer())


def form(given_by, undertakings=1, **changes):
    """What is typed to record an assurance."""
    rows = {
        "undertakings-TOTAL_FORMS": "3",
        "undertakings-INITIAL_FORMS": "0",
        "lines-TOTAL_FORMS": "1",
        "lines-INITIAL_FORMS": "0",
        "lines-0-currency": "CAD",
    }
    for number in range(undertakings):
        rows[f"undertakings-{number}-kind"] = "no-reexport"
        rows[f"undertakings-{number}-wording"] = f"Undertaking in words, number {number + 1}"
    return {
        "reference": "EUC-77",
        "kind": "government",
        "issuer": given_by.name,
        "end_use": "Own use",
        "signatory": "C. Kaya",
        "signatory_title": "Head of procurement",
        "given_on": "2020-02-03",
        "reason": "Received with the application.",
        **rows,
        **changes,
    }


class TestList:
    def test_each_assurance_stands_there_with_what_it_undertakes(self, officer):
        given = make_assurances.assurance(valid_until=date(2020, 1, 1))
        words = text_of(officer.get(LIST))

        for said in [given.reference, given.issuer.name, "C. Kaya", "Run out"]:
            assert said in words
        assert "No re-export without consent" in words

    def test_it_is_filtered(self, officer):
        given = make_assurances.assurance(kind="government")
        other = make_assurances.assurance()
        found = officer.get(LIST, {"kind": "government"})

        assert list(found.context["page"]) == [given]
        assert list(officer.get(LIST, {"q": other.reference}).context["page"]) == [other]
        assert list(officer.get(LIST, {"issuer": other.issuer_id}).context["page"]) == [other]

    def test_the_number_of_rows_does_not_change_the_number_of_queries(
        self, officer, django_assert_num_queries
    ):
        for _number in range(2):
            make_assurances.assurance()
        with django_assert_num_queries(QUERIES):
            officer.get(LIST)
        for _number in range(3):
            make_assurances.assurance()
        with django_assert_num_queries(QUERIES):
            officer.get(LIST)

    def test_an_empty_list_teaches(self, officer):
        assert "No assurance here" in text_of(officer.get(LIST))

    def test_who_may_not_read_the_register_is_refused(self, sign_in):
        client = sign_in(make.user(Role.ADMINISTRATOR))
        given = make_assurances.assurance()

        assert client.get(LIST).status_code == 403
        assert client.get(given.get_absolute_url()).status_code == 403


class TestDetail:
    def test_it_says_what_is_undertaken_who_signed_and_what_rests_on_it(self, officer):
        given = make_assurances.assurance(
            contract="PO 77", location="Hangar 4", sealed=True, document="File 8-1"
        )
        permit = make_assurances.permit_on(given)
        words = text_of(officer.get(given.get_absolute_url()))

        for said in [
            "PO 77",
            "Hangar 4",
            "under seal",
            "File 8-1",
            "Officers of Canada may inspect the goods.",
            "Except: Return to the manufacturer for repair.",
            permit.reference,
            "$1,250,000.00",
        ]:
            assert said in words
        assert "Breached" not in words

    def test_a_breached_undertaking_is_marked_with_its_finding(self, officer):
        given = make_assurances.assurance()
        breached = given.undertakings.get(kind="no-transfer")
        finding = make_assurances.breach(make_assurances.permit_on(given), breached)
        page = officer.get(given.get_absolute_url())

        assert page.content.decode().count('govuk-tag--red">Breached') == 1
        assert f"Breached {finding}" in text_of(page)
        assert reverse("applications:breach_reach", args=[finding.number]) in page.content.decode()

    def test_a_draft_marks_nothing(self, officer):
        given = make_assurances.assurance()
        make_assurances.breach(make_assurances.permit_on(given), adopted=False)

        assert "breached" not in text_of(officer.get(given.get_absolute_url())).lower()

    def test_who_may_not_see_findings_is_not_told_of_a_breach(self, sign_in):
        given = make_assurances.assurance()
        finding = make_assurances.breach(make_assurances.permit_on(given))
        words = text_of(sign_in(make.user(Role.INTAKE_OFFICER)).get(given.get_absolute_url()))

        assert given.reference in words
        assert "Breached" not in words
        assert finding.number not in words

    def test_each_number_opens_its_list_in_the_register(self, officer):
        given = make_assurances.assurance()
        suspended, valid = make_assurances.permit_on(given), make_assurances.permit_on(given)
        make.valid_permit()
        make.suspension([suspended])
        page = officer.get(given.get_absolute_url())
        by_status = page.context["by_status"]

        assert [(status.value, found.permits) for status, found, _url in by_status] == [
            ("suspended", 1),
            ("valid", 1),
        ]
        [_suspended, (_status, _found, url)] = by_status
        assert list(officer.get(url).context["page"]) == [valid]


class TestNew:
    def test_it_records_what_was_typed(self, officer):
        issuer = make_assurances.assurer()
        page = officer.post(
            NEW,
            form(
                issuer,
                undertakings=2,
                location_country="TR",
                **{"lines-0-code": "2-15", "lines-0-description": "Sensor", "lines-0-value": "10"},
            ),
        )
        given = Assurance.objects.get()

        assert page.url == given.get_absolute_url()
        assert given.issuer == issuer
        assert [each.wording for each in given.undertakings.all()] == [
            "Undertaking in words, number 1",
            "Undertaking in words, number 2",
        ]
        assert [(line.code, line.item.code) for line in given.lines.all()] == [("2-15", "2-15")]

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"undertakings-0-wording": ""}, "This field is required"),
            ({"undertakings-0-kind": "", "undertakings-0-wording": ""}, "at least one undertaking"),
            ({"issuer": "Nobody at all"}, "No party bears this name"),
            ({"given_on": "2999-01-01"}, "This day is in the future"),
            ({"valid_until": "2020-02-02"}, "runs out before it is given"),
            ({"signatory": ""}, "This field is required"),
            ({"lines-0-description": "Sensor", "lines-0-quantity": "0"}, "more than nothing"),
            ({"lines-0-description": "S", "lines-0-currency": "C4D"}, "three-letter"),
            ({"undertakings-TOTAL_FORMS": "x"}, "ManagementForm"),
        ],
    )
    def test_what_cannot_be_recorded_is_said_and_kept_on_the_page(self, officer, changes, says):
        page = officer.post(NEW, form(make_assurances.assurer(), **changes))

        assert page.status_code == 200
        assert says in text_of(page)
        assert 'value="EUC-77"' in page.content.decode()
        assert not Assurance.objects.exists()

    def test_a_reference_is_given_once(self, officer):
        make_assurances.assurance(reference="EUC-77")
        page = officer.post(NEW, form(make_assurances.assurer()))

        assert "already exists" in text_of(page)
        assert Assurance.objects.count() == 1

    def test_more_rows_are_added_without_losing_what_was_typed(self, officer):
        typed = form(make_assurances.assurer(), undertakings=3, more="undertakings", kind="")
        page = officer.post(NEW, typed)
        body = page.content.decode()

        assert 'name="undertakings-4-wording"' in body
        assert "Undertaking in words, number 3" in body
        assert 'value="EUC-77"' in body
        assert "There is a problem" not in text_of(page)
        assert not Assurance.objects.exists()

    def test_rows_added_and_left_empty_are_not_asked_for(self, officer):
        typed = form(make_assurances.assurer(), **{"undertakings-TOTAL_FORMS": "5"})
        typed["undertakings-INITIAL_FORMS"] = "3"
        officer.post(NEW, typed)

        assert Assurance.objects.get().undertakings.count() == 1

    def test_who_may_not_record_assurances_is_refused(self, sign_in):
        client = sign_in(make.director())

        assert client.get(NEW).status_code == 403
        assert client.post(NEW, form(make_assurances.assurer())).status_code == 403
        assert "Record an assurance" not in text_of(client.get(LIST))
        assert not Assurance.objects.exists()


class TestRest:
    def test_permits_are_made_to_rest_on_it(self, officer):
        given = make_assurances.assurance()
        permit = make.valid_permit()
        address = reverse("permits:assurance_rest", args=[given.pk])
        assert officer.get(address).status_code == 200

        page = officer.post(
            address, {"numbers": permit.reference, "reason": "It came later."}, follow=True
        )

        assert "1 more permit rests on it." in page.content.decode()
        assert permit.rests_on.get().assurance == given

    @pytest.mark.parametrize("numbers", ["XP-0000-000000", ""])
    def test_what_is_not_on_the_register_is_named(self, officer, numbers):
        given = make_assurances.assurance()
        address = reverse("permits:assurance_rest", args=[given.pk])
        page = officer.post(address, {"numbers": numbers, "reason": "It came later."})

        assert page.status_code == 200
        assert "There is a problem" in text_of(page)
        assert not given.supports.exists()

    def test_who_may_not_record_assurances_is_refused(self, sign_in):
        given = make_assurances.assurance()
        address = reverse("permits:assurance_rest", args=[given.pk])
        assert sign_in(make.director()).get(address).status_code == 403
