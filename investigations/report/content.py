"""What the report of an investigation says, read from the record: who was asked, what was found."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from investigations.models import Evidence, Investigation, Recommendation
from investigations.models.consultations import CaseConsultationStatus
from investigations.models.evidence import Credibility, Reliability
from investigations.models.investigations import ReviewResult
from investigations.models.kinds import EvidenceKind
from investigations.models.standards import Likelihood, Standard
from investigations.report.findings import of_findings
from investigations.report.passages import Blocks, Text, both, day_in, label, recorded

K = EvidenceKind
# The final report of 2021 sorted what it knew by where it came from.
ORIGINS: list[tuple[Any, list[EvidenceKind]]] = [
    (
        gettext_lazy("Official accounts"),
        [K.OFFICIAL_STATEMENT, K.EMBASSY_REPORT, K.PARTNER_INFORMATION],
    ),
    (gettext_lazy("Open sources"), [K.MEDIA, K.IMAGE]),
    (gettext_lazy("Social media"), [K.SOCIAL_POST]),
    (gettext_lazy("Company responses"), [K.COMPANY_RESPONSE]),
    (
        gettext_lazy("United Nations, expert and non-governmental reports"),
        [K.EXPERT_REPORT, K.NGO_REPORT],
    ),
    (gettext_lazy("Physical inspection and tracing"), [K.INSPECTION, K.TRACE_REPLY]),
    (
        gettext_lazy("Shipping records and assurances"),
        [K.SHIPPING_RECORD, K.ASSURANCE_DOCUMENT],
    ),
    (gettext_lazy("Refusals and silence"), [K.SILENCE]),
]


def content_of(investigation: Investigation) -> dict[str, Any]:
    """The whole report as it would be frozen now, in both languages."""
    evidence = list(
        Evidence.objects.filter(investigation=investigation)
        .with_state()
        .select_related("derived_from")
        .prefetch_related("files")
        .order_by("pk")
    )
    sections = [
        (gettext_lazy("Summary"), "summary", _summary(investigation)),
        (gettext_lazy("The allegation and the questions"), "questions", _questions(investigation)),
        (gettext_lazy("Evidence by origin"), "evidence", _evidence(evidence)),
        (gettext_lazy("Analysis"), "analysis", _analysis(investigation)),
        (gettext_lazy("Findings"), "findings", of_findings(investigation)),
        (gettext_lazy("Review of the permits"), "coverage", _coverage(investigation)),
        (gettext_lazy("Recommendation"), "recommendation", _recommendation(investigation)),
        (gettext_lazy("Annex A: evidence and hashes"), "annex-a", _hashes(evidence)),
        (gettext_lazy("Annex B: permits in scope"), "annex-b", _permits(investigation)),
        (gettext_lazy("Annex C: standards and scales"), "annex-c", _scales()),
    ]
    return {
        "form": 1,
        "number": investigation.number,
        "title": both(lambda: _("Report of investigation %(number)s") % {"number": investigation}),
        "sections": [
            {"key": key, "heading": label(words), "blocks": blocks.blocks}
            for words, key, blocks in sections
            if blocks.blocks
        ],
    }


def _summary(investigation: Investigation) -> Blocks:
    blocks = Blocks("summary")
    texts = getattr(investigation, "report_texts", None)
    if texts is not None:
        blocks.paragraphs("text", {"en": texts.summary_en, "fr": texts.summary_fr})
    return blocks


def _questions(investigation: Investigation) -> Blocks:
    blocks = Blocks("questions")
    blocks.facts(
        "case",
        [
            ("title", gettext_lazy("Title"), recorded(investigation.title)),
            ("source", gettext_lazy("Source"), recorded(investigation.allegation_source)),
            ("learned", gettext_lazy("Learned on"), day_in(investigation.learned_on)),
            ("opened", gettext_lazy("Opened on"), day_in(investigation.opened_at)),
            ("order", gettext_lazy("On order"), recorded(investigation.order or "")),
        ],
    )
    blocks.paragraphs("allegation", recorded(investigation.allegation))
    blocks.facts(
        "asked",
        [
            (
                str(question.position),
                both(lambda n=question.position: _("Question %(number)d") % {"number": n}),
                recorded(question.text),
            )
            for question in investigation.questions.order_by("position")
        ],
    )
    blocks.note(
        label(
            gettext_lazy(
                "What people wrote into the record stands in the language in which they wrote it."
            )
        )
    )
    return blocks


def _evidence(evidence: list[Evidence]) -> Blocks:
    blocks = Blocks("evidence")
    told = {kind for _words, kinds in ORIGINS for kind in kinds}
    other = [kind for kind in EvidenceKind.values if kind not in told]
    for words, kinds in [*ORIGINS, (gettext_lazy("Other"), other)]:
        items = [item for item in evidence if item.kind in kinds]
        if items:
            blocks.heading(label(words))
            for item in items:
                _item(blocks, item)
    return blocks


def _item(blocks: Blocks, item: Evidence) -> None:
    """One item; what is restricted or classified is named, and nothing of it is told."""
    blocks.heading(recorded(item.number), level=4)
    grade = item.newest_grade
    rows = [("kind", gettext_lazy("Type"), both(item.get_kind_display))]
    if item.is_restricted:
        words = gettext_lazy("Restricted: what it says is not told in this report.")
        rows.append(("handling", gettext_lazy("Handling"), label(words)))
    elif item.is_classified:
        words = gettext_lazy("A pointer to classified material, which is not kept here.")
        rows.append(("handling", gettext_lazy("Handling"), label(words)))
    else:
        rows += [
            ("title", gettext_lazy("Title"), recorded(item.title)),
            ("source", gettext_lazy("Source"), recorded(item.source)),
            ("captured", gettext_lazy("Captured or received"), day_in(item.captured_at)),
        ]
    rows.append(("grade", gettext_lazy("Grade"), graded(grade)))
    if item.derived_from:
        rows.append(
            (
                "origin",
                gettext_lazy("Origin"),
                both(
                    lambda: (
                        _("Derived from %(item)s; counts once with it")
                        % {"item": item.derived_from}
                    )
                ),
            )
        )
    blocks.facts(item.number, rows)
    if not item.is_restricted and not item.is_classified:
        blocks.paragraphs(f"{item.number}/summary", recorded(item.summary))


def graded(grade: Any) -> Text:
    """A grade on its two axes, in words."""
    if grade is None:
        return label(gettext_lazy("Not graded"))
    return both(
        lambda: f"{grade}: {grade.get_reliability_display()}; {grade.get_credibility_display()}"
    )


def _analysis(investigation: Investigation) -> Blocks:
    blocks = Blocks("analysis")
    texts = getattr(investigation, "report_texts", None)
    if texts is not None:
        blocks.paragraphs("text", {"en": texts.analysis_en, "fr": texts.analysis_fr})
    for question in investigation.questions.order_by("position"):
        explanations = [
            each for each in question.explanations.order_by("position") if each.withdrawn_at is None
        ]
        if explanations:
            _matrix(blocks, question, explanations)
    return blocks


def _matrix(blocks: Blocks, question: Any, explanations: list[Any]) -> None:
    """What each item says of each explanation, as the matrix stands."""
    blocks.heading(
        both(lambda: _("Explanations of question %(number)d") % {"number": question.position})
    )
    blocks.facts(
        f"{question.position}/explanations",
        [
            (
                str(each.position),
                both(lambda n=each.position: _("Explanation %(number)d") % {"number": n}),
                {"en": each.text_en or each.text_fr, "fr": each.text_fr or each.text_en},
            )
            for each in explanations
        ],
    )
    cells: dict[Any, dict[int, Any]] = {}
    for each in explanations:
        for weighing in each.weighings.select_related("evidence").order_by("evidence"):
            cells.setdefault(weighing.evidence, {})[each.pk] = weighing
    rows = [
        (
            item.number,
            [
                recorded(item.number),
                *(
                    both(row[each.pk].get_bearing_display) if each.pk in row else recorded("–")
                    for each in explanations
                ),
            ],
        )
        for item, row in sorted(cells.items(), key=lambda pair: pair[0].pk)
    ]
    head = [(gettext_lazy("Item"), 2), *((str(each.position), 2) for each in explanations)]
    caption = gettext_lazy("What each item says of each explanation")
    blocks.table(f"{question.position}/matrix", caption, head, rows)


def _coverage(investigation: Investigation) -> Blocks:
    blocks = Blocks("coverage")
    counts = investigation.scope.by_result()
    total = sum(counts.values())
    reviewed = total - counts[ReviewResult.NOT_REVIEWED]
    told = both(
        lambda: (
            _("%(reviewed)d of %(total)d permits in scope are reviewed.")
            % {"reviewed": reviewed, "total": total}
        )
    )
    blocks.paragraphs("count", told)
    rows = [
        (result, [both(lambda r=result: ReviewResult(r).label), recorded(count)])
        for result, count in counts.items()
    ]
    head = [(gettext_lazy("Result"), 3), (gettext_lazy("Permits"), 1)]
    blocks.table("results", gettext_lazy("Results of the review"), head, rows)
    populations = [
        (
            str(each.position),
            [recorded(each.title), day_in(each.as_of), recorded(each.count), recorded(each.digest)],
        )
        for each in investigation.populations.frozen().order_by("position")
    ]
    head = [
        (gettext_lazy("Population"), 3),
        (gettext_lazy("As of"), 2),
        (gettext_lazy("Permits"), 1),
        (gettext_lazy("SHA-256 of the list"), 4),
    ]
    blocks.table("populations", gettext_lazy("Populations reviewed"), head, populations)
    _consulted(blocks, investigation)
    return blocks


def _consulted(blocks: Blocks, investigation: Investigation) -> None:
    """What departments answered, and which did not."""
    asked = investigation.consultations.exclude(status=CaseConsultationStatus.WITHDRAWN)
    rows = [
        (
            each.number,
            [
                recorded(each.office),
                recorded(each.subject),
                both(each.get_position_display if each.position else each.get_status_display),
                recorded(each.reasons or "–"),
            ],
        )
        for each in asked.order_by("pk")
    ]
    head = [
        (gettext_lazy("Department or office"), 2),
        (gettext_lazy("Subject"), 2),
        (gettext_lazy("Answer"), 2),
        (gettext_lazy("Reasons"), 4),
    ]
    blocks.table("consulted", gettext_lazy("Departments consulted"), head, rows)


def _recommendation(investigation: Investigation) -> Blocks:
    blocks = Blocks("recommendation")
    newest: Recommendation | None = investigation.recommendations.first()
    if newest is not None:
        blocks.paragraphs("text", {"en": newest.text_en, "fr": newest.text_fr})
        blocks.facts("made", [("on", gettext_lazy("Made on"), day_in(newest.made_at))])
    return blocks


def _hashes(evidence: list[Evidence]) -> Blocks:
    blocks = Blocks("annex-a")
    rows = [
        (
            item.number,
            [
                recorded(item.number),
                both(item.get_kind_display),
                recorded("\n".join(_digests(item)) or "–"),
            ],
        )
        for item in evidence
    ]
    head = [
        (gettext_lazy("Item"), 2),
        (gettext_lazy("Type"), 3),
        (gettext_lazy("SHA-256 of its files"), 6),
    ]
    blocks.table("items", gettext_lazy("Every item of evidence"), head, rows)
    return blocks


def _digests(item: Evidence) -> Iterator[str]:
    """The hashes of the originals; a copy made for sharing is no evidence."""
    return (file.digest for file in item.files.all() if file.made_from_id is None)


def _permits(investigation: Investigation) -> Blocks:
    blocks = Blocks("annex-b")
    scope = investigation.scope.select_related("permit__holder", "permit__destination")
    rows = [
        (
            row.permit.reference,
            [
                recorded(row.permit.reference),
                recorded(row.permit.holder),
                both(lambda p=row.permit: p.destination),
                both(row.permit.get_status_display),
                both(row.get_result_display),
            ],
        )
        for row in scope.order_by("permit__reference").iterator(chunk_size=2000)
    ]
    head = [
        (gettext_lazy("Permit"), 3),
        (gettext_lazy("Holder"), 5),
        (gettext_lazy("Destination"), 2),
        (gettext_lazy("Status"), 2),
        (gettext_lazy("Result"), 4),
    ]
    blocks.table("permits", gettext_lazy("Every permit in scope"), head, rows)
    return blocks


def _scales() -> Blocks:
    blocks = Blocks("annex-c")
    blocks.facts(
        "standards",
        [(each.value, each.label, both(lambda e=each: e.definition)) for each in Standard],
        of_the_house=True,
    )
    for key, words, scale in [
        ("likelihood", gettext_lazy("Likelihood of the thing itself"), Likelihood),
        ("reliability", gettext_lazy("Reliability of the source"), Reliability),
        ("credibility", gettext_lazy("Credibility of the information"), Credibility),
    ]:
        rows = [(each.value, [label(each.label)]) for each in scale]
        blocks.table(key, words, [(pgettext_lazy("scale", "Step"), 1)], rows, of_the_house=True)
    return blocks
