"""What is done inside a scratch database: generate a register, cancel a list, ask the pages."""

import gc
import sys
import time

from django.core.management import call_command
from django.db import connection

from benchmarks import exposure, listing, register, ways
from benchmarks.measuring import Statements, peak_memory


def generate(*, permits, suspended, years, lists=(), traded=False):
    """Make the tables, a register, and orders with lists of suspended permits so long."""
    begun = time.perf_counter()
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    register.generate(register.Register(permits, suspended, years, traded))
    orders = register.listed_in_turn(lists)
    seconds = time.perf_counter() - begun
    with connection.cursor() as cursor:
        # As a register is that has been in use: PostgreSQL tidies up by itself in time.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return {"seconds": seconds, "orders": orders}


def batch(*, way, order, warm_up):
    """Cancel the permits on the list of one order in one of the ways."""
    ways.prepare(way)
    find = register.Order.objects.select_related("prepared_by").get
    warm, order = find(pk=warm_up), find(pk=order)
    ways.WAYS[way](warm, warm.prepared_by)
    gc.collect()
    statements, before = Statements(), peak_memory()
    begun = time.perf_counter()
    with connection.execute_wrapper(statements):
        library_seconds = ways.WAYS[way](order, order.prepared_by)
    return {
        "seconds": time.perf_counter() - begun,
        "library_seconds": library_seconds,
        "memory": peak_memory() - before,
        "statements": len(statements),
    }


def ask(*, requests):
    """Ask the register's list each question its filters offer."""
    gc.collect()
    gc.freeze()  # as exportcontrol.wsgi does
    return listing.ask(register.person("officer"), requests)


def expose(*, requests):
    """Take stock, and ask the exposure page about the largest of each kind of subject."""
    gc.collect()
    gc.freeze()
    return exposure.ask(register.person("officer"), requests)


TASKS = {"generate": generate, "batch": batch, "ask": ask, "expose": expose}
