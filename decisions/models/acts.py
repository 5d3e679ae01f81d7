"""What is done to decisions and to what carries them out, in the words of the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """What is done with decisions and batches, in the words of the record."""

    DRAFT = "decision.draft", _("Draft memorandum")
    EDIT = "decision.edit", _("Edit memorandum")
    SUBMIT = "decision.submit", _("Send memorandum to legal review")
    OPINE = "decision.opine", _("Give legal opinion")
    ENDORSE = "decision.endorse", _("Put memorandum before the Minister")
    RETURN = "decision.return", _("Return memorandum")
    SIGN = "decision.sign", _("Sign decision")
    REJECT = "decision.reject", _("Reject every option")
    EXCLUDE = "decision.exclude", _("Exclude permits")
    INCLUDE = "decision.include", _("Take back an exclusion")
    SET_ASIDE = "decision.set_aside", _("Record that a decision is set aside")
    NOTIFY_INTENT = "intent.notify", _("Give notice of an intended cancellation")
    DISPENSE = "intent.dispense", _("Dispense with notice")
    REPRESENT = "representation.record", _("Record representation")
    CONSIDER = "representation.consider", _("Consider representation")
    PREPARE_BATCH = "batch.prepare", _("Prepare batch")
    FREEZE_BATCH = "batch.freeze", _("Freeze batch")
    CONFIRM_BATCH = "batch.confirm", _("Confirm batch")
    EXECUTE_BATCH = "batch.execute", _("Execute batch")
    ABORT_BATCH = "batch.abort", _("Abort batch")
    DRAFT_TEMPLATE = "notice_template.draft", _("Draft notice template")
    APPROVE_TEMPLATE = "notice_template.approve", _("Approve notice template")
    ISSUE_NOTICE = "notice.issue", _("Issue notice")
    RETRACT_NOTICE = "notice.retract", _("Retract notice")
    FOLLOW_NOTICE = "notice.follow", _("Record what became of a letter")
    RECORD_ANSWER = "border.answer", _("Record answer of the border agency")
