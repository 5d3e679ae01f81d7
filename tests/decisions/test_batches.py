"""Batches of every kind: amended conditions, schedules, reruns, corrections; the numbers agree."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from accounts.roles import Role
from audit import ledger
from audit.models import Entry
from decisions import actions, rules
from decisions.models import Batch, ConditionAct, OptionEffect
from decisions.rules import Refusal
from permits import actions as register
from permits.actions import Reconciliation
from permits.models import Condition, Outcome, Permit, StatusChange
from permits.rules import Refusal as RegisterRefusal
from tests import make, make_decisions
from tests.audit.going_round import an_entry, refused, sql

pytestmark = pytest.mark.django_db

OLD = ("Report each shipment within 90 days.", "Déclarer chaque expédition dans les 90 jours.")
NEW = ("Report each shipment within 30 days.", "Déclarer chaque expédition dans les 30 jours.")


def codes(raised):
    return [error.code for error in raised.value.error_list]


def with_condition(permits, texts=OLD):
    with ledger.entry(by=None, action="permit.amend", reason="A test"):
        for permit in permits:
            Condition.objects.create(
                permit=permit, text_en=texts[0], text_fr=texts[1], report_within_days=90
            )


def amending(act, old=OLD, new=NEW):
    """The two options of a memorandum, the first of which changes a condition so."""
    sides = {
        "old_en": old[0], "old_fr": old[1], "new_en": new[0], "new_fr": new[1],
        "report_within_days": 30,
    }  # fmt: skip
    kept = {ConditionAct.ADD: "new report", ConditionAct.WITHDRAW: "old"}.get(act, "old new report")
    said = {name: text for name, text in sides.items() if name.split("_")[0] in kept.split()}
    return [
        make_decisions.option(OptionEffect.AMEND, recommended=True, condition=act, **said),
        make_decisions.option(OptionEffect.KEEP),
    ]


def batch_on(permits, effect, *, options=None, effective_at=make.CANCELLED_AT, **facts):
    """A confirmed batch of a decision on permits named one by one."""
    options = options or [
        make_decisions.option(effect, recommended=True),
        make_decisions.option(OptionEffect.KEEP),
    ]
    decision = make_decisions.submitted(population="list", permits=permits, options=options)
    make_decisions.signed(decision=decision, effect=effect, effective_at=effective_at, **facts)
    decision.refresh_from_db()
    return make_decisions.confirmed_batch(decision=decision)


def executed(batch):
    done = actions.execute(batch, by=batch.prepared_by, reason="A test")
    batch.refresh_from_db()
    return done


def conditions_of(permit):
    return [(each.text_en, each.text_fr) for each in permit.conditions.all()]


def refusals_of(batch):
    rows = batch.schedule().refused().values_list("permit", "outcome__refusals")
    return dict(rows)


@pytest.mark.parametrize(
    ("effect", "before", "after"),
    [
        (OptionEffect.SUSPEND, "valid", "suspended"),
        (OptionEffect.CANCEL, "valid", "cancelled"),
        (OptionEffect.REINSTATE, "suspended", "valid"),
    ],
)
def test_numbers_reconcile_on_every_kind(effect, before, after):
    reached, expired, left_out = make.valid_permits(3)
    with ledger.entry(by=None, action="test", reason="A test"):
        Permit.objects.filter(pk=expired.pk).update(valid_until="2021-03-01")
    if before == "suspended":
        make.suspension([reached, expired, left_out])
    decision = make_decisions.submitted(
        population="list",
        permits=[reached, expired, left_out],
        options=[
            make_decisions.option(effect, recommended=True),
            make_decisions.option(OptionEffect.KEEP),
        ],
    )
    make_decisions.signed(decision=decision, effect=effect)
    actions.exclude(
        decision, [left_out], reason_en="x", reason_fr="x", by=make.ministers_office(), reason="x"
    )
    batch = make_decisions.confirmed_batch(decision=decision, announced=3)
    tried = rules.dry_run(batch)

    done = executed(batch)

    assert done == Reconciliation(scheduled=2, carried_out=1, refused=1)
    assert (tried.eligible, tried.refused) == (done.carried_out, done.refused)
    assert batch.frozen_count + batch.excluded_count == batch.announced
    assert batch.frozen_count == done.carried_out + done.refused
    assert refusals_of(batch) == {expired.pk: "expired"}
    statuses = Permit.objects.in_bulk([reached.pk, expired.pk, left_out.pk])
    assert [statuses[each.pk].status for each in (reached, expired, left_out)] == [
        after, before, before,
    ]  # fmt: skip


class TestAmendments:
    def test_replace_a_condition_of_many_permits_and_keep_the_old(self):
        permits = make.valid_permits(3)
        with_condition(permits[:2])
        batch = batch_on(permits, OptionEffect.AMEND, options=amending(ConditionAct.REPLACE))

        done = executed(batch)

        assert done == Reconciliation(scheduled=3, carried_out=2, refused=1)
        assert refusals_of(batch) == {permits[2].pk: "condition-missing"}
        for permit in permits[:2]:
            assert conditions_of(permit) == [NEW]
            versions = permit.conditions.get().history.order_by("history_id")
            assert list(versions.values_list("text_en", "report_within_days")) == [
                (OLD[0], 90),
                (NEW[0], 30),
            ]
        assert conditions_of(permits[2]) == []
        assert set(Permit.objects.values_list("status", flat=True)) == {"valid"}
        assert not StatusChange.objects.filter(order=batch.order).exists()

    def test_add_a_condition_where_it_does_not_stand(self):
        permits = make.valid_permits(2)
        with_condition(permits[:1], NEW)
        batch = batch_on(permits, OptionEffect.AMEND, options=amending(ConditionAct.ADD))

        executed(batch)

        assert refusals_of(batch) == {permits[0].pk: "condition-present"}
        assert [conditions_of(permit) for permit in permits] == [[NEW], [NEW]]
        assert permits[1].conditions.get().report_within_days == 30

    def test_withdraw_a_condition_which_its_history_keeps(self):
        permits = make.valid_permits(2)
        with_condition(permits)
        with_condition(permits, NEW)
        batch = batch_on(permits, OptionEffect.AMEND, options=amending(ConditionAct.WITHDRAW))

        executed(batch)

        assert [conditions_of(permit) for permit in permits] == [[NEW], [NEW]]
        gone = Condition.history.filter(permit_id=permits[0].pk, history_type="-")
        assert list(gone.values_list("text_en", flat=True)) == [OLD[0]]

    def test_a_condition_in_other_words_in_one_language_is_another(self):
        [permit] = make.valid_permits(1)
        with_condition([permit], (OLD[0], "Autrement dit."))
        batch = batch_on([permit], OptionEffect.AMEND, options=amending(ConditionAct.REPLACE))

        assert rules.dry_run(batch).reasons == {RegisterRefusal.CONDITION_MISSING: 1}
        executed(batch)
        assert conditions_of(permit) == [(OLD[0], "Autrement dit.")]

    @pytest.mark.parametrize("changes", [{"condition": ""}, {"new_fr": ""}, {"old_en": " "}])
    def test_an_option_that_amends_says_what_in_both_languages(self, changes):
        first, second = amending(ConditionAct.REPLACE)
        options = [{**first, **changes}, second]

        draft = make_decisions.memorandum(options=options)

        assert rules.against_submitting(draft) == [Refusal.CONDITION_UNSAID]

    def test_take_as_many_statements_for_many_permits(self, django_assert_max_num_queries):
        counts = []
        for count in (2, 40):
            permits = make_decisions.many_valid_permits(count)
            with_condition(permits)
            batch = batch_on(permits, OptionEffect.AMEND, options=amending(ConditionAct.REPLACE))
            with django_assert_max_num_queries(60) as made:
                executed(batch)
            counts.append(len(made))
        assert counts[0] == counts[1]


class TestSchedule:
    def scheduled(self, days=10):
        moment = timezone.now() + timedelta(days=days)
        permits = make.valid_permits(2, valid_until=moment.date() + timedelta(days=100))
        batch = batch_on(permits, OptionEffect.SUSPEND, effective_at=moment, signed_at=None)
        return batch, moment

    def test_a_batch_is_confirmed_for_a_time_to_come_and_not_executed_before(self):
        batch, moment = self.scheduled()

        assert batch.scheduled_for == moment
        with pytest.raises(ValidationError) as early:
            executed(batch)
        assert codes(early) == ["not-yet"]
        assert actions.carry_out_due(moment - timedelta(seconds=1)) == []
        assert batch.permits().filter(status="valid").count() == 2

    def test_a_clock_that_is_asked_too_early_changes_nothing(self):
        batch, moment = self.scheduled()

        assert actions.carry_out_due(moment) == [
            (batch, ["The batch takes effect at a time to come, and is never executed before."])
        ]
        with refused("never executed before its time"), an_entry():
            sql(
                "UPDATE decisions_batch SET status = 'executed', executed_at = %s WHERE id = %s",
                [timezone.now(), batch.pk],
            )

    def test_the_system_executes_it_at_its_time_as_it_was_confirmed(self):
        batch, moment = self.scheduled()
        told = StringIO()

        with time_machine.travel(moment + timedelta(minutes=1), tick=True):
            call_command("carry_out_due", stdout=told)
            call_command("carry_out_due", stdout=told)

        batch.refresh_from_db()
        assert told.getvalue().splitlines() == [f"{batch}: executed", "No batch is due."]
        assert batch.status == "executed"
        change = StatusChange.objects.filter(order=batch.order).first()
        assert change.effective_at == moment < batch.executed_at
        entry = Entry.objects.get(action="batch.execute", about=batch.number)
        assert (entry.actor, str(batch.confirmed_by) in entry.authority) == (None, True)

    def test_a_batch_whose_time_has_come_already_is_executed_by_a_person(self):
        batch = make_decisions.confirmed_batch()

        assert batch.scheduled_for is None
        assert actions.carry_out_due() == []


class TestReruns:
    def failed(self):
        """An executed batch that refused a permit which was changed after the freeze."""
        permits = make.valid_permits(3, valid_until="2999-01-01")
        batch = make_decisions.confirmed_batch(make.suspension(permits))
        make.changed(permits[0])
        executed(batch)
        return batch, permits[0]

    def rerun(self, batch):
        again = actions.prepare_rerun(batch, by=make.officer(), reason="A test")
        again = actions.freeze(again, by=again.prepared_by, reason="A test")
        return actions.confirm(
            again, typed_count=again.frozen_count, by=make.director(), reason="A test"
        )

    def test_take_only_what_was_refused_and_stands_against_nothing_now(self):
        batch, permit = self.failed()
        assert refusals_of(batch) == {permit.pk: "changed"}

        again = self.rerun(batch)

        assert list(again.permits()) == [permit]
        assert executed(again) == Reconciliation(scheduled=1, carried_out=1, refused=0)
        permit.refresh_from_db()
        assert permit.status == "cancelled"
        assert (again.list_number, again.reruns) == (2, batch)
        first = register.reconcile(batch.order, batch.list_number)
        assert first == Reconciliation(scheduled=3, carried_out=2, refused=1)
        assert executed(again) == Reconciliation(scheduled=1, carried_out=1, refused=0)
        assert StatusChange.objects.filter(order=batch.order).count() == 3

    def test_take_effect_when_they_are_prepared_and_not_before(self):
        batch, permit = self.failed()
        before = timezone.now()

        again = self.rerun(batch)
        executed(again)

        change = StatusChange.objects.get(order=batch.order, permit=permit)
        assert before <= change.effective_at <= timezone.now()
        with pytest.raises(ValidationError) as early:
            actions.prepare_rerun(
                self.failed()[0],
                effective_at=make.SUSPENDED_AT,
                by=make.officer(),
                reason="A test",
            )
        assert "rerun-before-order" in codes(early)

    def test_are_refused_where_no_reason_has_gone(self):
        permits = [*make.valid_permits(1), *make.valid_permits(1, valid_until="2021-03-01")]
        batch = make_decisions.executed_batch(make.suspension(permits))

        assert rules.against_rerunning(batch) == [Refusal.NOTHING_REFUSED]

    def test_wait_for_an_execution_and_for_each_other(self):
        batch, _permit = self.failed()
        waiting = make_decisions.confirmed_batch()
        assert rules.against_rerunning(waiting) == [Refusal.NOT_EXECUTED]

        actions.prepare_rerun(batch, by=make.officer(), reason="A test")

        assert rules.against_rerunning(batch) == [Refusal.BATCH_UNFINISHED]

    def test_are_prepared_by_those_who_prepare_batches(self):
        batch, _permit = self.failed()

        with pytest.raises(PermissionDenied):
            actions.prepare_rerun(batch, by=make.user(Role.AUDITOR), reason="A test")


class TestCorrections:
    def wrong(self):
        permits = make.valid_permits(2, valid_until="2999-01-01")
        return make_decisions.executed_batch(make.suspension(permits)), permits

    def correction(self, batch):
        decision = actions.draft_correction(
            batch,
            options=[
                make_decisions.option(OptionEffect.REINSTATE, recommended=True),
                make_decisions.option(OptionEffect.KEEP),
            ],
            by=make.director(),
            reason="A test",
            **make_decisions.texts(),
        )
        make_decisions.submitted(decision=decision)
        make_decisions.signed(
            decision=decision, effect=OptionEffect.REINSTATE, signed_at=None,
            effective_at=timezone.now(),
        )  # fmt: skip
        decision.refresh_from_db()
        return make_decisions.confirmed_batch(decision=decision)

    def test_cite_the_batch_and_take_what_it_changed(self):
        batch, permits = self.wrong()

        correcting = self.correction(batch)

        assert correcting.decision.corrects == batch
        assert list(batch.corrected_in.all()) == [correcting.decision]
        assert executed(correcting) == Reconciliation(scheduled=2, carried_out=2, refused=0)
        assert set(Permit.objects.values_list("status", flat=True)) == {"valid"}
        assert [change.to_status for change in permits[0].changes.all()] == [
            "valid",
            "suspended",
            "cancelled",
            "valid",
        ]

    def test_made_twice_change_nothing_twice(self):
        batch, _permits = self.wrong()
        executed(self.correction(batch))

        again = self.correction(batch)

        assert executed(again) == Reconciliation(scheduled=2, carried_out=0, refused=2)
        assert set(refusals_of(again).values()) == {"not-stopped"}

    def test_wait_for_the_execution(self):
        with pytest.raises(ValidationError) as early:
            self.correction(make_decisions.confirmed_batch())
        assert codes(early) == ["not-executed"]


class TestTheDatabase:
    @pytest.mark.parametrize(
        ("state", "change", "message"),
        [
            (make_decisions.executed_batch, "announced = 4", "executed or aborted never changes"),
            (make_decisions.frozen_batch, "digest = 'other'", "a list once frozen"),
            (make_decisions.frozen_batch, "frozen_count = 9", "a list once frozen"),
            (make_decisions.confirmed_batch,
             "confirmed_at = NULL, confirmed_by_id = NULL", "is not taken back"),
            (make_decisions.prepared_batch, "reruns_id = id", "batch_does_not_rerun_itself|CHECK"),
        ],
    )  # fmt: skip
    def test_guards_a_batch(self, state, change, message):
        batch = state()

        with refused(message), an_entry():
            sql(f"UPDATE decisions_batch SET {change} WHERE id = %s", [batch.pk])

    def test_carries_out_no_permit_twice_under_one_order(self):
        batch = make_decisions.executed_batch()
        change = StatusChange.objects.filter(order=batch.order).get()

        with refused("order_changes_permit_once|UNIQUE"), an_entry() as entry:
            StatusChange.objects.create(
                permit=change.permit, order=batch.order, from_status="valid", to_status="cancelled",
                effective_at=timezone.now(), entry=entry,
            )  # fmt: skip
        assert Outcome.objects.filter(scheduled__order=batch.order).count() == 1
        assert Batch.objects.executed().get() == batch
