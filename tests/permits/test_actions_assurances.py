"""Assurances are recorded whole or not at all, and permits are made to rest on them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.roles import Role
from audit.models import Entry
from permits import actions
from permits.models import Assurance, AssuranceLine, Permit, Undertaking
from permits.models.permits import PermitKind
from tests import make, make_assurances
from tests.audit.going_round import an_entry

pytestmark = pytest.mark.django_db


def codes(refusal):
    return [error.code for error in refusal.value.error_list]


def test_an_assurance_is_recorded_with_its_undertakings_and_goods_in_order():
    officer = make.officer()
    given = make_assurances.assurance(
        by=officer,
        lines=[
            {
                "item": make.item("2-15"),
                "code": "2-15",
                "description": "Imaging sensor",
                "quantity": Decimal(4),
                "unit": "each",
                "value": Decimal("1250000.00"),
            }
        ],
        contract="PO 77",
        location="Ankara",
        sealed=True,
    )

    assert [(each.position, each.kind) for each in given.undertakings.all()] == [
        (1, "no-reexport"),
        (2, "no-transfer"),
        (3, "on-site-checks"),
    ]
    assert [(line.position, line.code, line.value) for line in given.lines.all()] == [
        (1, "2-15", Decimal("1250000.00"))
    ]
    entry = Entry.objects.sealed().newest_first().first()
    assert (entry.action, entry.about, entry.actor) == (
        "assurance.record",
        given.reference,
        officer,
    )


def test_who_may_not_record_assurances_is_refused():
    with pytest.raises(PermissionDenied):
        make_assurances.assurance(by=make.user(Role.INVESTIGATOR))

    assert not Assurance.objects.exists()


def test_an_assurance_that_undertakes_nothing_is_refused():
    with pytest.raises(ValidationError) as refusal:
        make_assurances.assurance(undertakings=[])

    assert codes(refusal) == ["nothing-undertaken"]


def test_an_assurance_yet_to_be_given_is_refused():
    with pytest.raises(ValidationError) as refusal:
        make_assurances.assurance(given_on=timezone.localdate() + timedelta(days=1))

    assert codes(refusal) == ["in-future"]


def test_an_assurance_that_ends_before_it_is_given_is_refused():
    with pytest.raises(ValidationError, match="runs out before it is given"):
        make_assurances.assurance(valid_until=date(2019, 4, 30))


def test_one_wrong_undertaking_keeps_the_whole_assurance_out():
    wrong = {"kind": "no-such-kind", "wording": "The goods will be kept."}
    with pytest.raises(ValidationError):
        make_assurances.assurance(undertakings=[make_assurances.NO_REEXPORT, wrong])

    assert (Assurance.objects.count(), Undertaking.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        (Undertaking, {"kind": "no-such-kind", "wording": "Words"}),
        (Undertaking, {"kind": "no-reexport", "wording": ""}),
        (AssuranceLine, {"description": "Sensor", "quantity": Decimal(0)}),
        (AssuranceLine, {"description": "Sensor", "value": Decimal(-1)}),
    ],
)
def test_the_database_refuses_what_no_assurance_says(model, facts):
    given = make_assurances.assurance()
    with pytest.raises(IntegrityError), transaction.atomic(), an_entry():
        model.objects.bulk_create([model(assurance=given, position=9, **facts)])


def test_permits_come_to_rest_on_a_later_assurance_once():
    given = make_assurances.assurance()
    first, second = make.valid_permits(2)

    assert make_assurances.resting(given, first) == 1
    assert make_assurances.resting(given, first, second) == 1
    assert set(Permit.objects.resting_on([given])) == {first, second}
    with pytest.raises(ValidationError) as refusal:
        make_assurances.resting(given, first, second)
    assert codes(refusal) == ["nothing-to-rest"]


def test_a_general_permit_rests_on_no_assurance():
    general = make.submitted_permit(kind=PermitKind.GENERAL, holder=None, lines=[])
    with pytest.raises(ValidationError) as refusal:
        make_assurances.resting(make_assurances.assurance(), general)

    assert codes(refusal) == ["nothing-to-rest"]


def test_who_may_not_record_assurances_rests_no_permit_on_one():
    given = make_assurances.assurance()
    permit = make.valid_permit()
    with pytest.raises(PermissionDenied):
        actions.rest_on(
            given, Permit.objects.filter(pk=permit.pk), by=make.director(), reason="A test"
        )


def test_assurances_are_asked_by_their_day_issuer_and_words():
    given = make_assurances.assurance(valid_until=date(2020, 12, 31), contract="PO 4711")
    other = make_assurances.assurance()

    assert set(Assurance.objects.valid_on(date(2020, 12, 31))) == {given, other}
    assert set(Assurance.objects.valid_on(date(2021, 1, 1))) == {other}
    assert set(Assurance.objects.valid_on(date(2019, 4, 30))) == set()
    assert set(Assurance.objects.given_by(given.issuer)) == {given}
    assert set(Assurance.objects.matching("4711")) == {given}
    assert set(Assurance.objects.matching(other.issuer.name)) == {other}
