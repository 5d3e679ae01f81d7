"""What is done with the regime, in the words of the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    DRAFT_MEASURE = "measure.draft", _("Draft a version of a measure")
    EDIT_MEASURE = "measure.edit", _("Edit a draft version of a measure")
    SIGN_MEASURE = "measure.sign", _("Sign a version of a measure")
    NAME_ORDER = "measure.name_order", _("Name the order that carries a measure's effect")
    WITHDRAW_MEASURE = "measure.withdraw", _("Withdraw a draft version of a measure")
    SETTLE_PRECONDITION = "precondition.settle", _("Settle a precondition")
    OPEN_DIALOGUE = "dialogue.open", _("Open dialogue")
    RECORD_MEETING = "dialogue.record_meeting", _("Record meeting")
    RECORD_COMMITMENT = "dialogue.record_commitment", _("Record commitment")
    FOLLOW_UP = "dialogue.follow_up", _("Follow up commitment")
    CLOSE_DIALOGUE = "dialogue.close", _("Close dialogue")
    LOAD_AREA_LIST = "area_list.load", _("Load an edition of a list of countries")
    LOAD_SANCTIONS = "sanctions.load", _("Load an edition of a sanctions schedule")
    RECORD_REPEAL = "sanctions.record_repeal", _("Record the repeal of sanctions regulations")
    SCREEN = "screening.run", _("Screen parties against sanctions")
    ANSWER_SCREENING = "screening.answer", _("Answer a screening question")
