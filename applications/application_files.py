"""Files of applications: which columns they have, and what each line of one says.

Lines that bear the same reference of the applicant are one application: each line is a line of
goods, and may add a consignee, a party to a brokered transaction and a document.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import ApplicationLine
from applications.models.contents import DocumentKind, IntermediaryRole
from applications.models.words import (
    ApplicationKind,
    BrokeringParagraph,
    ControlledGoods,
    Delivery,
    IntendedFor,
)
from applications.problems import Problem
from permits.models import Country
from permits.register_files.files import read_lines
from permits.register_files.profiles import Profile
from regime.models.effects import EndUserClass

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 5000
FIRST_YEAR, LAST_YEAR = 1947, 2200
CONTACT = ("address", "telephone", "email", "contact", "contact_telephone")


class Rejected(Exception):
    """The line cannot be accepted: which column, which value, and what about it."""

    def __init__(self, problem: Problem, column: str, value: str = "") -> None:
        super().__init__(problem)
        self.problem, self.column, self.value = problem, column, value


def text(most: int) -> Callable[[str], str]:
    def read(given: str) -> str:
        if len(given) > most:
            raise ValueError(Problem.TOO_LONG)
        return given

    return read


def one_of(known: Any) -> Callable[[str], str]:
    def read(given: str) -> str:
        if given.casefold() not in known:
            raise ValueError(Problem.UNKNOWN_CHOICE)
        return given.casefold()

    return read


def yes_or_no(given: str) -> bool:
    return one_of(("yes", "no"))(given) == "yes"


def day(given: str) -> date:
    try:
        read = date.fromisoformat(given) if re.fullmatch(r"\d{4}-\d\d-\d\d", given) else None
    except ValueError:
        read = None
    if read is None or not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise ValueError(Problem.UNKNOWN_DATE)
    return read


def moment(given: str) -> datetime:
    """A day and a time on the clock of Ottawa; a day alone is read as its noon."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d):(\d\d))?", given)
    if not found or int(found[2] or 12) > 23 or int(found[3] or 0) > 59:
        raise ValueError(Problem.UNKNOWN_MOMENT)
    on = day(found[1])
    clock = time(int(found[2] or 12), int(found[3] or 0))
    return datetime.combine(on, clock, tzinfo=timezone.get_default_timezone())


def number(whole: int, places: int, least: Decimal, most: Decimal | None = None):
    def read(given: str) -> Decimal:
        if not re.fullmatch(rf"\d{{1,{whole}}}(\.\d{{1,{places}}})?", given, re.ASCII):
            raise ValueError(Problem.NOT_A_NUMBER)
        value = Decimal(given)
        if value < least or (most is not None and value > most):
            raise ValueError(Problem.OUT_OF_RANGE)
        return value

    return read


