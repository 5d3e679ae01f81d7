"""What is done to decisions and to what carries them out, in the words of the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """What is done with decisions and batches, in the words of the record."""

    DRAFT = "decision.draft", _("Draft memorandum")
    EDIT = "decision.edit", _("Edit memorandum")
    SUBMIT = "decision.submit", _("Submit memorandum to the Minister")
    RETURN = "decision.return", _("Return memorandum")
    SIGN = "decision.sign", _("Sign decision")
    PREPARE_BATCH = "batch.prepare", _("Prepare batch")
    FREEZE_BATCH = "batch.freeze", _("Freeze batch")
    CONFIRM_BATCH = "batch.confirm", _("Confirm batch")
    EXECUTE_BATCH = "batch.execute", _("Execute batch")
    ABORT_BATCH = "batch.abort", _("Abort batch")
