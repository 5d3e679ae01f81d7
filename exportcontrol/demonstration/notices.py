"""Those concerned are told: letters, lists and statements, and what became of each."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django.utils.text import slugify

from decisions.actions import border, notices, templates
from decisions.models import Decision, Notice, NoticeKind, NoticeTemplate
from decisions.models.border import Answer, changes_told
from decisions.models.notices import Channel, Standing
from exportcontrol.demonstration.people import REASON
from exportcontrol.demonstration.register import Register
from office import actions as office
from office import outbox, work
from permits import actions as register
from permits.models import Order, Party, Permit
from permits.models.orders import OrderKind


class Notices:
    """Plays what follows an order: templates, contacts, letters, deliveries, the border agency."""

    def __init__(self, registered: Register):
        self.people = registered.people
        self.officer = registered.people["officer"]

    def load(self, *, decision: Decision) -> None:
        self._approve_templates()
        self._record_contacts()
        while work.work_off_next():
            pass
        self._tell_everyone(decision.order)
        while outbox.deliver_next():
            pass
        self._follow(decision.order)
        self._correct(decision.order)
        while outbox.deliver_next():
            pass
        self._answer()

    def _approve_templates(self) -> None:
        """Everything that ships is approved; the next public statement waits for approval."""
        call_command("load_notice_templates", verbosity=0)
        for template in NoticeTemplate.objects.waiting_for_approval():
            templates.approve_template(
                template,
                version=template.newest_version(),
                by=self.people["director"],
                reason=REASON,
            )
        used = NoticeTemplate.objects.in_use(NoticeKind.PUBLIC)
        templates.draft_template(
            NoticeKind.PUBLIC,
            subject_en="Statement of the Minister: {title}",
            subject_fr="Déclaration du ministre : {title}",
            body_en=used.body_en,
            body_fr=used.body_fr,
            by=self.people["policy"],
            reason="The statement names whose it is",
        )

    def _record_contacts(self) -> None:
        """Most holders have an address; one is written to by post, one cannot be reached at all."""
        held = Permit.objects.filter(last_change__order__kind=OrderKind.CANCEL)
        concerned = list(Party.objects.filter(pk__in=held.values("holder")).order_by("pk"))
        others = Party.objects.filter(pk__in=Permit.objects.values("holder"))
        ways = {}
        if len(concerned) > 2:
            ways[concerned[-1].pk] = ("", "")
            ways[concerned[-2].pk] = ("", "120 Wharf Road\nHalifax NS  B3H 4R2\nCanada")
        for party in others:
            email = f"exports@{slugify(party.name)[:40]}.example"
            email, address = ways.get(party.pk, (email, "45 Meridian Way\nOttawa ON  K1A 0G2"))
            register.change_contact(
                party,
                email=email,
                address=address,
                language=party.language,
                by=self.officer,
                reason=REASON,
            )

    def _tell_everyone(self, order: Order) -> None:
        """The cancellation is announced to exporters and to the public."""
        notices.publish(order, NoticeKind.EXPORTERS, serial=1031, by=self.officer, reason=REASON)
        notices.publish(order, NoticeKind.PUBLIC, by=self.officer, reason=REASON)

    def _follow(self, order: Order) -> None:
        """One holder confirms, one message comes back, one letter is posted."""
        letters = Notice.objects.standing_for(order).letters().order_by("pk")
        by_mail = [each for each in letters if each.channel == Channel.EMAIL]
        facts = {"by": self.officer, "reason": REASON, "happened_at": timezone.now()}
        if by_mail:
            office.record_acknowledgement(
                by_mail[0].message, detail="Confirmed by return of mail (fictional).", **facts
            )
        if len(by_mail) > 1:
            office.record_bounce(
                by_mail[1].message, detail="550 5.1.1 The mailbox does not exist.", **facts
            )
        for letter in letters:
            if letter.channel == Channel.POST:
                facts["happened_at"] = timezone.now()
                notices.follow(letter, what=Standing.SENT, detail="Registered mail", **facts)

    def _correct(self, order: Order) -> None:
        """A letter of the first suspension gave a wrong day by which to answer."""
        first = Order.objects.filter(kind=OrderKind.SUSPEND).order_by("effective_at").first()
        letter = Notice.objects.standing_for(first).letters().filter(channel="email").first()
        if letter is not None:
            notices.correct(
                letter,
                correction_en="The day by which to answer left less time than was promised.",
                correction_fr="La date limite pour répondre laissait moins de temps que promis.",
                replace=True,
                by=self.officer,
                reason="The holder asked for the time that was promised",
            )

    def _answer(self) -> None:
        """The agency acknowledges the first suspensions, and cannot apply one change."""
        suspensions = Order.objects.filter(kind=OrderKind.SUSPEND).order_by("effective_at")
        for order in suspensions[:2]:
            listed = Notice.objects.standing_for(order).of_kind(NoticeKind.BORDER).first()
            if listed is not None:
                border.acknowledge_list(
                    listed,
                    answered_at=order.signed_at + timedelta(days=1),
                    reference="BSA-2020-118",
                    by=self.officer,
                    reason=REASON,
                )
        third = suspensions[2:3]
        for order in third:
            change = changes_told().filter(order=order).first()
            border.record_answer(
                change,
                answer=Answer.REJECTED,
                answered_at=order.signed_at + timedelta(days=2),
                reference="BSA-2020-131",
                detail="The number is not in the agency's system (fictional).",
                by=self.officer,
                reason=REASON,
            )
