"""What the lists and the sanctions regulations say of a destination on a day, in sentences.

Each says what the law says and no more; none is a policy, and none is merged with another:

- *Area Control List* (section 4 of the Act): any goods or technology need a permit there (sections
  7(1) and 13). The List neither forbids nor presumes a refusal: case by case.
- *Automatic Firearms Country Control List* (section 4.1): a prohibited firearm, weapon or device
  may be permitted only to a country on it, and only to its government or a consignee authorized by
  that government (section 7(2)). No code of the Export Control List tells a prohibited firearm, so
  an item that may hold one is put to the officer: case by case where the country is not listed;
  where it is, the condition is shown, and has no effect of its own.
- *Sanctions regulations*: what they prohibit stays prohibited unless it is authorized under them,
  whatever the Act would allow; most dealings they do not prohibit. Case by case: to presume a
  denial would be a policy, which only a measure can make.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from permits.codes import with_parents
from permits.models import Country
from permits.models.permits import PermitKind
from regime.models import AreaList, AreaListCountry, AreaListEdition, NewEffect, SanctionsEdition

AREA_LIST, SANCTIONS = "area-list", "sanctions"
# Items of Group 2 under which automatic firearms, their components and devices fall.
MAY_BE_PROHIBITED_FIREARMS = frozenset({"2", "2-1", "2-2"})

Edition = AreaListEdition | SanctionsEdition
AnyEdition = TypeVar("AnyEdition", AreaListEdition, SanctionsEdition)


@dataclass(frozen=True)
class Listing:
    """One list or regulation that reaches a destination, its effect and why, in a sentence."""

    source: str
    effect: NewEffect
    why: str
    edition: Edition
    country: int


@dataclass(frozen=True)
class Listings:
    """What was found for some countries on a day; ``reaching`` picks what concerns a subject."""

    always: list[Listing]
    exports: list[Listing]
    firearms: list[Listing]

    def reaching(
        self, destinations: Collection[int], codes: Sequence[str], kind: str
    ) -> list[Listing]:
        """What concerns these destinations, goods and kind of permit; no code means all goods."""
        found = list(self.always)
        if kind != PermitKind.BROKERING:
            found = self.exports + (self.firearms if may_be_firearms(codes) else []) + found
        return [each for each in found if each.country in destinations]


def listed_on(countries: Collection[int], day: date, known_at: datetime | None = None) -> Listings:
    """What applied to these countries on a day, by the editions kept at a moment.

    A fixed number of statements, however many countries. Where no edition kept is as old as the
    day, the oldest still tells what it says has been so since that day or before.
    """
    editions = AreaListEdition.objects.known_at(known_at)
    by_list = {
        area_list: that_tells_of(day, [each for each in editions if each.area_list == area_list])
        for area_list in AreaList
    }
    rows = [
        row
        for row in AreaListCountry.objects.filter(
            edition__in=[edition for edition in by_list.values() if edition], country__in=countries
        ).select_related("edition")
        if row.was_listed_on(day)
    ]
    return Listings(
        always=_sanctions(countries, day, known_at),
        exports=[_controlled(row) for row in rows if _is_of(row, AreaList.AREA_CONTROL)],
        firearms=_firearms(
            by_list[AreaList.AUTOMATIC_FIREARMS],
            [row for row in rows if _is_of(row, AreaList.AUTOMATIC_FIREARMS)],
            countries,
            day,
        ),
    )


def may_be_firearms(codes: Sequence[str]) -> bool:
    """Whether goods under these codes may be what section 4.1 names; the code alone never tells."""
    return not codes or any(
        part in MAY_BE_PROHIBITED_FIREARMS for code in codes for part in with_parents(code)
    )


def _is_of(row: AreaListCountry, area_list: AreaList) -> bool:
    return row.edition.area_list == area_list


def that_tells_of(day: date, editions: list[AnyEdition]) -> AnyEdition | None:
    """The newest edition in force on a day; without one, the oldest kept."""
    in_order = sorted(editions, key=lambda each: each.in_force_from)
    in_force = [each for each in in_order if each.in_force_from <= day]
    return next(iter(in_force[-1:] or in_order[:1]), None)


def _controlled(row: AreaListCountry) -> Listing:
    why = _(
        "%(country)s is on the Area Control List (%(instrument)s, edition of %(day)s): any goods or"
        " technology exported or transferred there need a permit (Export and Import Permits Act,"
        " ss. 4, 7(1) and 13). The List itself neither forbids nor presumes a refusal."
    ) % _facts(row.edition, row.name)
    return Listing(AREA_LIST, NewEffect.CASE_BY_CASE, why, row.edition, row.country_id)


def _firearms(
    edition: AreaListEdition | None,
    rows: list[AreaListCountry],
    countries: Collection[int],
    day: date,
) -> list[Listing]:
    """Section 7(2) for each country: listed, or not; nothing where no edition can tell."""
    if edition is None:
        return []
    listed = [_conditional(row) for row in rows]
    if edition.in_force_from > day:
        return listed
    others = Country.objects.filter(pk__in=set(countries) - {row.country_id for row in rows})
    return listed + [_barred(country, edition, day) for country in others.prefetch_related("names")]


def _conditional(row: AreaListCountry) -> Listing:
    why = _(
        "%(country)s is on the Automatic Firearms Country Control List (%(instrument)s, edition of"
        " %(day)s): a prohibited firearm, weapon or device may go there only to its government, or"
        " to a consignee that its government authorized (Export and Import Permits Act, s. 7(2))."
    ) % _facts(row.edition, row.name)
    return Listing(AREA_LIST, NewEffect.NONE, why, row.edition, row.country_id)


def _barred(country: Country, edition: AreaListEdition, day: date) -> Listing:
    why = _(
        "%(country)s is not on the Automatic Firearms Country Control List (%(instrument)s, edition"
        " of %(day)s): for a prohibited firearm, weapon or device, or a part of one, no permit may"
        " be issued (Export and Import Permits Act, s. 7(2)). The item alone does not tell whether"
        " the goods are such: the officer must."
    ) % _facts(edition, country.name_on(day))
    return Listing(AREA_LIST, NewEffect.CASE_BY_CASE, why, edition, country.pk)


def _sanctions(countries: Collection[int], day: date, known_at: datetime | None) -> list[Listing]:
    kept = SanctionsEdition.objects.known_at(known_at).not_repealed_on(day, known_at)
    kept = kept.filter(country__in=countries)
    by_instrument: dict[str, list[SanctionsEdition]] = {}
    for edition in kept.select_related("country").prefetch_related("country__names"):
        by_instrument.setdefault(edition.instrument, []).append(edition)
    telling = [that_tells_of(day, editions) for editions in by_instrument.values()]
    return [
        _sanctioned(edition, edition.country, day)
        for edition in telling
        if edition
        and edition.country
        and min(edition.made_on or edition.in_force_from, edition.in_force_from) <= day
    ]


def _sanctioned(edition: SanctionsEdition, country: Country, day: date) -> Listing:
    facts = _facts(edition, country.name_on(day))
    facts |= {"title": edition.title, "act": edition.get_act_display()}
    why = (
        _(
            "%(title)s (%(instrument)s, edition of %(day)s), made under the %(act)s, concern"
            " %(country)s: what they prohibit stays prohibited unless it is authorized under them,"
            " and no export permit authorizes it."
        )
        % facts
    )
    return Listing(SANCTIONS, NewEffect.CASE_BY_CASE, why, edition, country.pk)


def _facts(edition: Edition, country: str) -> dict[str, str]:
    return {
        "country": country,
        "instrument": edition.instrument,
        "day": edition.in_force_from.isoformat(),
    }
