"""The pages of amendments: what is shown, what is refused with reasons, who is turned away."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from applications.models import AmendmentRequest
from applications.models.amendments import AmendmentStatus
from exportcontrol import waiting
from permits import actions
from permits.rules import Refusal
from tests import make, make_amendments

pytestmark = pytest.mark.django_db

LIST = "/applications/amendments/"
SAID = {
    "own_motion": "",
    "received_on": "2020-03-02",
    "requested_by": "P. Lavoie, export manager",
    "language": "fr-ca",
    "terms": "The expiry date",
    "grounds": "The customer takes delivery a year later.",
    "valid_until": "2024-06-02",
    "reason": "Letter of 2 March",
}


def new_address(permit):
    return f"{reverse('applications:amendment_new')}?permit={permit.reference}"


def address(view, asked):
    return reverse(f"applications:amendment_{view}", args=[asked.number])


def decided(minister, granted="yes", **said):
    return {
        "granted": granted,
        **make_amendments.REASONS,
        "appointment": minister.pk,
        "signed_at": "2020-03-16T10:00",
        "reason": "Signed on paper",
        **said,
    }


def text_of(page):
    return " ".join(page.content.decode().split())


class TestPermitPage:
    def test_it_offers_to_record_a_request_and_lists_what_was_asked(self, sign_in):
        permit = make.valid_permit()
        done = make_amendments.granted(make_amendments.request(permit))

        text = text_of(sign_in(make.officer()).get(permit.get_absolute_url()))

        assert f'href="{new_address(permit)}"' in text
        assert done.get_absolute_url() in text
        assert done.order.get_absolute_url() in text

    def test_an_act_that_is_not_possible_is_shown_with_its_reasons(self, sign_in):
        permit = make.submitted_permit()

        page = sign_in(make.officer()).get(permit.get_absolute_url())

        assert page.context["acts"]["amend"] == [Refusal.NOT_ISSUED]
        assert "Cannot be amended:" in text_of(page)
        assert new_address(permit) not in text_of(page)

    def test_it_says_what_a_retroactive_permit_is(self, sign_in):
        retroactive = make.valid_permit(valid_from=date(2019, 1, 15), retroactive=True)
        officer = sign_in(make.officer())

        text = text_of(officer.get(retroactive.get_absolute_url()))

        assert "has effect from 15 January 2019, before it was issued on 3 June 2019" in text
        assert "s. 8.5" in text
        assert "s. 8.5" not in text_of(officer.get(make.valid_permit().get_absolute_url()))


class TestNew:
    def test_it_shows_the_terms_of_today(self, sign_in):
        permit = make.valid_permit(end_use="Use on ships")

        page = sign_in(make.officer()).get(new_address(permit))

        text = text_of(page)
        assert "shows 2 June 2023 as its expiry date" in text
        assert "Quantity today: 4 each." in text
        assert "Value today: $1,250,000.00." in text
        assert "End use today: Use on ships" in text

    def test_it_records_the_request_and_shows_it(self, sign_in):
        permit = make.valid_permit()
        line = permit.lines.get()
        party = make.party("Freight Forwarders", country=make.country("DE"))
        said = {
            **SAID,
            f"line_{line.pk}_quantity": "6",
            "condition_1_en": "Report each delivery.",
            "condition_1_fr": "Déclarer chaque livraison.",
            "condition_1_days": "15",
            "consignee_1_party": party.name,
            "consignee_1_country": "DE",
        }

        answer = sign_in(make.officer()).post(new_address(permit), said, follow=True)

        asked = AmendmentRequest.objects.get()
        assert answer.redirect_chain == [(asked.get_absolute_url(), 302)]
        assert (asked.valid_until, asked.lines.get().quantity) == (date(2024, 6, 2), Decimal(6))
        assert asked.conditions.get().report_within_days == 15
        assert asked.consignees.get().party == party
        text = text_of(answer)
        assert f"Request {asked.number} is recorded." in text
        for old, new in (("2 June 2023", "2 June 2024"), ("4", "6")):
            assert f"<del>{old}</del>" in text
            assert f"<ins>{new}</ins>" in text

    def test_nobody_signs_for_the_holder_on_the_ministers_own_motion(self, sign_in):
        sign_in(make.officer()).post(
            new_address(make.valid_permit()), {**SAID, "own_motion": "yes"}
        )

        asked = AmendmentRequest.objects.get()
        assert (asked.own_motion, asked.requested_by) == (True, "")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("received_on", ""),
            ("received_on", "yesterday"),
            ("received_on", "0001-01-01"),
            ("received_on", (timezone.localdate() + timedelta(days=1)).isoformat()),
            ("requested_by", ""),
            ("requested_by", "x" * 151),
            ("language", "de"),
            ("terms", ""),
            ("grounds", "a\x00b"),
            ("valid_until", "9999-12-31"),
            ("valid_until", "2020-03-01"),
            ("condition_2_fr", "Seulement en français"),
            ("condition_2_days", "15"),
            ("condition_2_days", "0"),
            ("consignee_1_party", "Nobody of this name"),
            ("consignee_1_country", "DE"),
            ("own_motion", "perhaps"),
            ("conditions_withdrawn", "999999"),
            ("reason", ""),
        ],
    )
    def test_what_is_wrong_is_named_and_what_was_typed_stays(self, sign_in, field, value):
        paired = {"condition_2_fr": "condition_2_en", "condition_2_days": "condition_2_en"}
        paired["consignee_1_country"] = "consignee_1_party"

        page = sign_in(make.officer()).post(
            new_address(make.valid_permit()), {**SAID, field: value}
        )

        assert page.status_code == 200
        errors = page.context["form"].errors
        assert field in errors or paired.get(field) in errors
        assert page.context["form"]["requested_by"].value() or field == "requested_by"
        assert not AmendmentRequest.objects.exists()

    @pytest.mark.parametrize("value", ["0", "-1", "much", "99999999999999999", "1.0001"])
    def test_an_amount_that_cannot_be_is_named_at_its_field(self, sign_in, value):
        permit = make.valid_permit()
        field = f"line_{permit.lines.get().pk}_quantity"

        page = sign_in(make.officer()).post(new_address(permit), {**SAID, field: value})

        assert list(page.context["form"].errors) == [field]

    def test_less_than_was_shipped_is_refused(self, sign_in):
        permit = make.valid_permit()
        line = permit.lines.get()
        actions.record_shipment(
            line,
            reference="B1",
            shipped_on=date(2019, 9, 1),
            reported_on=date(2019, 9, 2),
            quantity=Decimal(3),
            value=Decimal(900000),
            by=make.officer(),
            reason="A test",
        )

        page = sign_in(make.officer()).post(
            new_address(permit), {**SAID, f"line_{line.pk}_quantity": "2"}
        )

        assert str(Refusal.BELOW_SHIPPED.label) in text_of(page)
        assert not AmendmentRequest.objects.exists()

    def test_what_changes_nothing_is_refused(self, sign_in):
        page = sign_in(make.officer()).post(
            new_address(make.valid_permit()), {**SAID, "valid_until": "2023-06-02"}
        )

        assert page.context["form"].non_field_errors() == [Refusal.CHANGES_NOTHING.label]

    def test_it_says_why_a_permit_cannot_be_amended(self, sign_in):
        permit = make.submitted_permit()
        client = sign_in(make.officer())

        assert str(Refusal.NOT_ISSUED.label) in text_of(client.get(new_address(permit)))
        client.post(new_address(permit), SAID)
        assert not AmendmentRequest.objects.exists()

    def test_an_unknown_permit_is_not_found(self, sign_in):
        client = sign_in(make.officer())
        for reference in ("XP-0", "", "%00"):
            page = client.get(f"{reverse('applications:amendment_new')}?permit={reference}")
            assert page.status_code == 404

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.AUDITOR, Role.CONSULTED_DEPARTMENT])
    def test_who_may_not_record_is_turned_away(self, sign_in, role):
        page = sign_in(make.user(role)).get(new_address(make.valid_permit()))

        assert page.status_code == 403


class TestList:
    def test_it_lists_requests_and_asks_few_queries(self, sign_in, django_assert_num_queries):
        waits, done = make_amendments.request(), make_amendments.granted()
        officer = sign_in(make.officer())
        officer.get(LIST)

        with django_assert_num_queries(5):
            page = officer.get(LIST)

        assert [asked.number for asked in page.context["page"]] == [done.number, waits.number]
        only = officer.get(f"{LIST}?status=received")
        assert list(only.context["page"]) == [waits]
        holder = officer.get(f"{LIST}?q={done.permit.holder.name}")
        assert list(holder.context["page"]) == [done]

    def test_an_empty_list_says_what_would_be_here(self, sign_in):
        assert "No request here" in text_of(sign_in(make.officer()).get(LIST))

    def test_who_may_not_read_requests_is_turned_away(self, sign_in):
        asked = make_amendments.request()
        client = sign_in(make.user(Role.CONSULTED_DEPARTMENT))

        assert client.get(LIST).status_code == 403
        assert client.get(asked.get_absolute_url()).status_code == 403
        assert client.get(address("decide", asked)).status_code == 403


class TestDecide:
    def test_a_decision_is_shown_again_before_it_is_made(self, sign_in):
        asked = make_amendments.request()
        minister = make.minister()
        client = sign_in(make.ministers_office())
        said = decided(minister)

        first = client.post(address("decide", asked), said)
        text = text_of(first)
        waits = AmendmentRequest.objects.get().status
        done = client.post(address("decide", asked), {**said, "confirmed": "yes"}, follow=True)

        assert "The permit will be amended" in text
        assert "<ins>2 June 2024</ins>" in text
        assert waits == AmendmentStatus.RECEIVED
        granted = AmendmentRequest.objects.get()
        assert granted.status == AmendmentStatus.GRANTED
        assert granted.decided_at == make_amendments.DECIDED_AT
        assert f"order {granted.order} amends permit {asked.permit}." in text_of(done)

    def test_old_and_new_terms_stand_side_by_side_on_the_request_and_on_the_order(self, sign_in):
        done = make_amendments.granted()
        client = sign_in(make.officer())

        for page in (done.get_absolute_url(), done.order.get_absolute_url()):
            text = text_of(client.get(page))
            assert "<del>2 June 2023</del>" in text
            assert "<ins>2 June 2024</ins>" in text

    def test_a_refusal_is_confirmed_too_and_changes_nothing(self, sign_in):
        asked = make_amendments.request()
        client = sign_in(make.ministers_office())
        said = decided(make.minister(), "no")

        shown = text_of(client.post(address("decide", asked), said))
        done = client.post(address("decide", asked), {**said, "confirmed": "yes"}, follow=True)

        assert "The request will be refused" in shown
        assert "stays as it is." in text_of(done)
        asked.permit.refresh_from_db()
        assert asked.permit.valid_until == make.VALID_UNTIL

    def test_a_request_after_expiry_can_only_be_refused_and_the_page_says_why(self, sign_in):
        asked = make_amendments.request(received_on=date(2023, 6, 5))
        client = sign_in(make.ministers_office())
        said = decided(make.minister(), signed_at="2023-06-06T10:00")

        page = client.get(address("decide", asked))
        tried = client.post(address("decide", asked), {**said, "confirmed": "yes"})

        assert "Export Permits Regulations, s. 7" in text_of(page)
        assert page.context["form"].fields["granted"].choices == [("no", "Refuse")]
        assert list(tried.context["form"].errors) == ["granted"]
        assert AmendmentRequest.objects.get().status == AmendmentStatus.RECEIVED

    def test_what_stands_against_it_is_said_where_it_is_typed(self, sign_in):
        asked = make_amendments.request()
        minister = make.minister(valid_until=date(2020, 3, 15))

        page = sign_in(make.ministers_office()).post(address("decide", asked), decided(minister))

        assert page.context["form"].non_field_errors() == [Refusal.NOT_IN_OFFICE.label]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("granted", ""),
            ("granted", "perhaps"),
            ("reasons_en", ""),
            ("reasons_fr", ""),
            ("appointment", "0"),
            ("signed_at", "9999-12-31T23:59"),
            ("reason", ""),
        ],
    )
    def test_what_is_missing_is_named(self, sign_in, field, value):
        asked = make_amendments.request()
        said = decided(make.minister(), **{field: value})

        page = sign_in(make.ministers_office()).post(
            address("decide", asked), {**said, "confirmed": "yes"}
        )

        assert list(page.context["form"].errors) == [field]
        assert AmendmentRequest.objects.get().status == AmendmentStatus.RECEIVED

    def test_whoever_recorded_it_is_told_that_another_person_decides(self, sign_in):
        person = make.user(Role.PERMIT_OFFICER, Role.MINISTERS_OFFICE)
        asked = make_amendments.request(by=person)
        client = sign_in(person)

        for page in (address("detail", asked), address("decide", asked)):
            assert "another person must decide on it" in text_of(client.get(page))

    @pytest.mark.parametrize("role", [Role.PERMIT_OFFICER, Role.AUDITOR])
    def test_who_may_not_decide_is_turned_away(self, sign_in, role):
        page = sign_in(make.user(role)).get(address("decide", make_amendments.request()))

        assert page.status_code == 403

    def test_it_waits_for_those_who_may_decide_and_did_not_record_it(self, sign_in):
        person = make.user(Role.PERMIT_OFFICER, Role.MINISTERS_OFFICE)
        asked = make_amendments.request(by=person)
        office = make.ministers_office()

        def offered(user):
            kinds = {kind.title: kind.records for kind in waiting.for_person(user)}
            return kinds.get("Amendments to decide", [])

        assert (offered(office), offered(person)) == ([asked], [])
        assert asked.get_absolute_url() in text_of(sign_in(office).get("/"))

    def test_the_pages_are_written_in_french(self, sign_in):
        asked = make_amendments.granted()
        client = sign_in(make.user(Role.PERMIT_OFFICER, language="fr-ca"))
        client.cookies["django_language"] = "fr-ca"

        assert client.get(asked.get_absolute_url()).status_code == 200
