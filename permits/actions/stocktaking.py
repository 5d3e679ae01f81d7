"""Count the whole register, so that broad questions about it are answered at once."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from audit.models import Entry
from permits.counting import one_moment
from permits.counting.figures import KEEPS, goods_of
from permits.counting.sources import whole
from permits.counting.statements import COLUMNS, PAIRS, counting
from permits.models import ControlListItem
from permits.models.stocktakes import StockFigure, StockKind, Stocktake

# The number of the lock that lets one count run at a time (PostgreSQL).
STOCKTAKE_LOCK = 0x57_0C_4A
NEVER = -1  # the number of an empty ledger


def take_stock() -> Stocktake:
    """Count everything at one moment; the stocktakes before are thrown away.

    What it writes is worked out from the record and says nothing new: it needs no entry.
    """
    with one_moment(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STOCKTAKE_LOCK])
        newest = Entry.objects.aggregate(newest=Max("sequence"))["newest"]
        now = timezone.now()
        stocktake = Stocktake.objects.create(
            sequence=NEVER if newest is None else newest,
            counted_on=timezone.localdate(now),
            counted_at=now,
        )
        for kind in StockKind:
            _count(stocktake, kind)
        StockFigure.objects.exclude(stocktake=stocktake).delete()
        Stocktake.objects.exclude(pk=stocktake.pk).delete()
    return stocktake


def _count(stocktake: Stocktake, kind: StockKind) -> None:
    goods, names = _goods(kind)
    today = stocktake.counted_on
    statement = counting(whole(), PAIRS[kind], goods)
    insert = f"INSERT INTO {StockFigure._meta.db_table} (stocktake_id, kind, {COLUMNS})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{insert} SELECT %(stocktake)s, %(kind)s, {COLUMNS} FROM ({statement}) counted",  # noqa: S608
            {
                **names,
                "stocktake": stocktake.pk,
                "kind": kind.value,
                "today": today.isoformat(),
                "horizon": (today + KEEPS - timedelta(days=1)).isoformat(),
            },
        )


def _goods(kind: StockKind) -> tuple[str, dict[str, str]]:
    of_goods = kind in (StockKind.GOODS, StockKind.DESTINATION_GOODS)
    return goods_of(ControlListItem.objects.gathered()) if of_goods else ("", {})
