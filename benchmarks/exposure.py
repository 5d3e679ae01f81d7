"""The exposure page, asked about every kind of subject: the largest of each."""

import time

from django.db import connection
from django.db.models import Count
from django.test import Client

from audit import ledger
from benchmarks.listing import timed
from benchmarks.measuring import Statements
from permits.actions.stocktaking import take_stock
from permits.models import Consignee, Permit

TOUCHED = 500  # permits that entries after the stocktake change
AT_ONCE, LATER = "after a stocktake", "and later acts"


def questions():
    """A query string for each question; under parties, the one with the most permits."""
    ends = _most(Permit.objects.values_list("end_user"))
    consigned = _most(Consignee.objects.values_list("party"))
    return {
        "the whole register": "",
        "destination": "destination=TR",
        "group": "goods=2",
        "item": "goods=2-15",
        "technology": "technology=either",
        "destination and group": "destination=TR&goods=2",
        "end user": f"end_user={ends}",
        "consignee": f"consignee={consigned}",
        "assurer": f"assurer={ends}",
    }


def _most(rows):
    return rows.annotate(found=Count("pk")).order_by("-found").first()[0]


def ask(user, requests, warm_up=3):
    """The time of the whole page in milliseconds, right after a stocktake and some acts later."""
    begun = time.perf_counter()
    take_stock()
    found = {"stocktake": time.perf_counter() - begun, "pages": {}}
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="accounts.backends.RoleBackend")
    asked, slowest = questions(), (0, "", [])
    for moment, before in ((AT_ONCE, None), (LATER, _touch)):
        if before:
            before(user)
        found["pages"][moment] = {}
        for name, query in asked.items():
            statements = Statements()
            with connection.execute_wrapper(statements):
                times = timed(lambda query: _page(client, query), [query], requests, warm_up)
            times["statements"] = len(statements) / (requests + warm_up)
            found["pages"][moment][name] = times
            if times["p95"] > slowest[0]:
                slowest = (times["p95"], f"{name}, {moment}", *statements.slowest())
    return {**found, "slowest": slowest}


def _page(client, query):
    response = client.get(f"/exposure/?{query}")
    if response.status_code != 200:
        raise RuntimeError(f"{query} was answered {response.status_code}")


def _touch(user):
    """Change what some permits say, one in many, each under an entry of its own as in use."""
    keys = list(Permit.objects.order_by("pk").values_list("pk", flat=True))
    for key in keys[:: max(len(keys) // TOUCHED, 1)][:TOUCHED]:
        with ledger.entry(by=user, action="benchmark.touch", reason="A register to measure"):
            Permit.objects.filter(pk=key).update(end_use="Use on ships")
