"""What stands against orders: one test per refusal, and the table of lawful changes."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.utils import timezone

from accounts.roles import Role
from permits import rules
from permits.management.commands.draw_statuses import PAGE, drawing
from permits.models import Order, Outcome, Permit
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitKind, PermitStatus
from permits.rules import Refusal
from tests import make

EFFECT = datetime(2020, 10, 5, 4, 0, tzinfo=UTC)  # midnight in Ottawa


def a_permit(status=PermitStatus.VALID, **facts):
    facts = {"kind": PermitKind.EXPORT, "valid_until": date(2023, 6, 2), **facts}
    return Permit(status=status, **facts)


@pytest.mark.parametrize(("kind", "status"), list(product(OrderKind.values, PermitStatus.values)))
def test_a_status_may_be_acted_on_exactly_when_the_table_of_changes_says_so(kind, status):
    refusals = rules.against_carrying_out(a_permit(status), kind=kind, effective_at=EFFECT)

    acted_on = rules.AMENDABLE if kind == OrderKind.AMEND else rules.TRANSITIONS[kind]
    assert (refusals == []) == (status in acted_on)


def test_every_kind_of_order_makes_one_status_but_an_amendment_which_makes_none():
    assert {
        kind: len(set(made.values())) for kind, made in rules.TRANSITIONS.items()
    } == dict.fromkeys(set(OrderKind.values) - {OrderKind.AMEND}, 1)


def test_the_page_of_statuses_is_drawn_from_the_table():
    assert PAGE.read_text(encoding="utf-8") == drawing()


@pytest.mark.parametrize(
    ("rule", "status", "refusal"),
    [
        (rules.against_issuing, PermitStatus.VALID, Refusal.NOT_SUBMITTED),
        (rules.against_issuing, PermitStatus.DENIED, Refusal.NOT_SUBMITTED),
        (rules.against_suspending, PermitStatus.SUSPENDED, Refusal.ALREADY_SUSPENDED),
        (rules.against_suspending, PermitStatus.CANCELLED, Refusal.ALREADY_CANCELLED),
        (rules.against_suspending, PermitStatus.SUBMITTED, Refusal.NOT_VALID),
        (rules.against_suspending, PermitStatus.DENIED, Refusal.NOT_VALID),
        (rules.against_reinstating, PermitStatus.VALID, Refusal.NOT_STOPPED),
        (rules.against_cancelling, PermitStatus.CANCELLED, Refusal.ALREADY_CANCELLED),
        (rules.against_cancelling, PermitStatus.SUBMITTED, Refusal.NOT_ISSUED),
        (rules.against_amending, PermitStatus.CANCELLED, Refusal.ALREADY_CANCELLED),
        (rules.against_amending, PermitStatus.SUBMITTED, Refusal.NOT_ISSUED),
        (rules.against_amending, PermitStatus.DENIED, Refusal.NOT_ISSUED),
    ],
)
def test_a_status_is_refused_with_its_own_reason(rule, status, refusal):
    assert rule(a_permit(status), effective_at=EFFECT) == [refusal]


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        (rules.against_suspending, PermitStatus.VALID),
        (rules.against_reinstating, PermitStatus.SUSPENDED),
        (rules.against_reinstating, PermitStatus.CANCELLED),
        (rules.against_cancelling, PermitStatus.SUSPENDED),
        (rules.against_amending, PermitStatus.VALID),
    ],
)
def test_no_order_reaches_a_permit_that_expired_before_it_took_effect(rule, status):
    last_day = a_permit(status, valid_until=date(2020, 10, 5))
    day_before = a_permit(status, valid_until=date(2020, 10, 4))

    assert rule(last_day, effective_at=EFFECT) == []
    assert rule(day_before, effective_at=EFFECT) == [Refusal.EXPIRED]


def test_expiry_is_asked_by_the_day_in_ottawa():
    still_the_fourth = EFFECT - timedelta(minutes=1)

    permit = a_permit(valid_until=date(2020, 10, 4))

    assert rules.against_suspending(permit, effective_at=still_the_fourth) == []


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        (rules.against_suspending, PermitStatus.VALID),
        (rules.against_reinstating, PermitStatus.SUSPENDED),
        (rules.against_cancelling, PermitStatus.VALID),
        (rules.against_amending, PermitStatus.SUSPENDED),
    ],
)
def test_no_individual_order_reaches_a_general_permit(rule, status):
    permit = a_permit(status, kind=PermitKind.GENERAL)

    assert rule(permit, effective_at=EFFECT) == [Refusal.GENERAL]


def test_every_reason_is_given_at_once():
    permit = a_permit(PermitStatus.SUSPENDED, kind=PermitKind.GENERAL, valid_until=date(2020, 1, 1))

    assert rules.against_carrying_out(
        permit,
        kind=OrderKind.SUSPEND,
        effective_at=EFFECT,
        unchanged=False,
        acted_on_at=EFFECT + timedelta(seconds=1),
    ) == [
        Refusal.GENERAL,
        Refusal.EXPIRED,
        Refusal.ALREADY_SUSPENDED,
        Refusal.OUT_OF_ORDER,
        Refusal.CHANGED,
    ]


def test_an_order_may_take_effect_at_the_moment_of_the_last_one_and_not_before():
    permit = a_permit(PermitStatus.SUSPENDED)

    def against(acted_on_at):
        return rules.against_carrying_out(
            permit, kind=OrderKind.REINSTATE, effective_at=EFFECT, acted_on_at=acted_on_at
        )

    assert against(EFFECT) == []
    assert against(EFFECT + timedelta(minutes=1)) == [Refusal.OUT_OF_ORDER]


def test_the_codes_of_all_reasons_against_a_permit_fit_their_column():
    room = Outcome._meta.get_field("refusals").max_length
    against_a_permit = [
        Refusal.GENERAL,
        Refusal.EXPIRED,
        Refusal.ALREADY_SUSPENDED,
        Refusal.OUT_OF_ORDER,
        Refusal.CHANGED,
    ]

    assert not [code for code in Refusal.values if " " in code]
    assert len(" ".join(against_a_permit)) <= room


def test_the_reasons_kept_with_an_outcome_are_read_back():
    kept = Outcome(carried_out=False, refusals="expired changed")

    assert rules.refusals_in(kept) == [Refusal.EXPIRED, Refusal.CHANGED]
    assert rules.refusals_in(Outcome(carried_out=True, refusals="")) == []


def test_a_review_falls_after_the_order_takes_effect():
    def against(day):
        return rules.against_reviewing(Order(effective_at=EFFECT, review_on=day))

    assert against(None) == []
    assert against(date(2020, 10, 6)) == []
    assert against(date(2020, 10, 5)) == [Refusal.REVIEW_TOO_EARLY]


@pytest.mark.parametrize(
    ("kind", "status", "refusals"),
    [
        (OrderKind.SUSPEND, OrderStatus.SIGNED, []),
        (OrderKind.SUSPEND, OrderStatus.DRAWN_UP, [Refusal.ORDER_UNSIGNED]),
        (OrderKind.SUSPEND, OrderStatus.WITHDRAWN, [Refusal.ORDER_UNSIGNED]),
        (OrderKind.AMEND, OrderStatus.SIGNED, [Refusal.NEEDS_REQUEST]),
        (OrderKind.REGISTER, OrderStatus.DRAWN_UP, []),
        (OrderKind.REGISTER, OrderStatus.WITHDRAWN, [Refusal.ORDER_UNSIGNED]),
    ],
)
def test_only_a_signed_order_is_carried_out_unless_it_was_signed_elsewhere(kind, status, refusals):
    assert rules.against_beginning(Order(kind=kind, status=status)) == refusals


@pytest.mark.parametrize("status", OrderStatus.values)
def test_only_an_order_that_waits_for_a_signature_is_withdrawn(status):
    waits = status == OrderStatus.DRAWN_UP

    assert rules.against_withdrawing(Order(status=status)) == (
        [] if waits else [Refusal.ORDER_CLOSED]
    )


@pytest.mark.django_db
class TestSigning:
    """Who may sign, in whose name, and when."""

    def drawn_up(self, **facts):
        return make.order(
            OrderKind.SUSPEND, [make.valid_permit()], effective_at=make.SUSPENDED_AT, **facts
        )

    def test_the_ministers_office_may_sign_what_another_drew_up(self):
        order = self.drawn_up()

        assert rules.against_signing(order, by=make.ministers_office()) == []

    def test_whoever_drew_an_order_up_may_not_sign_it(self):
        person = make.user(Role.DIRECTOR, Role.MINISTERS_OFFICE)
        order = self.drawn_up(by=person)

        assert rules.against_signing(order, by=person) == [Refusal.SIGNER_PREPARED]

    def test_a_closed_order_may_not_be_signed(self):
        done = make.signed(self.drawn_up())

        assert rules.against_signing(done, by=make.ministers_office()) == [Refusal.ORDER_CLOSED]

    def test_an_order_on_no_permit_may_not_be_signed(self):
        make.minister()
        order = Order(status=OrderStatus.DRAWN_UP, pk=0)

        assert rules.against_signing(order, by=make.ministers_office()) == [Refusal.EMPTY_SCHEDULE]

    def test_whoever_holds_no_office_may_not_sign(self):
        order = self.drawn_up()

        assert rules.against_signing(order, by=make.director()) == [Refusal.NO_OFFICE]


@pytest.mark.django_db
class TestSigningForAnOffice:
    """Section 10(1) is the Minister's: authority is asked as of the moment of signature."""

    def test_the_ministers_office_signs_for_the_minister_of_the_day(self):
        minister = make.minister(valid_from=date(2019, 11, 20), valid_until=date(2021, 1, 12))

        def against(moment):
            return rules.against_signing_for(minister, by=make.ministers_office(), signed_at=moment)

        assert against(datetime(2021, 1, 12, 23, 0, tzinfo=UTC)) == []
        # 03:00 in Greenwich is still the evening of the last day in Ottawa.
        assert against(datetime(2021, 1, 13, 3, 0, tzinfo=UTC)) == []
        assert against(datetime(2021, 1, 13, 15, 0, tzinfo=UTC)) == [Refusal.NOT_IN_OFFICE]
        assert against(datetime(2019, 11, 19, 15, 0, tzinfo=UTC)) == [Refusal.NOT_IN_OFFICE]

    def test_a_delegate_signs_in_their_own_name_only(self):
        delegate, other = make.director(), make.director()
        office = make.delegation(delegate)

        def against(person):
            return rules.against_signing_for(office, by=person, signed_at=timezone.now())

        assert against(delegate) == []
        assert against(other) == [Refusal.NOT_YOUR_OFFICE]
        assert against(make.ministers_office()) == [Refusal.NOT_YOUR_OFFICE]

    def test_a_delegation_that_ended_yesterday_covers_yesterday_and_not_today(self):
        delegate = make.director()
        yesterday = timezone.localdate() - timedelta(days=1)
        office = make.delegation(delegate, valid_until=yesterday)

        def against(moment):
            return rules.against_signing_for(office, by=delegate, signed_at=moment)

        now = timezone.now()
        assert against(now - timedelta(days=1)) == []
        assert against(now) == [Refusal.NOT_IN_OFFICE]

    def test_nothing_is_signed_in_the_future(self):
        minister = make.minister()
        soon = timezone.now() + timedelta(minutes=5)

        assert rules.against_signing_for(minister, by=make.ministers_office(), signed_at=soon) == [
            Refusal.SIGNED_IN_FUTURE
        ]

    def test_every_reason_against_a_signature_is_given_at_once(self):
        gone = make.minister(valid_until=date(2020, 1, 1))

        assert rules.against_signing_for(
            gone, by=make.director(), signed_at=timezone.now() + timedelta(days=1)
        ) == [Refusal.NOT_IN_OFFICE, Refusal.NOT_YOUR_OFFICE, Refusal.SIGNED_IN_FUTURE]


