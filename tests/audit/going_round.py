"""Ways round Python: raw SQL, as somebody with a database client would write it."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit import ledger

UNEXPLAINED = "no open entry explains this write"
ADDED_ONLY = "rows are only ever added"


def sql(statement, params=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def refused(reason):
    """The database refuses what happens here, for this reason, and nothing of it remains."""
    with pytest.raises(IntegrityError, match=reason), transaction.atomic():
        yield


def an_entry(**facts):
    return ledger.entry(**{"by": None, "action": "test.act", "reason": "A test", **facts})


def open_by_hand():
    """An entry opened as a client would, that nothing will seal."""
    sql(
        "INSERT INTO audit_entry (actor_name, actor_roles, action, about, reason, authority,"
        " source, recorded_at, unfinished_id) VALUES ('A client', '', 'by.hand', '', 'None', '',"
        " 'command', %s, 1)",
        [timezone.now()],
    )
