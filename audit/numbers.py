"""References given in yearly series: never reused, and without gaps once committed."""

from audit.models import Number


def next_reference(series: str, year: int) -> str:
    """The next reference of a series, for example ``INV-2020-000007``.

    Call it inside the transaction that uses the number: a rollback gives it back.
    """
    Number.objects.get_or_create(series=series, year=year)
    number = Number.objects.select_for_update().get(series=series, year=year)
    number.last += 1
    number.save(update_fields=["last"])
    return str(number)
