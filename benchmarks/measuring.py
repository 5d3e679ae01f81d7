"""What is measured beside the clock: statements and their plans, and memory."""

import resource
import sys
import time

from django.db import connection


class Statements:
    """Counts and times the statements that a connection executes while this wraps it."""

    def __init__(self):
        self.executed = []  # (seconds, statement, parameters)

    def __call__(self, execute, statement, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(statement, params, many, context)
        finally:
            self.executed.append((time.perf_counter() - begun, statement, params))

    def __len__(self):
        return len(self.executed)

    def slowest(self):
        """The statement that took longest, and the plan the database has for it."""
        _seconds, statement, params = max(self.executed, key=lambda executed: executed[0])
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        with connection.cursor() as cursor:
            cursor.execute(f"{explain} {statement}", params)
            return statement, [str(row[-1]) for row in cursor.fetchall()]


def peak_memory():
    """The most memory this process has held so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1024**2
