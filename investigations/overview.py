"""What the page of an investigation shows: what is known, what is missing, and what happened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from investigations.basis import Basis, bases_of
from investigations.models import (
    Evidence,
    Finding,
    InformationRequest,
    Investigation,
    Population,
    Question,
    Recommendation,
)
from investigations.models.evidence import EvidenceKind
from investigations.models.findings import FindingStatus
from investigations.models.investigations import InvestigationStatus, ReviewResult


@dataclass(frozen=True)
class Share:
    """How many permits in scope have one result."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Coverage:
    """How far the review of the permits in scope has come."""

    shares: list[Share]
    not_reviewed: int

    @property
    def total(self):
        return sum(share.count for share in self.shares)

    @property
    def reviewed(self):
        return self.total - self.not_reviewed

    @property
    def percent(self):
        return 100 * self.reviewed // self.total if self.total else 0


@dataclass(frozen=True)
class Step:
    """Something that is missing, and where it is done if the reader is one who does it."""

    text: str
    url: str


@dataclass(frozen=True)
class Happening:
    """One line of the time line."""

    when: datetime
    title: str
    by: str = ""
    text: str = ""
    url: str = ""


@dataclass
class Overview:
    """An investigation as one reader may see it, read in a constant number of queries."""

    investigation: Investigation
    questions: list[Question]
    findings: list[Finding]
    evidence: list[Evidence]
    recommendations: list[Recommendation]
    coverage: Coverage
    sees_findings: bool
    drafts_findings: bool
    recommends: bool
    bases: dict[int, Basis] = field(default_factory=dict)
    overdue: list[InformationRequest] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)

    @property
    def evidence_by_kind(self):
        """The items under the words of their kind, in the order in which kinds are declared."""
        kinds = EvidenceKind.values
        ordered = sorted(self.evidence, key=lambda item: (kinds.index(item.kind), item.pk))
        return [
            (EvidenceKind(kind).label, list(items))
            for kind, items in groupby(ordered, key=lambda item: item.kind)
        ]

    @property
    def steps(self):
        """What is missing, the nearest first; nothing once the investigation is concluded."""
        active = self.investigation.status == InvestigationStatus.ACTIVE
        return list(self._missing()) if active else []

    def _missing(self) -> Iterator[Step]:
        number = self.investigation.number
        if left := self.coverage.not_reviewed:
            yield Step(
                ngettext("Review %(count)d permit", "Review %(count)d permits", left)
                % {"count": left},
                reverse("investigations:scope_list", args=[number])
                + f"?result={ReviewResult.NOT_REVIEWED}",
            )
        for item in self.evidence:
            if item.is_altered:
                yield Step(
                    _("Restore the file of %(item)s") % {"item": item}, item.get_absolute_url()
                )
            if item.newest_grade is None:
                yield Step(_("Grade %(item)s") % {"item": item}, item.get_absolute_url())
            for challenge in item.open_challenges:
                words = _("Answer challenge %(challenge)s to %(item)s")
                yield Step(
                    words % {"challenge": challenge, "item": item}, challenge.get_absolute_url()
                )
        for request in self.overdue:
            words = _("Remind %(addressee)s, or record the silence: %(request)s")
            facts = {"addressee": request.addressee, "request": request}
            yield Step(words % facts, request.get_absolute_url())
        if self.sees_findings:
            yield from self._missing_findings()

    def _missing_findings(self) -> Iterator[Step]:
        number = self.investigation.number
        for question in self.questions:
            if not question.findings.all():
                yield Step(
                    _("Answer question %(position)d") % {"position": question.position},
                    reverse("investigations:finding_new", args=[number])
                    + f"?question={question.pk}"
                    if self.drafts_findings
                    else "",
                )
        for finding in self.findings:
            if finding.status == FindingStatus.DRAFT:
                words = _("Put %(finding)s to peer review")
            elif finding.status == FindingStatus.PEER_REVIEW:
                words = _("Review and adopt %(finding)s")
            elif self.bases[finding.pk].pending:
                words = _("Review the changed basis of %(finding)s")
            else:
                continue
            yield Step(words % {"finding": finding}, finding.get_absolute_url())
        adopted = any(finding.status == FindingStatus.ADOPTED for finding in self.findings)
        if adopted and not self.recommendations:
            yield Step(
                _("Recommend to the Minister"),
                reverse("investigations:recommendation_new", args=[number])
                if self.recommends
                else "",
            )


