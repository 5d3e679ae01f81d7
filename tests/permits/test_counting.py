"""Figures of a subject, against numbers counted by hand; a stocktake agrees with the record."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit import ledger
from permits import actions
from permits.actions.stocktaking import take_stock
from permits.counting import Amount, Subject, counted
from permits.counting import figures as counting
from permits.models import (
    ControlListItem,
    JointDestination,
    Permit,
    PermitAssurance,
    PermitLine,
    StockFigure,
    Stocktake,
)
from permits.models.stocktakes import StockKind
from tests import make

pytestmark = pytest.mark.django_db

TODAY = date(2021, 1, 1)


def line(value, *, quantity="4", code="2-15", currency="CAD", unit="each"):
    return {
        "item": make.item(code),
        "code": code,
        "description": "Imaging sensor",
        "quantity": quantity and Decimal(quantity),
        "unit": unit,
        "value": value and Decimal(value),
        "currency": currency,
    }


def ship(line, value, quantity=None, shipped_on=date(2019, 7, 1)):
    actions.record_shipment(
        line,
        reference=f"SD-{next(make.numbers)}",
        shipped_on=shipped_on,
        reported_on=shipped_on,
        value=Decimal(value),
        quantity=quantity and Decimal(quantity),
        by=make.officer(),
        reason="A test",
    )


def amount(number, *amounts, silent=0):
    return Amount(number, *map(Decimal, amounts), silent)


def everything():
    return Subject(Permit.objects.all(), kind=StockKind.REGISTER)


def towards(code="TR"):
    country = make.country(code)
    return Subject(
        Permit.objects.to_destination(country), kind=StockKind.DESTINATION, key=str(country.pk)
    )


def items_of(text):
    return frozenset(ControlListItem.objects.named(text).values_list("pk", flat=True))


def goods(text):
    return Subject(
        Permit.objects.for_goods(text), items=items_of(text), kind=StockKind.GOODS, key=text
    )


def goods_towards(text, code="TR"):
    country = make.country(code)
    return Subject(
        Permit.objects.to_destination(country).for_goods(text),
        items=items_of(text),
        kind=StockKind.DESTINATION_GOODS,
        key=f"{country.pk}/{text}",
    )


def technology(which):
    items = ControlListItem.objects.of_technology(which).values_list("pk", flat=True)
    permits = Permit.objects.for_technology(which)
    return Subject(permits, items=frozenset(items), kind=StockKind.GOODS, key=which)


def afresh(subject):
    return Subject(subject.permits, items=subject.items, code=subject.code)


def test_permits_are_counted_by_status_and_end_of_term():
    make.valid_permits(2)
    make.valid_permit(valid_until=date(2020, 12, 31))
    make.suspended_permit()
    make.submitted_permit()

    found = counted(everything(), TODAY)

    assert found.permits == {
        ("valid", False): 2,
        ("valid", True): 1,
        ("suspended", False): 1,
        ("submitted", False): 1,
    }


def test_values_and_quantities_are_issued_shipped_and_outstanding_by_currency_and_unit():
    permit = make.valid_permit(
        lines=[
            line("100.10", quantity="4"),
            line("7.00", currency="EUR", quantity="1.5", unit="kg"),
            line(None, quantity="2"),
        ]
    )
    first, second, _third = permit.lines.all()
    ship(first, "40.05", "1")
    ship(first, "10.00", "1")
    ship(second, "9.00", "0.5")

    found = counted(everything(), TODAY)

    assert found.values == {
        ("valid", False, "CAD"): amount(1, "100.10", "50.05", "50.05"),
        ("valid", False, "EUR"): amount(1, "7.00", "9.00", "0.00"),
    }
    assert found.quantities == {
        ("valid", False, "each"): amount(1, "6.000", "2.000", "4.000"),
        ("valid", False, "kg"): amount(1, "1.500", "0.500", "1.000"),
    }


def test_a_line_whose_quantity_is_used_up_leaves_no_value_as_on_the_permits_page():
    permit = make.valid_permit(lines=[line("100.00", quantity="1")])
    ship(permit.lines.get(), "60.00", "1")

    found = counted(everything(), TODAY)

    assert found.values["valid", False, "CAD"] == amount(1, "100.00", "60.00", "0.00")


def test_a_report_without_a_quantity_leaves_the_quantity_of_its_line_unknown():
    permit = make.valid_permit(lines=[line("100.00", quantity="3"), line("50.00", quantity="2")])
    first, _second = permit.lines.all()
    ship(first, "60.00")

    found = counted(everything(), TODAY)

    assert found.quantities["valid", False, "each"] == amount(
        1, "5.000", "0.000", "2.000", silent=1
    )
    assert found.values["valid", False, "CAD"] == amount(1, "150.00", "60.00", "90.00")


def test_only_the_lines_of_the_goods_asked_about_are_added_up():
    make.valid_permit(lines=[line("10.00"), line("3.00", code="2-1")])

    assert counted(goods("2-15"), TODAY).values["valid", False, "CAD"].issued == Decimal("10.00")
    assert counted(goods("2"), TODAY).values["valid", False, "CAD"].issued == Decimal("13.00")


def test_technology_is_software_and_technology_by_their_items():
    make.valid_permit(lines=[line("1.00", code="2-21"), line("2.00", code="2-22"), line("4.00")])
    make.valid_permit(lines=[line("8.00", code="2-22")])
    make.valid_permit(lines=[line("16.00", code="2-2")])

    issued = {
        which: counted(technology(which), TODAY).values["valid", False, "CAD"].issued
        for which in ("software", "technology", "either")
    }
    assert issued == {"software": 1, "technology": 10, "either": 11}


def test_permits_in_force_come_and_go_by_the_day_of_the_law():
    make.valid_permit()  # from 3 June 2019 to 2 June 2023
    make.suspended_permit()  # stopped on 5 October 2020
    make.submitted_permit()

    assert counted(everything(), TODAY).flow == {
        date(2019, 6, 1): 2,
        date(2020, 10, 1): -1,
        date(2023, 6, 1): -1,
    }


def test_a_permit_reinstated_is_in_force_again_until_its_term_ends():
    permit = make.suspended_permit()
    moment = datetime(2021, 2, 1, 5, tzinfo=UTC)
    make.signed(make.order("reinstate", [permit], effective_at=moment))

    assert counted(everything(), TODAY).flow == {
        date(2019, 6, 1): 1,
        date(2020, 10, 1): -1,
        date(2021, 2, 1): 1,
        date(2023, 6, 1): -1,
    }


def test_holders_and_assurances_are_counted_once():
    holder, assurance = make.party(), make.assurance()
    make.valid_permits(2, holder=holder, assurances=[assurance])
    make.valid_permit(assurances=[make.assurance()], destination=make.country("DE"))

    found = counted(everything(), TODAY)

    assert (found.holders, found.assurances) == (2, 2)
    found = counted(towards(), TODAY)
    assert (found.holders, found.assurances) == (1, 1)


def test_a_stocktake_keeps_what_is_asked_for_and_replaces_the_one_before():
    make.valid_permit()
    take_stock()

    call_command("take_stock", verbosity=0)

    assert Stocktake.objects.count() == 1
    assert set(StockFigure.objects.values_list("kind", flat=True)) == set(StockKind.values)
    keys = StockFigure.objects.filter(kind=StockKind.GOODS).values_list("key", flat=True)
    assert {"2", "2-15"} <= set(keys)


def test_a_stocktake_too_old_or_left_too_far_behind_is_not_used(monkeypatch):
    make.valid_permit()
    taken = take_stock()
    today = taken.counted_on

    assert counted(everything(), today).stocktake == taken
    assert counted(everything(), today + counting.KEEPS).stocktake is None
    assert counted(everything(), today - timedelta(days=1)).stocktake is None
    monkeypatch.setattr(counting, "MOST_TOUCHED", 5)
    make.valid_permits(3)
    assert counted(everything(), today).stocktake is None


def test_the_clock_alone_moves_permits_past_their_term_after_a_stocktake():
    today = timezone.localdate()
    make.valid_permit(valid_until=today + timedelta(days=3))
    take_stock()

    for later, ended in ((3, False), (4, True)):
        found = counted(everything(), today + timedelta(days=later))
        assert found.stocktake is not None
        assert found.permits == {("valid", ended): 1}


def busy(chance, known):
    """Something happens to the register: a permit, a shipment, an order, a change, an assurance."""
    by, what = make.officer(), chance.randrange(8)
    valid = list(Permit.objects.filter(status="valid"))
    if what <= 1 or not valid:
        make.valid_permit(
            holder=chance.choice(known["holders"]),
            destination=None if what else chance.choice(known["countries"]),
            joint_destinations=known["countries"][:2] if what else [],
            assurances=chance.sample(known["assurances"], chance.randrange(3)),
            valid_until=date(2019, 6, 3) + timedelta(days=chance.randrange(4000)),
            lines=[
                line("10.00", code=chance.choice(["2-15", "2-22", "2-1"]))
                for _number in range(chance.randrange(1, 3))
            ],
        )
        return
    permit = chance.choice(valid)
    if what == 2:
        ship(permit.lines.first(), "4.00", chance.choice([None, "1"]))
    elif what == 3 and permit.valid_until > make.SUSPENDED_AT.date():
        make.suspension([permit])
    elif what <= 4:
        make.submitted_permit(holder=chance.choice(known["holders"]))
    else:
        with ledger.entry(by=by, action="permit.amend", about=permit.reference, reason="A test"):
            if what == 5:
                Permit.objects.filter(pk=permit.pk).update(
                    destination=chance.choice(known["countries"]),
                    holder=chance.choice(known["holders"]),
                )
                JointDestination.objects.filter(permit=permit).delete()
            elif what == 6:
                PermitLine.objects.filter(permit=permit).update(
                    item=make.item("2-3"), code="2-3", value=Decimal("99.00"), currency="USD"
                )
            else:
                PermitAssurance.objects.filter(permit=permit).delete()
                PermitAssurance.objects.create(
                    permit=permit, assurance=chance.choice(known["assurances"])
                )


@pytest.mark.parametrize("seed", range(3))
def test_a_stocktake_and_all_that_came_after_agree_with_the_record(seed):
    chance = random.Random(seed)
    known = {
        "holders": [make.party() for _number in range(3)],
        "countries": [make.country(code) for code in ("TR", "DE", "ZA")],
        "assurances": [make.assurance() for _number in range(3)],
    }
    for _number in range(10):
        busy(chance, known)
    taken = take_stock()
    today = taken.counted_on
    for _round in range(3):
        for _number in range(3):
            busy(chance, known)
        subjects = [everything(), towards("TR"), towards("DE"), goods("2"), goods("2-15")]
        subjects += [goods("2-3"), technology("either")]
        for subject in [*subjects, *(goods_towards(each, "TR") for each in ("2", "2-15"))]:
            found = counted(subject, today)
            assert found.stocktake == taken
            found.stocktake = None
            assert found == counted(afresh(subject), today), (subject.kind, subject.key)


@pytest.mark.parametrize("subject", [everything, towards, lambda: goods("2")])
def test_the_statements_do_not_grow_with_the_register(subject, django_assert_max_num_queries):
    make.valid_permits(3)
    take_stock()
    make.valid_permits(2)
    asked = subject()

    with django_assert_max_num_queries(14):
        counted(asked, timezone.localdate())
    with django_assert_max_num_queries(2):
        counted(afresh(asked), timezone.localdate())
