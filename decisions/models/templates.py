"""The texts of notices: versions in both languages, each approved by a second person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Guard, Record
from permits.models.orders import OrderKind
from permits.models.parties import in_french


class NoticeKind(models.TextChoices):
    """What a notice is, and to whom it goes."""

    SUSPENSION = "suspension", _("Letter to a holder: suspension")
    CANCELLATION = "cancellation", _("Letter to a holder: cancellation")
    REINSTATEMENT = "reinstatement", _("Letter to a holder: reinstatement")
    AMENDMENT = "amendment", _("Letter to a holder: amendment")
    INTENDED = "intended", _("Letter to a holder: intended cancellation")
    RETRACTION = "retraction", _("Letter to a holder: retraction of a notice")
    BORDER = "border", _("List for the border agency")
    EXPORTERS = "exporters", _("Notice to exporters")
    PUBLIC = "public", _("Public statement")

    @property
    def is_letter(self):
        return self not in {NoticeKind.BORDER, NoticeKind.EXPORTERS, NoticeKind.PUBLIC}


LETTERS = [kind for kind in NoticeKind if kind.is_letter]
# The letter that tells a holder what an order of each kind did.
LETTER_OF: dict[str, NoticeKind] = {
    OrderKind.SUSPEND: NoticeKind.SUSPENSION,
    OrderKind.CANCEL: NoticeKind.CANCELLATION,
    OrderKind.REINSTATE: NoticeKind.REINSTATEMENT,
    OrderKind.AMEND: NoticeKind.AMENDMENT,
}


class TemplateStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved, in use")
    REPLACED = "replaced", _("Replaced")


class NoticeTemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("decisions.view_notice") else self.none()

    def in_use(self, kind):
        """The version approved for a kind of notice; None when there is none yet."""
        return self.filter(kind=kind, status=TemplateStatus.APPROVED).first()

    def waiting_for_approval(self):
        return self.filter(status=TemplateStatus.DRAFT)


class NoticeTemplate(Record):
    """One version of the text of one kind of notice.

    A version in use is never edited: the next one is drafted beside it, and replaces it when a
    second person approves it. What was issued keeps the version it was made from.
    """

    kind = models.CharField(_("kind"), max_length=15, choices=NoticeKind.choices)
    version = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(
        _("status"), max_length=10, choices=TemplateStatus.choices, default=TemplateStatus.DRAFT
    )
    subject_en = models.CharField(_("subject (English)"), max_length=200)
    subject_fr = models.CharField(_("subject (French)"), max_length=200)
    body_en = models.TextField(_("text (English)"))
    body_fr = models.TextField(_("text (French)"))
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)

    objects = NoticeTemplateQuerySet.as_manager()

    guards = [
        Guard(
            name="approved_words_stay",
            on="update",
            when=(
                "{old}.status <> 'draft' AND ({new}.subject_en <> {old}.subject_en"
                " OR {new}.subject_fr <> {old}.subject_fr OR {new}.body_en <> {old}.body_en"
                " OR {new}.body_fr <> {old}.body_fr OR {new}.kind <> {old}.kind"
                " OR {new}.version <> {old}.version)"
            ),
            message="An approved template is not edited: draft the next version.",
        )
    ]

    class Meta:
        verbose_name = _("notice template")
        verbose_name_plural = _("notice templates")
        ordering = ["kind", "-version"]
        default_permissions = ("view",)
        permissions = [
            ("edit_noticetemplate", _("Can draft templates of notices")),
            ("approve_noticetemplate", _("Can approve templates of notices")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_template_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=TemplateStatus.values),
                name="notice_template_status_is_known",
            ),
            models.UniqueConstraint(
                fields=["kind", "version"], name="notice_template_version_once"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(status="draft"), name="notice_template_one_draft"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(status="approved"), name="notice_template_one_in_use"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("edited_by")),
                name="notice_template_approver_did_not_write",
                violation_error_message=_("The person who wrote a template cannot approve it."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft", approved_by=None, approved_at=None)
                | (~Q(status="draft") & Q(approved_at__isnull=False)),
                name="notice_template_approval_is_whole",
            ),
        ]

    def next_draft_exists(self):
        return type(self).objects.filter(kind=self.kind, status=TemplateStatus.DRAFT).exists()

    def __str__(self):
        return f"{self.get_kind_display()}, {self.version}"

    def get_absolute_url(self):
        return reverse("decisions:notice_template_detail", args=[self.pk])

    @property
    def title(self):
        return self.subject_fr if in_french() else self.subject_en

    def newest_version(self):
        """The entry that changed it last: whoever edits says which version they read."""
        return self.history.aggregate(newest=Max("entry_id"))["newest"]
