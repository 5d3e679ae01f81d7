"""What is decided and carried out: what each act writes, who may do it, and what it refuses."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from audit import ledger, triggers
from audit.models import Entry
from audit.verification import Verification
from decisions import actions
from decisions.models import Act, Batch, BatchStatus, Decision, DecisionStatus, OptionEffect
from permits.actions import Reconciliation
from permits.models import Order, Outcome, Permit
from permits.models.orders import OrderKind, OrderStatus
from permits.models.permits import PermitStatus
from tests import make, make_decisions

pytestmark = pytest.mark.django_db


def last_entry():
    return Entry.objects.sealed().newest_first().first()


def statuses(permits):
    found = Permit.objects.in_bulk([permit.pk for permit in permits])
    return [found[permit.pk].status for permit in permits]


def codes(refused):
    return [error.code for error in refused.value.error_list]


def test_a_memorandum_keeps_what_its_author_wrote():
    author, suspension = make.director(), make.suspension(make.valid_permits(1))

    decision = make_decisions.memorandum(suspension, by=author)

    assert decision.number == f"MD-{timezone.localdate().year}-000001"
    assert (decision.status, decision.prepared_by) == (DecisionStatus.DRAFT, author)
    assert decision.investigation == decision.recommendation.investigation
    assert list(decision.suspensions.all()) == [suspension]
    assert [
        {name: getattr(option, name) for name in make_decisions.OPTIONS[0]}
        for option in decision.options.all()
    ] == make_decisions.OPTIONS
    assert (last_entry().action, last_entry().about) == (Act.DRAFT, decision.number)


def test_a_draft_may_lack_texts_but_not_its_titles():
    draft = make_decisions.memorandum(background_fr="")
    assert draft.background_fr == ""

    with pytest.raises(ValidationError) as refused:
        make_decisions.memorandum(title_fr="")
    assert set(refused.value.error_dict) == {"title_fr"}
    assert Decision.objects.count() == 1


def test_an_edit_writes_only_what_changed_and_removes_what_was_left_out():
    decision = make_decisions.memorandum()
    kept, replaced, _removed = decision.options.all()
    other = make.suspension(make.valid_permits(1))
    options = [make_decisions.OPTIONS[0], {**make_decisions.OPTIONS[1], "text_en": "Reinstate."}]

    actions.edit(
        decision,
        suspensions=[other],
        options=options,
        title_en="Another title",
        by=make.director(),
        reason="A test",
    )

    decision.refresh_from_db()
    assert decision.title_en == "Another title"
    assert list(decision.suspensions.all()) == [other]
    assert list(decision.options.all()) == [kept, replaced]
    replaced.refresh_from_db()
    assert replaced.text_en == "Reinstate."
    assert kept.history.count() == 1
    assert replaced.history.count() == 2


def test_an_edit_from_an_older_version_is_refused_and_changes_nothing():
    decision = make_decisions.memorandum()
    begun_from = decision.version()
    edit = partial(
        actions.edit,
        decision,
        suspensions=decision.suspensions.all(),
        version=begun_from,
        by=make.director(),
        reason="A test",
    )
    options = [{**option, "text_en": "Mine."} for option in make_decisions.OPTIONS]
    edit(options=options)  # only its options change

    with pytest.raises(ValidationError) as refused:
        edit(options=make_decisions.OPTIONS)

    assert codes(refused) == ["changed-meanwhile"]
    assert {option.text_en for option in decision.options.all()} == {"Mine."}


def test_a_submitted_memorandum_is_not_edited():
    decision = make_decisions.submitted()

    with pytest.raises(ValidationError) as refused:
        actions.edit(
            decision,
            suspensions=[],
            options=[],
            title_en="Another",
            by=make.director(),
            reason="A test",
        )

    assert codes(refused) == ["not-draft"]
    decision.refresh_from_db()
    assert decision.title_en == make_decisions.texts()["title_en"]


def test_submission_says_all_that_a_memorandum_lacks():
    draft = make_decisions.memorandum(background_fr="", options=make_decisions.OPTIONS[1:2])

    with pytest.raises(ValidationError) as refused:
        actions.submit(draft, by=draft.prepared_by, reason="A test")

    assert codes(refused) == ["background-in-both", "number-of-options", "one-recommended"]
    draft.refresh_from_db()
    assert draft.status == DecisionStatus.DRAFT


def test_a_memorandum_is_returned_with_a_reason_and_submitted_again():
    decision = make_decisions.submitted()

    decision = actions.return_to_author(
        decision, by=make.ministers_office(), reason="Say more of the assurances."
    )

    assert decision.status == DecisionStatus.DRAFT
    assert last_entry().reason == "Say more of the assurances."
    actions.submit(decision, by=decision.prepared_by, reason="A test")
    decision.refresh_from_db()
    assert decision.status == DecisionStatus.LEGAL


def test_a_signature_keeps_choice_reasons_and_authority_and_draws_up_the_order():
    decision = make_decisions.submitted()
    office, signer = make.minister(), make.ministers_office()

    signed = make_decisions.signed(decision=decision, by=signer, appointment=office)

    signed.refresh_from_db()
    assert signed.status == DecisionStatus.SIGNED
    assert signed.chosen.effect == OptionEffect.CANCEL
    assert (signed.signed_by, signed.signed_for) == (signer, office)
    assert (signed.signed_at, signed.effective_at) == (
        make_decisions.SIGNED_AT,
        make.CANCELLED_AT,
    )
    order = signed.order
    assert (order.kind, order.status) == (OrderKind.CANCEL, OrderStatus.SIGNED)
    assert (order.prepared_by, order.signed_by, order.signed_for) == (
        decision.prepared_by,
        signer,
        office,
    )
    assert (order.signed_at, order.effective_at) == (signed.signed_at, signed.effective_at)
    assert (order.ground_en, order.ground_fr) == (signed.reasons_en, signed.reasons_fr)
    assert (order.title_en, order.title_fr) == (signed.title_en, signed.title_fr)
    assert not order.schedule.exists()
    entry = last_entry()
    assert (entry.action, entry.about) == (Act.SIGN, signed.number)
    assert entry.authority == "A. Minister, Minister of Foreign Affairs; P.C. 2019-0001"


def test_a_signature_is_dated_now_unless_it_was_earlier():
    before = timezone.now()

    signed = make_decisions.signed(signed_at=None, effective_at=timezone.now())

    assert before <= signed.signed_at <= timezone.now()


def test_keeping_the_suspension_draws_up_no_order():
    decision = make_decisions.submitted()
    before = Order.objects.count()

    signed = make_decisions.signed(decision=decision, effect=OptionEffect.KEEP)

    assert (signed.status, signed.order) == (DecisionStatus.SIGNED, None)
    assert Order.objects.count() == before


def test_a_refused_signature_changes_nothing():
    decision = make_decisions.submitted()
    orders = Order.objects.count()

    with pytest.raises(ValidationError) as refused:
        make_decisions.signed(decision=decision, reasons_fr="")

    assert codes(refused) == ["reasons-in-both"]
    decision.refresh_from_db()
    assert (decision.status, decision.signed_by) == (DecisionStatus.SUBMITTED, None)
    assert Order.objects.count() == orders


def test_a_decision_is_signed_once():
    signed = make_decisions.signed()

    with pytest.raises(ValidationError) as refused:
        make_decisions.signed(decision=signed)

    assert codes(refused) == ["not-submitted"]


@pytest.mark.parametrize(
    "change", ["signed_by_id = prepared_by_id", "reasons_fr = ''", "chosen_id = NULL"]
)
def test_the_database_keeps_a_signature_whole_and_by_another_person(change):
    signed = make_decisions.signed()

    with pytest.raises(IntegrityError), transaction.atomic():
        with ledger.entry(by=None, action="test", reason="A test"), connection.cursor() as cursor:
            cursor.execute(f"UPDATE decisions_decision SET {change} WHERE id = %s", [signed.pk])


def test_a_freeze_pins_what_the_suspensions_still_suspend_and_nothing_else():
    october, november = make.valid_permits(3), make.valid_permits(1)
    untouched = make.valid_permit()  # same country, never suspended
    elsewhere = make.suspended_permit()  # same country, under another suspension
    suspensions = [make.suspension(october), make.suspension(november)]
    make.signed(make.order(OrderKind.REINSTATE, october[:1], effective_at=make.CANCELLED_AT))
    batch = make_decisions.prepared_batch(*suspensions, announced=4)
    assert batch.permits().count() == 0

    batch = actions.freeze(batch, by=batch.prepared_by, reason="A test")

    assert set(batch.permits()) == {*october[1:], *november}
    assert not {untouched, elsewhere, october[0]} & set(batch.permits())
    assert (batch.status, batch.frozen_count) == (BatchStatus.FROZEN, 3)
    assert batch.frozen_at is not None
    versions = dict(Permit.objects.with_version().values_list("pk", "version"))
    assert {row.permit_id: row.version for row in batch.schedule()} == {
        permit.pk: versions[permit.pk] for permit in batch.permits()
    }


def test_an_aborted_batch_keeps_its_list_and_the_next_has_its_own():
    batch = make_decisions.frozen_batch(make.suspension(make.valid_permits(2)))
    actions.abort(batch, by=batch.prepared_by, reason="Announced number was wrong.")

    second = make_decisions.frozen_batch(decision=batch.decision)

    batch.refresh_from_db()
    assert batch.status == BatchStatus.ABORTED
    assert (batch.list_number, second.list_number) == (1, 2)
    assert set(batch.permits()) == set(second.permits())
    assert (batch.schedule().count(), second.schedule().count()) == (2, 2)


def test_execution_follows_the_list_of_its_own_batch():
    kept, dropped = make.valid_permits(2)
    batch = make_decisions.frozen_batch(make.suspension([kept, dropped]))
    actions.abort(batch, by=batch.prepared_by, reason="A test")
    make.signed(make.order(OrderKind.REINSTATE, [dropped], effective_at=make.CANCELLED_AT))

    second = make_decisions.executed_batch(decision=batch.decision)

    assert statuses([kept, dropped]) == [PermitStatus.CANCELLED, PermitStatus.VALID]
    assert Outcome.objects.filter(scheduled__order=second.order).count() == 1


def test_execution_changes_what_it_reaches_and_keeps_an_outcome_for_every_permit():
    eligible, changed, stopped = make.valid_permits(3)
    expired = make.valid_permit(valid_until=date(2021, 3, 12))
    suspension = make.suspension([eligible, changed, stopped, expired])
    batch = make_decisions.confirmed_batch(suspension, announced=3)
    make.changed(changed)
    make.cancellation([stopped])

    done = actions.execute(batch, by=batch.prepared_by, reason="The Minister decided.")

    assert done == Reconciliation(scheduled=4, carried_out=1, refused=3)
    assert statuses([eligible, changed, stopped, expired]) == [
        PermitStatus.CANCELLED,
        PermitStatus.SUSPENDED,
        PermitStatus.CANCELLED,
        PermitStatus.SUSPENDED,
    ]
    kept = Outcome.objects.filter(scheduled__order=batch.order).select_related("scheduled")
    assert {each.scheduled.permit_id: each.carried_out or each.refusals for each in kept} == {
        eligible.pk: True,
        changed.pk: "changed",
        stopped.pk: "already-cancelled changed",
        expired.pk: "expired",
    }
    batch.refresh_from_db()
    assert batch.status == BatchStatus.EXECUTED
    assert batch.order.status == OrderStatus.CARRIED_OUT
    assert eligible.changes.last().effective_at == make.CANCELLED_AT


def test_everything_of_an_execution_is_under_one_entry_and_verifies():
    permits = make.valid_permits(3)
    batch = make_decisions.confirmed_batch(make.suspension(permits))

    actions.execute(batch, by=batch.prepared_by, reason="The Minister decided.")

    entry = last_entry()
    assert (entry.action, entry.about) == (Act.EXECUTE_BATCH, batch.number)
    assert entry.authority == f"{batch.decision.number}; {batch.order.number}"
    written = {seal.table: seal.row_count for seal in entry.seals.all()}
    assert written == {
        "decisions_historicalbatch": 1,
        "permits_historicalorder": 1,
        "permits_historicalpermit": 3,
        "permits_outcome": 3,
        "permits_statuschange": 3,
    }
    assert list(Verification()) == []


def test_executed_again_it_reports_the_same_numbers_and_writes_nothing():
    batch = make_decisions.executed_batch(make.suspension(make.valid_permits(2)))
    operator = make.director()
    before = last_entry()

    done = actions.execute(batch, by=operator, reason="Once more.")

    assert done == Reconciliation(scheduled=2, carried_out=2, refused=0)
    assert last_entry() == before


def test_a_batch_reinstates_when_the_decision_was_to_reinstate():
    permits = make.valid_permits(2)

    make_decisions.executed_batch(make.suspension(permits), effect=OptionEffect.REINSTATE)

    assert statuses(permits) == [PermitStatus.VALID, PermitStatus.VALID]


def test_statements_do_not_grow_with_the_list():
    def statements(count):
        permits = make_decisions.many_valid_permits(count)
        batch = make_decisions.confirmed_batch(make.suspension(permits))
        with CaptureQueriesContext(connection) as ran:
            actions.execute(batch, by=batch.prepared_by, reason="A test")
        return len(ran)

    assert statements(40) == statements(3)


def refused_batches():
    """Each act on a batch in a state that refuses it, and the code it refuses with."""
    yield (
        "batch-unfinished",
        lambda: make_decisions.prepared_batch(decision=make_decisions.prepared_batch().decision),
    )
    yield (
        "not-prepared",
        lambda: actions.freeze(make_decisions.frozen_batch(), by=make.officer(), reason="A test"),
    )
    yield (
        "count-differs",
        lambda: actions.confirm(
            make_decisions.frozen_batch(), typed_count=29, by=make.director(), reason="A test"
        ),
    )
    yield (
        "not-confirmed",
        lambda: actions.execute(make_decisions.frozen_batch(), by=make.officer(), reason="A test"),
    )
    yield (
        "finished",
        lambda: actions.abort(make_decisions.executed_batch(), by=make.officer(), reason="A test"),
    )


@pytest.mark.parametrize(("code", "act"), list(refused_batches()))
def test_a_batch_refuses_what_its_state_does_not_allow(code, act):
    with pytest.raises(ValidationError) as refused:
        act()

    assert codes(refused) == [code]


def test_a_list_that_was_tampered_with_is_not_confirmed():
    batch = make_decisions.frozen_batch(make.suspension(make.valid_permits(2)))
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM permits_scheduledpermit WHERE id = %s", [batch.schedule().first().pk]
        )

    with pytest.raises(ValidationError) as refused:
        actions.confirm(batch, typed_count=2, by=make.director(), reason="A test")

    assert codes(refused) == ["digest-differs"]


ACTS = {
    "draft": (
        {Role.DIRECTOR},
        lambda by: make_decisions.memorandum(by=by),
    ),
    "edit": (
        {Role.DIRECTOR},
        lambda by: actions.edit(
            make_decisions.memorandum(), suspensions=[], options=[], by=by, reason="A test"
        ),
    ),
    "submit": (
        {Role.DIRECTOR},
        lambda by: actions.submit(make_decisions.memorandum(), by=by, reason="A test"),
    ),
    "return": (
        {Role.MINISTERS_OFFICE, Role.DEPUTY_MINISTER},
        lambda by: actions.return_to_author(make_decisions.submitted(), by=by, reason="A test"),
    ),
    "sign": (
        {Role.MINISTERS_OFFICE, Role.DEPUTY_MINISTER},
        lambda by: make_decisions.signed(by=by, appointment=make.minister(user=by)),
    ),
    "prepare": (
        {Role.PERMIT_OFFICER, Role.DIRECTOR},
        lambda by: make_decisions.prepared_batch(by=by),
    ),
    "freeze": (
        {Role.PERMIT_OFFICER, Role.DIRECTOR},
        lambda by: actions.freeze(make_decisions.prepared_batch(), by=by, reason="A test"),
    ),
    "confirm": (
        {Role.DIRECTOR, Role.MINISTERS_OFFICE},
        lambda by: actions.confirm(
            make_decisions.frozen_batch(), typed_count=1, by=by, reason="A test"
        ),
    ),
    "execute": (
        {Role.PERMIT_OFFICER, Role.DIRECTOR, Role.MINISTERS_OFFICE},
        lambda by: actions.execute(make_decisions.confirmed_batch(), by=by, reason="A test"),
    ),
    "abort": (
        {Role.PERMIT_OFFICER, Role.DIRECTOR, Role.MINISTERS_OFFICE},
        lambda by: actions.abort(make_decisions.frozen_batch(), by=by, reason="A test"),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_for_those_whose_role_gives_it(name):
    may, act = ACTS[name]

    for role in may:
        act(make.user(role))
    superuser = make.user(*(set(Role) - may), is_superuser=True)
    with pytest.raises(PermissionDenied):
        act(superuser)


@pytest.mark.parametrize("name", ["draft", "submit", "sign", "prepare", "freeze", "abort"])
def test_an_act_without_a_reason_is_refused(name):
    by = make.user(*Role)
    decision = make_decisions.memorandum()
    empty = {
        "draft": lambda: actions.draft(
            decision.recommendation,
            suspensions=[],
            options=[],
            by=by,
            reason=" ",
            **make_decisions.texts(),
        ),
        "submit": lambda: actions.submit(decision, by=by, reason=" "),
        "sign": lambda: actions.sign(
            (waiting := make_decisions.submitted()),
            by=by,
            reason="",
            appointment=make.minister(),
            **make_decisions.choice(waiting),
        ),
        "prepare": lambda: actions.prepare_batch(make_decisions.signed(), by=by, reason=""),
        "freeze": lambda: actions.freeze(make_decisions.prepared_batch(), by=by, reason=""),
        "abort": lambda: actions.abort(make_decisions.prepared_batch(), by=by, reason=""),
    }

    with pytest.raises(ValidationError) as refused:
        empty[name]()

    assert refused.value.code == "reason-required"


def test_the_numbers_of_a_year_are_given_in_order():
    first, second = make_decisions.memorandum(), make_decisions.memorandum()
    batch = make_decisions.prepared_batch()

    assert int(second.number[-6:]) == int(first.number[-6:]) + 1
    assert Batch.objects.get(number="BT-2021-000001") == batch


def test_the_minister_may_have_changed_between_suspension_and_cancellation():
    former = make.minister(holder_name="F. Former", valid_until=date(2021, 1, 12))
    present = make.minister(holder_name="P. Present", valid_from=date(2021, 1, 13))
    permits = make.valid_permits(1)
    suspension = make.signed(
        make.order(OrderKind.SUSPEND, permits, effective_at=make.SUSPENDED_AT), appointment=former
    )
    decision = make_decisions.submitted(suspension)

    with pytest.raises(ValidationError) as refused:
        make_decisions.signed(decision=decision, appointment=former)
    signed = make_decisions.signed(decision=decision, appointment=present)

    assert codes(refused) == ["not-in-office"]
    assert (suspension.signed_for, signed.order.signed_for) == (former, present)
