"""The types of evidence, and the facts that each of them asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceKind(models.TextChoices):
    OFFICIAL_STATEMENT = "official-statement", _("Official statement")
    EMBASSY_REPORT = "embassy-report", _("Embassy report")
    PARTNER_INFORMATION = "partner-information", _("Information from a partner government")
    COMPANY_RESPONSE = "company-response", _("Company response")
    EXPERT_REPORT = "expert-report", _("United Nations or expert report")
    NGO_REPORT = "ngo-report", _("Report of a non-governmental organization")
    MEDIA = "media", _("Media article")
    IMAGE = "image", _("Video or photograph")
    SOCIAL_POST = "social-post", _("Social media post")
    INSPECTION = "inspection", _("Physical inspection")
    TRACE_REPLY = "trace-reply", _("Reply to a trace request")
    SHIPPING_RECORD = "shipping-record", _("Shipping or customs record")
    ASSURANCE_DOCUMENT = "assurance-document", _("End-use assurance document")
    SILENCE = "silence", _("Refusal or silence")


# What is captured from an open source is dated by the clock of the tool: universal time.
CAPTURED = {EvidenceKind.MEDIA, EvidenceKind.IMAGE, EvidenceKind.SOCIAL_POST}

_CAPTURE = ("address", "captured_with", "language", "archive_address", "place")
_DOCUMENT = ("reference", "dated_on", "author", "language")
_PUBLISHED = (*_DOCUMENT, "passage", "address", "captured_with", "archive_address")

ASKED: dict[str, tuple[str, ...]] = {
    EvidenceKind.OFFICIAL_STATEMENT: (*_DOCUMENT, "address", "captured_with", "archive_address"),
    EvidenceKind.EMBASSY_REPORT: _DOCUMENT,
    EvidenceKind.PARTNER_INFORMATION: _DOCUMENT,
    EvidenceKind.COMPANY_RESPONSE: _DOCUMENT,
    EvidenceKind.EXPERT_REPORT: _PUBLISHED,
    EvidenceKind.NGO_REPORT: _PUBLISHED,
    EvidenceKind.MEDIA: (*_CAPTURE, "author", "dated_on"),
    EvidenceKind.IMAGE: (*_CAPTURE, "account", "post"),
    EvidenceKind.SOCIAL_POST: (*_CAPTURE, "account", "post"),
    EvidenceKind.INSPECTION: ("place", "documented_by", "marking", "serial_number", "goods_model"),
    EvidenceKind.TRACE_REPLY: (*_DOCUMENT, "marking", "serial_number", "goods_model"),
    EvidenceKind.SHIPPING_RECORD: (
        "reference", "dated_on", "author", "transport", "shipped_from", "shipped_to",
    ),
    EvidenceKind.ASSURANCE_DOCUMENT: ("assurance", *_DOCUMENT),
    EvidenceKind.SILENCE: ("asked_on", "due_on", "reference"),
}  # fmt: skip

# Without these an item of the type says too little to be looked into by someone else.
NEEDED: dict[str, tuple[str, ...]] = {
    EvidenceKind.EXPERT_REPORT: ("reference",),
    EvidenceKind.MEDIA: ("address",),
    EvidenceKind.SOCIAL_POST: ("address", "account"),
    EvidenceKind.INSPECTION: ("place", "documented_by"),
    EvidenceKind.SHIPPING_RECORD: ("reference",),
    EvidenceKind.ASSURANCE_DOCUMENT: ("dated_on",),
    EvidenceKind.SILENCE: ("asked_on",),
}
FACTS = sorted({fact for facts in ASKED.values() for fact in facts})
POINTER = ("pointer_number", "pointer_holder", "pointer_caveat")


def asked_of(kind: str) -> tuple[str, ...]:
    """The facts that items of this type are asked for, in the order of the form."""
    return ASKED.get(kind, ())
