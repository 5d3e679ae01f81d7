"""How measures stand as at a moment, and which effect held when: what pages show of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from permits.codes import sort_key
from permits.models import ControlListItem, Permit, PermitLine
from permits.models.permits import PermitStatus
from regime.models import ExistingEffect, Measure, MeasureVersion, NewEffect, Provision
from regime.models.effects import MeasureState, VersionStatus
from regime.rules import scopes


def end_of(day: date) -> datetime:
    """The last moment of a day in Ottawa: what began that day has begun."""
    return timezone.make_aware(datetime.combine(day, time.max))


@dataclass(frozen=True)
class Standing:
    """A measure as at a moment: the version that counts, and what the measure then is."""

    measure: Measure
    version: MeasureVersion
    state: MeasureState
    moment: datetime

    @classmethod
    def of(cls, measure: Measure, moment: datetime) -> "Standing":
        """From the versions as they are loaded: in force, else the newest that begun, else any."""
        versions = sorted(measure.versions.all(), key=lambda version: version.position)
        in_force = [version for version in versions if version.covers(moment)]
        begun = [
            version
            for version in versions
            if version.status == VersionStatus.APPROVED and version.starts_at <= moment
        ]
        approved = [each for each in versions if each.status == VersionStatus.APPROVED]
        drafts = [each for each in versions if each.status == VersionStatus.DRAFT]
        shown = (in_force or begun or approved or drafts or versions)[-1]
        ended = begun and not in_force
        state = MeasureState.ENDED if ended else shown.state_at(moment)
        return cls(measure, shown, state, moment)

    @property
    def effect(self):
        """The strictest effect on new applications of what it provides, in words."""
        provided = NewEffect.strictest(each.new_effect for each in self.version.provisions.all())
        return provided.label

    @property
    def destinations(self):
        """By the names that the countries bore then."""
        day = timezone.localdate(self.moment)
        return ", ".join(row.country.name_on(day) for row in self.version.destinations.all())

    @property
    def preconditions(self):
        """Each precondition of the version that counts, and whether it was pending then."""
        return [(each, each.pending_at(self.moment)) for each in self.version.preconditions.all()]


@dataclass(frozen=True)
class Spell:
    """From when to when a version had one effect on some goods."""

    version: MeasureVersion
    effect: NewEffect
    begins_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True)
class Lane:
    """What one measure said of some goods through its versions."""

    measure: Measure
    goods: str
    spells: list[Spell]


def lanes_of(versions: Iterable[MeasureVersion]) -> list[Lane]:
    """The signed versions of measures, by measure and by the goods that their provisions name."""
    by_measure: dict[Measure, list[MeasureVersion]] = {}
    for version in versions:
        if version.status == VersionStatus.APPROVED and version.ends_at != version.starts_at:
            by_measure.setdefault(version.measure, []).append(version)
    return [
        lane
        for measure, signed in by_measure.items()
        for lane in _lanes(measure, sorted(signed, key=lambda version: version.starts_at))
    ]


def _lanes(measure: Measure, versions: list[MeasureVersion]) -> list[Lane]:
    named = {
        row.code
        for version in versions
        for provision in version.provisions.all()
        for row in provision.goods.all()
    }
    codes = sorted(named, key=sort_key)
    general = any(not each.included() for version in versions for each in version.provisions.all())
    lanes = []
    for code in [*codes, *([scopes.ALL_GOODS] if general else [])]:
        words = scopes.codes_in_words([code]) if code else _("Other goods") if codes else ""
        spells = [
            Spell(version, effect, version.starts_at, version.ends_at)
            for version in versions
            if (effect := effect_on(version, code)) is not None
        ]
        lanes.append(Lane(measure, words or _("All goods"), spells))
    return lanes


def effect_on(version: MeasureVersion, code: str) -> NewEffect | None:
    """What a version does to applications for some goods; None where it says nothing of them."""
    reaching = [each for each in version.provisions.all() if _reaches_whole(each, code)]
    if not reaching:
        return None
    return NewEffect.strictest(provision.new_effect for provision in reaching)


def _reaches_whole(provision: Provision, code: str) -> bool:
    included = provision.included() or [scopes.ALL_GOODS]
    reached = any(scopes.covers(wide, code) for wide in included)
    return reached and not any(scopes.covers(wide, code) for wide in provision.excluded())


def permits_in_scope(version: MeasureVersion) -> QuerySet[Permit]:
    """The valid permits that the provisions of a version suspend by their scope."""
    condition = Q(pk__in=[])
    for provision in version.provisions.all():
        if provision.existing_effect == ExistingEffect.SCOPE:
            condition |= _in_scope(provision)
    countries = [row.country_id for row in version.destinations.all()]
    valid = Permit.objects.individual().in_status([PermitStatus.VALID])
    return valid.to_any_destination(countries).filter(condition)


def _in_scope(provision: Provision) -> Q:
    """Permits of its kinds with a line for its goods. A class of end user is not on a permit:
    whoever draws up the order leaves out those that it does not reach."""
    lines = PermitLine.objects.order_by()
    if provision.included():
        lines = lines.filter(_named(provision.included()))
    if provision.excluded():
        lines = lines.exclude(_named(provision.excluded()))
    return Q(kind__in=scopes.kinds_of(provision), pk__in=lines.values("permit"))


def _named(codes: list[str]) -> Q:
    condition = Q()
    for code in codes:
        items = ControlListItem.objects.named(code).order_by().values("pk")
        condition |= Q(item__in=items) | Q(item=None, code__iexact=code)
    return condition
