"""Parties are screened against the names that sanctions list; each likeness is put to a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import require
from audit import ledger
from permits.models import Party
from regime.matching import Match, Matcher, spellings_of
from regime.models import (
    Act,
    SanctionsAlias,
    SanctionsEdition,
    SanctionsName,
    ScreeningQuestion,
)
from regime.rules import screening as rules

CHUNK = 2000

# What makes a question the same: the party by its name, and the words of the listed name.
Asked = tuple[int, str, str, str, str]


@dataclass(frozen=True)
class Screened:
    """What a screening did."""

    parties: int
    asked: int
    withdrawn: int


def screen(
    parties: QuerySet[Party] | Iterable[Party], *, by: User | None, reason: str, about: str = ""
) -> Screened:
    """Screen parties against the newest edition of every sanctions regulation kept and in force.

    A question that was asked before, answered or not, is not asked again unless the list or the
    party bears another name now. One that still waits, on words that no list holds any more, is
    withdrawn. ``by`` is None when the system screens. Raises ``PermissionDenied``.
    """
    if by is not None:
        require(by, "regime.screen")
    with ledger.entry(by=by, action=Act.SCREEN, about=about, reason=reason):
        # Locked, so that two screenings at once do not ask the same question twice.
        editions = list(
            SanctionsEdition.objects.not_repealed_on(timezone.localdate())
            .newest_of_each()
            .select_for_update()
            .order_by("pk")
        )
        names = _names_of(editions)
        matcher = Matcher(
            spelling for name in names.values() for spelling in spellings_of(*_written(name))
        )
        known = {_words(name) for name in names.values()}
        count = asked = withdrawn = 0
        for chunk in _in_chunks(parties):
            count += len(chunk)
            withdrawn += _withdraw(chunk, known)
            asked += _ask(chunk, matcher, names)
    return Screened(count, asked, withdrawn)


def answer(
    question: ScreeningQuestion, *, answer: str, reason: str, by: User, seen: str | None = None
) -> ScreeningQuestion:
    """Record a person's answer to a question, or correct an earlier one; both stay on record.

    Raises ``PermissionDenied``; ``ValidationError`` with every reason against it.
    """
    require(by, "regime.screen")
    with transaction.atomic():
        question = ScreeningQuestion.objects.select_for_update().get(pk=question.pk)
        for refusal in rules.against_answering(question, answer=answer, seen=seen):
            raise refusal.error
        with ledger.entry(
            by=by, action=Act.ANSWER_SCREENING, about=question.party_name, reason=reason
        ):
            question.answer = answer
            question.answered_by, question.answered_at = by, timezone.now()
            question.reason = reason.strip()
            question.full_clean(validate_unique=False)
            question.save()
    return question


def _in_chunks(parties: QuerySet[Party] | Iterable[Party]) -> Iterator[list[Party]]:
    if isinstance(parties, QuerySet):
        parties = parties.order_by("pk").only("pk", "name").iterator(chunk_size=CHUNK)
    left = iter(parties)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def _names_of(editions: list[SanctionsEdition]) -> dict[int, SanctionsName]:
    aliases = Prefetch("aliases", SanctionsAlias.objects.order_by("pk"))
    names = SanctionsName.objects.filter(edition__in=editions).select_related("edition")
    return {name.pk: name for name in names.prefetch_related(aliases)}


def _written(name: SanctionsName) -> tuple[int, str, list[str]]:
    """A listed name with every way in which the schedule writes it."""
    aliases = [alias.text for alias in name.aliases.all()]
    return name.pk, name.kind, [name.name_en, name.name_fr, *aliases]


def _words(name: SanctionsName) -> tuple[str, str, str]:
    return name.edition.instrument, name.text_en, name.text_fr


def _withdraw(parties: list[Party], known: set[tuple[str, str, str]]) -> int:
    """Withdraw what waits for an answer on words that no list holds any more."""
    waiting = ScreeningQuestion.objects.about(parties).unanswered().select_related("name__edition")
    gone = [question.pk for question in waiting if _words(question.name) not in known]
    return ScreeningQuestion.objects.filter(pk__in=gone).update(withdrawn_at=timezone.now())


def _ask(parties: list[Party], matcher: Matcher, names: dict[int, SanctionsName]) -> int:
    """Ask what is not asked yet."""
    found = [(party, match) for party in parties for match in matcher.matches(party.name)]
    before = _asked_before({party.pk for party, _match in found})
    new = [
        _question(party, match)
        for party, match in found
        if (party.pk, party.name, *_words(names[match.name])) not in before
    ]
    ScreeningQuestion.objects.bulk_create(new)
    return len(new)


def _asked_before(parties: set[int]) -> set[Asked]:
    asked = ScreeningQuestion.objects.filter(party__in=parties, withdrawn_at=None)
    return set(
        asked.values_list(
            "party", "party_name", "name__edition__instrument", "name__text_en", "name__text_fr"
        )
    )


def _question(party: Party, match: Match) -> ScreeningQuestion:
    return ScreeningQuestion(
        party=party,
        name_id=match.name,
        kind=match.kind,
        score=match.score,
        party_name=party.name,
        matched_text=match.text,
        asked_at=timezone.now(),
    )
