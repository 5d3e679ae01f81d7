"""Messages are written with their act, sent at least once, and what became of them is kept."""

import email
from datetime import timedelta
from email.policy import default

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.roles import Role
from audit import ledger
from audit.models import Entry
from audit.verification import Verification
from office import actions, documents, mail, outbox
from office.models import Delivery, DeliveryState, Document, Happened, Message
from tests import make
from tests.audit import going_round

pytestmark = pytest.mark.django_db


def message(**facts):
    facts = {
        "to_address": "exports@optics.example",
        "to_name": "Şahin Optik; <Ltd.>",
        "subject": "Suspension of permits",
        "text": "The permits are suspended.\n",
        "about": "MO-2020-000001",
        "by": None,
        "language": "en-ca",
        **facts,
    }
    return outbox.put(**facts)


def document(content=b"%PDF-1.7 a letter", name="letter.pdf"):
    return documents.keep(
        content, name=name, media_type="application/pdf", by=None, reason="A test"
    )


def told(of):
    return [event.what for event in of.events.order_by("pk")]


def due_now(of):
    Delivery.objects.filter(message=of).update(due_at=timezone.now())


def state(of):
    return Delivery.objects.get(message=of).state


def test_a_message_is_there_when_its_act_is_and_not_otherwise():
    class Fault(Exception):
        pass

    with pytest.raises(Fault), transaction.atomic():
        message()
        raise Fault
    assert not Message.objects.exists()
    assert not Delivery.objects.exists()

    with ledger.entry(by=None, action="permit.register", reason="A test") as entry:
        kept = message()
    assert kept.entry == entry
    assert state(kept) == DeliveryState.PENDING


def test_the_mail_server_takes_a_message(mail_by_smtp, by_worker):
    kept = message(attachments=[document()])

    assert outbox.deliver_next()
    assert not outbox.deliver_next()

    [(recipient, content)] = mail_by_smtp.accepted
    read = email.message_from_bytes(content, policy=default)
    assert recipient == "exports@optics.example"
    assert read["Message-ID"] == kept.message_id
    assert read["Subject"] == "Suspension of permits"
    assert read["To"].addresses[0].display_name == "Şahin Optik; <Ltd.>"
    assert read.get_body().get_content().strip() == "The permits are suspended."
    [attached] = read.iter_attachments()
    assert attached.get_filename() == "letter.pdf"
    assert attached.get_content() == b"%PDF-1.7 a letter"
    assert told(kept) == [Happened.ATTEMPTED, Happened.ACCEPTED]
    assert kept.events.last().detail == "250 2.0.0 Ok: queued as 4F2"
    assert state(kept) == DeliveryState.SENT


def test_a_message_is_the_same_to_the_byte_each_time(by_worker):
    kept = message(attachments=[document(), document(b"a,b", "list.csv")])
    again = Message.objects.get(pk=kept.pk)

    assert mail.compose(kept) == mail.compose(again)
    assert kept.message_id.encode() in mail.compose(kept)


def test_a_refused_recipient_is_given_up_at_once(mail_by_smtp, by_worker):
    mail_by_smtp.refusals["gone@optics.example"] = b"550 5.1.1 no such user\r\n"
    refused, taken = message(to_address="gone@optics.example"), message()

    while outbox.deliver_next():
        pass

    assert told(refused) == [Happened.ATTEMPTED, Happened.FAILED]
    assert outbox.problem_of(refused) == "550 5.1.1 no such user"
    assert (state(refused), state(taken)) == (DeliveryState.FAILED, DeliveryState.SENT)


def test_a_busy_server_is_asked_again_after_growing_waits(mail_by_smtp, by_worker):
    mail_by_smtp.refusals["exports@optics.example"] = b"450 4.2.1 try later\r\n"
    kept, waits = message(), []

    for _attempt in range(len(outbox.WAITS)):
        assert outbox.deliver_next()
        delivery = Delivery.objects.get(message=kept)
        assert not outbox.deliver_next(), "it is not due yet"
        waits.append(delivery.due_at - timezone.now())
        due_now(kept)
    assert [round(wait / timedelta(minutes=1)) for wait in waits] == [1, 5, 15, 60, 240, 720, 1440]

    assert outbox.deliver_next()
    assert state(kept) == DeliveryState.FAILED
    assert told(kept)[-2:] == [Happened.ATTEMPTED, Happened.FAILED]


