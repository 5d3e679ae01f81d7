"""A message in the form that mail servers read, and its handing over: by SMTP, or to a folder."""

import hashlib
import smtplib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.message import sanitize_address

from office import documents
from office.models import Message


class NotAccepted(Exception):
    """What the mail server answered instead of taking a message, and whether it meant it."""

    def __init__(self, answer: str, *, for_good: bool = False):
        super().__init__(answer)
        self.answer, self.for_good = answer, for_good


def compose(message: Message) -> bytes:
    """A message as it is sent: the same bytes each time, under the same Message-ID."""
    mail = EmailMessage(policy=SMTP)
    name, address = parseaddr(message.sender)
    mail["From"] = Address(name, addr_spec=_ascii(address))
    mail["To"] = Address(message.to_name, addr_spec=_ascii(message.to_address))
    mail["Subject"] = message.subject
    mail["Date"] = message.written_at
    mail["Message-ID"] = message.message_id
    if message.answers is not None:
        mail["In-Reply-To"] = message.answers.message_id
        mail["References"] = message.answers.message_id
    mail["Content-Language"] = message.language
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    for attachment in message.attachments.select_related("document"):
        maintype, _slash, subtype = attachment.document.media_type.partition("/")
        mail.add_attachment(
            documents.read(attachment.document),
            maintype=maintype,
            subtype=subtype,
            filename=attachment.name,
        )
    if mail.is_multipart():
        # A boundary drawn by lot would make another message of it.
        mail.set_boundary("=_" + hashlib.sha256(message.message_id.encode()).hexdigest()[:40])
    return mail.as_bytes()


def hand_over(message: Message) -> str:
    """Give a message to the mail server, or write it to the folder; returns the answer.

    Raises ``NotAccepted``. A connection that breaks after the last byte leaves open whether the
    server took the message: then it is handed over again, as the same message.
    """
    mail = compose(message)
    if settings.MAIL_BY_SMTP:
        return _by_smtp(mail, message)
    path = folder_path(message)
    documents.write_whole(path, mail)
    return path.name


def folder_path(message: Message) -> Path:
    """Where the folder keeps a message: one file each, however often it is written."""
    identity = hashlib.sha256(message.message_id.encode()).hexdigest()[:12]
    return Path(settings.MAIL_FOLDER) / f"{message.written_at:%Y-%m-%d}-{message.pk}-{identity}.eml"


def _ascii(address: str) -> str:
    return parseaddr(sanitize_address(address, "utf-8"))[1]


def _by_smtp(mail: bytes, message: Message) -> str:
    connection = get_connection("django.core.mail.backends.smtp.EmailBackend")
    try:
        connection.open()
        return _spoken(connection.connection, mail, message)
    except smtplib.SMTPException as fault:
        # Who we are and what the server is for is not the recipient's fault: that may be mended.
        raise NotAccepted(_words(fault)) from fault
    except OSError as fault:
        raise NotAccepted(str(fault) or type(fault).__name__) from fault
    finally:
        connection.close()


def _spoken(smtp: smtplib.SMTP, mail: bytes, message: Message) -> str:
    smtp.ehlo_or_helo_if_needed()
    _expect(smtp.mail(_ascii(parseaddr(message.sender)[1])), 250, for_good=False)
    _expect(smtp.rcpt(_ascii(message.to_address)), 250, 251)
    code, answer = smtp.data(mail)
    _expect((code, answer), 250)
    return f"{code} {answer.decode('utf-8', 'replace')}"


def _expect(answer: tuple[int, bytes], *codes: int, for_good: bool = True) -> None:
    """Whether the server agreed. Codes of 500 and more are its last word on this message."""
    code, words = answer
    if code not in codes:
        text = f"{code} {words.decode('utf-8', 'replace')}"
        raise NotAccepted(text, for_good=for_good and code >= 500)


def _words(fault: smtplib.SMTPException) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        words = fault.smtp_error
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        return f"{fault.smtp_code} {text}"
    return str(fault) or type(fault).__name__
