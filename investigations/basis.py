"""What has changed in the evidence that a closed finding rests on, computed from the record.

Nothing is stored when evidence is graded again, challenged, restated, or fails its verification:
whoever shows a finding asks here. What a person made of the changes is stored, as an event.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from audit.models import Entry
from investigations.models import (
    BasisReview,
    Challenge,
    Citation,
    CustodyEvent,
    Evidence,
    Finding,
)
from investigations.models.challenges import Effect
from investigations.models.custody import CustodyKind
from investigations.models.kinds import FACTS

# What an item says and where it comes from; that it is restricted or held changes no finding.
STATED = [
    *("kind", "title", "source", "summary", "captured_at", "derived_from_id"),
    *(f"{fact}_id" if fact == "assurance" else fact for fact in FACTS),
]


@dataclass
class Change:
    """One thing that is no longer as it was when the finding was closed."""

    evidence: Evidence
    text: str
    entry_id: int
    entry: Entry | None = None
    reviewed: bool = False

    @property
    def when(self) -> datetime | None:
        return self.entry.recorded_at if self.entry else None


@dataclass
class Basis:
    """What changed under one finding, and what was last made of it."""

    changes: list[Change] = field(default_factory=list)
    review: BasisReview | None = None

    @property
    def changed(self) -> bool:
        return bool(self.changes)

    @property
    def pending(self) -> list[Change]:
        """The changes that nobody has reviewed."""
        return [change for change in self.changes if not change.reviewed]


def basis_of(finding: Finding) -> Basis:
    return bases_of([finding]).get(finding.pk, Basis())


def bases_of(findings: Iterable[Finding]) -> dict[int, Basis]:
    """The basis of each closed finding by its key, in a constant number of statements."""
    closed = [finding.pk for finding in findings if not finding.is_open]
    found = {key: Basis() for key in closed}
    if not closed:
        return found
    citations = list(
        Citation.objects.filter(finding__in=closed).select_related("grade").order_by("pk")
    )
    cited = {citation.evidence_id for citation in citations}
    items = Evidence.objects.filter(pk__in=cited).with_state().in_bulk()
    seen = _Seen(items, citations)
    for citation in citations:
        item = items[citation.evidence_id]
        found[citation.finding_id].changes += seen.changes(citation, item)
    _explain(found)
    return found


def with_pending_changes() -> list[int]:
    """The keys of closed findings under which something changed that nobody has reviewed."""
    closed = Finding.objects.closed().only("pk", "status")
    return [key for key, basis in bases_of(closed).items() if basis.pending]


class _Seen:
    """What is known of the cited items beside their grades, read once for all of them."""

    def __init__(self, items: dict[int, Evidence], citations: list[Citation]) -> None:
        altered = [key for key, item in items.items() if item.is_altered]
        failed = CustodyEvent.objects.filter(evidence__in=altered, kind=CustodyKind.MISMATCHED)
        self.failed = dict(
            failed.order_by().values_list("evidence").annotate(Max("entry")) if altered else ()
        )
        pinned = [one.evidence_version for one in citations if one.evidence_version]
        versions = Evidence.history.filter(history_id__in=pinned).order_by()
        self.then = {row.history_id: row for row in versions}
        newest = Evidence.history.filter(id__in=list(items)).order_by()
        self.restated = dict(newest.values_list("id").annotate(Max("entry")))
        closing = Finding.history.filter(id__in={one.finding_id for one in citations}).order_by()
        self.closing = dict(closing.values_list("id").annotate(Max("entry")))
        self.challenges: dict[int, list[Challenge]] = {}
        challenges = Challenge.objects.filter(evidence__in=list(items)).select_related("answer")
        for challenge in challenges.order_by("pk"):
            self.challenges.setdefault(challenge.evidence_id, []).append(challenge)

    def changes(self, citation: Citation, item: Evidence) -> Iterator[Change]:
        grade = item.newest_grade
        if grade is not None and grade.pk != citation.grade_id:
            words = {"item": item, "now": grade, "then": citation.grade or _("not graded")}
            text = _("%(item)s is graded %(now)s; it was %(then)s.") % words
            yield Change(item, text, grade.entry_id)
        if item.is_altered:
            text = _("A file of %(item)s no longer matches its hash.") % {"item": item}
            yield Change(item, text, self.failed.get(item.pk, 0))
        then = self.then.get(citation.evidence_version)
        if then and any(getattr(then, name) != getattr(item, name) for name in STATED):
            text = _("What is recorded of %(item)s was changed.") % {"item": item}
            yield Change(item, text, self.restated[item.pk])
        yield from self._challenged(citation, item)

    def _challenged(self, citation: Citation, item: Evidence) -> Iterator[Change]:
        closing = self.closing.get(citation.finding_id, 0)
        for challenge in self.challenges.get(item.pk, ()):
            words = {"item": item, "challenge": challenge, "party": challenge.party}
            if challenge.entry_id > closing:
                text = _("%(item)s was challenged by %(party)s (%(challenge)s).") % words
                yield Change(item, text, challenge.entry_id)
            answer = challenge.answer if challenge.is_answered else None
            if answer and answer.effect == Effect.SET_ASIDE and answer.entry_id > closing:
                text = _("%(item)s is no longer relied on, after %(challenge)s.") % words
                yield Change(item, text, answer.entry_id)


def _explain(found: dict[int, Basis]) -> None:
    """Add to each change the entry that made it, and whether a later review covers it."""
    touched = [key for key, basis in found.items() if basis.changes]
    if not touched:
        return
    reviews: dict[int, BasisReview] = {}
    for review in BasisReview.objects.filter(finding__in=touched).order_by("pk"):
        reviews[review.finding_id] = review
    wanted = {change.entry_id for key in touched for change in found[key].changes}
    entries = Entry.objects.in_bulk(wanted)
    for key in touched:
        basis = found[key]
        basis.review = reviews.get(key)
        for change in basis.changes:
            change.entry = entries.get(change.entry_id)
            change.reviewed = bool(basis.review and change.entry_id <= basis.review.entry_id)