def test_a_server_that_is_away_costs_nothing_but_time(by_worker, settings):
    settings.MAIL_BY_SMTP = True
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    kept = message()

    outbox.deliver_next()

    assert told(kept) == [Happened.ATTEMPTED, Happened.DEFERRED]
    assert state(kept) == DeliveryState.PENDING


def test_a_connection_dropped_after_acceptance_sends_the_same_message_again(
    mail_by_smtp, by_worker
):
    mail_by_smtp.drops = 1
    kept = message(attachments=[document()])

    outbox.deliver_next()
    assert told(kept) == [Happened.ATTEMPTED, Happened.DEFERRED]
    due_now(kept)
    outbox.deliver_next()

    first, second = mail_by_smtp.accepted
    assert first == second
    assert state(kept) == DeliveryState.SENT


def test_a_lapsed_lease_is_taken_up_and_the_late_answer_is_kept(mail_by_smtp, by_worker):
    """The worker is believed dead, and its message is sent again; then it is heard of after all."""
    kept = message()
    slow = Delivery.objects.take("slow")
    Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert outbox.deliver_next()
    with pytest.raises(outbox.LeaseLost):
        outbox._attempt(slow, "slow")

    assert len(mail_by_smtp.accepted) == 1
    assert told(kept) == [Happened.ATTEMPTED, Happened.ACCEPTED]


def test_nobody_takes_what_another_holds(by_worker):
    message()
    assert Delivery.objects.take("one") is not None
    assert Delivery.objects.take("two") is None


def test_without_a_server_messages_go_to_a_folder_once_each(settings, by_worker):
    kept = message()

    outbox.deliver_next()
    Delivery.objects.update(state=DeliveryState.PENDING)
    outbox.deliver_next()

    [file] = settings.MAIL_FOLDER.iterdir()
    assert file.read_bytes() == mail.compose(kept)
    assert kept.events.last().detail == file.name


@pytest.mark.django_db(transaction=True)
def test_where_there_is_no_worker_a_message_goes_out_after_the_commit(settings):
    settings.WORK_IN_PLACE = True
    with transaction.atomic():
        kept = message()
        assert told(kept) == []
    assert told(kept) == [Happened.ATTEMPTED, Happened.ACCEPTED]


def test_an_attachment_that_was_altered_is_not_sent(mail_by_smtp, by_worker):
    kept = message(attachments=[document()])
    path = documents._path(Document.objects.get().digest)
    path.chmod(0o600)
    path.write_bytes(b"another letter")

    outbox.deliver_next()

    assert mail_by_smtp.accepted == []
    assert state(kept) == DeliveryState.FAILED
    assert "hash differs" in outbox.problem_of(kept)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"to_address": ""}, "to_address"),
        ({"to_address": "no address"}, "to_address"),
        ({"to_address": "a@b.example\nBcc: c@d.example"}, "to_address"),
        ({"subject": ""}, "subject"),
        ({"subject": "x" * 251}, "subject"),
        ({"text": ""}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"language": "de"}, "language"),
    ],
)
def test_what_cannot_be_sent_is_refused_by_field(facts, field):
    with pytest.raises(ValidationError) as refused:
        message(**facts)
    assert field in refused.value.message_dict
    assert not Message.objects.exists()


def test_line_breaks_do_not_get_into_headers(by_worker):
    kept = message(subject="One\r\nBcc: everyone@example.org", to_name="A\nB")
    read = email.message_from_bytes(mail.compose(kept), policy=default)
    assert read["Subject"] == "One Bcc: everyone@example.org"
    assert read["Bcc"] is None


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("office_message", "subject"),
        ("office_deliveryevent", "detail"),
        ("office_document", "name"),
        ("office_attachment", "name"),
    ],
)
def test_words_and_events_are_never_changed(table, column, by_worker):
    message(attachments=[document()])
    outbox.deliver_next()
    with going_round.refused(going_round.ADDED_ONLY):
        going_round.sql(f"UPDATE {table} SET {column} = 'other'")


