"""Dialogues with a destination: meetings, who took part, commitments and assurances agreed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Event, Record
from permits.models import Assurance, Country
from permits.models.parties import in_french
from regime.models.effects import VersionStatus
from regime.models.exemptions import Precondition

# A commitment is offered to those who follow it up this many days before its date.
NOTICE = timedelta(days=7)


class Side(models.TextChoices):
    """On whose side somebody takes part, or undertakes something."""

    CANADA = "canada", _("Canada")
    DESTINATION = "destination", _("The destination")
    THIRD = "third", _("A third party")


class DialogueQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("regime.view_dialogue") else self.none()

    def under_way(self):
        return self.filter(closed_on=None)

    def closed(self):
        return self.exclude(closed_on=None)

    def with_country(self, country):
        return self.filter(country=country)

    def serving(self, precondition):
        """Dialogues held for a precondition, in whichever version of its measure it stands."""
        return self.filter(precondition__in=_same_words(precondition))

    def matching(self, text):
        """Dialogues whose number or title contains this text, or whose country bears it."""
        return self.filter(
            Q(number__icontains=text)
            | Q(title_en__icontains=text)
            | Q(title_fr__icontains=text)
            | Q(country__in=Country.objects.named(text))
        )

    def with_state(self, day):
        """Adds counts: ``meetings_held``, and commitments ``unfulfilled`` and ``overdue``."""
        commitments = Commitment.objects.filter(dialogue=OuterRef("pk"))
        return self.annotate(
            meetings_held=_count_of(Meeting.objects.filter(dialogue=OuterRef("pk"))),
            unfulfilled=_count_of(commitments.unfulfilled()),
            overdue=_count_of(commitments.overdue_on(day)),
        )


def _count_of(rows):
    counted = rows.order_by().values("dialogue").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), Value(0))


def _same_words(precondition):
    """A precondition in every version of its measure: the same words are the same precondition."""
    return Precondition.objects.filter(
        version__measure=precondition.version.measure_id,
        title_en=precondition.title_en,
        title_fr=precondition.title_fr,
    )


class Dialogue(Record):
    """A dialogue with the government of a destination, often one that a precondition asks for."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="dialogues"
    )
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    precondition = models.ForeignKey(
        Precondition,
        verbose_name=_("precondition it serves"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dialogues",
    )
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opened by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    conclusion_en = models.TextField(_("what came of it (English)"), blank=True)
    conclusion_fr = models.TextField(_("what came of it (French)"), blank=True)

    objects = DialogueQuerySet.as_manager()

    # Added by ``with_state``.
    meetings_held: int
    unfulfilled: int
    overdue: int

    class Meta:
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("keep_dialogue", _("Can keep the record of dialogues"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="dialogue_runs_forward",
                violation_error_message=_("The dialogue closes before it opened."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None, conclusion_en="", conclusion_fr="")
                | (
                    Q(closed_on__isnull=False, closed_by__isnull=False)
                    & ~Q(conclusion_en="")
                    & ~Q(conclusion_fr="")
                ),
                name="dialogue_closes_with_its_conclusion",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("regime:dialogue_detail", args=[self.number])

    @property
    def title(self):
        return self.title_fr if in_french() else self.title_en

    @property
    def conclusion(self):
        return self.conclusion_fr if in_french() else self.conclusion_en

    def preconditions(self):
        """The precondition it serves, in every signed version of its measure, the newest first."""
        if self.precondition is None:
            return Precondition.objects.none()
        signed = _same_words(self.precondition).filter(version__status=VersionStatus.APPROVED)
        related = signed.select_related("version__measure", "settled_by", "settled_for")
        return related.order_by("-version__position")

    @property
    def status(self):
        return "open" if self.closed_on is None else "closed"

    def get_status_display(self):
        return _("Under way") if self.closed_on is None else _("Closed")


class Meeting(Event):
    """A meeting of a dialogue, or a call: when, about what, what was said, on which document."""

    dialogue = models.ForeignKey(
        Dialogue, verbose_name=_("dialogue"), on_delete=models.PROTECT, related_name="meetings"
    )
    held_on = models.DateField(_("held on"))
    place = models.CharField(_("place, or by telephone"), max_length=200)
    subject = models.CharField(_("subject"), max_length=200)
    summary = models.TextField(_("what was said"))
    document = models.CharField(_("record of the meeting"), max_length=200, blank=True)
    next_on = models.DateField(_("next meeting planned for"), null=True, blank=True)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["dialogue", "held_on", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("held_on")),
                name="meeting_precedes_the_next",
                violation_error_message=_("The next meeting is planned for a later day."),
            )
        ]

    def __str__(self):
        return f"{self.held_on.isoformat()}, {self.subject}"

    def get_absolute_url(self):
        return f"{self.dialogue.get_absolute_url()}#meeting-{self.pk}"


class Participant(Event):
    """An office that took part in a meeting, on one side, and who spoke for it if that is known."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="participants"
    )
    side = models.CharField(_("side"), max_length=12, choices=Side.choices)
    office = models.CharField(_("office"), max_length=200)
    person = models.CharField(_("person"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["meeting", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="participant_side_is_known"
            )
        ]

    def __str__(self):
        return f"{self.office}, {self.person}" if self.person else self.office


class CommitmentOutcome(models.TextChoices):
    OPEN = "open", _("Still open")
    KEPT = "kept", _("Kept")
    NOT_KEPT = "not-kept", _("Not kept")
    RELEASED = "released", _("Released")


class CommitmentQuerySet(models.QuerySet):
    def unfulfilled(self):
        return self.filter(outcome=CommitmentOutcome.OPEN)

    def overdue_on(self, day):
        return self.unfulfilled().filter(due_on__lt=day)

    def due_for_follow_up(self, day):
        """Commitments still open that are to be followed up on a day, within a week, or before."""
        return self.unfulfilled().filter(follow_up_on__lte=day + NOTICE).order_by("follow_up_on")


class Commitment(Record):
    """What one side undertook in a dialogue, by when, and what became of it."""

    dialogue = models.ForeignKey(
        Dialogue, verbose_name=_("dialogue"), on_delete=models.PROTECT, related_name="commitments"
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("made at"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
    )
    side = models.CharField(_("made by"), max_length=12, choices=Side.choices)
    text_en = models.TextField(_("commitment (English)"))
    text_fr = models.TextField(_("commitment (French)"))
    made_on = models.DateField(_("made on"))
    due_on = models.DateField(_("due on"))
    follow_up_on = models.DateField(_("next follow-up"))
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        choices=CommitmentOutcome.choices,
        default=CommitmentOutcome.OPEN,
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["dialogue", "due_on", "pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["follow_up_on"],
                condition=Q(outcome="open"),
                name="commitment_to_follow_up",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=CommitmentOutcome.values),
                name="commitment_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values), name="commitment_side_is_known"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("made_on"), follow_up_on__gte=F("made_on")),
                name="commitment_runs_forward",
                violation_error_message=_("The commitment is due before it was made."),
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return f"{self.dialogue.get_absolute_url()}#commitment-{self.pk}"

    @property
    def text(self):
        return self.text_fr if in_french() else self.text_en

    @property
    def is_open(self):
        return self.outcome == CommitmentOutcome.OPEN

    @property
    def is_overdue(self):
        return self.is_open and self.due_on < timezone.localdate()


class FollowUp(Event):
    """One follow-up of a commitment: what was learned, on which document, and when it is next."""

    commitment = models.ForeignKey(
        Commitment,
        verbose_name=_("commitment"),
        on_delete=models.PROTECT,
        related_name="follow_ups",
    )
    followed_on = models.DateField(_("followed up on"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=CommitmentOutcome.choices)
    note = models.TextField(_("what was learned"))
    document = models.CharField(_("document"), max_length=200, blank=True)
    next_on = models.DateField(_("next follow-up"), null=True, blank=True)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["commitment", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=CommitmentOutcome.values),
                name="follow_up_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(outcome="open") & Q(next_on__gt=F("followed_on")))
                | (~Q(outcome="open") & Q(next_on=None)),
                name="follow_up_is_followed_while_open",
            ),
        ]

    def __str__(self):
        return f"{self.followed_on.isoformat()}: {self.get_outcome_display()}"


class AgreedAssurance(Event):
    """An assurance that the two sides agreed on in a dialogue."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("agreed at"), on_delete=models.PROTECT, related_name="agreed"
    )
    assurance = models.ForeignKey(
        Assurance,
        verbose_name=_("assurance"),
        on_delete=models.PROTECT,
        related_name="agreed_at",
    )

    class Meta:
        verbose_name = _("assurance agreed")
        verbose_name_plural = _("assurances agreed")
        ordering = ["meeting", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "assurance"], name="assurance_agreed_once_at_a_meeting"
            )
        ]

    def __str__(self):
        return str(self.assurance)
