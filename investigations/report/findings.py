"""What the report says of each finding: its standard, evidence, grades, reviews and dissents."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from investigations.basis import Basis, bases_of
from investigations.models import Citation, Finding, Investigation
from investigations.models.standards import Stance
from investigations.report.passages import Blocks, both, day_in, label, recorded


def of_findings(investigation: Investigation) -> Blocks:
    """Every finding that was closed, in the order of the questions that they answer."""
    blocks = Blocks("findings")
    findings = list(
        investigation.findings.closed()
        .with_standing()
        .select_related("question", "closed_by", "author", "undertaking__assurance", "supersedes")
        .prefetch_related("citations__grade", "citations__evidence", "dissents")
        .prefetch_related("peer_reviews__reviewer")
        .order_by("question__position", "pk")
    )
    bases = bases_of(findings)
    for finding in findings:
        blocks.heading(both(lambda f=finding: f"{f} – {f.get_status_display()}"))
        blocks.paragraphs(
            f"{finding}/statement", {"en": finding.statement_en, "fr": finding.statement_fr}
        )
        _standing(blocks, finding, bases[finding.pk])
        blocks.facts(str(finding), _facts(finding))
        for stance in Stance:
            _cited(blocks, finding, stance)
        _read(blocks, finding)
    return blocks


def _standing(blocks: Blocks, finding: Finding, basis: Basis) -> None:
    """Whether it still stands as it was closed."""
    if finding.is_superseded:
        blocks.note(label(gettext_lazy("A later finding stands in its place.")))
    if basis.changed:
        blocks.note(
            label(
                gettext_lazy("Its basis changed since it was closed; it stands as it was closed.")
            )
        )
        if basis.review:
            rows = [
                ("outcome", gettext_lazy("Outcome"), both(basis.review.get_outcome_display)),
                ("reasons", gettext_lazy("Reasons"), recorded(basis.review.reasons)),
            ]
            blocks.facts(f"{finding}/basis", rows)


Facts = list[tuple[str, Any, dict[str, str]]]


def _shown(finding: Finding, field: str) -> dict[str, str]:
    return both(getattr(finding, f"get_{field}_display"))


def _facts(finding: Finding) -> Facts:
    return _of_what(finding) + _how_sure(finding) + _by_whom(finding)


def _of_what(finding: Finding) -> Facts:
    undertaking = finding.undertaking
    return [
        ("question", gettext_lazy("Question"), recorded(finding.question.position)),
        ("kind", gettext_lazy("Type"), _shown(finding, "kind")),
        ("undertaking", gettext_lazy("Undertaking breached"), recorded(undertaking or "")),
        ("criterion", gettext_lazy("Criterion of section 7.3(1)"), _shown(finding, "criterion")),
        (
            "mitigation",
            gettext_lazy("Mitigating measures considered"),
            recorded(finding.mitigation),
        ),
        ("risk", gettext_lazy("Risk under section 7.4"), _shown(finding, "risk")),
    ]


def _how_sure(finding: Finding) -> Facts:
    return [
        (
            "standard",
            gettext_lazy("Standard"),
            both(lambda: f"{finding.get_standard_display()}. {finding.standard_definition}"),
        ),
        ("reasoning", gettext_lazy("Reasoning"), recorded(finding.reasoning)),
        ("confidence", gettext_lazy("Confidence"), _shown(finding, "confidence")),
        ("likelihood", gettext_lazy("Likelihood"), _shown(finding, "likelihood")),
        (
            "contrary",
            gettext_lazy("Evidence against that was looked for"),
            recorded(finding.contrary),
        ),
        ("would-change", gettext_lazy("What would change it"), recorded(finding.would_change)),
        ("exception", gettext_lazy("Exception to the floor"), recorded(finding.exception)),
    ]


def _by_whom(finding: Finding) -> Facts:
    return [
        ("supersedes", gettext_lazy("Supersedes"), recorded(finding.supersedes or "")),
        ("author", gettext_lazy("Author"), recorded(finding.author)),
        (
            "closed",
            gettext_lazy("Adopted or closed by"),
            {
                language: f"{finding.closed_by}, {day}"
                for language, day in day_in(finding.closed_at).items()
            },
        ),
    ]


def _cited(blocks: Blocks, finding: Finding, stance: Stance) -> None:
    """The evidence on one side, with the grades it had when the finding was closed."""
    captions = {
        Stance.FOR: gettext_lazy("Evidence for %(finding)s"),
        Stance.AGAINST: gettext_lazy("Evidence against %(finding)s"),
    }
    cited: list[Citation] = [one for one in finding.citations.all() if one.stance == stance]
    rows = [
        (
            one.evidence.number,
            [
                recorded(one.evidence.number),
                recorded(one.grade or "–"),
                recorded("–" if one.evidence.is_restricted else one.why or "–"),
            ],
        )
        for one in sorted(cited, key=lambda one: one.pk)
    ]
    head = [
        (gettext_lazy("Item"), 3),
        (gettext_lazy("Grade when closed"), 2),
        (gettext_lazy("Why"), 6),
    ]
    caption = both(lambda: captions[stance] % {"finding": finding})
    blocks.table(f"{finding}/{stance}", caption, head, rows)


def _read(blocks: Blocks, finding: Finding) -> None:
    """Who read it as a peer, and who does not agree."""
    rows = [
        (
            str(review.pk),
            [
                recorded(review.reviewer),
                both(review.get_result_display),
                recorded(review.comments),
            ],
        )
        for review in finding.peer_reviews.all()
    ]
    head = [(gettext_lazy("Peer"), 3), (gettext_lazy("Result"), 2), (gettext_lazy("Comments"), 6)]
    caption = both(lambda: _("Peer reviews of %(finding)s") % {"finding": finding})
    blocks.table(f"{finding}/peers", caption, head, rows)
    for dissent in finding.dissents.all():
        blocks.heading(label(gettext_lazy("Dissent")), level=4)
        key = f"{finding}/dissent-{dissent.pk}"
        blocks.facts(key, [("name", gettext_lazy("Who dissents"), recorded(dissent.name))])
        blocks.paragraphs(f"{key}/reasons", recorded(dissent.reasons))
