"""Profiles: what a kind of register file calls things, and how it writes them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from permits.models.permits import PermitKind
from permits.register_files.dates import ISO, DateForm

# What a file may say of a line. Those without which no line can be read:
REQUIRED = ("reference", "destination", "item", "description", "value", "issued_on", "valid_until")
NOT_ONE_CODE = re.compile(r"[,;/\s]")


class NotACountry(Exception):
    """The words name a group of countries, or no country at all."""


@dataclass(frozen=True)
class Profile:
    """How one kind of register file is read.

    ``columns`` gives, for each fact of a line, the header of its column. ``country`` gives the
    ISO 3166 code that a name stands for, or None, or raises ``NotACountry``; ``items`` gives the
    control-list codes that a text names: none of them for mixed goods, None when it names none.
    """

    name: str
    label: Any
    columns: Mapping[str, str]
    country: Callable[[str], str | None]
    items: Callable[[str], list[str] | None]
    date_form: DateForm = ISO
    other_date_forms: Sequence[DateForm] = ()
    country_separator: str = r";"
    kinds: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    # Said of every line of a file that has no column for it.
    holder: str = ""
    holder_country: str = ""
    currency: str = "CAD"
    # Put before a number, so that it cannot be taken for one of ours; and the numbers' usual form.
    prefix: str = ""
    usual_number: str = r".+"

    @property
    def required_columns(self) -> list[str]:
        names = [*REQUIRED, *([] if self.holder else ["holder"])]
        return [self.columns[name] for name in names]


def _by_code(name: str) -> str | None:
    return name if re.fullmatch(r"[A-Z]{2}", name) else None


def _one_code(text: str) -> list[str] | None:
    return None if NOT_ONE_CODE.search(text) else [text.rstrip(".")]


STANDARD = Profile(
    name="standard",
    label=_("Standard columns (English)"),
    columns={
        name: name
        for name in (
            *("reference", "kind", "holder", "destination", "consignee", "end_user", "item"),
            *("description", "quantity", "unit", "value", "currency"),
            *("issued_on", "valid_from", "valid_until"),
        )
    },
    country=_by_code,
    items=_one_code,
    kinds={"": PermitKind.EXPORT, "export": PermitKind.EXPORT, "brokering": PermitKind.BROKERING},
)
