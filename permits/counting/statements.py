"""The statements that count: who is asked for (pairs), and every figure of theirs at once."""

from django.db import connection

from permits.counting.sources import Source, day_after, day_of, greatest, least, month_of
from permits.models.stocktakes import StockKind

# Pairs of a permit and the key it stands under, and of a line and the key it stands under.
PAIRS = {
    StockKind.REGISTER: (
        "SELECT id AS permit_id, '' AS key FROM permit",
        "SELECT id AS line_id, permit_id, '' AS key FROM line",
    ),
    StockKind.DESTINATION: (
        "SELECT id AS permit_id, CAST(destination_id AS text) AS key FROM permit"
        " WHERE destination_id IS NOT NULL"
        " UNION SELECT permit_id, CAST(country_id AS text) FROM joint",
        "SELECT line.id AS line_id, line.permit_id, pair.key"
        " FROM line JOIN pair ON pair.permit_id = line.permit_id",
    ),
    StockKind.GOODS: (
        "SELECT DISTINCT permit_id, key FROM line_pair",
        "SELECT line.id AS line_id, line.permit_id, goods.key"
        " FROM line JOIN goods ON goods.item_id = line.item_id",
    ),
    StockKind.DESTINATION_GOODS: (
        "SELECT DISTINCT permit_id, key FROM line_pair",
        "SELECT line.id AS line_id, line.permit_id, towards.key || '/' || goods.key AS key"
        " FROM line JOIN goods ON goods.item_id = line.item_id"
        " JOIN (SELECT id AS permit_id, CAST(destination_id AS text) AS key FROM permit"
        " WHERE destination_id IS NOT NULL"
        " UNION SELECT permit_id, CAST(country_id AS text) FROM joint) towards"
        " ON towards.permit_id = line.permit_id",
    ),
}
COLUMNS = "key, what, unit, status, ended, ends_on, month, number, issued, shipped, outstanding"
_WHERE = "status, ended, ends_on"
_NONE = "CAST(NULL AS date)"
_NOTHING = "CAST(NULL AS numeric), CAST(NULL AS numeric), CAST(NULL AS numeric)"
_NO_AMOUNTS = ", ".join(
    f"CAST(NULL AS numeric) AS {name}" for name in ("issued", "shipped", "outstanding")
)


def counting(source: Source, pairs: tuple[str, str], goods: str = "", key: str = "") -> str:
    """The statement that counts what a source holds under the keys that the pairs name.

    Its parameters are those of the source, ``today``, and ``horizon``: terms that end between
    the two keep their day. ``goods`` lists which item stands under which key. Of few permits the
    holders and assurances are named one by one, each by its key as the number of its row.
    """
    queries = {
        **_paired(pairs, goods, key),
        "standing": _STANDING,
        "shipped": _SHIPPED,
        "balance": _balance(),
        "spell": _spell(),
        "flow": _flow(),
    }
    return f"{_with(source, queries)} {' UNION ALL '.join(_figures(source.few))}"


def _paired(pairs, goods, key):
    of_permits, of_lines = pairs
    # Goods listed for one key have no other; asked again, PostgreSQL would expect none of them.
    only = f" WHERE key = {key}" if key and pairs != PAIRS[StockKind.GOODS] else ""
    first, second = ("line_pair", of_lines), ("pair", of_permits)
    if "pair.key" in of_lines:
        first, second = second, first
    return {
        **({"goods (item_id, key)": goods} if goods else {}),
        **{name: f"SELECT * FROM ({query}) each{only}" for name, query in (first, second)},
    }


def _with(source, queries):
    """The named queries of a statement.

    Of few permits PostgreSQL is told to work out each by itself: left to look into them, it
    reckons with the statistics of whole tables, finds next to nothing, and then joins what it
    found row by row.
    """
    kept = "MATERIALIZED " if source.few and connection.vendor == "postgresql" else ""
    named = {**source.queries, **queries}.items()
    return f"WITH {', '.join(f'{name} AS {kept}({query})' for name, query in named)}"


_STANDING = (
    "SELECT pair.key, p.id, p.holder_id, p.status, p.valid_until < %(today)s AS ended,"
    " CASE WHEN p.valid_until >= %(today)s AND p.valid_until <= %(horizon)s"
    " THEN p.valid_until END AS ends_on FROM pair JOIN permit p ON p.id = pair.permit_id"
)
_SHIPPED = (
    "SELECT line_id, SUM(value) AS value, SUM(quantity) AS quantity,"
    " COUNT(*) - COUNT(quantity) AS silent FROM shipment GROUP BY line_id"
)


