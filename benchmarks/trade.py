"""What a generated register says beyond permits: end users, consignees, assurances, shipments."""

from datetime import date

from django.db import connection
from django.db.models import Min

from permits.models import Assurance, Country, Party

END_USERS = 4_000
NUMBER = "(CAST(substr(reference, 4) AS bigint) - 10000000)"
# A few end users are named on many permits: the product of two even choices is skewed.
RANK = "({i} * 7879 %% {n}) * ({i} / 97 * 104723 %% {n}) / {n}"


def generate(permits):
    """Write it for every permit there is, by a few statements under the open entry."""
    users = _end_users(permits)
    first, count = users[0], len(users)
    rank = RANK.format(i=NUMBER, n=count)
    _run(f"UPDATE permits_permit SET end_user_id = {first} + {rank}")
    permits = f"(SELECT id, end_user_id, issued_on, {NUMBER} AS i FROM permits_permit) p"
    consignee = RANK.format(i="(i + 11)", n=count)
    _run(
        "INSERT INTO permits_consignee (permit_id, party_id, country_id)"
        f" SELECT id, {first} + {consignee}, NULL FROM {permits}"
        " WHERE i %% 5 < 3 ORDER BY id"
    )
    assurance = Assurance.objects.aggregate(first=Min("pk"))["first"]
    _run(
        "INSERT INTO permits_permitassurance (permit_id, assurance_id)"
        f" SELECT id, {assurance} + end_user_id - {first} FROM {permits}"
        " WHERE i %% 2 = 0 ORDER BY id"
    )
    _shipments(permits)


def _end_users(permits):
    """Fictional end users abroad, each with an assurance; their keys, one after another."""
    countries = list(Country.objects.order_by("code")[:60])
    count = max(min(END_USERS, permits // 50), 1)
    parties = Party.objects.bulk_create(
        [
            Party(name=f"End user {number} Establishment", country=countries[number % 60])
            for number in range(count)
        ],
        batch_size=500,
    )
    Assurance.objects.bulk_create(
        [
            Assurance(
                reference=f"EUC-{number:06d}",
                kind="end-use-certificate",
                issuer=party,
                given_on=date(2005, 1, 3),
                end_use="Use by the armed forces",
            )
            for number, party in enumerate(parties)
        ],
        batch_size=500,
    )
    return [party.pk for party in parties]


def _shipments(permits):
    """One or two shipments under two lines in five; one report in ten names no quantity."""
    later = {
        days: f"p.issued_on + {days}"
        if connection.vendor == "postgresql"
        else f"date(p.issued_on, '+{days} days')"
        for days in (30, 40, 200, 260)
    }
    for document, shipped, reported, which in (
        ("A", later[30], later[40], "p.i %% 5 < 2"),
        ("B", later[200], later[260], "p.i %% 10 = 1"),
    ):
        _run(
            "INSERT INTO permits_shipment"
            " (line_id, reference, shipped_on, reported_on, quantity, value)"
            f" SELECT l.id, '{document}-' || l.id, {shipped}, {reported},"
            " CASE WHEN p.i %% 10 = 1 THEN NULL ELSE 1 END, 500 + p.i %% 900"
            f" FROM {permits} JOIN permits_permitline l ON l.permit_id = p.id"
            f" WHERE {which} ORDER BY l.id"
        )


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement, [])
