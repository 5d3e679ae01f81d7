"""regime/rules/measures.py, regime/actions/measures.py: versions are drafted, signed, withdrawn."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.roles import Role
from audit import ledger
from audit.models import Entry
from permits.models.orders import OrderKind
from regime.actions import measures as actions
from regime.models import (
    ChangeKind,
    EndUserClass,
    Exemption,
    Measure,
    MeasureVersion,
    NewEffect,
    Precondition,
    Provision,
)
from regime.models.effects import MeasureState
from regime.rules import measures as rules
from regime.rules.measures import Refusal
from regime.standing import Standing, permits_in_scope
from tests import make, make_regime
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db


def at(year, month, day):
    return datetime(year, month, day, 16, tzinfo=UTC)


def codes_of(refused):
    return [error.code for error in refused.value.error_list]


def test_a_draft_is_numbered_by_the_year_in_which_it_begins():
    version = make_regime.measure()

    assert str(version) == "MS-2019-000001/1"
    assert (version.status, version.change) == ("draft", ChangeKind.IMPOSED)


def test_a_signature_ends_the_version_before_it_under_the_same_entry():
    first = make_regime.signed_version()
    second = make_regime.signed(make_regime.next_version(first))
    first.refresh_from_db()

    assert first.ends_at == second.starts_at
    assert first.ended_recorded_at == second.recorded_at
    entry = Entry.objects.get(about=str(second), action="measure.sign")
    changed = MeasureVersion.history.filter(entry=entry).values_list("id", flat=True)
    assert set(changed) == {first.pk, second.pk}
    assert entry.authority.startswith("A. Minister, Minister of Foreign Affairs")


def test_states_are_computed_as_at_a_moment():
    first = make_regime.the_real_sequence()[0]
    measure = first.measure

    assert first.state_at(at(2019, 10, 1)) == MeasureState.APPROVED
    assert first.state_at(at(2020, 1, 1)) == MeasureState.IN_FORCE
    assert first.state_at(at(2020, 5, 1)) == MeasureState.SUPERSEDED
    states = [
        Standing.of(measure, day).state
        for day in [at(2019, 1, 1), at(2020, 1, 1), at(2020, 5, 1), at(2020, 11, 1), at(2024, 2, 1)]
    ]
    assert states == ["approved", "in-force", "eased", "reimposed", "lifted"]
    for state, expected in [("lifted", [measure]), ("eased", []), ("ended", [])]:
        assert list(Measure.objects.in_state(state)) == expected
    assert list(Measure.objects.in_state("eased", at(2020, 5, 1))) == [measure]


def test_a_version_that_states_its_end_is_over_by_itself():
    version = make_regime.signed_version(term_ends_at=at(2020, 1, 1))

    assert version.state_at(at(2020, 2, 1)) == MeasureState.ENDED
    assert Standing.of(version.measure, at(2020, 2, 1)).state == MeasureState.ENDED
    assert list(Measure.objects.in_state("ended")) == [version.measure]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title_fr": ""}, Refusal.TITLE_IN_BOTH),
        ({"text_fr": ""}, Refusal.TEXT_IN_BOTH),
        ({"text_en": " "}, Refusal.TEXT_IN_BOTH),
        ({"reasons_fr": ""}, Refusal.REASONS_IN_BOTH),
        ({"provisions": [make_regime.provision(text_fr="")]}, Refusal.PROVISION_IN_BOTH),
        ({"exemptions": [make_regime.exemption(evidence_fr="")]}, Refusal.EXEMPTION_IN_BOTH),
        ({"preconditions": [make_regime.precondition(title_fr="")]}, Refusal.PRECONDITION_IN_BOTH),
        ({"destinations": []}, Refusal.NO_DESTINATION),
        ({"provisions": []}, Refusal.NO_PROVISION),
        ({"dates": []}, Refusal.START_WITHOUT_SOURCE),
        ({"dates": [(at(2019, 10, 15).date(), "Press")]}, Refusal.START_WITHOUT_SOURCE),
    ],
)
def test_a_version_is_signed_only_when_it_is_whole(changes, refusal):
    draft = make_regime.measure(**changes)

    with pytest.raises(ValidationError) as refused:
        make_regime.signed(draft)
    assert codes_of(refused) == [refusal.value]
    draft.refresh_from_db()
    assert (draft.status, draft.signed_at) == ("draft", None)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"term_ends_at": at(2019, 10, 1)}, "The version ends before it begins."),
        (
            {"provisions": [make_regime.provision(included=["2"], excluded=["2"])]},
            "A provision names a group or an item twice.",
        ),
        (
            {"provisions": [make_regime.provision(included=["2-15"], excluded=["2"])]},
            Refusal.EMPTY_SCOPE.label,
        ),
        (
            {"provisions": [make_regime.provision(covers_export=False, covers_brokering=False)]},
            "The provision covers no kind of permit.",
        ),
        (
            {"provisions": [make_regime.provision(), make_regime.provision(new_effect="none")]},
            "Provisions 1 and 2 say different things about the same applications or permits: leave"
            " goods out of one, or narrow its permits or end users.",
        ),
        (
            {"exemptions": [make_regime.exemption(granted_by="")]},
            "An exemption does not say who may grant it.",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_even_as_a_draft(changes, message):
    with pytest.raises(ValidationError) as refused:
        make_regime.measure(**changes)

    assert message in refused.value.messages
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ({"included": ["2"]}, {"excluded": ["2"]}, False),
        ({"included": ["2"]}, {"included": ["2-15"]}, True),
        ({"included": ["2"], "excluded": ["2-15"]}, {"included": ["2-15"]}, False),
        ({"included": ["2"], "excluded": ["2-15"]}, {"included": ["2-15.b.", "2-4"]}, True),
        ({"included": ["5"]}, {"included": ["5504"]}, True),
        ({}, {"excluded": ["2"]}, True),
        ({"covers_export": False}, {"covers_brokering": False}, False),
        ({"end_user_class": EndUserClass.COMPANY}, {"end_user_class": EndUserClass.OTHER}, False),
        ({"end_user_class": EndUserClass.COMPANY}, {}, True),
    ],
)
def test_provisions_contradict_where_their_scopes_meet(one, other, contradict):
    provisions = [
        make_regime.provision(**one),
        make_regime.provision(**other, new_effect=NewEffect.CASE_BY_CASE),
    ]
    if contradict:
        with pytest.raises(ValidationError):
            make_regime.measure(provisions=provisions)
    else:
        assert make_regime.measure(provisions=provisions).pk


def test_the_author_and_whoever_edited_a_version_cannot_sign_it():
    both = make.user(Role.POLICY_OFFICER, Role.MINISTERS_OFFICE)
    editor = make.user(Role.POLICY_OFFICER, Role.MINISTERS_OFFICE)
    draft = make_regime.measure(by=both)
    actions.edit(draft, by=editor, reason="A test", notice_number="1")

    for person in (both, editor):
        with pytest.raises(ValidationError) as refused:
            make_regime.signed(draft, by=person)
        assert codes_of(refused) == [Refusal.SIGNER_PREPARED.value]


def test_the_office_holder_is_the_one_of_the_day_of_signature():
    draft = make_regime.measure()
    yesterday = timezone.localdate() - timedelta(days=1)
    former = make.minister(valid_until=yesterday)

    with pytest.raises(ValidationError) as refused:
        make_regime.signed(draft, appointment=former, signed_at=timezone.now())
    assert codes_of(refused) == ["not-in-office"]
    assert make_regime.signed(draft, appointment=former, signed_at=at(2019, 10, 11)).signed_for


def test_nobody_signs_in_an_office_that_is_not_theirs_or_ahead_of_time():
    draft = make_regime.measure()
    delegate = make.delegation(make.director())

    with pytest.raises(ValidationError) as refused:
        make_regime.signed(
            draft, appointment=delegate, signed_at=timezone.now() + timedelta(hours=1)
        )
    assert set(codes_of(refused)) == {"no-office", "not-your-office", "signed-in-future"}


def test_an_order_that_suspends_nothing_is_no_effect_on_existing_permits():
    permit = make.suspended_permit()
    reinstating = make.order(OrderKind.REINSTATE, [permit], effective_at=make.CANCELLED_AT)

    with pytest.raises(ValidationError) as refused:
        make_regime.measure(order=reinstating)
    assert codes_of(refused) == [Refusal.NOT_A_SUSPENSION.value]


def test_a_version_that_changes_another_waits_for_its_turn():
    draft = make_regime.measure()
    assert rules.against_changing(draft.measure) == [
        Refusal.NOTHING_TO_CHANGE,
        Refusal.DRAFT_OPEN,
    ]
    lifted = make_regime.signed(
        make_regime.next_version(make_regime.signed(draft), ChangeKind.LIFTED)
    )

    with pytest.raises(ValidationError) as refused:
        make_regime.next_version(lifted, ChangeKind.EASED, starts_at=at(2021, 1, 1))
    assert codes_of(refused) == [Refusal.CHANGE_OUT_OF_TURN.value]
    assert make_regime.next_version(lifted, ChangeKind.REIMPOSED, starts_at=at(2021, 1, 1)).pk


def test_a_correction_cannot_reach_into_the_time_of_a_later_version():
    first = make_regime.signed_version()
    second = make_regime.signed(make_regime.next_version(first))

    with pytest.raises(ValidationError) as refused:
        make_regime.next_version(
            second, ChangeKind.IMPOSED, supersedes=first, starts_at=at(2019, 10, 9)
        )
    assert codes_of(refused) == [Refusal.TIMES_OVERLAP.value]


def test_a_signed_version_is_neither_edited_nor_withdrawn():
    version = make_regime.signed_version()
    policy = make_regime.policy_officer()

    for act in (actions.edit, actions.withdraw):
        with pytest.raises(ValidationError) as refused:
            act(version, by=policy, reason="A test")
        assert codes_of(refused) == [Refusal.NOT_DRAFT.value]


def test_a_draft_that_is_withdrawn_makes_room_for_another():
    first = make_regime.signed_version()
    given_up = make_regime.next_version(first)
    actions.withdraw(given_up, by=make_regime.policy_officer(), reason="A test")

    assert make_regime.next_version(first).position == 3


def test_an_edit_writes_only_what_changed():
    draft = make_regime.measure(exemptions=[make_regime.exemption()])
    same = make_regime.provision()
    actions.edit(
        draft,
        by=make_regime.policy_officer(),
        reason="A test",
        provisions=[same, make_regime.provision(included=["2"])],
        exemptions=[],
    )

    assert [row.included() for row in draft.provisions.all()] == [[], ["2"]]
    assert draft.provisions.get(position=1).history.count() == 1
    assert not draft.exemptions.exists()
    assert draft.destinations.count() == 1, "what is not named stays"


def test_a_precondition_worded_as_before_stays_settled():
    first = make_regime.signed_version(preconditions=[make_regime.precondition()])
    second = make_regime.next_version(first, preconditions=[make_regime.precondition()])
    assert second.preconditions.get().status == "pending"

    office, minister = make.ministers_office(), make.minister()
    make_regime.dialogue_concluded(first.preconditions.get(), minister, by=office)
    make_regime.signed(second)

    carried = second.preconditions.get()
    assert (carried.status, carried.settled_by) == ("met", office)


@pytest.mark.parametrize("act", ["draft", "draft_version", "edit", "withdraw", "sign"])
def test_every_act_asks_for_its_permission(act):
    version = make_regime.signed_version() if act == "draft_version" else make_regime.measure()
    director = make.director()
    calls = {
        "draft": lambda: make_regime.measure(by=director),
        "draft_version": lambda: make_regime.next_version(version, by=director),
        "edit": lambda: actions.edit(version, by=director, reason="A test"),
        "withdraw": lambda: actions.withdraw(version, by=director, reason="A test"),
        "sign": lambda: make_regime.signed(version, by=make_regime.policy_officer()),
    }
    with pytest.raises(PermissionDenied):
        calls[act]()


def test_permits_in_scope_are_those_that_the_provisions_reach():
    reached = make.valid_permit()
    make.suspended_permit()
    make.valid_permit(destination=make.country("ZA"))
    version = make_regime.signed_version(
        provisions=[
            make_regime.provision(
                included=["2"], excluded=["2-4"], existing_effect="suspend-scope"
            ),
            make_regime.provision(included=["1"]),
        ]
    )

    assert list(permits_in_scope(version)) == [reached]


def test_the_order_that_carries_the_effect_is_named_once_after_the_signature():
    permit = make.valid_permit()
    scope = make_regime.provision(existing_effect="suspend-scope")
    version, policy = make_regime.signed_version(provisions=[scope]), make_regime.policy_officer()
    order = make.order(OrderKind.SUSPEND, [permit], effective_at=make.SUSPENDED_AT)

    named = actions.name_order(version, order=order, by=policy, reason="A test")
    assert named.order == order
    with pytest.raises(ValidationError) as refused:
        actions.name_order(version, order=order, by=policy, reason="A test")
    assert codes_of(refused) == [Refusal.ORDER_NAMED.value]
    assert "named once" in going_round("UPDATE regime_measureversion SET order_id = NULL")
    assert rules.against_naming_order(make_regime.measure()) == [
        Refusal.NOT_SIGNED,
        Refusal.NO_EFFECT_ON_PERMITS,
    ]


# Round Python: what the database refuses by itself.


def going_round(statement, *values):
    with (
        pytest.raises(IntegrityError) as refused,
        transaction.atomic(),
        ledger.entry(by=None, action="measure.edit", reason="A test"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)
    return str(refused.value)


def test_the_database_keeps_a_signed_version_as_it_was_signed():
    version = make_regime.signed_version(
        exemptions=[make_regime.exemption()], preconditions=[make_regime.precondition()]
    )
    never = "a signed version of a measure never changes"
    changed = {
        MeasureVersion: ("text_fr", "autre"),
        Provision: ("new_effect", "none"),
        Exemption: ("granted_by", "minister"),
        Precondition: ("title_en", "Another"),
    }
    for model, (column, value) in changed.items():
        table = model._meta.db_table
        assert never in going_round(f"UPDATE {table} SET {column} = %s", value)
        if model is not MeasureVersion:
            assert never in going_round(f"DELETE FROM {table}")
    goods = "INSERT INTO regime_provisiongoods (provision_id, code, excluded) VALUES (%s, '2', %s)"
    assert never in going_round(goods, version.provisions.get().pk, False)
    assert "kept for ever" in going_round(
        "DELETE FROM regime_measureversion WHERE id = %s", version.pk
    )


def test_the_database_refuses_two_versions_in_force_at_one_time():
    first = make_regime.signed_version()
    second = make_regime.signed(make_regime.next_version(first))
    end = "UPDATE regime_measureversion SET ends_at = %s WHERE id = %s"

    assert "measureversion: " in going_round(end, at(2021, 1, 1), first.pk)
    draft = make_regime.next_version(second, starts_at=at(2020, 6, 1))
    approve = (
        "UPDATE regime_measureversion SET status = 'approved', signed_by_id = %s,"
        " signed_for_id = %s, signed_at = %s, recorded_at = %s WHERE id = %s"
    )
    signature = [second.signed_by_id, second.signed_for_id, at(2020, 6, 1), at(2020, 6, 1)]
    assert "cannot be in force at one time" in going_round(approve, *signature, draft.pk)


def test_the_database_never_puts_off_the_end_of_a_version():
    make_regime.signed_version(term_ends_at=at(2020, 1, 1))
    end = "UPDATE regime_measureversion SET ends_at = %s"

    assert "never put off" in going_round(end, at(2021, 1, 1))
    assert "never put off" in going_round(end, None)


def test_the_database_refuses_a_version_that_was_never_a_draft():
    make_regime.measure()
    columns = [field.column for field in MeasureVersion._meta.concrete_fields[1:]]
    names = ", ".join(f'"{column}"' for column in columns)
    other = names.replace('"status"', "'withdrawn'").replace('"position"', "2")
    refused = going_round(
        f"INSERT INTO regime_measureversion ({names}) SELECT {other} FROM regime_measureversion"
    )
    assert "begins as a draft" in refused


def test_the_database_keeps_a_settlement():
    version = make_regime.signed_version(preconditions=[make_regime.precondition()])
    make_regime.dialogue_concluded(
        version.preconditions.get(), make.minister(), by=make.ministers_office()
    )
    assert "settled once" in going_round("UPDATE regime_precondition SET document = 'Another'")


def test_the_database_refuses_an_exemption_that_nobody_may_grant():
    make_regime.measure(exemptions=[make_regime.exemption()])
    assert "exemption_names_who_grants_it" in going_round(
        "UPDATE regime_exemption SET granted_by = ''"
    )


def test_the_documentation_draws_the_changes_that_are_allowed():
    drawn = re.findall(r"^    (\w+) --> (\w+)$", (ROOT / "docs/regime.md").read_text(), re.M)
    table = {
        (str(before), str(after)) for before, afters in rules.CHANGES.items() for after in afters
    }

    assert set(drawn) == table
