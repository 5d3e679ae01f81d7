"""The register's list, asked each question its filters offer, first page and last."""

import time
from itertools import cycle, islice
from statistics import median, quantiles

from django.db import connection
from django.test import Client

from benchmarks.measuring import Statements
from permits.models import Order, Party


def questions():
    """The query strings of each question; several where the answer depends on what is asked."""
    suspension = Order.objects.that_suspended().latest("pk")
    holders = Party.objects.order_by("pk").values_list("pk", flat=True)[:5]
    return {
        "none": [""],
        "oldest first": ["sort=issued_on"],
        "by number": ["sort=number"],
        "number": ["q=XP-1012", "q=xp-10999999", "q=XP-104"],
        "part of a holder's name": ["q=marine", "q=Optics 12", "q=northern"],
        "name of one holder": ["q=Optics 12345", "q=Sensors 777", "q=Marine 1234"],
        "name of a country": ["q=Turkey", "q=Germany"],
        "status": [f"status={status}" for status in ("valid", "suspended", "denied")],
        "two statuses": ["status=suspended&status=cancelled"],
        "destination": [f"destination={code}" for code in ("TR", "AE", "BH")],
        "group": ["goods=2", "goods=1"],
        "item": ["goods=2-15", "goods=2-1"],
        "in term on": [f"in_term_on={day}" for day in ("2008-05-01", "2015-06-01", "2020-06-01")],
        "suspended by order": [f"suspended_by={suspension.number}"],
        "term": ["expired=yes", "expired=no"],
        "kind": ["type=brokering", "type=export"],
        "holder": [f"holder={pk}" for pk in holders],
        "status and destination": [
            "status=valid&destination=TR",
            "status=suspended&destination=TR",
            "status=denied&destination=AE",
        ],
    }


def ask(user, requests, warm_up=3):
    """Ask each question so many times for each page; times in milliseconds, the slowest plan."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="accounts.backends.RoleBackend")
    found, slowest = {}, (0, "", [])
    for name, queries in questions().items():
        found[name] = {"statements": 0}
        for page, suffix in (("first", ""), ("last", "page=last")):
            statements, times = Statements(), []
            asked = [f"/permits/?{query}&{suffix}" for query in queries]
            for address in islice(cycle(asked), warm_up):
                _timed(client, address)
            with connection.execute_wrapper(statements):
                times = [_timed(client, address) for address in islice(cycle(asked), requests)]
            p95 = quantiles(times, n=20)[-1]
            found[name][page] = {"p95": p95, "median": median(times)}
            found[name]["statements"] = max(found[name]["statements"], len(statements) / requests)
            if p95 > slowest[0]:
                slowest = (p95, f"{name}, {page} page", *statements.slowest())
    return {"questions": found, "slowest": slowest}


def _timed(client, address):
    begun = time.perf_counter()
    response = client.get(address)
    seconds = time.perf_counter() - begun
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return 1000 * seconds
