"""Bounce messages read: which message came back, and what the mail server said of it."""

import email
import re
from dataclasses import dataclass
from email.message import Message as Mail
from email.policy import default

_IDENTITY = re.compile(r"<[^<>\s]{1,190}>")


@dataclass(frozen=True)
class Bounce:
    """A message that came back: its Message-ID, and the reason in the server's words."""

    message_id: str
    reason: str


def read(content: bytes) -> Bounce | None:
    """What a delivery status notification (RFC 3464) says; None where it tells of no failure."""
    mail = email.message_from_bytes(content, policy=default)
    status = next(
        (p for p in mail.walk() if p.get_content_type() == "message/delivery-status"), None
    )
    if status is None:
        return None
    fields = [block for block in status.get_payload() if isinstance(block, Mail)]
    failed = [block for block in fields if str(block.get("Action", "")).strip().lower() == "failed"]
    identity = _original(mail)
    if not failed or not identity:
        return None
    said = failed[0].get("Diagnostic-Code") or failed[0].get("Status") or ""
    return Bounce(message_id=identity, reason=" ".join(str(said).split())[:2000])


def _original(mail: Mail) -> str:
    """The Message-ID of the message that came back, from the copy of it or of its headers."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            named = inner[0].get("Message-ID", "") if isinstance(inner, list) and inner else ""
        elif kind == "text/rfc822-headers":
            headers = email.message_from_string(part.get_content(), policy=default)
            named = headers.get("Message-ID", "")
        else:
            continue
        if found := _IDENTITY.search(str(named)):
            return found.group()
    return ""
