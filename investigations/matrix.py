"""The matrix: which explanation survives, read item by item, counted source by source."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from investigations.models import Evidence, Explanation, Question, Weighing
from investigations.models.analysis import Bearing
from investigations.models.evidence import Credibility, Reliability

SORTS = {
    "number": gettext_lazy("Number"),
    "contrary": gettext_lazy("Most contrary evidence"),
    "reliability": gettext_lazy("Reliability of the source"),
    "credibility": gettext_lazy("Credibility of the information"),
    "source": gettext_lazy("Independent source"),
}


@dataclass(frozen=True)
class Cell:
    """How one item bears on one explanation, if anybody has said so."""

    explanation: Explanation
    weighing: Weighing | None


@dataclass(frozen=True)
class Row:
    """An item and its cells."""

    item: Evidence
    origin: int
    cells: list[Cell]

    @property
    def contrary(self) -> int:
        """How many explanations that stand the item contradicts."""
        return sum(
            1
            for cell in self.cells
            if cell.weighing
            and cell.weighing.bearing == Bearing.CONTRADICTS
            and not cell.explanation.is_withdrawn
        )


@dataclass
class Column:
    """An explanation, and the independent sources that speak for and against it."""

    explanation: Explanation
    supporting: set[int] = field(default_factory=set)
    contradicting: set[int] = field(default_factory=set)
    items: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Bearing.values, 0))
    not_weighed: int = 0


@dataclass(frozen=True)
class Group:
    """Rows under a heading; the heading of the only group is empty."""

    heading: str
    rows: list[Row]


@dataclass(frozen=True)
class Matrix:
    """The explanations of one question against every item that the reader may see."""

    question: Question
    columns: list[Column]
    groups: list[Group]
    sort: str

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def surviving(self) -> list[Column]:
        """The explanations that stand, the least contradicted first; supports decide nothing."""
        standing = [each for each in self.columns if not each.explanation.is_withdrawn]
        return sorted(standing, key=lambda each: len(each.contradicting))


def matrix_of(question: Question, reader, sort: str = "number") -> Matrix:
    """Read the matrix of a question in a few statements, whatever its size."""
    sort = sort if sort in SORTS else "number"
    explanations = question.explanations.select_related("question", "proposed_by", "withdrawn_by")
    ordered = sorted(explanations, key=lambda each: (each.is_withdrawn, each.position))
    visible = Evidence.objects.visible_to(reader).filter(investigation=question.investigation_id)
    items = list(visible.with_state().order_by("pk"))
    weighed = Weighing.objects.filter(explanation__in=ordered, evidence__in=visible)
    kept = {
        (each.evidence_id, each.explanation_id): each
        for each in weighed.select_related("weighed_by")
    }
    origins = question.investigation.evidence.origins()
    rows = [
        Row(item, origins[item.pk], [Cell(each, kept.get((item.pk, each.pk))) for each in ordered])
        for item in items
    ]
    return Matrix(question, _columns(ordered, rows), list(_grouped(rows, sort)), sort)


def _columns(explanations: list[Explanation], rows: list[Row]) -> list[Column]:
    columns = [Column(explanation) for explanation in explanations]
    for row in rows:
        for column, cell in zip(columns, row.cells, strict=True):
            if cell.weighing is None:
                column.not_weighed += 1
                continue
            column.items[cell.weighing.bearing] += 1
            if cell.weighing.bearing == Bearing.SUPPORTS:
                column.supporting.add(row.origin)
            elif cell.weighing.bearing == Bearing.CONTRADICTS:
                column.contradicting.add(row.origin)
    return columns


def _grouped(rows: list[Row], sort: str) -> Iterator[Group]:
    if sort == "contrary":
        yield Group("", sorted(rows, key=lambda row: -row.contrary))
    elif sort == "source":
        yield from _by_source(rows)
    elif sort == "reliability":
        heading = _("Reliability cannot be judged (F): unknown, not ranked")
        yield from _by_grade(rows, "reliability", Reliability.F, heading)
    elif sort == "credibility":
        heading = _("Truth cannot be judged (6): unknown, not ranked")
        yield from _by_grade(rows, "credibility", Credibility.UNKNOWN, heading)
    else:
        yield Group("", rows)


def _by_grade(rows: list[Row], axis: str, unknown: str, heading: str) -> Iterator[Group]:
    """One axis at a time. What is unknown is not worst: it stands by itself, in no rank."""

    def mark(row):
        return getattr(row.item.newest_grade, axis, "")

    ranked = [row for row in rows if mark(row) not in ("", unknown)]
    yield Group(_("Ranked by this axis alone"), sorted(ranked, key=mark))
    yield Group(heading, [row for row in rows if mark(row) == unknown])
    yield Group(_("Not graded yet"), [row for row in rows if not mark(row)])


def _by_source(rows: list[Row]) -> Iterator[Group]:
    """The items of one origin together; copies add nothing to it."""
    sources: dict[int, list[Row]] = {}
    for row in rows:
        sources.setdefault(row.origin, []).append(row)
    for number, together in enumerate(sources.values(), start=1):
        words = ngettext(
            "Source %(number)d: %(count)d item",
            "Source %(number)d: %(count)d items, counted once",
            len(together),
        )
        yield Group(words % {"number": number, "count": len(together)}, together)
