"""What is done in the register, in the words of the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    LOAD_COUNTRIES = "country.load", _("Load country names")
    LOAD_CONTROL_LIST = "control_list.load", _("Load an edition of the control list")
    REGISTER_PARTY = "party.register", _("Register party")
    CHANGE_CONTACT = "party.change_contact", _("Record how a party is reached")
    REGISTER = "permit.register", _("Register permit")
    ISSUE = "permit.issue", _("Issue permit")
    RECORD_SHIPMENT = "permit.record_shipment", _("Record shipment")
    RECORD_ASSURANCE = "assurance.record", _("Record end-use assurance")
    REST_ON = "assurance.rest_on", _("Rest permits on an end-use assurance")
    REQUEST_VERIFICATION = "verification.request", _("Request post-shipment verification")
    RECORD_VERIFICATION = "verification.record", _("Record result of a verification")
    RECORD_DELIVERY = "permit.record_delivery", _("Record delivery verification")
    RECORD_UTILIZATION = "permit.record_utilization", _("Record utilization report")
    DRAW_UP = "order.draw_up", _("Draw up order")
    WITHDRAW_ORDER = "order.withdraw", _("Withdraw order")
    SIGN = "order.sign", _("Sign order")
    CARRY_OUT = "order.carry_out", _("Carry out order")
    AMEND = "permit.amend", _("Amend permit")
    UPLOAD_REGISTER = "register.upload", _("Upload register file")
    IMPORT_REGISTER = "register.import", _("Import register file")