def _balance():
    """Each line under its key, with what was shipped and what may still be; as on a permit's page.

    A line whose quantity is used up leaves nothing, whatever its value; a report that names no
    quantity leaves the quantity unknown.
    """
    value = greatest("line.value - COALESCE(shipped.value, 0)", "0")
    quantity = greatest("line.quantity - COALESCE(shipped.quantity, 0)", "0")
    silent = "COALESCE(shipped.silent, 0)"
    used_up = f"({silent} = 0 AND shipped.quantity >= line.quantity)"
    return (
        "SELECT s.key, s.id AS permit_id, s.status, s.ended, s.ends_on, line.currency, line.unit,"
        " line.value, line.quantity, shipped.value AS shipped_value,"
        f" shipped.quantity AS shipped_quantity, {silent} AS silent,"
        f" CASE WHEN {used_up} THEN 0 ELSE {value} END AS value_left,"
        f" CASE WHEN {silent} = 0 THEN {quantity} END AS quantity_left"
        " FROM line_pair JOIN standing s ON s.id = line_pair.permit_id AND s.key = line_pair.key"
        " JOIN line ON line.id = line_pair.line_id"
        " LEFT JOIN shipped ON shipped.line_id = line.id"
    )


def _spell():
    """The statuses of each permit one after another, by the law's time, in days.

    A permit is issued from its own first day, which section 8.5 lets lie before the order.
    """
    began = (
        f"CASE WHEN o.kind IN ('issue', 'register') THEN"
        f" {least(day_of('change.effective_at'), 'p.issued_on', 'p.valid_from')}"
        f" ELSE {day_of('change.effective_at')} END"
    )
    return (
        "SELECT permit_id, valid_from, valid_until, to_status = 'valid' AS in_force, begins,"
        " LEAD(begins) OVER (PARTITION BY permit_id ORDER BY begins, effective_at, id) AS ends"
        " FROM (SELECT change.id, change.permit_id, change.to_status, change.effective_at,"
        f" p.valid_from, p.valid_until, {began} AS begins"
        " FROM change JOIN permit p ON p.id = change.permit_id"
        " JOIN permits_order o ON o.id = change.order_id) changed"
    )


def _flow():
    """When permits came into force (+1) and ceased to be (-1): valid, and within their term."""
    after = day_after("valid_until")
    began = greatest("begins", "valid_from")
    ceased = least(f"COALESCE(ends, {after})", after)
    force = (
        f"SELECT permit_id, {began} AS began, {ceased} AS ceased FROM spell"
        f" WHERE in_force AND {began} < {ceased}"
    )
    return (
        f"SELECT permit_id, {month_of('began')} AS month, 1 AS number FROM ({force}) began"
        f" UNION ALL SELECT permit_id, {month_of('ceased')}, -1 FROM ({force}) ceased"
    )


def _figures(few):
    yield (
        f"SELECT key, 'permits' AS what, '' AS unit, {_WHERE}, {_NONE} AS month,"
        f" COUNT(*) AS number, {_NO_AMOUNTS} FROM standing GROUP BY key, {_WHERE}"
    )
    yield (
        f"SELECT key, 'value', currency, {_WHERE}, {_NONE}, COUNT(DISTINCT permit_id),"
        " SUM(value), SUM(shipped_value), SUM(value_left) FROM balance"
        f" WHERE value IS NOT NULL OR shipped_value IS NOT NULL GROUP BY key, currency, {_WHERE}"
    )
    yield (
        f"SELECT key, 'quantity', unit, {_WHERE}, {_NONE}, COUNT(DISTINCT permit_id),"
        " SUM(quantity), SUM(shipped_quantity), SUM(quantity_left) FROM balance"
        f" WHERE quantity IS NOT NULL GROUP BY key, unit, {_WHERE}"
    )
    yield (
        f"SELECT key, 'silent', unit, {_WHERE}, {_NONE}, COUNT(*), {_NOTHING} FROM balance"
        f" WHERE silent > 0 AND quantity IS NOT NULL GROUP BY key, unit, {_WHERE}"
    )
    nowhere = f"'', '', 1 = 0, {_NONE}"
    yield (
        f"SELECT key, 'flow', {nowhere}, month, SUM(flow.number), {_NOTHING}"
        " FROM pair JOIN flow ON flow.permit_id = pair.permit_id GROUP BY key, month"
    )
    holder, assurance = "standing.holder_id", "rests.assurance_id"
    for what, which, found in (
        ("holders", holder, f"FROM standing WHERE {holder} IS NOT NULL"),
        ("assurances", assurance, "FROM pair JOIN rests ON rests.permit_id = pair.permit_id"),
    ):
        named = f"SELECT DISTINCT key, '{what}', {nowhere}, {_NONE}, {which}, {_NOTHING} {found}"
        number = f"COUNT(DISTINCT {which})"
        counted = f"SELECT key, '{what}', {nowhere}, {_NONE}, {number}, {_NOTHING} {found}"
        yield named if few else f"{counted} GROUP BY key"
