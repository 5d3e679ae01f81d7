"""Screening: whether a party may be somebody whom sanctions list, asked of a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from permits.models import Party
from regime.models.sanctions import SanctionsName, SanctionsRepeal


class MatchKind(models.TextChoices):
    EXACT = "exact", _("Same name")
    CLOSE = "close", _("Close name")


class ScreeningAnswer(models.TextChoices):
    SAME = "same", _("The same person or entity")
    DIFFERENT = "different", _("Somebody else")


class ScreeningQuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("regime.view_sanctions") else self.none()

    def unanswered(self):
        """Questions that wait for a person."""
        return self.filter(answer="", withdrawn_at=None)

    def on_regulations_in_force(self):
        """Questions on names that regulations list which are not repealed."""
        repealed = SanctionsRepeal.objects.in_effect_on(timezone.localdate())
        return self.exclude(name__edition__instrument__in=repealed.values("instrument"))

    def answered(self, answer=None):
        return self.exclude(answer="") if answer is None else self.filter(answer=answer)

    def about(self, parties):
        return self.filter(party__in=parties)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def in_state(self, state):
        """Questions that are open, answered one way or the other, or withdrawn."""
        if state == "all":
            return self
        if state == "open":
            return self.unanswered()
        if state == "withdrawn":
            return self.exclude(withdrawn_at=None)
        return self.answered(state)

    def matching(self, text):
        """Questions on a party, or on a listed name, that contains this text."""
        return self.filter(
            Q(party__name__icontains=text)
            | Q(party_name__icontains=text)
            | Q(name__text_en__icontains=text)
            | Q(name__text_fr__icontains=text)
        )

    def of_instrument(self, instrument):
        return self.filter(name__edition__instrument=instrument)

    def with_names(self):
        return self.select_related("party__country", "name__edition__country", "answered_by")


class ScreeningQuestion(Record):
    """A likeness between a party and a listed name: a question, never a verdict.

    A person answers it with reasons; when more is learned, the answer may be changed by another
    act, and its history keeps both. What the list no longer says is withdrawn unanswered.
    """

    guards = [
        Guard(
            "asked_unanswered",
            "insert",
            "{new}.answer <> '' OR {new}.withdrawn_at IS NOT NULL",
            "regime_screeningquestion: a question is asked before it is answered",
        ),
        Guard(
            "stays_answered",
            "update",
            "{old}.answer <> '' AND {new}.answer = ''",
            "regime_screeningquestion: an answer is corrected by another, never taken away",
        ),
        Guard(
            "asked_of_one_pair",
            "update",
            "{new}.party_id <> {old}.party_id OR {new}.name_id <> {old}.name_id",
            "regime_screeningquestion: a question keeps its party and its listed name",
        ),
        Guard(
            "kept",
            "delete",
            "1 = 1",
            "regime_screeningquestion: a question is kept for ever",
        ),
    ]

    party = models.ForeignKey(
        Party,
        verbose_name=_("party"),
        on_delete=models.PROTECT,
        related_name="screening_questions",
    )
    name = models.ForeignKey(
        SanctionsName,
        verbose_name=_("listed name"),
        on_delete=models.PROTECT,
        related_name="screening_questions",
    )
    kind = models.CharField(_("likeness"), max_length=10, choices=MatchKind.choices)
    score = models.PositiveSmallIntegerField(_("score"))
    party_name = models.CharField(_("name of the party as screened"), max_length=200)
    matched_text = models.CharField(_("listed spelling that is alike"), max_length=300)
    asked_at = models.DateTimeField(_("asked"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    answer = models.CharField(
        _("answer"), max_length=10, choices=ScreeningAnswer.choices, blank=True
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = ScreeningQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("screening question")
        verbose_name_plural = _("screening questions")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("screen", _("Can screen parties and answer screening questions"))]
        indexes = [
            models.Index(
                fields=["party"],
                condition=Q(answer="", withdrawn_at=None),
                name="screening_unanswered",
            )
        ]
        constraints = [
            # Asked again only when the list, or the party, bears another name than before.
            models.UniqueConstraint(
                fields=["party", "name", "party_name"], name="screening_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MatchKind.values), name="screening_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(score__lte=100), name="screening_score_is_of_a_hundred"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None, reason="")
                | Q(
                    answer__in=ScreeningAnswer.values,
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                    withdrawn_at=None,
                )
                & ~Q(reason=""),
                name="screening_answer_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.party_name} / {self.name}"

    def get_absolute_url(self):
        return reverse("regime:screening_answer", args=[self.pk])

    @property
    def state(self):
        if self.withdrawn_at:
            return "withdrawn"
        return self.answer or "open"

    def get_state_display(self):
        if self.withdrawn_at:
            return _("Withdrawn: no longer listed so")
        return self.get_answer_display() if self.answer else _("To be answered")

    def answers(self):
        """Every answer that was given, the newest first."""
        given = self.history.exclude(answer="").order_by("-history_id")
        return list(given.select_related("answered_by"))