class TestWhatAPersonRecords:
    @pytest.fixture
    def sent(self, by_worker):
        kept = message()
        outbox.deliver_next()
        return kept

    @staticmethod
    def facts(**changes):
        return {
            "detail": "Mailbox full",
            "happened_at": timezone.now(),
            "by": make.officer(),
            "reason": "A test",
            **changes,
        }

    def test_a_bounce(self, sent):
        actions.record_bounce(sent, **self.facts())
        assert state(sent) == DeliveryState.BOUNCED
        assert outbox.problem_of(sent) == "Mailbox full"

    def test_an_acknowledgement(self, sent):
        actions.record_acknowledgement(sent, **self.facts(detail="By telephone"))
        assert state(sent) == DeliveryState.ACKNOWLEDGED
        assert told(sent)[-1] == Happened.ACKNOWLEDGED

    def test_is_not_recorded_twice(self, sent):
        actions.record_bounce(sent, **self.facts())
        with pytest.raises(ValidationError) as refused:
            actions.record_bounce(sent, **self.facts())
        assert refused.value.error_list[0].code == "already"

    def test_not_of_a_message_that_was_not_sent(self, by_worker):
        kept = message()
        with pytest.raises(ValidationError) as refused:
            actions.record_acknowledgement(kept, **self.facts())
        assert refused.value.error_list[0].code == "not-sent"

    @pytest.mark.parametrize(
        ("when", "code"),
        [(timedelta(days=1), "in-future"), (-timedelta(days=1), "before-written")],
    )
    def test_not_at_an_impossible_time(self, sent, when, code):
        with pytest.raises(ValidationError) as refused:
            actions.record_bounce(sent, **self.facts(happened_at=timezone.now() + when))
        assert [error.code for error in refused.value.error_list] == [code]

    def test_needs_permission(self, sent):
        with pytest.raises(PermissionDenied):
            actions.record_bounce(sent, **self.facts(by=make.user(Role.AUDITOR)))

    def test_a_failed_message_is_tried_again_under_its_name(self, mail_by_smtp, by_worker):
        mail_by_smtp.answer = b"554 5.7.1 refused\r\n"
        kept = message()
        outbox.deliver_next()
        assert state(kept) == DeliveryState.FAILED
        mail_by_smtp.answer = b"250 taken\r\n"

        actions.try_again(kept, by=make.officer(), reason="The address works again")
        outbox.deliver_next()

        assert told(kept)[2:] == [Happened.RENEWED, Happened.ATTEMPTED, Happened.ACCEPTED]
        [(_recipient, content)] = mail_by_smtp.accepted
        assert kept.message_id.encode() in content

    def test_a_sent_message_is_not_tried_again(self, sent):
        with pytest.raises(ValidationError):
            actions.try_again(sent, by=make.officer(), reason="A test")

    def test_a_retracted_message_is_not_sent(self, mail_by_smtp, by_worker):
        kept = message()
        actions.retract(kept, by=make.officer(), reason="Wrong list")
        assert not outbox.deliver_next()
        assert mail_by_smtp.accepted == []
        assert state(kept) == DeliveryState.RETRACTED

    def test_a_message_is_not_retracted_while_it_is_being_sent(self, by_worker):
        kept = message()
        Delivery.objects.take("a worker")
        with pytest.raises(ValidationError) as refused:
            actions.retract(kept, by=make.officer(), reason="Wrong list")
        assert refused.value.error_list[0].code == "being-sent"


def test_the_system_answers_for_what_a_worker_does(by_worker):
    kept = message()
    outbox.deliver_next()
    entries = Entry.objects.sealed().filter(action__in=["message.attempt", "message.deliver"])
    assert {entry.actor_name for entry in entries} == {"System"}
    assert kept.about == entries[0].about
    assert list(Verification()) == []
