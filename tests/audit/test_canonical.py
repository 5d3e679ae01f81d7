"""Rows have one written form, the same from both engines, and pinned for the years to come."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models

from accounts.models import Appointment, User
from audit import canonical, ledger, merkle
from audit.models import history_of
from permits.models import Party, PermitLine
from tests import make, make_cases
from tests.audit.going_round import an_entry

MOMENT = datetime(2021, 4, 12, 4, 0, 0, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-12, "-12"),
        ("", '""'),
        ('"quoted"\\\n', '"\\"quoted\\"\\\\\\n"'),
        ("Şahin Göğüş İhracat A.Ş. ☃ 𝄞", '"Şahin Göğüş İhracat A.Ş. ☃ 𝄞"'),
        (Decimal("0.00"), '"0.00"'),
        (Decimal("-0.00"), '"0.00"'),
        (Decimal("1250000.00"), '"1250000.00"'),
        (Decimal("1E+3"), '"1000"'),
        (Decimal("-0.001"), '"-0.001"'),
        (date(2020, 10, 5), '"2020-10-05"'),
        (MOMENT, '"2021-04-12T04:00:00.000007+00:00"'),
        (MOMENT.replace(microsecond=0), '"2021-04-12T04:00:00.000000+00:00"'),
        (
            MOMENT.astimezone(timezone(timedelta(hours=-4))),
            '"2021-04-12T04:00:00.000007+00:00"',
        ),
        (b"\x00\xff", '"00ff"'),
        (memoryview(b"\x00\xff"), '"00ff"'),
    ],
)
def test_each_kind_of_value_has_one_written_form(value, written):
    assert canonical.written(value) == written.encode()


@pytest.mark.parametrize("value", [UUID(int=1), timedelta(1), {1}, object()])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(TypeError, match="has no canonical form"):
        canonical.written([1, value])


def test_the_facts_of_an_envelope_stand_in_the_order_of_their_names():
    facts = {"b": 1, "a": [["table", b"\x01"]]}
    assert canonical.written(facts) == b'{"a":[["table","01"]],"b":1}'


def test_hashes_are_pinned():
    """These may never change: what is sealed with them is verified for as long as it is kept."""
    row = (7, "É", None, True, Decimal("10.50"), date(2020, 10, 5), MOMENT, b"\x01")
    assert merkle.leaf_hash(canonical.written(row)).hex() == (
        "3f5f4887eea16937169d7376a8c7d639a5f084cbea75223e3c119318003bced1"
    )
    assert merkle.leaf_hash(canonical.written({"form": 1, "reason": "É"})).hex() == (
        "2d5d8f8290ece37587850434b09c89832abf36317868ab98d9173bf4464a5dfb"
    )


@pytest.mark.parametrize("model", ledger.sealable_models(), ids=lambda model: model._meta.label)
def test_every_sealed_column_has_a_canonical_form(model):
    assert canonical.row(model, ledger.sealed_columns(model))


def test_a_column_whose_type_has_no_canonical_form_is_refused():
    class Measured(models.Model):
        weight = models.FloatField()

        class Meta:
            app_label = "audit_tests"

        def __str__(self):
            return str(self.weight)

    with pytest.raises(TypeError, match="has no canonical form"):
        canonical.row(Measured, ["weight"])


def _written(rows, *columns):
    """Rows as their database writes them, held against the same values written here."""
    there = list(rows.values_list(canonical.row(rows.model, columns), flat=True))
    here = [canonical.written(row).decode() for row in rows.values_list(*columns)]
    assert there == here
    return there


@pytest.mark.django_db
def test_both_engines_return_the_same_row():
    """What is hashed is what the database returns: it must not matter which one."""
    submitted = make.submitted_permit(
        holder=make.party("Şahin Göğüş İhracat A.Ş. ☃ 𝄞"),
        lines=[
            {"code": "2-15", "description": 'Tab\t"É" \\ / \x01\x1f\r\n',
             "quantity": Decimal("0.100"), "value": Decimal("0.00")},
            {"code": "2-15", "description": "Largest", "quantity": None,
             "value": Decimal("99999999999.99")},
            {"code": "2-15", "description": "Odd", "quantity": Decimal("12345678901.234"),
             "value": Decimal("1234567890123.05")},
        ],
    )  # fmt: skip
    lines = PermitLine.history.filter(permit=submitted).order_by("history_id")
    appointment = make.minister()

    assert _written(lines, "description", "quantity", "value", "history_change_reason") == [
        r'["Tab\t\"É\" \\ / \u0001\u001f\r\n","0.100","0.00","A test"]',
        '["Largest",null,"99999999999.99","A test"]',
        '["Odd","12345678901.234","1234567890123.05","A test"]',
    ]
    assert _written(Party.history.filter(id=submitted.holder_id), "name") == [
        '["Şahin Göğüş İhracat A.Ş. ☃ 𝄞"]'
    ]
    assert _written(
        Appointment.history.filter(id=appointment.pk), "is_minister", "valid_from", "valid_until"
    ) == ['[true,"2019-01-01",null]']


@pytest.mark.django_db
@pytest.mark.parametrize("microsecond", [0, 7, 120_000])
def test_moments_keep_their_microseconds(microsecond):
    moment = MOMENT.replace(microsecond=microsecond)
    with an_entry():
        user = User.objects.create(username="clock", name="Clock", created_at=moment)
    rows = history_of(User).objects.filter(id=user.pk)
    assert _written(rows, "created_at", "is_active") == [
        f'["2021-04-12T04:00:00.{microsecond:06}+00:00",true]'
    ]


@pytest.mark.django_db
def test_every_row_of_a_case_is_written_by_its_database_as_it_would_be_here():
    case = make_cases.investigation()
    make_cases.adopted_finding(case)
    for model in ledger.sealable_models():
        _written(model._base_manager.order_by("pk"), *ledger.sealed_columns(model))
