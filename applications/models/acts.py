"""What is done with applications, in the words of the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    ENTER = "application.enter", _("Enter application")
    EDIT = "application.edit", _("Edit application")
    IMPORT = "application.import", _("Import applications")
    TAKE_UP = "application.take_up", _("Take up application for review")
    CLASSIFY = "application.classify", _("Classify goods of an application")
    ATTACH_ASSURANCE = "application.attach_assurance", _("Attach assurance to application")
    CONSULT = "application.consult", _("Consult a department")
    ANSWER_CONSULTATION = "application.answer_consultation", _("Answer consultation")
    RECORD_SILENCE = "application.record_silence", _("Record that a department did not answer")
    CLAIM_EXEMPTION = "application.claim_exemption", _("Claim exemption")
    DECIDE_EXEMPTION = "application.decide_exemption", _("Decide on an exemption")
    ASSESS = "application.assess", _("Assess a criterion of section 7.3")
    DETERMINE = "application.determine", _("Make the determination under section 7.4")
    RETURN = "application.return", _("Return application")
    WITHDRAW = "application.withdraw", _("Withdraw application")
    ISSUE = "application.issue", _("Issue the permit applied for")
    DENY = "application.deny", _("Refuse the permit applied for")
    REQUEST_AMENDMENT = "amendment.request", _("Record a request to amend a permit")
    DECIDE_AMENDMENT = "amendment.decide", _("Decide on an amendment")
