"""Notices of an order: written to each holder and to all, sent, taken back, followed to the end."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import require
from audit import ledger, numbers
from decisions import composing
from decisions.actions.refusing import stop_at
from decisions.composing import Facts
from decisions.models import (
    Act,
    Intent,
    Notice,
    NoticedPermit,
    NoticeKind,
    NoticeStatus,
    NoticeTemplate,
    PostalEvent,
)
from decisions.models.notices import Channel, Standing, not_told
from decisions.models.templates import LETTER_OF
from decisions.rules import notices as rules
from decisions.rules.notices import NoticeRefusal
from office import actions as office
from office import documents, outbox, work
from office import rules as message_rules
from office.models import Job
from permits.actions.telling import tell_of
from permits.models import Order, Party, Permit

REPLY_WITHIN = timedelta(days=30)
PDF = "application/pdf"
TELL_OF_INTENT = "decisions.tell_of_intent"


def issue_letters(
    order: Order, *, reply_by: date | None = None, by: User, reason: str
) -> Job | None:
    """Ask for a letter to each holder whom the order's letters do not reach yet.

    They are written and sent by a job: one step, and one transaction, for each holder.
    """
    require(by, "decisions.issue_notice")
    refusals = rules.against_letters(order, reply_by=reply_by)
    if not refusals and not holders_to_tell(order).exists():
        refusals.append(NoticeRefusal.NOTHING_TO_TELL)
    stop_at(refusals)
    return tell_of(order, by=by, reason=reason, reply_by=reply_by)


def holders_to_tell(order: Order) -> QuerySet[Party]:
    """Holders of permits that the order changed and that none of its standing letters tells of."""
    told_nothing = not_told(order.schedule.carried_out(), LETTER_OF[order.kind])
    return Party.objects.filter(pk__in=told_nothing.values("permit__holder")).order_by("pk")


def write_letter(
    order: Order, holder: Party, *, reply_by: date | None = None, by: User | None, reason: str
) -> Notice:
    """One letter to one holder, listing its permits alone; held where it cannot go out yet.

    Called under the lease of a job, whose step is the transaction: see ``jobs``.
    """
    kind = LETTER_OF[order.kind]
    stop_at(rules.against_letters(order))
    untold = not_told(order.schedule.carried_out().filter(permit__holder=holder), kind)
    permits = _permits(untold.values("permit"))
    earlier = Notice.objects.filter(order=order, kind=kind, holder=holder)
    with ledger.entry(by=by, action=Act.ISSUE_NOTICE, about=order.number, reason=reason):
        return _write(
            kind,
            composing.facts_of(order),
            permits,
            order=order,
            holder=holder,
            part=(earlier.aggregate(last=Max("part"))["last"] or 0) + 1,
            reply_by=reply_by or timezone.localdate() + REPLY_WITHIN,
            by=by,
        )


def tell_of_intent(intent: Intent, *, by: User, reason: str) -> Job:
    """Ask for the letters of a notice of intent, inside the transaction that gives it."""
    return work.enqueue(
        TELL_OF_INTENT,
        about=intent.number,
        by=by,
        back_to=intent.get_absolute_url(),
        reason=reason,
    )


def write_letter_of_intent(
    intent: Intent, holder: Party, *, by: User | None, reason: str
) -> Notice:
    """The letter that tells a holder of an intended cancellation, and by when to answer.

    Called under the lease of a job: see ``jobs``.
    """
    if NoticeTemplate.objects.in_use(NoticeKind.INTENDED) is None:
        stop_at([NoticeRefusal.NO_TEMPLATE])
    with ledger.entry(by=by, action=Act.ISSUE_NOTICE, about=intent.number, reason=reason):
        return _write(
            NoticeKind.INTENDED,
            composing.facts_of_intent(intent),
            _permits(intent.concerned.filter(holder=holder).values("permit")),
            decision=intent.decision,
            holder=holder,
            reply_by=intent.respond_by,
            by=by,
        )


def holders_to_hear(intent: Intent) -> QuerySet[Party]:
    """Holders whom a notice of intent concerns and whom no letter tells of it."""
    told = NoticedPermit.objects.filter(
        notice__decision=intent.decision, notice__kind=NoticeKind.INTENDED
    ).exclude(notice__status=NoticeStatus.RETRACTED)
    untold = intent.concerned.exclude(permit__in=told.values("permit"))
    return Party.objects.filter(pk__in=untold.values("holder")).order_by("pk")


def publish(
    order: Order, kind: NoticeKind, *, serial: int | None = None, by: User, reason: str
) -> Notice:
    """Issue the list for the border agency, the notice to exporters or the public statement."""
    require(by, "decisions.issue_notice")
    with ledger.entry(by=by, action=Act.ISSUE_NOTICE, about=order.number, reason=reason):
        order = Order.objects.select_for_update().get(pk=order.pk)
        if kind == NoticeKind.BORDER:
            return list_for_border(order, by=by, reason=reason)
        stop_at(rules.against_publishing(order, kind=kind, serial=serial))
        return _write(
            kind,
            composing.facts_of(order),
            _permits(order.schedule.carried_out().values("permit")),
            order=order,
            serial=serial,
            by=by,
        )


def list_for_border(order: Order, *, by: User | None, reason: str) -> Notice:
    """The list for the border agency: what no earlier list of the order names.

    Called by ``publish``, or under the lease of a job: see ``jobs``.
    """
    stop_at(rules.against_publishing(order, kind=NoticeKind.BORDER))
    unlisted = not_told(order.schedule.carried_out(), NoticeKind.BORDER)
    if not unlisted.exists():
        stop_at([NoticeRefusal.NOTHING_TO_TELL])
    earlier = Notice.objects.filter(order=order, kind=NoticeKind.BORDER)
    with ledger.entry(by=by, action=Act.ISSUE_NOTICE, about=order.number, reason=reason):
        return _write(
            NoticeKind.BORDER,
            composing.facts_of(order),
            _permits(unlisted.values("permit")),
            order=order,
            part=(earlier.aggregate(last=Max("part"))["last"] or 0) + 1,
            by=by,
        )


def release(notice: Notice, *, by: User, reason: str) -> Notice:
    """Issue a notice that was held, now that what was missing is on the register."""
    require(by, "decisions.issue_notice")
    with ledger.entry(by=by, action=Act.ISSUE_NOTICE, about=notice.about.number, reason=reason):
        notice = _locked(notice)
        refusals = rules.against_releasing(notice)
        if notice.kind == NoticeKind.BORDER and not settings.BORDER_AGENCY_EMAIL:
            refusals.append(NoticeRefusal.NO_BORDER_ADDRESS)
        stop_at(refusals)
        permits = _permits(notice.noticed.values("permit"))
        notice.prepared_by = by
        _issue(notice, _facts(notice), permits)
    return notice


def correct(
    notice: Notice, *, correction_en: str, correction_fr: str, replace: bool, by: User, reason: str
) -> Notice:
    """Retract an issued notice, and tell its reader why: with a new one, or by taking it back.

    Both stay on record. A message not sent yet is not sent; one that was is followed by the
    correction. What is public and taken back without another stays on record as retracted.
    """
    require(by, "decisions.issue_notice")
    with ledger.entry(by=by, action=Act.RETRACT_NOTICE, about=notice.about.number, reason=reason):
        notice = _locked(notice)
        stop_at(rules.against_correcting(notice))
        kind = NoticeKind(notice.kind) if replace else NoticeKind.RETRACTION
        publicly_withdrawn = not replace and notice.holder is None
        if not publicly_withdrawn and not NoticeTemplate.objects.in_use(kind):
            stop_at([NoticeRefusal.NO_TEMPLATE])
        if notice.message is not None:
            stop_at(message_rules.against_retracting(notice.message.delivery))
            office.retract(notice.message, by=by, reason=reason)
        notice.status = NoticeStatus.RETRACTED
        notice.correction_en, notice.correction_fr = correction_en, correction_fr
        notice.save()
        if publicly_withdrawn:
            return notice
        return _write(
            kind,
            _facts(notice).of(corrected=notice.number, correction=(correction_en, correction_fr)),
            _permits(notice.noticed.values("permit")),
            order=notice.order,
            decision=notice.decision,
            holder=notice.holder,
            part=notice.part,
            reply_by=notice.reply_by,
            corrects=notice,
            by=by,
        )


def follow(
    notice: Notice, *, what: Standing, happened_at: datetime, detail: str, by: User, reason: str
) -> Notice:
    """Record that a letter was posted, came back, or was acknowledged."""
    require(by, "decisions.issue_notice")
    with ledger.entry(
        by=by, action=Act.FOLLOW_NOTICE, about=notice.about.number, reason=reason
    ) as entry:
        notice = _locked(notice)
        stop_at(rules.against_following(notice, what=what, happened_at=happened_at))
        event = PostalEvent(
            notice=notice, what=what, happened_at=happened_at, detail=detail, entry=entry
        )
        event.full_clean(exclude=["entry"])
        event.save()
        notice.way = what
        notice.save()
    return notice


def _locked(notice: Notice) -> Notice:
    Notice.objects.select_for_update().get(pk=notice.pk)
    return Notice.objects.select_related(
        "order__signed_for", "decision", "holder", "message__delivery"
    ).get(pk=notice.pk)


def _permits(keys: QuerySet | list) -> list[Permit]:
    found = Permit.objects.filter(pk__in=keys).select_related("holder", "destination")
    return list(
        found.prefetch_related("lines__item", "joint_destinations__country").order_by("reference")
    )


def _facts(notice: Notice) -> Facts:
    """The facts that a notice was, or is to be, written from; a correction brings its own."""
    order, before = notice.order, notice.corrects
    if order is not None:
        facts = composing.facts_of(order)
    else:
        intents = Intent.objects.filter(decision=notice.decision, concerned__holder=notice.holder)
        facts = composing.facts_of_intent(intents.latest("pk"))
    if before is not None:
        facts = facts.of(
            corrected=before.number, correction=(before.correction_en, before.correction_fr)
        )
    return facts


def _write(
    kind: NoticeKind, facts: Facts, permits: list[Permit], *, by: User | None, **about: object
) -> Notice:
    """A new notice with its permits, issued at once or held; under the entry that is open."""
    year = timezone.localdate().year
    notice = Notice(
        number=numbers.next_reference("NTC", year),
        kind=kind,
        status=NoticeStatus.HELD,
        prepared_by=by,
        written_at=timezone.now(),
        **about,
    )
    notice.save()
    with ledger.entry(
        by=by, action=Act.ISSUE_NOTICE, about=notice.number, reason=notice.number
    ) as entry:
        NoticedPermit.objects.bulk_create(
            NoticedPermit(notice=notice, permit=permit, entry=entry) for permit in permits
        )
    missing = rules.held_for(notice.holder) if notice.holder is not None else []
    unaddressed = kind == NoticeKind.BORDER and not settings.BORDER_AGENCY_EMAIL
    if not missing and not unaddressed:
        _issue(notice, facts, permits)
    return notice


def _issue(notice: Notice, facts: Facts, permits: list[Permit]) -> None:
    """Put a notice into words, keep its document, and put its message in the outbox."""
    template = NoticeTemplate.objects.in_use(notice.kind)
    if template is None:
        stop_at([NoticeRefusal.NO_TEMPLATE])
    notice.issued_at = timezone.now().replace(microsecond=0)
    facts = facts.of(
        notice=notice.number,
        holder=notice.holder,
        permits=permits,
        serial=notice.serial,
        reply_by=notice.reply_by,
    )
    languages = composing.languages_of(notice.kind, notice.holder)
    words = [composing.words_of(template, facts, language) for language in languages]
    for each in words:
        setattr(notice, f"subject_{each.language}", each.subject)
        setattr(notice, f"text_{each.language}", each.text)
    notice.template = template
    notice.document = documents.keep(
        composing.pdf_of(words, facts, dated=notice.issued_at),
        name=f"{notice.number}.pdf",
        media_type=PDF,
        by=notice.prepared_by,
        reason=notice.number,
    )
    if notice.kind == NoticeKind.BORDER:
        notice.attached = documents.keep(
            composing.list_as_csv(facts),
            name=f"{notice.number}.csv",
            media_type="text/csv",
            by=notice.prepared_by,
            reason=notice.number,
        )
    _send(notice, words)
    notice.status = NoticeStatus.ISSUED
    notice.save()


def _send(notice: Notice, words: list[composing.Words]) -> None:
    """By e-mail where there is an address, else by post; what is public is published."""
    to_name, to_address = _reader(notice)
    if not to_address:
        notice.channel = Channel.POST if notice.holder is not None else Channel.PUBLISHED
        return
    notice.channel = Channel.EMAIL
    attached = [document for document in (notice.document, notice.attached) if document]
    notice.message = outbox.put(
        to_address=to_address,
        to_name=to_name,
        language=f"{words[0].language}-ca",
        subject=" / ".join(each.subject for each in words)[:250],
        text="\n\n".join(each.text for each in words),
        about=notice.about.number,
        by=notice.prepared_by,
        attachments=attached,
        answers=notice.corrects.message if notice.corrects else None,
    )


def _reader(notice: Notice) -> tuple[str, str]:
    if notice.holder is not None:
        return notice.holder.name, notice.holder.email
    if notice.kind == NoticeKind.BORDER:
        with translation.override("en-ca"):
            return _("Border services agency"), settings.BORDER_AGENCY_EMAIL
    return "", ""
