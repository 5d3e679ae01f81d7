"""One line of a register file, read as its profile says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from permits.models import Party, Permit, PermitLine
from permits.problems import Problem
from permits.register_files.dates import read_day
from permits.register_files.known import Known
from permits.register_files.profiles import NotACountry, Profile

NUMBER = r"\d{1,%(whole)s}(\.\d{1,%(places)s})?"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one value of a line: which column, which value, and what about it."""

    problem: Problem
    column: str
    value: str


def finding(profile: Profile, said: Mapping[str, str], problem: Problem, fact: str) -> Finding:
    return Finding(problem, profile.columns.get(fact, fact), said.get(fact, ""))


class Rejected(Exception):
    """The line cannot be accepted; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.problem)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Goods:
    """What a line allows: it becomes a line of its permit."""

    code: str
    item: int | None
    description: str
    quantity: Decimal | None
    unit: str
    value: Decimal | None
    currency: str


@dataclass(slots=True)
class Line:
    """One line of a file, as the register would hold it."""

    number: int
    said: Mapping[str, str]  # what the file itself says, by the profile's names for the columns
    reference: str
    kind: str
    temporary: bool
    holder: str
    end_user: str
    destinations: tuple[str, ...]
    consignees: tuple[str, ...]
    issued_on: date
    valid_from: date
    valid_until: date
    extends: bool
    goods: Goods
    warning: Finding | None = None


class LineReader:
    """Reads lines one by one; the first reason against a line is the one it is rejected for."""

    def __init__(self, profile: Profile, known: Known) -> None:
        self.profile = profile
        self.known = known
        self._said: Mapping[str, str] = {}
        self._warnings: list[Finding] = []

    def read(self, number: int, said: Mapping[str, str] | None) -> Line:
        """Raises ``Rejected``."""
        if said is None:
            raise Rejected(Finding(Problem.FIELD_COUNT, "", ""))
        self._said, self._warnings = said, []
        reference = self._reference()
        issued_on, valid_from, valid_until = self._term()
        destinations = self._countries("destination")
        if len(destinations) > 1:
            self._warn(Problem.JOINT_DESTINATIONS, "destination")
        line = Line(
            number=number,
            said=said,
            reference=reference,
            kind=self._kind(),
            temporary=self._flag("temporary"),
            holder=self.profile.holder or self._text("holder", Party, "name", required=True),
            end_user=self._text("end_user", Party, "name"),
            destinations=destinations,
            consignees=self._consignees(),
            issued_on=issued_on,
            valid_from=valid_from,
            valid_until=valid_until,
            extends=self._flag("extension"),
            goods=self._goods(issued_on),
        )
        line.warning = self._warnings[0] if self._warnings else None
        return line

    def _reject(self, problem: Problem, fact: str) -> Rejected:
        return Rejected(finding(self.profile, self._said, problem, fact))

    def _warn(self, problem: Problem, fact: str) -> None:
        self._warnings.append(finding(self.profile, self._said, problem, fact))

    def _text(self, fact: str, model: type[models.Model], name: str, *, required=False) -> str:
        text = self._said.get(fact, "")
        if required and not text:
            raise self._reject(Problem.MISSING, fact)
        longest: Any = getattr(model._meta.get_field(name), "max_length", None)
        if longest and len(text) > longest:
            raise self._reject(Problem.TOO_LONG, fact)
        return text

    def _reference(self) -> str:
        number = self._text("reference", Permit, "reference", required=True)
        reference = self.profile.prefix + number
        if len(reference) > Permit._meta.get_field("reference").max_length:
            raise self._reject(Problem.TOO_LONG, "reference")
        if not re.fullmatch(self.profile.usual_number, number, re.ASCII):
            self._warn(Problem.UNUSUAL_NUMBER, "reference")
        return reference

    def _kind(self) -> str:
        if not self.profile.kinds:
            return Permit._meta.get_field("kind").default
        try:
            return self.profile.kinds[self._said.get("kind", "")]
        except KeyError:
            raise self._reject(Problem.UNKNOWN_KIND, "kind") from None

    def _flag(self, fact: str) -> bool:
        if fact not in self.profile.flags:
            return False
        try:
            return self.profile.flags[fact][self._said.get(fact, "")]
        except KeyError:
            raise self._reject(Problem.UNKNOWN_FLAG, fact) from None

    def _term(self) -> tuple[date, date, date]:
        issued_on = self._day("issued_on")
        valid_from = self._day("valid_from") if self._said.get("valid_from") else issued_on
        valid_until = self._day("valid_until")
        if valid_until < valid_from:
            raise self._reject(Problem.EXPIRY_BEFORE_START, "valid_until")
        return issued_on, valid_from, valid_until

    def _day(self, fact: str) -> date:
        text = self._said.get(fact, "")
        if not text:
            raise self._reject(Problem.MISSING, fact)
        day, problem = read_day(text, self.profile.date_form, self.profile.other_date_forms)
        if day is None:
            raise self._reject(problem or Problem.UNKNOWN_DATE, fact)
        if problem:
            self._warn(problem, fact)
        return day

    def _countries(self, fact: str) -> tuple[str, ...]:
        text = self._said.get(fact, "")
        if not text:
            raise self._reject(Problem.MISSING, fact)
        codes = []
        try:
            for name in re.split(self.profile.country_separator, text):
                codes.append(self.profile.country(name.strip()))
        except NotACountry:
            raise self._reject(Problem.GROUP_OF_COUNTRIES, fact) from None
        if any(code not in self.known.countries for code in codes):
            raise self._reject(Problem.UNKNOWN_COUNTRY, fact)
        return tuple(dict.fromkeys(code for code in codes if code))

    def _consignees(self) -> tuple[str, ...]:
        """Who receives goods on their way: not known is worth a warning, and no more."""
        if not self._said.get("consignee"):
            return ()
        try:
            return self._countries("consignee")
        except Rejected:
            self._warn(Problem.CONSIGNEE_NOT_KEPT, "consignee")
            return ()

    def _goods(self, day: date) -> Goods:
        code, item = self._item(day)
        currency = self._said.get("currency") or self.profile.currency
        if not re.fullmatch("[A-Z]{3}", currency):
            raise self._reject(Problem.UNKNOWN_CURRENCY, "currency")
        value = self._number("value", whole=14, places=2)
        quantity = self._number("quantity", whole=11, places=3)
        if quantity == 0:
            raise self._reject(Problem.NOT_A_NUMBER, "quantity")
        if not value:
            self._warn(Problem.NO_VALUE if value is None else Problem.ZERO_VALUE, "value")
        return Goods(
            code=code,
            item=item,
            description=self._text("description", PermitLine, "description", required=True),
            quantity=quantity,
            unit=self._text("unit", PermitLine, "unit"),
            value=value,
            currency=currency,
        )

    def _item(self, day: date) -> tuple[str, int | None]:
        text = self._text("item", PermitLine, "code", required=True)
        codes = self.profile.items(text)
        found = [self.known.item(code, day) for code in codes or ()]
        if codes is None or None in found:
            raise self._reject(Problem.UNKNOWN_ITEM, "item")
        if not codes:
            self._warn(Problem.MIXED_ITEMS, "item")
            return text, None
        kept = ", ".join(codes)
        if len(kept) > PermitLine._meta.get_field("code").max_length:
            raise self._reject(Problem.TOO_LONG, "item")
        if len(set(found)) > 1:
            self._warn(Problem.SEVERAL_ITEMS, "item")
            return kept, None
        return kept, found[0]

    def _number(self, fact: str, *, whole: int, places: int) -> Decimal | None:
        text = self._said.get(fact, "")
        if not text:
            return None
        if not re.fullmatch(NUMBER % {"whole": whole, "places": places}, text, re.ASCII):
            raise self._reject(Problem.NOT_A_NUMBER, fact)
        return Decimal(text)
