"""regime/rules/applying.py: which rules applied on a day, and what was known on another."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone, translation

from permits.models.permits import PermitKind
from regime.models import ChangeKind, EndUserClass, NewEffect
from regime.rules.applying import Subject, applying, applying_each
from tests import make, make_regime

pytestmark = pytest.mark.django_db

SENSORS = ("2-15",)
COMPUTERS = ("1-4.A.3.",)


def on(year, month, day, hour=16):
    return datetime(year, month, day, hour, tzinfo=UTC)


def subject(codes=SENSORS, **changes):
    facts = {"destinations": frozenset([make.country("TR").pk]), "kind": PermitKind.EXPORT}
    return Subject(codes=codes, **{**facts, **changes})


def effect(codes, at, **options):
    return applying(subject(codes), at=at, **options).strictest


def test_each_day_of_the_real_sequence_has_its_rule():
    make_regime.the_real_sequence()

    told = {
        day: (effect(SENSORS, day), effect(COMPUTERS, day))
        for day in [
            on(2019, 10, 10),
            on(2019, 10, 11),
            on(2020, 4, 15),
            on(2020, 4, 16),
            on(2020, 5, 20),
            on(2020, 10, 5),
            on(2021, 4, 12),
            on(2024, 1, 29),
        ]
    }

    no, each, denial, stop = NewEffect
    assert list(told.values()) == [
        (no, no),
        (stop, stop),
        (stop, stop),
        (denial, each),
        (denial, each),
        (denial, each),
        (denial, each),
        (each, each),
    ]


def test_a_precondition_is_pending_until_the_day_it_was_met():
    *_before, fourth, fifth = make_regime.the_real_sequence()
    pending = fourth.preconditions.get()

    assert applying(subject(), at=on(2021, 5, 1)).pending == [pending]
    assert applying(subject(COMPUTERS), at=on(2021, 5, 1)).pending == []
    assert applying(subject(), at=on(2024, 1, 27)).pending == []
    assert applying(subject(), at=on(2024, 2, 1)).pending == []
    assert fifth.preconditions.get().status == "met"


def test_a_granted_exemption_eases_its_own_version_and_may_spare_the_wait():
    make_regime.the_real_sequence(until=4)
    regime = applying(subject(), at=on(2021, 5, 1))
    nato = regime.exemptions[0]

    assert regime.strictest == NewEffect.PRESUMPTIVE_DENIAL
    assert regime.strictest_given([nato]) == NewEffect.CASE_BY_CASE
    assert len(regime.pending_given([])) == 1
    assert regime.pending_given([nato]) == []

    make_regime.signed_version(
        title_en="Another policy", provisions=[make_regime.provision(included=["2-15"])]
    )
    both = applying(subject(), at=on(2021, 5, 1))
    assert both.strictest_given([nato]) == NewEffect.MORATORIUM


def test_all_that_apply_are_shown_and_the_strictest_decides():
    make_regime.the_real_sequence(until=2)
    stricter = make_regime.signed_version(provisions=[make_regime.provision(included=["2-15"])])

    regime = applying(subject(), at=on(2020, 5, 1))

    assert [hit.effect for hit in regime.hits] == ["presumptive-denial", "moratorium"]
    assert [hit.version for hit in regime.deciding] == [stricter]


def test_a_hit_says_why_in_both_languages():
    make_regime.the_real_sequence(until=2)

    (hit,) = applying(subject(), at=on(2020, 5, 1)).hits
    assert hit.why == (
        f"Measure {hit.version.measure}, version 2 (Eased), in force since 2020-04-16 under Notice"
        " to Exporters No. 992, on Group 2 to Turkey, for export and brokering"
        " permits and every end user: Presumptive denial."
    )
    with translation.override("fr-ca"):
        (hit,) = applying(subject(), at=on(2020, 5, 1)).hits
        assert "Turquie" in hit.why


@pytest.mark.parametrize(
    ("codes", "reached"),
    [
        (("2-15",), True),
        (("2-15.b.",), True),
        (("2",), True),
        (("2-1", "2-15.b."), True),
        (("2-1",), False),
        (("1-5",), False),
        (("2-4",), True),
        (("2-4.c.",), False),
        (("2-4.c.1.",), False),
        ((), True),
    ],
)
def test_goods_are_reached_by_group_by_item_and_not_where_they_are_left_out(codes, reached):
    make_regime.signed_version(
        provisions=[make_regime.provision(included=["2-15", "2-4"], excluded=["2-4.c."])]
    )
    assert bool(applying(subject(codes), at=on(2020, 1, 1)).hits) is reached


def test_a_four_digit_item_is_in_the_group_of_its_first_digit():
    make_regime.signed_version(provisions=[make_regime.provision(included=["5"])])

    assert applying(subject(("5504(2)(d)",)), at=on(2020, 1, 1)).hits
    assert not applying(subject(("2-5",)), at=on(2020, 1, 1)).hits


def test_kinds_of_permit_and_classes_of_end_user_narrow_a_provision():
    make_regime.signed_version(
        provisions=[
            make_regime.provision(covers_brokering=False, end_user_class=EndUserClass.ARMED_FORCES)
        ]
    )
    day = on(2020, 1, 1)

    assert applying(subject(end_user_class="armed-forces"), at=day).hits
    assert applying(subject(), at=day).hits, "a class not known is spared nothing"
    assert not applying(subject(end_user_class="company"), at=day).hits
    assert not applying(subject(kind=PermitKind.BROKERING), at=day).hits
    assert not applying(subject(kind=PermitKind.GENERAL), at=day).hits


def test_another_destination_is_not_reached():
    make_regime.signed_version()
    elsewhere = frozenset([make.country("ZA").pk])

    assert applying(subject(), at=on(2020, 1, 1)).hits
    assert not applying(subject(destinations=elsewhere), at=on(2020, 1, 1)).hits


def test_a_permit_is_asked_about_with_all_its_destinations_and_items():
    make_regime.signed_version(provisions=[make_regime.provision(included=["2"])])
    permit = make.valid_permit()

    asked = Subject.of_permit(permit)

    assert asked == subject(("2-15",))
    assert applying(asked, at=on(2020, 1, 1)).strictest == NewEffect.MORATORIUM


def test_what_was_not_recorded_yet_was_not_known():
    """The easing of 16 April was recorded on 4 May: until then the moratorium was believed in."""
    with time_machine.travel(on(2019, 10, 15), tick=False):
        first = make_regime.signed_version(signed_at=on(2019, 10, 11))
    with time_machine.travel(on(2020, 5, 4), tick=False):
        eased = make_regime.next_version(
            first, provisions=[make_regime.provision(new_effect=NewEffect.CASE_BY_CASE)]
        )
        make_regime.signed(eased, signed_at=on(2020, 4, 16))

    april = on(2020, 4, 20)
    assert effect(SENSORS, april) == NewEffect.CASE_BY_CASE
    assert effect(SENSORS, april, known_at=on(2020, 5, 1)) == NewEffect.MORATORIUM
    assert effect(SENSORS, april, known_at=on(2020, 5, 5)) == NewEffect.CASE_BY_CASE
    assert effect(SENSORS, on(2019, 12, 1), known_at=on(2019, 10, 14)) == NewEffect.NONE
    (hit,) = applying(subject(), at=on(2019, 12, 1), known_at=on(2020, 5, 1)).hits
    assert "since 2019-10-11" in hit.why, "its end was not known yet"


def test_a_correction_of_an_old_version_leaves_what_was_believed_before_it():
    with time_machine.travel(on(2019, 10, 15), tick=False):
        first = make_regime.signed_version(
            starts_at=on(2019, 10, 15, 4), signed_at=on(2019, 10, 15, 12)
        )
    with time_machine.travel(on(2020, 4, 16), tick=False):
        second = make_regime.signed(
            make_regime.next_version(
                first, provisions=[make_regime.provision(new_effect=NewEffect.CASE_BY_CASE)]
            )
        )
    with time_machine.travel(on(2020, 6, 1), tick=False):
        first.refresh_from_db()
        corrected = make_regime.signed(
            make_regime.next_version(
                second,
                ChangeKind.IMPOSED,
                supersedes=first,
                starts_at=make_regime.IMPOSED_AT,
                term_ends_at=first.ends_at,
            ),
            signed_at=on(2020, 6, 1),
        )
    first.refresh_from_db()

    assert first.state_at(on(2019, 11, 1)) == "superseded"
    assert corrected.state_at(on(2019, 11, 1)) == "in-force"
    assert effect(SENSORS, on(2019, 10, 12)) == NewEffect.MORATORIUM
    assert effect(SENSORS, on(2019, 10, 12), known_at=on(2020, 5, 1)) == NewEffect.NONE
    for known_at in [on(2020, 5, 1), on(2020, 7, 1), None]:
        assert effect(SENSORS, on(2020, 4, 20), known_at=known_at) == NewEffect.CASE_BY_CASE


def test_many_subjects_take_as_many_queries_as_one(django_assert_num_queries):
    make_regime.the_real_sequence(until=3)
    make_regime.signed_version(provisions=[make_regime.provision(included=["2-15"])])
    day, one, many = on(2020, 11, 1), subject(), [subject(), subject(COMPUTERS)] * 20

    with django_assert_num_queries(10):
        applying(one, at=day)
    with django_assert_num_queries(10):
        answers = applying_each(many, at=day, known_at=timezone.now())
    assert {len(answer.hits) for answer in answers} == {1, 2}
