"""The benchmarks compare like with like, and still run."""

import pytest
from django.db import connection, transaction
from django.db.models import F

from audit import triggers
from audit.models import Entry
from benchmarks import exposure, listing, register, ways
from benchmarks.measuring import Statements
from permits.models import Order, Outcome, Permit, StatusChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def cancellations():
    """Two signed orders to cancel, with 20 and 50 suspended permits on their lists."""
    register.generate(register.Register(permits=100, suspended=70, years=2))
    keys = register.listed_in_turn([20, 50])
    connection.check_constraints()
    return [Order.objects.select_related("prepared_by").get(pk=key) for key in keys]


def rows_made(way, order):
    """Every row that cancelling in this way adds or changes, apart from keys; then undone."""
    with transaction.atomic():
        ways.prepare(way)
        ways.WAYS[way](order, order.prepared_by)
        found = _rows_of(Entry.objects.latest("pk"))
        transaction.set_rollback(True)
    return found


def _rows_of(entry):
    copied = set(triggers.tracked_columns(Permit)) - {"last_change_id"}
    copied |= {"history_type", "history_user_id", "history_change_reason"}
    history = Permit.history.filter(entry=entry)
    current = Permit.objects.filter(last_change__entry=entry)
    changes = StatusChange.objects.filter(entry=entry)
    outcomes = Outcome.objects.filter(entry=entry)
    return {
        "history": list(history.order_by("id").values(*sorted(copied))),
        "order": list(Order.history.filter(entry=entry).values_list("id", "status")),
        "permits": list(current.order_by("pk").values_list("pk", "status")),
        "last change": history.exclude(last_change__permit=F("id")).count(),
        "changes": list(
            changes.order_by("permit").values_list(
                "permit", "order", "from_status", "to_status", "effective_at"
            )
        ),
        "outcomes": list(
            outcomes.order_by("scheduled").values_list("scheduled", "carried_out", "refusals")
        ),
    }


def test_the_three_ways_make_the_same_rows(cancellations):
    _few, order = cancellations

    ours, raw, library = (rows_made(way, order) for way in ("application", "raw SQL", "library"))

    assert len(ours["outcomes"]) == 50
    assert {refusals for _row, _done, refusals in ours["outcomes"]} == {"", "expired"}
    assert len(ours["history"]) == len(ours["changes"]) == len(ours["permits"]) > 40
    assert raw == ours
    assert library == ours


def test_a_longer_list_takes_no_more_statements(cancellations):
    counts = []
    for order in cancellations:
        statements = Statements()
        with connection.execute_wrapper(statements):
            ways.application(order, order.prepared_by)
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_every_question_of_the_list_is_answered(cancellations):
    found = listing.ask(cancellations[0].prepared_by, requests=2, warm_up=0)

    assert found["questions"].keys() == listing.questions().keys()
    assert all(asked["last"]["page"]["p95"] > 0 for asked in found["questions"].values())


def test_the_exposure_page_is_asked_about_every_kind_of_subject():
    register.generate(register.Register(permits=120, suspended=10, years=2, traded=True))

    found = exposure.ask(register.person("officer"), requests=2, warm_up=0)

    assert list(found["pages"]) == [exposure.AT_ONCE, exposure.LATER]
    for pages in found["pages"].values():
        assert pages.keys() == exposure.questions().keys()
        assert all(0 < asked["statements"] < 40 for asked in pages.values())
