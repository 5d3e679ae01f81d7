"""How a draft is written: the version, its destinations, dates, provisions and the rest."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from permits.models import Country
from regime.models import (
    Exemption,
    MeasureDate,
    MeasureDestination,
    MeasureVersion,
    Precondition,
    Provision,
    ProvisionGoods,
)
from regime.models.exemptions import SETTLEMENT, PreconditionStatus
from regime.rules import measures as rules

# A draft may wait for these; a signature may not.
INCOMPLETE = {
    f"{field}_{language}"
    for field in ("text", "reasons", "scope", "evidence")
    for language in ("en", "fr")
} | {"title_fr"}
TITLES = ("title_en", "title_fr")
PARTS = ("destinations", "dates", "provisions", "exemptions", "preconditions")


def write(version: MeasureVersion, facts: Mapping[str, Any]) -> None:
    """Write a draft as its author left it, then ask whether even a draft may say that.

    The parts that ``facts`` do not name stay as they are. The title is given with the first
    version, and kept.
    """
    measure = version.measure
    for name, value in facts.items():
        if name in TITLES and version.position == 1:
            setattr(measure, name, value)
        elif name not in (*TITLES, *PARTS):
            setattr(version, name, value)
    version.ends_at = version.term_ends_at
    _save(measure)
    version.measure = measure
    _save(version)
    for name in PARTS:
        if name in facts:
            WRITE[name](version, facts[name])
    carry_settlements(version)
    refuse(rules.against_keeping(version), version)


def refuse(refusals: Iterable[Any], version: MeasureVersion | None = None) -> None:
    """Raise every reason against an act at once, or none; contradictions are named one by one."""
    errors = []
    for refusal in refusals:
        if refusal == rules.Refusal.CONTRADICTORY and version is not None:
            pairs = rules.contradictions(list(version.provisions.all()))
            errors += [ValidationError(pair, code=str(refusal.value)) for pair in pairs]
        else:
            errors.append(refusal.error)
    if errors:
        raise ValidationError(errors)


def carry_settlements(version: MeasureVersion) -> None:
    """A precondition worded as in the version before it is the same: its settlement is kept."""
    if version.supersedes is None:
        return
    settled = {
        (each.title_en, each.title_fr): each
        for each in version.supersedes.preconditions.exclude(status=PreconditionStatus.PENDING)
    }
    for own in version.preconditions.filter(status=PreconditionStatus.PENDING):
        before = settled.get((own.title_en, own.title_fr))
        if before is not None:
            for name in SETTLEMENT:
                setattr(own, name, getattr(before, name))
            own.save()


def _write_destinations(version: MeasureVersion, countries: Iterable[Country]) -> None:
    kept = {row.country_id: row for row in version.destinations.all()}
    for country in countries:
        if kept.pop(country.pk, None) is None:
            MeasureDestination.objects.create(version=version, country=country)
    _delete(kept.values())


def _write_dates(version: MeasureVersion, dates: Iterable[tuple[date, str]]) -> None:
    kept = {(row.day, row.source): row for row in version.dates.all()}
    for day, source in dates:
        if kept.pop((day, source), None) is None:
            _save(MeasureDate(version=version, day=day, source=source))
    _delete(kept.values())


def _write_provisions(version: MeasureVersion, provisions: Iterable[Mapping[str, Any]]) -> None:
    kept = {row.position: row for row in version.provisions.all()}
    for position, facts in enumerate(provisions, start=1):
        provision = kept.pop(position, None) or Provision(version=version, position=position)
        _set(provision, facts, but=("included", "excluded"))
        _save(provision)
        _write_goods(provision, facts.get("included", ()), facts.get("excluded", ()))
    for provision in kept.values():
        _delete(provision.goods.all())
        provision.preconditions.update(provision=None)
        provision.delete()


def _write_goods(provision: Provision, included: Iterable[str], excluded: Iterable[str]) -> None:
    kept = {(row.code, row.excluded): row for row in provision.goods.all()}
    wanted = dict.fromkeys(
        [(code, False) for code in included] + [(code, True) for code in excluded]
    )
    _delete(row for key, row in kept.items() if key not in wanted)
    for code, left_out in wanted:
        if (code, left_out) not in kept:
            _save(ProvisionGoods(provision=provision, code=code, excluded=left_out))


def _write_exemptions(version: MeasureVersion, exemptions: Iterable[Mapping[str, Any]]) -> None:
    kept = {row.position: row for row in version.exemptions.all()}
    for position, facts in enumerate(exemptions, start=1):
        exemption = kept.pop(position, None) or Exemption(version=version, position=position)
        _set(exemption, facts)
        refuse(rules.against_exempting(exemption))
        _save(exemption)
    _delete(kept.values())


def _write_preconditions(
    version: MeasureVersion, preconditions: Iterable[Mapping[str, Any]]
) -> None:
    """Each stands before the provision whose number it gives, or before all of them."""
    provisions = {row.position: row for row in version.provisions.all()}
    kept = {row.position: row for row in version.preconditions.all()}
    for position, facts in enumerate(preconditions, start=1):
        precondition = kept.pop(position, None) or Precondition(version=version, position=position)
        _set(precondition, facts, but=("provision",))
        precondition.provision = provisions.get(facts.get("provision") or 0)
        _save(precondition)
    _delete(kept.values())


WRITE: dict[str, Callable[[MeasureVersion, Iterable[Any]], None]] = {
    "destinations": _write_destinations,
    "dates": _write_dates,
    "provisions": _write_provisions,
    "exemptions": _write_exemptions,
    "preconditions": _write_preconditions,
}


def _set(record: models.Model, facts: Mapping[str, Any], but: tuple[str, ...] = ()) -> None:
    for name, fact in facts.items():
        if name not in but:
            setattr(record, name, fact)


def _save(record: models.Model) -> None:
    """Save a part of a draft once it is whole, save for the texts that may still be missing."""
    record.full_clean(
        exclude={name for name in INCOMPLETE if not getattr(record, name, "").strip()}
    )
    record.save()


def _delete(records: Iterable[models.Model]) -> None:
    for record in records:
        record.delete()
