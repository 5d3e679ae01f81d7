"""Bounce messages in files: what came back is recorded; anything else changes nothing."""

import pytest
from django.core.management import CommandError, call_command

from office import bounces, outbox
from office.models import Delivery, DeliveryState
from tests.office.test_outbox import message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_worker")]

NOTIFICATION = """\
From: MAILER-DAEMON@mail.test
To: export-control@localhost.localdomain
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.test

Final-Recipient: rfc822; exports@optics.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such
  user

--b
Content-Type: {kind}

Message-ID: {identity}
Subject: Suspension

--b--
"""


def notification(identity, *, action="failed", kind="text/rfc822-headers"):
    text = NOTIFICATION.format(identity=identity, action=action, kind=kind)
    return text.replace("\n", "\r\n").encode()


def read(path, content, capsys):
    path.write_bytes(content)
    call_command("read_bounces", str(path))
    return capsys.readouterr().out


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_message_that_came_back_is_recorded(kind, tmp_path, capsys):
    kept = message()
    outbox.deliver_next()

    said = read(tmp_path / "bounce.eml", notification(kept.message_id, kind=kind), capsys)

    assert "came back" in said
    assert Delivery.objects.get(message=kept).state == DeliveryState.BOUNCED
    assert outbox.problem_of(kept) == "smtp; 550 5.1.1 no such user"
    assert "already" in read(tmp_path / "again.eml", notification(kept.message_id), capsys)
    assert kept.events.count() == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no failed delivery"),
        (b"\x00\xff\xfe broken", "no failed delivery"),
        (notification("<x@y>", action="delayed"), "no failed delivery"),
        (notification("<x@y>"), "no message of ours"),
        (notification("no identity"), "no failed delivery"),
    ],
)
def test_anything_else_is_told_and_changes_nothing(content, said, tmp_path, capsys):
    assert said in read(tmp_path / "other.eml", content, capsys)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"gone\.eml"):
        call_command("read_bounces", str(tmp_path / "gone.eml"))


def test_a_bounce_says_the_reason():
    found = bounces.read(notification("<a@b>"))
    assert found == bounces.Bounce("<a@b>", "smtp; 550 5.1.1 no such user")
