"""Control-list codes as they are written: 2-15, 2-2.a., 5504(2)(d); sorted as people count."""

import re

DIGITS = re.compile(r"\d+")


def sort_key(code: str) -> str:
    """A text that sorts as the code does in the list: 2-2 before 2-15."""
    return DIGITS.sub(lambda number: number.group().zfill(5), code)[:160]
