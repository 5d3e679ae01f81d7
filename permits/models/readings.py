"""Lists asked for by conditions of which one must hold, each answered by an index of its own."""

import json
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Func, Q, QuerySet


class ReadQuerySet(QuerySet):
    """Rows that remember the conditions they were read by, so that a page can read each alone."""

    # Each row meets one of these; each has an index, all together have none.
    readings: tuple[Q, ...] = ()

    def _clone(self):
        clone = super()._clone()
        clone.readings = self.readings
        return clone

    def read_as(self, *readings):
        """The rows that meet one of these conditions at least."""
        found = self.filter(reduce(or_, readings)) if readings else self.none()
        found.readings = readings
        return found


class Among(Func):
    """Whether an expression is one of some keys, all in one parameter of the statement."""

    output_field = BooleanField()

    def __init__(self, expression, keys, **extra):
        super().__init__(expression, **extra)
        self.keys = tuple(keys)

    def as_postgresql(self, compiler, connection, **_context):
        template = "%(expressions)s = ANY(%%s::bigint[])"
        found, params = self.as_sql(compiler, connection, template=template)
        return found, [*params, list(self.keys)]

    def as_sqlite(self, compiler, connection, **_context):
        template = "%(expressions)s IN (SELECT value FROM json_each(%%s))"
        found, params = self.as_sql(compiler, connection, template=template)
        return found, [*params, json.dumps(self.keys)]


def in_order(condition):
    """A condition that planners leave to be asked of each row: half of an OR, the other empty."""
    return Q(condition) | Q(pk__lt=0)