def overview_of(investigation: Investigation, reader) -> Overview:
    """Read everything that the page shows to this reader."""
    findings = Finding.objects.visible_to(reader).select_related("author", "closed_by")
    findings = findings.with_standing()
    questions = list(
        investigation.questions.prefetch_related(
            Prefetch("findings", findings.order_by("pk"))
        ).order_by("position")
    )
    sees_findings = reader.has_perm("investigations.view_finding")
    recommendations = investigation.recommendations.select_related("made_by").order_by("pk")
    view = Overview(
        investigation=investigation,
        questions=questions,
        findings=[finding for question in questions for finding in question.findings.all()],
        evidence=list(
            Evidence.objects.visible_to(reader).filter(investigation=investigation).with_state()
        ),
        recommendations=list(recommendations) if sees_findings else [],
        coverage=coverage_of(investigation),
        sees_findings=sees_findings,
        drafts_findings=reader.has_perm("investigations.add_finding"),
        recommends=reader.has_perm("investigations.recommend"),
    )
    view.bases = bases_of(view.findings)
    requests = InformationRequest.objects.visible_to(reader).filter(investigation=investigation)
    view.overdue = list(requests.overdue())
    view.happenings = sorted(_happenings(view, reader), key=lambda happening: happening.when)
    return view


def coverage_of(investigation: Investigation) -> Coverage:
    counts = investigation.scope.by_result()
    address = reverse("investigations:scope_list", args=[investigation.number])
    return Coverage(
        shares=[
            Share(ReviewResult(result).label, count, f"{address}?result={result}")
            for result, count in counts.items()
        ],
        not_reviewed=counts[ReviewResult.NOT_REVIEWED],
    )


def coverage_of_population(population: Population) -> Coverage:
    """How far the review of the permits of a frozen population has come."""
    counts = population.in_scope().by_result()
    address = reverse("investigations:scope_list", args=[population.investigation.number])
    query = f"?population={population.position}"
    return Coverage(
        shares=[
            Share(ReviewResult(result).label, count, f"{address}{query}&result={result}")
            for result, count in counts.items()
        ],
        not_reviewed=counts[ReviewResult.NOT_REVIEWED],
    )


def _happenings(view: Overview, reader) -> Iterator[Happening]:
    investigation = view.investigation
    if order := investigation.order:
        yield Happening(
            order.effective_at,
            _("Order %(order)s takes effect") % {"order": order},
            url=order.get_absolute_url() if reader.has_perm("permits.view_order") else "",
        )
    opened = pgettext("investigation", "Opened")
    yield Happening(investigation.opened_at, opened, text=investigation.allegation)
    yield from _conclusions(investigation)
    for item in view.evidence:
        title = _("%(item)s captured: %(title)s") % {"item": item, "title": item.title}
        yield Happening(item.captured_at, title, url=item.get_absolute_url())
    for finding in view.findings:
        if finding.closed_at:
            yield Happening(
                finding.closed_at,
                f"{finding} – {finding.get_status_display()}",
                by=str(finding.closed_by),
                text=finding.statement,
                url=finding.get_absolute_url(),
            )
    for recommendation in view.recommendations:
        yield Happening(
            recommendation.made_at,
            _("Recommendation"),
            by=str(recommendation.made_by),
            text=recommendation.text,
        )


def _conclusions(investigation: Investigation) -> Iterator[Happening]:
    """When it rested and was resumed, concluded and reopened, by its history."""
    status = InvestigationStatus.ACTIVE
    for version in investigation.history.select_related("entry").order_by("history_id"):
        if version.status != status:
            words = {
                InvestigationStatus.ON_HOLD: _("On hold"),
                InvestigationStatus.CONCLUDED: _("Concluded"),
                InvestigationStatus.ACTIVE: (
                    _("Resumed") if status == InvestigationStatus.ON_HOLD else _("Reopened")
                ),
            }
            status, entry = version.status, version.entry
            yield Happening(
                entry.recorded_at, words[status], by=entry.actor_name, text=entry.reason
            )
