"""Control-list codes as they are written: 2-15, 2-2.a., 5504(2)(d); sorted as people count."""

import re
from collections.abc import Iterator

DIGITS = re.compile(r"\d+")
# The List numbers the items of Groups 5 and 8 with the group's digit first: 5504 is in Group 5.
FOUR_DIGITS = re.compile(r"(?=(\d)\d{3}(?!\d))")
LAST_PART = re.compile(r"(\.[^.(]+|\([^()]*\))\.?$")


def sort_key(code: str) -> str:
    """A text that sorts as the code does in the list: 2-2 before 2-15, and 5504 before 9-1."""
    by_group = FOUR_DIGITS.sub(r"\1-", code, count=1) if FOUR_DIGITS.match(code) else code
    return DIGITS.sub(lambda number: number.group().zfill(5), by_group)[:160]


def with_parents(code: str) -> Iterator[str]:
    """A code, then each provision it is part of: 5504(2)(d), 5504(2), 5504."""
    yield code
    while (shorter := LAST_PART.sub("", code)) != code:
        code = shorter
        yield code