@pytest.mark.django_db
class TestTheDryRun:
    def test_it_counts_who_is_in_who_is_out_why_and_what_is_at_stake(self):
        reached = make.valid_permits(2)
        suspended = make.suspended_permit()
        expired = make.valid_permit(valid_until=date(2020, 1, 1))

        found = rules.dry_run(
            Permit.objects.all(), kind=OrderKind.SUSPEND, effective_at=make.SUSPENDED_AT
        )

        assert (found.asked, found.reached, found.refused) == (4, 2, 2)
        assert found.reasons == {Refusal.ALREADY_SUSPENDED: 1, Refusal.EXPIRED: 1}
        assert found.holders == {permit.holder_id for permit in reached}
        assert [(code, str(value)) for code, value in found.by_currency] == [("CAD", "2500000.00")]
        assert found.reached_first == reached
        assert [permit for permit, _refusals in found.refused_first] == [suspended, expired]

    def test_it_counts_all_and_shows_the_first(self):
        make.valid_permits(3)

        found = rules.dry_run(
            Permit.objects.all(), kind=OrderKind.SUSPEND, effective_at=make.SUSPENDED_AT, shown=2
        )

        assert (found.reached, len(found.reached_first)) == (3, 2)

    def test_it_asks_listed_permits_whether_they_changed_since(self):
        kept, altered = make.valid_permits(2)
        order = make.order(OrderKind.SUSPEND, [kept, altered], effective_at=make.SUSPENDED_AT)
        make.changed(altered)

        asked = rules.asked_each(
            Permit.objects.listed_by(order), kind=order.kind, effective_at=order.effective_at
        )

        assert list(asked) == [(kept, []), (altered, [Refusal.CHANGED])]

    def test_those_refused_on_a_list_are_found_with_every_reason(self):
        kept, altered, acted_on = permits = make.valid_permits(3)
        order = make.order(OrderKind.SUSPEND, permits, effective_at=make.SUSPENDED_AT)
        make.changed(altered)
        make.suspension([acted_on], effective_at=make.SUSPENDED_AT + timedelta(days=1))

        def refused(effective_at):
            listed = Permit.objects.listed_by(order)
            found = rules.refused_each(listed, kind=order.kind, effective_at=effective_at)
            return {order.schedule.get(pk=place).permit: against for place, against in found}

        too_late = [Refusal.ALREADY_SUSPENDED, Refusal.OUT_OF_ORDER, Refusal.CHANGED]
        assert refused(order.effective_at) == {altered: [Refusal.CHANGED], acted_on: too_late}
        assert refused(datetime(2024, 1, 1, tzinfo=UTC))[kept] == [Refusal.EXPIRED]

    def test_it_sees_that_a_later_order_already_acted(self):
        permit = make.suspended_permit()
        earlier = make.SUSPENDED_AT - timedelta(days=1)

        asked = rules.asked_each(
            Permit.objects.all(), kind=OrderKind.REINSTATE, effective_at=earlier
        )

        assert list(asked) == [(permit, [Refusal.OUT_OF_ORDER])]
