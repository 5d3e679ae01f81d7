"""The pages of orders: what is shown, what is refused with its reasons, and who is turned away."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from permits import actions
from permits.models import Order, Permit
from permits.models.orders import OrderKind, OrderStatus
from permits.rules import Refusal
from tests import make

pytestmark = pytest.mark.django_db

ORDER = {
    "effective_at": "2020-10-05T00:00",
    "title_en": "Suspension of permits",
    "title_fr": "Suspension de licences",
    "ground_en": "To allow time to assess the allegations",
    "ground_fr": "Pour laisser le temps d'évaluer les allégations",
    "authority": "Export and Import Permits Act, s. 10(1)",
    "review_on": "2021-01-05",
    "reason": "Allegations of 1 October",
}


def new_address(kind, permits=(), **query):
    chosen = "".join(f"&permit={permit.pk}" for permit in permits)
    return f"{reverse('permits:order_new')}?kind={kind}{chosen}" + "".join(
        f"&{key}={value}" for key, value in query.items()
    )


def address(view, order):
    return reverse(f"permits:{view}", args=[order.number])


def drawn_up(permits=None, **facts):
    permits = permits or [make.valid_permit()]
    facts = {"kind": OrderKind.SUSPEND, "effective_at": make.SUSPENDED_AT, **facts}
    return make.order(permits=permits, **facts)


def text_of(page):
    return " ".join(page.content.decode().split())


class TestNew:
    def test_it_shows_who_is_in_who_is_out_and_why(self, sign_in):
        reached, suspended = make.valid_permit(), make.suspended_permit()
        expired = make.valid_permit(valid_until=timezone.localdate() - timedelta(days=1))
        lasting = make.valid_permit(valid_until=timezone.localdate() + timedelta(days=100))
        chosen = [reached, suspended, expired, lasting]

        page = sign_in(make.director()).get(new_address("suspend", chosen))

        dry_run = page.context["dry_run"]
        assert (dry_run.reached_first, dry_run.refused) == ([lasting], 3)
        text = text_of(page)
        assert "1 permit will be suspended from" in text
        assert "1 holder is affected." in text
        assert "Value outstanding today: $1,250,000.00." in text
        assert "3 permits are out of reach:" in text
        assert str(Refusal.ALREADY_SUSPENDED.label) in text
        assert str(Refusal.EXPIRED.label) in text

    def test_it_draws_up_the_order_and_shows_it(self, sign_in):
        permits = make.valid_permits(2)

        answer = sign_in(make.officer()).post(new_address("suspend", permits), ORDER, follow=True)

        order = Order.objects.get(kind=OrderKind.SUSPEND)
        assert answer.redirect_chain == [(order.get_absolute_url(), 302)]
        assert (order.status, order.schedule.count()) == (OrderStatus.DRAWN_UP, 2)
        assert order.effective_at == make.SUSPENDED_AT
        assert order.review_on == date(2021, 1, 5)
        assert "is drawn up, with 2 permits on its schedule." in text_of(answer)

    def test_all_that_match_can_be_chosen(self, sign_in):
        make.valid_permits(2)
        make.suspended_permit()

        sign_in(make.officer()).post(new_address("suspend", all=1, status="valid"), ORDER)

        assert Order.objects.filter(title_en=ORDER["title_en"]).get().schedule.count() == 2

    def test_looking_at_another_time_draws_nothing_up(self, sign_in):
        permit = make.valid_permit(valid_until=date(2020, 12, 31))
        page = new_address("suspend", [permit])
        client = sign_in(make.officer())

        in_time = client.post(page, {**ORDER, "look": "1"})
        too_late = client.post(page, {**ORDER, "effective_at": "2021-01-01T00:00", "look": "1"})

        assert [answer.context["dry_run"].reached for answer in (in_time, too_late)] == [1, 0]
        assert too_late.context["form"]["title_en"].value() == ORDER["title_en"]
        assert not Order.objects.filter(kind=OrderKind.SUSPEND).exists()

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title_fr", ""),
            ("ground_fr", ""),
            ("reason", ""),
            ("review_on", ""),
            ("review_on", "2020-10-05"),
            ("effective_at", ""),
            ("effective_at", "yesterday"),
            ("effective_at", "0001-01-01T00:00"),
            ("effective_at", "9999-12-31T23:59"),
            ("title_en", "x" * 201),
            ("ground_en", "a\x00b"),
        ],
    )
    def test_what_is_wrong_is_named_and_what_was_typed_stays(self, sign_in, field, value):
        permit = make.valid_permit()

        page = sign_in(make.officer()).post(
            new_address("suspend", [permit]), {**ORDER, field: value}
        )

        assert page.status_code == 200
        assert list(page.context["form"].errors) == [field]
        assert page.context["form"]["authority"].value() == ORDER["authority"]
        assert not Order.objects.filter(kind=OrderKind.SUSPEND).exists()

    def test_an_order_that_reaches_nothing_is_refused_on_the_page_and_in_the_act(self, sign_in):
        address = new_address("reinstate", [make.valid_permit()])
        client = sign_in(make.officer())

        shown, refused = client.get(address), client.post(address, ORDER)

        assert "disabled" in text_of(shown)
        assert refused.context["form"].non_field_errors() == [Refusal.NOTHING_WITHIN_REACH.label]

    def test_reinstating_what_was_cancelled_is_called_exceptional(self, sign_in):
        permit = make.suspended_permit(valid_until=date(2090, 1, 1))
        make.cancellation([permit])

        page = sign_in(make.officer()).get(new_address("reinstate", [permit]))

        assert "1 of them was cancelled" in text_of(page)

    def test_without_a_choice_it_says_where_to_choose(self, sign_in):
        page = sign_in(make.officer()).get(new_address("suspend"))

        assert "No permit is chosen" in text_of(page)

    def test_a_choice_that_cannot_be_read_leads_back_to_the_register(self, sign_in):
        answer = sign_in(make.officer()).get(new_address("suspend") + "&permit=x", follow=True)

        assert answer.redirect_chain == [(reverse("permits:permit_list"), 302)]
        assert "cannot be read" in text_of(answer)

    @pytest.mark.parametrize("kind", ["issue", "deny", "cancel", "amend", "register", "burn", ""])
    def test_no_other_kind_is_drawn_up_here(self, sign_in, kind):
        assert sign_in(make.director()).get(new_address(kind)).status_code == 404

    @pytest.mark.parametrize(
        ("role", "kind"),
        [
            (Role.AUDITOR, "suspend"),
            (Role.MINISTERS_OFFICE, "suspend"),
            (Role.CONSULTED_DEPARTMENT, "suspend"),
            (Role.ADMINISTRATOR, "suspend"),
        ],
    )
    def test_other_roles_are_turned_away(self, sign_in, role, kind):
        assert sign_in(make.user(role)).get(new_address(kind)).status_code == 403

    def test_the_number_of_queries_does_not_grow_with_the_selection(
        self, sign_in, django_assert_num_queries
    ):
        make.valid_permits(12, valid_until=date(2090, 1, 1))
        few = list(Permit.objects.order_by("pk")[:2])
        client = sign_in(make.officer())

        for chosen in (few, list(Permit.objects.all())):
            # Session, user, roles; the permits; who holds them, where they go; what is at stake.
            with django_assert_num_queries(8):
                client.get(new_address("suspend", chosen))


class TestList:
    def test_it_is_filtered_by_kind_status_and_text(self, sign_in):
        suspension = drawn_up(title_en="Sensors", title_fr="Capteurs")
        issue = Order.objects.get(kind=OrderKind.ISSUE)
        client = sign_in(make.user(Role.AUDITOR))

        def found(query):
            page = client.get(reverse("permits:order_list") + query)
            return [order for order, _length in page.context["rows"]]

        assert found("") == [suspension, issue]
        assert found("?kind=issue") == [issue]
        assert found("?status=drawn-up") == [suspension]
        assert found("?q=capteurs") == [suspension]
        assert found(f"?q={issue.number.lower()}") == [issue]
        assert found("?kind=burn") == [suspension, issue]
        assert found("?q=nothing") == []

    def test_it_says_how_many_permits_each_order_lists(self, sign_in):
        drawn_up(make.valid_permits(3))

        page = sign_in(make.officer()).get(reverse("permits:order_list"))

        assert [length for _order, length in page.context["rows"]] == [3, 3]

    def test_an_empty_list_says_what_to_do_first(self, sign_in):
        page = sign_in(make.officer()).get(reverse("permits:order_list"))

        assert "No order here" in text_of(page)

    def test_the_number_of_queries_does_not_grow_with_the_orders(
        self, sign_in, django_assert_num_queries
    ):
        client = sign_in(make.officer())
        permits = make.valid_permits(1)
        for _number in range(2):
            for _order in range(3):
                drawn_up(permits)
            # Session, user, roles; the page, its count, the lengths of its schedules.
            with django_assert_num_queries(6):
                client.get(reverse("permits:order_list"))

    def test_who_may_not_read_orders_is_turned_away(self, sign_in):
        client = sign_in(make.user(Role.ADMINISTRATOR))

        assert client.get(reverse("permits:order_list")).status_code == 403


class TestDetail:
    def test_the_numbers_reconcile_and_lead_to_their_permits(self, sign_in):
        kept, altered = make.valid_permits(2)
        order = drawn_up([kept, altered])
        make.changed(altered)
        make.signed(order)
        client = sign_in(make.officer())

        page = client.get(order.get_absolute_url())

        def found(query):
            rows = client.get(order.get_absolute_url() + query).context["rows"]
            return {row.permit.reference: refusals for row, refusals in rows}

        numbers = page.context["numbers"]
        assert [(each["value"], each["url"]) for each in numbers] == [
            (2, "?#schedule"),
            (1, "?outcome=carried-out#schedule"),
            (1, "?outcome=refused#schedule"),
        ]
        assert found("") == {kept.reference: [], altered.reference: [Refusal.CHANGED]}
        assert found("?outcome=carried-out") == {kept.reference: []}
        assert found("?outcome=refused") == {altered.reference: [Refusal.CHANGED]}
        assert page.context["reasons"] == [(Refusal.CHANGED, 1)]

    def test_an_order_that_waits_says_what_it_would_do(self, sign_in):
        order = drawn_up()

        page = sign_in(make.ministers_office()).get(order.get_absolute_url())

        assert "1 permit will be suspended from 5 October 2020, 00:00 (Ottawa)." in text_of(page)
        assert address("order_sign", order) in text_of(page)

    def test_the_ground_is_in_the_language_of_the_page(self, sign_in):
        order = drawn_up()
        client = sign_in(make.officer())

        english = client.get(order.get_absolute_url())
        client.post(reverse("set_language"), {"language": "fr-ca"})
        french = client.get(order.get_absolute_url())

        assert order.ground_en in text_of(english)
        assert "Pour laisser le temps" in text_of(french)
        assert order.ground_en not in text_of(french)

    def test_signing_is_offered_or_refused_with_its_reasons(self, sign_in):
        preparer = make.director()
        order = drawn_up(by=preparer)

        own = sign_in(preparer).get(order.get_absolute_url())
        other = sign_in(make.ministers_office()).get(order.get_absolute_url())

        assert Refusal.SIGNER_PREPARED in own.context["against_signing"]
        assert str(Refusal.SIGNER_PREPARED.label) in text_of(own)
        assert address("order_sign", order) not in text_of(own)
        assert other.context["against_signing"] == []
        assert address("order_sign", order) in text_of(other)

    def test_its_entries_are_shown_to_those_who_may_read_the_record(self, sign_in):
        order = make.suspension([make.valid_permit()])

        auditor = sign_in(make.user(Role.AUDITOR)).get(order.get_absolute_url())
        officer = sign_in(make.officer()).get(order.get_absolute_url())

        assert [str(event["title"]) for event in auditor.context["events"]] == [
            "Sign order",
            "Draw up order",
        ]
        assert officer.context["events"] is None

    def test_an_order_of_a_decision_that_gave_up_a_list_shows_the_list_that_counts(self, sign_in):
        first, second = make.valid_permits(2)
        order = make.cancelling([first, second])
        make.listed(order, [second], list_number=2)
        actions.carry_out(order, by=make.officer(), reason="A test", list_number=2)

        page = sign_in(make.officer()).get(order.get_absolute_url())

        assert [each["value"] for each in page.context["numbers"]] == [1, 1, 0]
        assert [row.permit for row, _refusals in page.context["rows"]] == [second]

    def test_the_number_of_queries_does_not_grow_with_the_schedule(
        self, sign_in, django_assert_num_queries
    ):
        client = sign_in(make.officer())
        for count in (2, 8):
            order = make.suspension(make.valid_permits(count))
            # Session, user, roles; the order; the page of its list, its count, numbers; reasons;
            # the offices open to the reader; its decision and investigations; its notices, and
            # what the border agency answered.
            with django_assert_num_queries(13):
                client.get(order.get_absolute_url())

    def test_an_unknown_order_is_absent(self, sign_in):
        assert sign_in(make.officer()).get("/permits/orders/MO-1999-1/").status_code == 404

    def test_who_may_not_read_orders_is_turned_away(self, sign_in):
        order = drawn_up()

        page = sign_in(make.user(Role.CONSULTED_DEPARTMENT)).get(order.get_absolute_url())

        assert page.status_code == 403


class TestSign:
    def signature(self, **facts):
        return {
            "appointment": facts.pop("appointment", None) or make.minister().pk,
            "signed_at": "2020-10-05T00:00",
            **facts,
        }

    def test_it_shows_what_changes_for_whom_in_both_languages(self, sign_in):
        kept, altered = make.valid_permits(2)
        order = drawn_up([kept, altered])
        make.changed(altered)

        page = sign_in(make.ministers_office()).get(address("order_sign", order))

        dry_run = page.context["dry_run"]
        assert dry_run.reached_first == [kept]
        assert dry_run.refused_first == [(altered, [Refusal.CHANGED])]
        for words in (order.ground_en, "Pour laisser le temps", str(Refusal.CHANGED.label)):
            assert words in text_of(page)

    def test_only_the_offices_open_to_the_signer_are_offered(self, sign_in):
        delegate = make.director()
        own, minister = make.delegation(delegate), make.minister()
        order = drawn_up()

        def offered(person):
            form = sign_in(person).get(address("order_sign", order)).context["form"]
            return set(form.fields["appointment"].queryset)

        assert offered(delegate) == {own}
        assert minister in offered(make.ministers_office())
        assert own not in offered(make.ministers_office())

    def test_it_is_signed_on_a_second_page_with_a_reason(self, sign_in):
        order = drawn_up()
        minister = make.minister(holder_name="The Minister of the day")
        client = sign_in(make.ministers_office())

        first = client.get(address("order_sign", order), self.signature(appointment=minister.pk))
        second = client.get(first.url)
        unexplained = client.post(first.url, {"reason": ""})
        done = client.post(first.url, {"reason": "Signed by the Minister"}, follow=True)

        assert first.url.startswith(address("order_sign_confirm", order))
        assert "The Minister of the day" in text_of(second)
        assert "govuk-button--warning" in text_of(second)
        assert list(unexplained.context["form"].errors) == ["reason"]
        order.refresh_from_db()
        assert (order.status, order.signed_for) == (OrderStatus.CARRIED_OUT, minister)
        assert order.signed_at == make.SUSPENDED_AT
        assert done.redirect_chain == [(order.get_absolute_url(), 302)]
        assert "is signed and carried out: 1 permit changed." in text_of(done)

    def test_reading_the_second_page_signs_nothing(self, sign_in):
        order = drawn_up()
        client = sign_in(make.ministers_office())
        second = client.get(address("order_sign", order), self.signature()).url

        client.get(second)

        order.refresh_from_db()
        assert order.status == OrderStatus.DRAWN_UP

    @pytest.mark.parametrize(
        ("signed_at", "refusal"),
        [
            ("2018-01-01T10:00", Refusal.NOT_IN_OFFICE),
            ("2150-01-01T10:00", Refusal.SIGNED_IN_FUTURE),
        ],
    )
    def test_a_signature_out_of_time_is_refused_with_its_reason(self, sign_in, signed_at, refusal):
        order = drawn_up()
        query = self.signature(signed_at=signed_at)

        page = sign_in(make.ministers_office()).get(address("order_sign", order), query)

        assert page.context["form"].non_field_errors() == [refusal.label]

    def test_an_office_of_someone_else_is_not_a_choice(self, sign_in):
        office = make.delegation(make.director())
        query = self.signature(appointment=office.pk)

        page = sign_in(make.ministers_office()).get(address("order_sign", drawn_up()), query)

        assert list(page.context["form"].errors) == ["appointment"]

    @pytest.mark.parametrize("query", [{}, {"appointment": "x", "signed_at": "soon"}])
    def test_the_second_page_cannot_be_reached_without_the_first(self, sign_in, query):
        order = drawn_up()
        client = sign_in(make.ministers_office())

        answer = client.get(address("order_sign_confirm", order), query)

        assert answer.status_code == 302
        assert answer.url.startswith(address("order_sign", order))

    def test_an_order_signed_meanwhile_is_refused_with_that_reason(self, sign_in):
        order = drawn_up()
        client = sign_in(make.ministers_office())
        second = client.get(address("order_sign", order), self.signature()).url
        make.signed(order)

        answer = client.post(second, {"reason": "A test"}, follow=True)

        assert answer.context["refusals"] == [Refusal.ORDER_CLOSED]
        assert answer.context["dry_run"] is None
        assert str(Refusal.ORDER_CLOSED.label) in text_of(answer)

    def test_authority_lost_on_the_way_is_refused_on_the_second_page(self, sign_in):
        order = drawn_up()
        client = sign_in(make.ministers_office())
        query = self.signature(signed_at="2018-01-01T10:00")
        second = f"{address('order_sign_confirm', order)}?" + "&".join(
            f"{key}={value}" for key, value in query.items()
        )

        page = client.post(second, {"reason": "A test"})

        assert page.context["form"].non_field_errors() == [Refusal.NOT_IN_OFFICE.label]
        order.refresh_from_db()
        assert order.status == OrderStatus.DRAWN_UP

    def test_whoever_drew_it_up_sees_why_they_cannot_sign(self, sign_in):
        person = make.user(Role.DIRECTOR, Role.MINISTERS_OFFICE)
        order = drawn_up(by=person)
        client = sign_in(person)

        page = client.get(address("order_sign", order))
        tried = client.get(address("order_sign_confirm", order), self.signature())

        assert page.context["refusals"] == [Refusal.SIGNER_PREPARED]
        assert str(Refusal.SIGNER_PREPARED.label) in text_of(page)
        assert tried.url.startswith(address("order_sign", order))

    @pytest.mark.parametrize("view", ["order_sign", "order_sign_confirm"])
    @pytest.mark.parametrize("role", [Role.PERMIT_OFFICER, Role.INVESTIGATOR, Role.AUDITOR])
    def test_other_roles_are_turned_away(self, sign_in, role, view):
        assert sign_in(make.user(role)).get(address(view, drawn_up())).status_code == 403


class TestWithdraw:
    def test_it_is_withdrawn_with_a_reason(self, sign_in):
        order = drawn_up()
        client = sign_in(make.officer())

        unexplained = client.post(address("order_withdraw", order), {"reason": ""})
        done = client.post(address("order_withdraw", order), {"reason": "Overtaken"}, follow=True)

        assert list(unexplained.context["form"].errors) == ["reason"]
        order.refresh_from_db()
        assert order.status == OrderStatus.WITHDRAWN
        assert f"Order {order.number} is withdrawn." in text_of(done)

    def test_a_closed_order_is_refused_on_the_page_and_in_the_act(self, sign_in):
        order = make.suspension([make.valid_permit()])
        client = sign_in(make.officer())

        shown = client.get(address("order_withdraw", order))
        tried = client.post(address("order_withdraw", order), {"reason": "A mistake"})

        assert str(Refusal.ORDER_CLOSED.label) in text_of(shown)
        assert tried.context["form"].non_field_errors() == [Refusal.ORDER_CLOSED.label]

    def test_other_roles_are_turned_away(self, sign_in):
        suspension = drawn_up()

        def answer(role, order):
            return sign_in(make.user(role)).get(address("order_withdraw", order)).status_code

        assert answer(Role.AUDITOR, suspension) == 403
        assert answer(Role.MINISTERS_OFFICE, suspension) == 403
        assert answer(Role.INVESTIGATOR, suspension) == 200
