"""Which rules applied to these goods and this destination on a day, by what was known on another.

Three different things of the law are shown and never merged: the lists of countries, the sanctions
regulations, and policy measures. All that apply are hits; the strictest decides.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permits.models import Permit
from regime.models import Exemption, MeasureVersion, NewEffect, Precondition, Provision
from regime.rules import scopes
from regime.rules.listing import Listings, listed_on


class HitSource(models.TextChoices):
    """The kinds of rule, kept apart."""

    AREA_LIST = "area-list", gettext_lazy("Lists of countries under the Act")
    SANCTIONS = "sanctions", gettext_lazy("Sanctions regulations")
    MEASURE = "measure", gettext_lazy("Policy measure")


@dataclass(frozen=True)
class Subject:
    """What is asked about: where to, which goods, which kind of permit, which class of end user.

    No code asks about all goods; a class left empty is not known, and no provision is spared it.
    """

    destinations: frozenset[int]
    codes: tuple[str, ...]
    kind: str
    end_user_class: str = ""

    @classmethod
    def of_permit(cls, permit: Permit) -> "Subject":
        return cls(
            destinations=frozenset(country.pk for country in permit.destinations),
            codes=tuple(permit.item_codes()),
            kind=permit.kind,
        )


@dataclass(frozen=True)
class Hit:
    """One rule that applies, and why, in a sentence that names scope, dates and instrument."""

    source: HitSource
    effect: NewEffect
    why: str
    version: MeasureVersion | None = None
    provision: Provision | None = None
    edition: Any = None


@dataclass
class Regime:
    """All that applies to a subject at a moment, and what decides."""

    hits: list[Hit] = field(default_factory=list)
    exemptions: list[Exemption] = field(default_factory=list)
    pending: list[Precondition] = field(default_factory=list)

    @property
    def strictest(self) -> NewEffect:
        return NewEffect.strictest(hit.effect for hit in self.hits)

    @property
    def deciding(self) -> list[Hit]:
        """The hits that are as strict as the strictest; none where nothing has an effect."""
        strictest = self.strictest
        if strictest == NewEffect.NONE:
            return []
        return [hit for hit in self.hits if hit.effect == strictest]

    def strictest_given(self, granted: Collection[Exemption]) -> NewEffect:
        """What decides once these exemptions are granted: each eases its own version, no other."""
        return NewEffect.strictest(_eased(hit, granted) for hit in self.hits)

    def pending_given(self, granted: Collection[Exemption]) -> list[Precondition]:
        """The preconditions still waited for once these exemptions are granted."""
        spared = {exemption.version_id for exemption in granted if exemption.from_preconditions}
        return [each for each in self.pending if each.version_id not in spared]


def _eased(hit: Hit, granted: Collection[Exemption]) -> NewEffect:
    own = [each for each in granted if hit.version and each.version_id == hit.version.pk]
    effects = [hit.effect, *(NewEffect(exemption.effect) for exemption in own)]
    return min(effects, key=lambda effect: effect.rank)


def applying(subject: Subject, *, at: datetime, known_at: datetime | None = None) -> Regime:
    """What applies to a subject at a moment, as was known at another: now, unless one is given."""
    return applying_each([subject], at=at, known_at=known_at)[0]


def applying_each(
    subjects: Sequence[Subject], *, at: datetime, known_at: datetime | None = None
) -> list[Regime]:
    """What applies to each of many subjects: as many statements as for one."""
    countries = frozenset[int]().union(*(subject.destinations for subject in subjects))
    in_force = MeasureVersion.objects.in_force_at(at, known_at).on_destinations(countries)
    versions = list(in_force.with_scope().order_by("measure_id", "position"))
    listings = listed_on(countries, timezone.localdate(at), known_at)
    regimes = [_asked(subject, versions, at, known_at) for subject in subjects]
    for subject, regime in zip(subjects, regimes, strict=True):
        regime.hits[:0] = _listed(subject, listings)
    return regimes


def _listed(subject: Subject, listings: Listings) -> list[Hit]:
    """What the lists and the sanctions regulations say, before any policy."""
    reaching = listings.reaching(subject.destinations, subject.codes, subject.kind)
    return [
        Hit(HitSource(each.source), each.effect, each.why, edition=each.edition)
        for each in reaching
    ]


def _asked(
    subject: Subject, versions: list[MeasureVersion], at: datetime, known_at: datetime | None
) -> Regime:
    regime = Regime()
    for version in versions:
        reached = [row.country for row in version.destinations.all()]
        if not any(country.pk in subject.destinations for country in reached):
            continue
        provisions = [each for each in version.provisions.all() if reaches(each, subject)]
        regime.hits += [_hit(each, version, subject, known_at) for each in provisions]
        if provisions:
            regime.exemptions += version.exemptions.all()
            regime.pending += _pending(version, provisions, at, known_at)
    return regime


def reaches(provision: Provision, subject: Subject) -> bool:
    """Whether a provision of a version on its destination reaches a subject."""
    return (
        subject.kind in scopes.kinds_of(provision)
        and scopes.classes_meet(provision.end_user_class, subject.end_user_class)
        and bool(scopes.meeting(provision, subject.codes or [scopes.ALL_GOODS]))
    )


def _pending(
    version: MeasureVersion, provisions: list[Provision], at: datetime, known_at: datetime | None
) -> list[Precondition]:
    """The preconditions of these provisions, or of the whole version, that are not settled."""
    reached = {None, *(provision.pk for provision in provisions)}
    return [
        each
        for each in version.preconditions.all()
        if each.provision_id in reached and each.pending_at(at, known_at)
    ]


def _hit(
    provision: Provision, version: MeasureVersion, subject: Subject, known_at: datetime | None
) -> Hit:
    return Hit(
        source=HitSource.MEASURE,
        effect=NewEffect(provision.new_effect),
        why=_why(provision, version, subject, known_at),
        version=version,
        provision=provision,
    )


def _why(
    provision: Provision, version: MeasureVersion, subject: Subject, known_at: datetime | None
) -> str:
    """The rule in a sentence: which version, since when, under what, on what, with what effect."""
    begins = timezone.localdate(version.starts_at)
    ends = version.end_known_at(known_at)
    reached = [
        row.country for row in version.destinations.all() if row.country_id in subject.destinations
    ]
    facts = {
        "measure": version.measure.number,
        "version": version.position,
        "change": version.get_change_display(),
        "instrument": version.named_instrument,
        "begins": begins.isoformat(),
        "ends": timezone.localdate(ends).isoformat() if ends else "",
        "goods": scopes.goods_in_words(provision),
        "destinations": ", ".join(country.name_on(begins) for country in reached),
        "kinds": scopes.kinds_in_words(provision),
        "end_users": scopes.end_users_in_words(provision),
        "effect": provision.get_new_effect_display(),
    }
    if ends:
        return (
            _(
                "Measure %(measure)s, version %(version)s (%(change)s), in force from %(begins)s to"
                " %(ends)s under %(instrument)s, on %(goods)s to %(destinations)s, for %(kinds)s"
                " and %(end_users)s: %(effect)s."
            )
            % facts
        )
    return (
        _(
            "Measure %(measure)s, version %(version)s (%(change)s), in force since %(begins)s under"
            " %(instrument)s, on %(goods)s to %(destinations)s, for %(kinds)s and %(end_users)s:"
            " %(effect)s."
        )
        % facts
    )
