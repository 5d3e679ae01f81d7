"""Questions sent to companies, governments and manufacturers, and what came of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from audit.models import Event, Guard, Record
from investigations.models.evidence import Evidence, EvidenceKind
from investigations.models.investigations import Investigation


class AddresseeKind(models.TextChoices):
    COMPANY = "company", _("Company")
    PARTNER = "partner", _("Partner government")
    DESTINATION = "destination", _("Government of the destination")
    MANUFACTURER = "manufacturer", _("Manufacturer")
    OTHER = "other", _("Other addressee")


# What an answer is registered as, unless the person who registers it says otherwise.
ANSWER_KINDS = {
    AddresseeKind.COMPANY: EvidenceKind.COMPANY_RESPONSE,
    AddresseeKind.PARTNER: EvidenceKind.PARTNER_INFORMATION,
    AddresseeKind.DESTINATION: EvidenceKind.OFFICIAL_STATEMENT,
    AddresseeKind.MANUFACTURER: EvidenceKind.TRACE_REPLY,
    AddresseeKind.OTHER: EvidenceKind.OFFICIAL_STATEMENT,
}


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail, sent from here")
    LETTER = "letter", _("Letter")
    NOTE = "note", _("Diplomatic note")
    MEETING = "meeting", _("Handed over at a meeting")


class RequestOutcomeKind(models.TextChoices):
    """How a request ended, so far: an answer may still come after a refusal or a silence."""

    ANSWERED = "answered", pgettext_lazy("request", "Answered")
    REFUSED = "refused", pgettext_lazy("request", "Refused")
    SILENT = "silent", pgettext_lazy("request", "No answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")


class InformationRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("investigations.view_evidence") else self.none()

    def with_outcome(self):
        """Adds ``outcome``, the newest; empty while the request waits."""
        outcomes = RequestOutcome.objects.filter(request=OuterRef("pk")).order_by("-pk")
        return self.annotate(outcome=Subquery(outcomes.values("outcome")[:1]))

    def open(self):
        return self.filter(outcomes=None)

    def overdue_on(self, day):
        return self.open().filter(due_on__lt=day)

    def overdue(self):
        return self.overdue_on(timezone.localdate())

    def in_state(self, states):
        """Requests that wait ("open"), are late ("overdue"), or ended in one of the outcomes."""
        found = Q(outcome__in=states)
        if "open" in states:
            found |= Q(outcome=None)
        if "overdue" in states:
            found |= Q(outcome=None, due_on__lt=timezone.localdate())
        return self.with_outcome().filter(found)

    def of_investigation(self, number):
        return self.filter(investigation__number=number.strip().upper())

    def matching(self, text):
        """Requests with a text in their number, addressee, case or question."""
        text = text.strip()
        return self.filter(
            Q(number__icontains=text)
            | Q(addressee__icontains=text)
            | Q(investigation__number__icontains=text)
            | Q(question__icontains=text)
            | Q(gist__icontains=text)
        )


class InformationRequest(Record):
    """A question put to somebody outside, in their language, with a day to answer by."""

    guards = [
        Guard(
            "kept",
            "delete",
            "1 = 1",
            "investigations_informationrequest: a request that was sent is kept for ever",
        ),
        Guard(
            "as_sent",
            "update",
            "{new}.question <> {old}.question OR {new}.addressee <> {old}.addressee"
            " OR {new}.sent_on <> {old}.sent_on OR {new}.language <> {old}.language"
            " OR {new}.investigation_id <> {old}.investigation_id",
            "investigations_informationrequest: what was sent is kept as it was sent",
        ),
    ]

    investigation = models.ForeignKey(
        Investigation,
        verbose_name=_("investigation"),
        on_delete=models.PROTECT,
        related_name="requests",
    )
    number = models.CharField(_("number"), max_length=30, unique=True)
    addressee_kind = models.CharField(
        _("kind of addressee"), max_length=12, choices=AddresseeKind.choices
    )
    addressee = models.CharField(_("addressee"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    channel = models.CharField(_("sent by"), max_length=8, choices=Channel.choices)
    language = models.CharField(_("language of the question"), max_length=5)
    question = models.TextField(
        _("question"), help_text=_("In the language of the addressee, as it is sent.")
    )
    gist = models.TextField(
        _("what is asked, in English or French"),
        blank=True,
        help_text=_("For the file, where the question is in another language."),
    )
    sent_on = models.DateField(_("sent on"))
    due_on = models.DateField(_("answer due on"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = InformationRequestQuerySet.as_manager()

    # Added by ``with_outcome``.
    outcome: str | None

    class Meta:
        verbose_name = _("request for information")
        verbose_name_plural = _("requests for information")
        ordering = ["due_on", "pk"]
        default_permissions = ("view",)
        permissions = [("send_request", _("Can send requests for information"))]
        indexes = [models.Index(fields=["due_on"], name="request_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(addressee_kind__in=AddresseeKind.values)
                & Q(channel__in=Channel.values),
                name="request_addressee_is_known",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("sent_on")),
                name="request_due_after_it_is_sent",
                violation_error_message=_("The answer would be due before it is asked for."),
            ),
            models.CheckConstraint(
                condition=~Q(channel="email") | ~Q(email=""),
                name="request_by_email_has_an_address",
                violation_error_message=_("A request sent by e-mail needs an e-mail address."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=["en", "fr"]) | ~Q(gist=""),
                name="request_in_another_language_says_what_it_asks",
                violation_error_message=_(
                    "Say in English or French what is asked: the question is in another language."
                ),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("investigations:request_detail", args=[self.number])

    @property
    def title(self):
        return self.addressee

    @property
    def newest_outcome(self):
        return max(self.outcomes.all(), key=lambda outcome: outcome.pk, default=None)

    @property
    def is_overdue(self):
        return not self.outcomes.all() and self.due_on < timezone.localdate()

    @property
    def days_late(self):
        return (timezone.localdate() - self.due_on).days


class Reminder(Event):
    """A reminder that was sent, and the new day to answer by if one was given."""

    request = models.ForeignKey(
        InformationRequest,
        verbose_name=_("request"),
        on_delete=models.PROTECT,
        related_name="reminders",
    )
    text = models.TextField(_("text"), help_text=_("In the language of the addressee."))
    sent_on = models.DateField(_("sent on"))
    due_on = models.DateField(_("answer due on"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("reminder of a request")
        verbose_name_plural = _("reminders of requests")
        ordering = ["request", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("sent_on")),
                name="reminder_due_after_it_is_sent",
                violation_error_message=_("The answer would be due before it is asked for."),
            ),
        ]

    def __str__(self):
        return f"{self.request}: {self.sent_on.isoformat()}"


class RequestOutcome(Event):
    """What came of a request, and the item of evidence that keeps it; a silence is kept too."""

    request = models.ForeignKey(
        InformationRequest,
        verbose_name=_("request"),
        on_delete=models.PROTECT,
        related_name="outcomes",
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=RequestOutcomeKind.choices)
    on = models.DateField(_("on"))
    evidence = models.ForeignKey(
        Evidence,
        verbose_name=_("kept as evidence"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers_request",
    )
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("outcome of a request")
        verbose_name_plural = _("outcomes of requests")
        ordering = ["request", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=RequestOutcomeKind.values),
                name="request_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="withdrawn", evidence=None)
                | (~Q(outcome="withdrawn") & Q(evidence__isnull=False)),
                name="request_outcome_is_kept_as_evidence",
            ),
        ]

    def __str__(self):
        return f"{self.request}: {self.get_outcome_display()}"