def currency(given: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", given, re.ASCII):
        raise ValueError(Problem.UNKNOWN_CURRENCY)
    return given.upper()


def email(given: str) -> str:
    try:
        validate_email(given)
    except ValidationError:
        raise ValueError(Problem.NOT_AN_ADDRESS) from None
    return given


def codes(given: str) -> list[str]:
    return list(dict.fromkeys(code.strip().upper() for code in given.split(";") if code.strip()))


def references(given: str) -> list[str]:
    return list(dict.fromkeys(each.strip() for each in given.split(";") if each.strip()))


def _reached(prefix: str) -> dict[str, Callable[[str], Any]]:
    """The columns of a party: its name, its country, and how it is reached."""
    return {
        prefix: text(200),
        f"{prefix}_country": codes,
        f"{prefix}_address": text(1000),
        f"{prefix}_telephone": text(40),
        f"{prefix}_email": email,
        f"{prefix}_contact": text(150),
        f"{prefix}_contact_telephone": text(40),
    }


# What is said of the whole application: a later line repeats it, or leaves it empty.
WHOLE: dict[str, Callable[[str], Any]] = {
    "application": text(60),
    "kind": one_of(ApplicationKind.values),
    "language": one_of([code[:2] for code, _name in settings.LANGUAGES]),
    "received": moment,
    "completed_on": day,
    "delivery": one_of(Delivery.values),
    **_reached("applicant"),
    "applicant_is_person": yes_or_no,
    "citizenship": text(120),
    **_reached("exporter"),
    "destination": codes,
    "end_user": text(200),
    "end_user_country": codes,
    "end_user_class": one_of(EndUserClass.values),
    "end_use": text(5000),
    "end_use_location": text(200),
    "end_use_country": codes,
    "temporary": yes_or_no,
    "exported_from": codes,
    "intended_for": one_of(IntendedFor.values),
    "brokering_paragraph": one_of(BrokeringParagraph.values),
    "shipping_point": text(200),
    "supplier": text(1000),
    "assurances": references,
    "declaration": yes_or_no,
    "declared_by": text(150),
    "declared_on": day,
    "controlled_goods_status": one_of(ControlledGoods.values),
    "controlled_goods": text(1000),
    "us_controlled_goods": yes_or_no,
    "us_authorization": text(1000),
}
GOODS: dict[str, Callable[[str], Any]] = {
    "item": text(ApplicationLine._meta.get_field("code").max_length or 60),
    "description": text(5000),
    "quantity": number(11, 3, Decimal("0.001")),
    "unit": text(30),
    "value": number(14, 2, Decimal(0)),
    "currency": currency,
    "origin": codes,
    "us_content": number(3, 2, Decimal(0), Decimal(100)),
    "factory": text(200),
    "mass_kg": number(11, 3, Decimal(0)),
    "volume": text(60),
}
# What every line may add: goods, a consignee, a party to a brokered transaction, a document.
BESIDE: dict[str, Callable[[str], Any]] = {
    **_reached("consignee"),
    **{name: read for role in IntermediaryRole.values for name, read in _reached(role).items()},
    "document_kind": one_of(DocumentKind.values),
    "document_reference": text(120),
    "document_dated_on": day,
    "document_pointer": text(200),
}
COLUMNS = {**WHOLE, **GOODS, **BESIDE}
REQUIRED = ["application", "received", "applicant"]
COUNTRIES = {name for name, read in COLUMNS.items() if read is codes}


class ApplicationColumns(Profile):
    """The columns of a file of applications, as the reader of register files asks for them."""

    @property
    def required_columns(self):
        return REQUIRED


FILE = ApplicationColumns(
    name="applications",
    label=gettext_lazy("Applications"),
    columns={name: name for name in COLUMNS},
    country=lambda name: name,
    items=lambda text: [text],
)


@dataclass
class Line:
    """One line of a file: what it says, or why it cannot be read."""

    number: int
    said: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    rejected: Rejected | None = None

    @property
    def reference(self):
        return self.said.get("application", "")


def read(file) -> list[Line]:
    """Every line of a file. Raises ``ValidationError`` when it is no file of applications."""
    _check_header(file)
    known = dict(Country.objects.values_list("code", "pk"))
    lines = []
    for position, said in read_lines(file, FILE):
        if len(lines) == MOST_LINES:
            raise ValidationError(
                _("The file has more than %(most)s lines.") % {"most": MOST_LINES},
                code="too-many-lines",
            )
        lines.append(_read_line(position, said, known))
    return lines


def _check_header(file):
    """What stands in a column that is not known would be lost: the file is refused instead."""
    file.seek(0)
    header = file.readline(20_000).decode("utf-8-sig", errors="replace").strip()
    unknown = [name for name in re.split(r"\s*,\s*", header) if name.strip('" ') not in COLUMNS]
    if unknown and "," in header:
        raise ValidationError(
            _("The file has columns that are not known: %(columns)s.")
            % {"columns": ", ".join(f"“{name[:40]}”" for name in unknown[:10])},
            code="unknown-column",
        )


def _read_line(position, said, known):
    line = Line(position, said or {})
    try:
        if said is None:
            raise Rejected(Problem.FIELD_COUNT, "")
        for name in REQUIRED:
            if not said.get(name):
                raise Rejected(Problem.MISSING, name)
        line.facts = {name: _read_value(name, given, known) for name, given in said.items()}
    except Rejected as rejected:
        line.rejected = rejected
    return line


def _read_value(name, given, known):
    if not given:
        return None
    try:
        value = COLUMNS[name](given)
    except ValueError as error:
        raise Rejected(error.args[0], name, given) from None
    if name in COUNTRIES:
        several = name == "destination"
        if any(code not in known for code in value) or (len(value) > 1 and not several):
            raise Rejected(Problem.UNKNOWN_COUNTRY, name, given)
        keys = [known[code] for code in value]
        return keys if several else next(iter(keys), None)
    return value
