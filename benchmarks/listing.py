"""The register's list, asked each question its filters offer, first page and last."""

import time
from itertools import cycle, islice
from statistics import median, quantiles

from django.db import connection
from django.http import QueryDict
from django.test import Client

from benchmarks.measuring import Statements
from permits.filters import PermitFilter
from permits.models import Order, Party, Permit
from permits.paging import page_of


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
    """Ask each question so many times for each page; the times in milliseconds.

    *Rows* is the filter, the page with all that its rows say, and the count; *page* is the whole
    answer to a request, from the session to the last byte of the template. The slowest statement
    of the slowest rows is told with its plan.
    """
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="accounts.backends.RoleBackend")
    found, slowest = {}, (0, "", [])
    for name, queries in questions().items():
        found[name] = {}
        for end, suffix in (("first", ""), ("last", "page=last")):
            asked = [f"{query}&{suffix}" for query in queries]
            statements = Statements()
            pages = timed(lambda query: _page(client, query), asked, requests, warm_up)
            with connection.execute_wrapper(statements):
                rows = timed(lambda query: _rows(user, query), asked, requests, warm_up)
            found[name][end] = {"rows": rows, "page": pages}
            if rows["p95"] > slowest[0]:
                slowest = (rows["p95"], f"{name}, {end} page", *statements.slowest())
    return {"questions": found, "slowest": slowest}


def timed(do, asked, requests, warm_up):
    times = []
    for query in islice(cycle(asked), warm_up + requests):
        begun = time.perf_counter()
        do(query)
        times.append(1000 * (time.perf_counter() - begun))
    return {"p95": quantiles(times[warm_up:], n=20)[-1], "median": median(times[warm_up:])}


def _rows(user, query):
    asked = QueryDict(query, mutable=True)
    register = PermitFilter(asked, queryset=Permit.objects.visible_to(user))
    return page_of(register.permits.with_rows(), keys=register.keys, query=asked)


def _page(client, query):
    response = client.get(f"/permits/?{query}")
    if response.status_code != 200:
        raise RuntimeError(f"{query} was answered {response.status_code}")
