"""Builders of investigations, evidence and findings that reach a state by acting."""

import itertools
from datetime import UTC, date, datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.roles import Role
from investigations import actions
from investigations.models import Declaration
from investigations.models.evidence import EvidenceKind
from investigations.models.findings import Confidence, FindingKind, Stance, Standard
from permits.models import Permit
from tests import make

numbers = itertools.count(1)

LEARNED_ON = date(2020, 9, 29)
CAPTURED_AT = datetime(2020, 10, 8, 15, 0, tzinfo=UTC)


def investigator():
    return make.user(Role.INVESTIGATOR)


def consulted():
    return make.user(Role.CONSULTED_DEPARTMENT)


def permits(*chosen):
    """The same permits as a queryset, as a selection gives them."""
    return Permit.objects.filter(pk__in=[permit.pk for permit in chosen])


def investigation(*in_scope, by=None, **facts):
    """An active investigation with one question and these permits in scope."""
    by = by or investigator()
    return actions.open_investigation(
        by=by,
        reason="A test",
        permits=permits(*in_scope),
        **{
            "title": "Use of sensors in a conflict",
            "allegation": "Sensors exported under permit were seen in use.",
            "allegation_source": "A newspaper",
            "learned_on": LEARNED_ON,
            "questions": ["Were the goods used there?"],
            "lead": by,
            **facts,
        },
    )


def evidence(case, content=None, *, by=None, file_name="page.html", **facts):
    """An item of evidence, with a file when content is given."""
    return actions.register(
        case,
        by=by or investigator(),
        reason="A test",
        uploads=[] if content is None else [ContentFile(content, name=file_name)],
        **{
            "kind": EvidenceKind.MEDIA,
            "title": f"Article {next(numbers)}",
            "source": "A newspaper",
            "summary": "It shows the sensor.",
            "captured_at": CAPTURED_AT,
            **facts,
        },
    )


def declared(case, by, interest=""):
    """This person, after a declaration of interests in the case; a second one is not made."""
    if not Declaration.objects.filter(investigation=case, person=by).exists():
        actions.declare(case, interest=interest, by=by, reason="A test")
    return by


def judge(case):
    """An investigator who has declared that they have no interest in the case."""
    return declared(case, investigator())


def director_of(case):
    """A director who has declared that they have no interest in the case."""
    return declared(case, make.director())


def grade(item, given="B2", *, by=None, confirmed_by=None):
    return actions.grade(
        item,
        reliability=given[0],
        credibility=given[1],
        confirmed_by=confirmed_by,
        by=declared(item.investigation, by or investigator()),
        reason="A test",
    )


def graded(case, given="B2", content=None, **facts):
    """An item of evidence with this grade."""
    item = evidence(case, content, **facts)
    grade(item, given)
    return item


ON_RISK = {
    "criterion": "b-i",
    "mitigation": "Assurances and verification on site.",
    "risk": "not-substantial",
}


def finding(case, *, by=None, **facts):
    """A draft finding on the first question of an investigation that cites nothing."""
    return actions.draft(
        facts.pop("question", None) or case.questions.first(),
        by=declared(case, by or investigator()),
        reason="A test",
        **{
            "kind": FindingKind.USE,
            "standard": Standard.BALANCE,
            "statement_en": "The goods were used there.",
            "statement_fr": "Les marchandises y ont été utilisées.",
            "reasoning": "The images match.",
            "contrary": "Other makers' parts were looked for, and none were seen.",
            "would_change": "A serial number of another maker.",
            "confidence": Confidence.MODERATE,
            **(ON_RISK if facts.get("kind") == FindingKind.RISK else {}),
            **facts,
        },
    )


def cite(draft, item, stance=Stance.FOR, *, by=None):
    return actions.cite(
        draft,
        item,
        stance=stance,
        why="It shows it.",
        by=declared(draft.investigation, by or investigator()),
        reason="A test",
    )


def drafted_finding(case, *, by=None, **facts):
    """A draft finding on two independent graded items, which a peer may read."""
    draft = finding(case, by=by, **facts)
    for given in ("B2", "C3"):
        cite(draft, graded(case, given))
    return draft


def in_review(draft):
    """The same finding, put to peer review by its author."""
    return actions.submit(draft, by=draft.author, reason="A test")


def peer_reviewed(draft, result="sound", *, by=None):
    """The same finding, after a peer of its writers said what they make of it."""
    if draft.status != "peer-review":
        draft = in_review(draft)
    actions.review_as_peer(
        draft,
        result=result,
        comments="I read every item that it cites.",
        by=declared(draft.investigation, by or investigator()),
    )
    draft.refresh_from_db()
    return draft


def adoptable_finding(case, *, by=None, **facts):
    """A finding on two independent graded items that a peer found sound: it may be adopted."""
    return peer_reviewed(drafted_finding(case, by=by, **facts))


def adopted(draft, *, by=None):
    """The same finding, adopted."""
    director = declared(draft.investigation, by or make.director())
    return actions.adopt(draft, by=director, reason="A test")


def closed(draft, status, *, by=None):
    """The same finding, closed without being adopted."""
    director = declared(draft.investigation, by or make.director())
    return actions.close(draft, status=status, by=director, reason="A test")


def adopted_finding(case, *, by=None, **facts):
    return adopted(adoptable_finding(case, **facts), by=by)


def recommendation(case, *, by=None, **facts):
    """A recommendation on a finding adopted for it."""
    if not case.findings.adopted().exists():
        adopted_finding(case)
    return actions.recommend(
        case,
        by=declared(case, by or investigator()),
        reason="A test",
        **{"text_en": "Cancel the permits.", "text_fr": "Annuler les licences.", **facts},
    )


def review(case, result="concern", *, by=None, scope=None):
    """Every permit in scope reviewed with one result."""
    return actions.review(
        case.scope.all() if scope is None else scope,
        investigation=case,
        result=result,
        by=by or investigator(),
        reason="A test",
    )


def concluded_investigation(*in_scope):
    case = investigation(*in_scope)
    recommendation(case)
    if in_scope:
        review(case)
    return actions.conclude(case, by=investigator(), reason="A test")


def file_of(item):
    """The only original of an item."""
    return item.files.originals().get()


def place_of(item):
    """Where the file of an item is kept."""
    return Path(default_storage.path(f"evidence/{file_of(item).digest}"))


def altered(item, content=b"as it is now"):
    """Alter the kept file of an item and have that found out; returns how to put it right."""
    place = place_of(item)
    original = place.read_bytes()

    def rewritten(bytes_):
        place.chmod(0o640)
        place.write_bytes(bytes_)
        actions.verify([item], about=item.number, by=investigator(), reason="A test")

    rewritten(content)
    return lambda: rewritten(original)
