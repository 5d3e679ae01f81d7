"""Screening: which questions on parties are open, which were answered, and what stands against."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from permits.models import Party
from regime.models import ScreeningAnswer, ScreeningQuestion


class Refusal(models.TextChoices):
    """Why a question may not be answered."""

    WITHDRAWN = "withdrawn", _("The question is withdrawn: the list no longer names it so.")
    ANSWERED_SO = "answered-so", _("This is the answer already given.")
    ANSWERED_MEANWHILE = (
        "answered-meanwhile",
        _("Someone answered after you opened the question. Read their answer, then decide."),
    )

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


def open_questions(parties: Iterable[Party]) -> QuerySet[ScreeningQuestion]:
    """The questions on these parties that wait for a person."""
    questions = ScreeningQuestion.objects.about(parties).on_regulations_in_force()
    return questions.unanswered().with_names()


def found_listed(parties: Iterable[Party]) -> QuerySet[ScreeningQuestion]:
    """The questions on these parties answered so that the party is the one listed.

    It is a fact for whoever decides, who weighs it with the regulations: never a verdict here.
    """
    questions = ScreeningQuestion.objects.about(parties).on_regulations_in_force()
    return questions.answered(ScreeningAnswer.SAME).with_names()


def against_answering(
    question: ScreeningQuestion, *, answer: str | None = None, seen: str | None = None
) -> list[Refusal]:
    """A question that still stands can be answered, and an answer corrected by another.

    ``seen`` is the answer that the person saw when they opened the question.
    """
    if question.withdrawn_at is not None:
        return [Refusal.WITHDRAWN]
    if seen is not None and seen != question.answer:
        return [Refusal.ANSWERED_MEANWHILE]
    if answer and answer == question.answer:
        return [Refusal.ANSWERED_SO]
    return []
