"""What stands against a template, against issuing a notice, and against taking one back."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from decisions import wording
from decisions.models import Notice, NoticeKind, NoticeStatus, NoticeTemplate, TemplateStatus
from decisions.models.border import KINDS_TOLD, Answer
from decisions.models.notices import Channel, Standing
from decisions.models.templates import LETTER_OF
from office.rules import minute_of
from permits.models import Order, Party, ScheduledPermit
from permits.models.orders import OrderStatus


class NoticeRefusal(models.TextChoices):
    """Why an act on a notice or on its template is refused."""

    NO_TEMPLATE = "no-template", _("No approved template is in use for this kind of notice.")
    NOT_CARRIED_OUT = "not-carried-out", _("The order is not carried out yet.")
    NOT_OF_THIS_KIND = "not-of-this-kind", _("No letter tells of an order of this kind.")
    NOTHING_TO_TELL = "nothing-to-tell", _("Everyone concerned was told already.")
    ALREADY_ISSUED = (
        "already-issued",
        _("This notice is issued already; retract and correct it instead."),
    )
    NO_ADDRESS = (
        "no-address",
        _("The register knows neither an e-mail nor a postal address of the holder: record one."),
    )
    NO_LANGUAGE = (
        "no-language",
        _("The register does not know the holder's language of correspondence: record it."),
    )
    NO_BORDER_ADDRESS = (
        "no-border-address",
        _("No address of the border agency is configured (BORDER_AGENCY_EMAIL)."),
    )
    NOT_HELD = "not-held", _("The notice is not held.")
    NOT_ISSUED = "not-issued", _("The notice is not issued.")
    RETRACTED = "retracted", _("The notice is retracted.")
    IS_RETRACTION = "is-retraction", _("A retraction is not retracted: issue a notice again.")
    NOT_BY_POST = "not-by-post", _("The notice does not go by post: its message tells.")
    NOT_POSTED = "not-posted", _("The letter was not posted yet.")
    ALREADY_SO = "already-so", _("This is recorded already.")
    IN_FUTURE = "in-future", _("This is in the future.")
    BEFORE_ISSUE = "before-issue", _("This is before the notice was issued.")
    BEFORE_CHANGE = "before-change", _("This is before the change was signed.")
    NEEDS_SERIAL = "needs-serial", _("A notice to exporters needs its serial number.")
    SERIAL_TAKEN = "serial-taken", _("This serial number is given to another notice.")
    REPLY_TOO_EARLY = "reply-too-early", _("The day by which to answer has passed.")
    NOT_DRAFT = "not-draft", _("Only a draft is edited or approved; draft the next version.")
    WROTE_IT = "wrote-it", _("You wrote this version: another person approves it.")
    OTHER_CHANGE = "other-change", _("Somebody changed the draft since you read it.")
    NOT_CHANGED_BY_ORDER = "not-changed", _("The order did not change this permit.")
    NOT_TOLD = "not-told", _("The border agency is not asked about orders of this kind.")

    @property
    def error(self) -> ValidationError:
        return ValidationError(self.label, code=self.value)


def wrong_with_text(kind: str, text: str) -> list[ValidationError]:
    """What is wrong with one text of a template: unknown, forbidden or stray marks."""
    used, allowed = wording.used_in(text), wording.allowed_in(kind)
    wrong = []
    for name in dict.fromkeys(used):
        if name not in wording.PLACEHOLDERS:
            said, code = _("There is no placeholder {%(name)s}."), "unknown-placeholder"
        elif name not in allowed:
            said, code = (
                _("{%(name)s} has no place in what is addressed to everyone."),
                "private-placeholder",
            )
        else:
            continue
        wrong.append(ValidationError(said, code=code, params={"name": name}))
    if wording.has_stray_brace(text):
        wrong.append(
            ValidationError(
                _("A brace stands alone: placeholders are written {like_this}."), code="stray-brace"
            )
        )
    return wrong


def lacking_in_body(kind: str, body: str) -> list[ValidationError]:
    """The placeholders that this kind of notice needs and the text does not use, or uses twice."""
    used = wording.used_in(body)
    missing = [name for name in wording.PLACEHOLDERS if name in wording.REQUIRED[kind] - {*used}]
    wrong = [
        ValidationError(
            _("{%(name)s} is missing: %(what)s."),
            code="missing-placeholder",
            params={"name": name, "what": wording.PLACEHOLDERS[name]},
        )
        for name in missing
    ]
    if used.count("permits") > 1:
        wrong.append(
            ValidationError(_("The list of permits stands in a notice once."), code="list-twice")
        )
    return wrong


def against_template(kind: str, texts: dict[str, str]) -> dict[str, list[ValidationError]]:
    """Everything that is wrong with the texts of a template, by field."""
    wrong = {}
    for language in ("en", "fr"):
        subject, body = texts.get(f"subject_{language}", ""), texts.get(f"body_{language}", "")
        of_subject = wrong_with_text(kind, subject)
        if "permits" in wording.used_in(subject):
            of_subject.append(
                ValidationError(_("The list of permits has no place here."), code="list-in-subject")
            )
        of_body = wrong_with_text(kind, body) + lacking_in_body(kind, body)
        wrong[f"subject_{language}"], wrong[f"body_{language}"] = of_subject, of_body
    return {field: errors for field, errors in wrong.items() if errors}


def against_editing_template(template: NoticeTemplate) -> list[NoticeRefusal]:
    return [] if template.status == TemplateStatus.DRAFT else [NoticeRefusal.NOT_DRAFT]


def against_approving_template(template: NoticeTemplate, *, by: User) -> list[NoticeRefusal]:
    refusals = against_editing_template(template)
    if template.edited_by_id == by.pk:
        refusals.append(NoticeRefusal.WROTE_IT)
    return refusals


def against_notices_of(order: Order) -> list[NoticeRefusal]:
    """Why no notice of an order can be issued: it says what was done, so it must be done."""
    if order.kind not in LETTER_OF:
        return [NoticeRefusal.NOT_OF_THIS_KIND]
    if order.status != OrderStatus.CARRIED_OUT:
        return [NoticeRefusal.NOT_CARRIED_OUT]
    return []


def against_letters(order: Order, *, reply_by: date | None = None) -> list[NoticeRefusal]:
    """Why the letters of an order cannot be issued."""
    refusals = against_notices_of(order)
    if not refusals and not NoticeTemplate.objects.in_use(LETTER_OF[order.kind]):
        refusals.append(NoticeRefusal.NO_TEMPLATE)
    if reply_by is not None and reply_by < timezone.localdate():
        refusals.append(NoticeRefusal.REPLY_TOO_EARLY)
    return refusals


def against_publishing(
    order: Order, *, kind: NoticeKind, serial: int | None = None
) -> list[NoticeRefusal]:
    """Why the border list, the notice to exporters or the public statement cannot be issued."""
    refusals = against_notices_of(order)
    if not NoticeTemplate.objects.in_use(kind):
        refusals.append(NoticeRefusal.NO_TEMPLATE)
    # A further list tells the agency of permits that a rerun reached; the public is told once.
    if kind != NoticeKind.BORDER and Notice.objects.standing_for(order).of_kind(kind).exists():
        refusals.append(NoticeRefusal.ALREADY_ISSUED)
    if kind == NoticeKind.EXPORTERS and serial is None:
        refusals.append(NoticeRefusal.NEEDS_SERIAL)
    if serial is not None and Notice.objects.filter(serial=serial).exists():
        refusals.append(NoticeRefusal.SERIAL_TAKEN)
    return refusals


def held_for(holder: Party) -> list[NoticeRefusal]:
    """What has to be recorded of a holder before a letter can go out."""
    refusals = []
    if not (holder.email or holder.address.strip()):
        refusals.append(NoticeRefusal.NO_ADDRESS)
    if not holder.language:
        refusals.append(NoticeRefusal.NO_LANGUAGE)
    return refusals


def against_releasing(notice: Notice) -> list[NoticeRefusal]:
    """Why a held notice cannot go out yet."""
    if notice.status != NoticeStatus.HELD:
        return [NoticeRefusal.NOT_HELD]
    return held_for(notice.holder) if notice.holder else []


def against_correcting(notice: Notice) -> list[NoticeRefusal]:
    """Why a notice cannot be retracted, with a correction or without."""
    if notice.status == NoticeStatus.RETRACTED:
        return [NoticeRefusal.RETRACTED]
    if notice.kind == NoticeKind.RETRACTION:
        return [NoticeRefusal.IS_RETRACTION]
    return [] if notice.status == NoticeStatus.ISSUED else [NoticeRefusal.NOT_ISSUED]


def against_following(
    notice: Notice, *, what: Standing | None = None, happened_at: datetime | None = None
) -> list[NoticeRefusal]:
    """Why nothing can be recorded of a letter sent by post."""
    if notice.status != NoticeStatus.ISSUED:
        return [NoticeRefusal.NOT_ISSUED]
    if notice.channel != Channel.POST:
        return [NoticeRefusal.NOT_BY_POST]
    refusals = []
    if what is not None and what != Standing.SENT and not notice.way:
        refusals.append(NoticeRefusal.NOT_POSTED)
    if what is not None and notice.way == what:
        refusals.append(NoticeRefusal.ALREADY_SO)
    if happened_at is not None and notice.issued_at and happened_at < minute_of(notice.issued_at):
        refusals.append(NoticeRefusal.BEFORE_ISSUE)
    if happened_at is not None and happened_at > timezone.now():
        refusals.append(NoticeRefusal.IN_FUTURE)
    return refusals


def against_answer(
    scheduled: ScheduledPermit, *, answer: Answer, current: str | None, answered_at: datetime
) -> list[NoticeRefusal]:
    """Why an answer of the border agency on one permit cannot be recorded."""
    order, refusals = scheduled.order, []
    outcome = getattr(scheduled, "outcome", None)
    if order.kind not in KINDS_TOLD:
        refusals.append(NoticeRefusal.NOT_TOLD)
    if outcome is None or not outcome.carried_out:
        refusals.append(NoticeRefusal.NOT_CHANGED_BY_ORDER)
    if answered_at > timezone.now():
        refusals.append(NoticeRefusal.IN_FUTURE)
    if order.signed_at is not None and answered_at < minute_of(order.signed_at):
        refusals.append(NoticeRefusal.BEFORE_CHANGE)
    if current == answer or (answer == Answer.RECALLED and current is None):
        refusals.append(NoticeRefusal.ALREADY_SO)
    return refusals
