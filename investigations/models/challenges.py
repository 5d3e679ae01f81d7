"""What a party says against an item of evidence or its grade, and what it is answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from investigations.models.evidence import Evidence, Grade


class Capacity(models.TextChoices):
    """In which capacity somebody challenges."""

    HOLDER = "holder", _("Holder of a permit in question")
    END_USER = "end-user", _("Consignee or end user")
    GOVERNMENT = "government", _("Foreign government")
    MANUFACTURER = "manufacturer", _("Manufacturer")
    AUTHOR = "author", _("Author or source of the item")
    OTHER = "other", _("Other person concerned")


class ChallengeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Challenges of the items that a person may see."""
        items = Evidence.objects.visible_to(user).order_by().values("pk")
        return self.filter(evidence__in=items)

    def unanswered(self):
        return self.filter(answer=None)


class Challenge(Event):
    """What a party brings forward against an item: who, in which capacity, when, and why."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="challenges"
    )
    party = models.CharField(_("who challenges"), max_length=200)
    capacity = models.CharField(_("in which capacity"), max_length=12, choices=Capacity.choices)
    received_on = models.DateField(_("received on"))
    grounds = models.TextField(
        _("grounds"), help_text=_("What they say, and what they rest it on.")
    )
    document = models.CharField(
        _("document"),
        max_length=200,
        blank=True,
        help_text=_("Its reference, and where it is kept."),
    )
    document_item = models.ForeignKey(
        Evidence,
        verbose_name=_("document registered as"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("An item of the same case, where what they sent is registered as evidence."),
    )
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["evidence", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="challenge_capacity_is_known"
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="challenge_gives_grounds"),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("investigations:challenge_detail", args=[self.number])

    @property
    def investigation(self):
        return self.evidence.investigation

    @property
    def title(self):
        return f"{self.party}: {self.evidence}"

    @property
    def is_answered(self):
        return hasattr(self, "answer")


class Effect(models.TextChoices):
    """What a challenge came to."""

    KEPT = "grade-kept", _("The grade is kept")
    REGRADED = "regraded", _("The item is graded anew")
    SET_ASIDE = "set-aside", _("The item is not relied on")


class ChallengeAnswer(Event):
    """The answer to a challenge: by whom, what, and with which effect on the grade."""

    challenge = models.OneToOneField(
        Challenge, verbose_name=_("challenge"), on_delete=models.PROTECT, related_name="answer"
    )
    text = models.TextField(_("answer"))
    effect = models.CharField(_("effect"), max_length=10, choices=Effect.choices)
    grade = models.ForeignKey(
        Grade,
        verbose_name=_("grade given anew"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_on = models.DateField(_("answered on"))

    class Meta:
        verbose_name = _("answer to a challenge")
        verbose_name_plural = _("answers to challenges")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(effect__in=Effect.values), name="challenge_effect_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="challenge_answer_has_words"),
            models.CheckConstraint(
                condition=Q(effect="regraded", grade__isnull=False)
                | (~Q(effect="regraded") & Q(grade=None)),
                name="challenge_names_the_grade_it_led_to",
            ),
        ]

    def __str__(self):
        return f"{self.challenge}: {self.get_effect_display()}"
