"""Which applications wait for which preconditions: asked anew each time, never stored.

So that when a precondition is settled, what waited for it is back with its officers at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from applications.models import Application, ClaimStatus
from applications.models.questions import ApplicationQuerySet
from regime.models import Exemption, MeasureVersion, Precondition
from regime.models.exemptions import PreconditionStatus
from regime.rules.applying import applying
from regime.rules.preconditions import within


@dataclass(frozen=True)
class Return:
    """An application that is back with its officer, and the preconditions that held it."""

    application: Application
    settled: list[Precondition]


def pending_for(application: Application, *, at: datetime | None = None) -> list[Precondition]:
    """The preconditions that an application waits for at a moment: now, unless one is given.

    Nothing waits that is decided already. A granted exemption spares those of its own version, if
    it says so.
    """
    if not application.is_open:
        return []
    regime = applying(application.subject(), at=at or timezone.now())
    return regime.pending_given(_granted(application))


def waiting_for(precondition: Precondition, *, at: datetime | None = None) -> ApplicationQuerySet:
    """The applications that wait for a precondition: none once it is settled, or out of force."""
    at = at or timezone.now()
    precondition = _with_scope([precondition])[0]
    if not precondition.version.covers(at) or not precondition.pending_at(at):
        return Application.objects.none()
    return _of_keys(each for each in _held_open(precondition) if not _spared(each, precondition))


def released_by(precondition: Precondition) -> ApplicationQuerySet:
    """The applications still open that waited for a precondition until it was settled."""
    if precondition.status == PreconditionStatus.PENDING:
        return Application.objects.none()
    precondition = _with_scope([precondition])[0]
    return _of_keys(each for each in _held_open(precondition) if _released(each, precondition))


def settled_for(application: Application) -> list[Precondition]:
    """The preconditions that an application waited for, and that were settled since."""
    countries = [country.pk for country in application.destinations]
    return [each for each in _settled(countries) if _released(application, each)]


def came_back(applications: ApplicationQuerySet) -> list[Return]:
    """Of these applications, those back with their officers: all they waited for is settled."""
    rows = list(_with_subjects(applications.under_review()))
    countries = {country.pk for each in rows for country in each.destinations}
    settled = _settled(countries)
    pending = _pending(countries) if settled else []
    returns = []
    for each in rows:
        held_by = [one for one in settled if _released(each, one)]
        if held_by and not any(_holds(one, each) for one in pending):
            returns.append(Return(each, held_by))
    return returns


def _granted(application: Application) -> list[Exemption]:
    claims = application.claims.granted().select_related("exemption")
    return [claim.exemption for claim in claims]


def _spared(application: Application, precondition: Precondition) -> bool:
    """Whether a granted exemption lets an application, read with its claims, not wait."""
    return any(
        claim.status == ClaimStatus.GRANTED
        and claim.exemption.from_preconditions
        and claim.exemption.version_id == precondition.version_id
        for claim in application.claims.all()
    )


def _holds(precondition: Precondition, application: Application) -> bool:
    subject = application.subject()
    return within(precondition, subject) and not _spared(application, precondition)


def _released(application: Application, precondition: Precondition) -> bool:
    """Whether an application was here, under that version, until the precondition was settled."""
    version, day = precondition.version, precondition.settled_on
    if day is None or application.received_on > day:
        return False
    if version.ends_at is not None and version.ends_at <= application.received_at:
        return False
    return _holds(precondition, application)


def _with_subjects(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """With all that the question needs of each, in a constant number of statements."""
    return applications.select_related("destination").prefetch_related(
        "joint_destinations__country", "lines__item", "claims__exemption"
    )


def _held_open(precondition: Precondition) -> list[Application]:
    """The open applications in the scope of a precondition, exempted or not."""
    countries = [row.country_id for row in precondition.version.destinations.all()]
    rows = _with_subjects(Application.objects.open().to_any_destination(countries))
    return [each for each in rows if within(precondition, each.subject())]


def _of_keys(applications: Iterable[Application]) -> ApplicationQuerySet:
    return Application.objects.filter(pk__in=[each.pk for each in applications])


def _settled(countries: Iterable[int]) -> list[Precondition]:
    versions = MeasureVersion.objects.approved().on_destinations(countries)
    settled = Precondition.objects.exclude(status=PreconditionStatus.PENDING)
    return _with_scope(settled.filter(version__in=versions))


def _pending(countries: Iterable[int]) -> list[Precondition]:
    now = timezone.now()
    versions = MeasureVersion.objects.in_force_at(now).on_destinations(countries)
    return _with_scope(Precondition.objects.pending_at(now).filter(version__in=versions))


def _with_scope(preconditions: Iterable[Precondition]) -> list[Precondition]:
    """These preconditions, each with its version read with its scope."""
    read = list(preconditions)
    keys = {each.version_id for each in read}
    versions = MeasureVersion.objects.with_scope().in_bulk(keys)
    for each in read:
        each.version = versions[each.version_id]
    return read
