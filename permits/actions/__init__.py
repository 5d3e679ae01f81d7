"""The verbs of the register: the only code that writes to it."""

from permits.actions.amending import amend
from permits.actions.assurances import record_assurance, rest_on
from permits.actions.orders import (
    MAY_DRAW_UP,
    Reconciliation,
    carry_out,
    draw_up,
    draw_up_signed,
    pin,
    reconcile,
    sign,
    withdraw,
)
from permits.actions.registering import (
    change_contact,
    record_shipment,
    register,
    register_decided,
    register_party,
)
from permits.actions.verifying import (
    record_delivery,
    record_utilization,
    record_verification,
    request_verification,
)

__all__ = [
    "MAY_DRAW_UP",
    "Reconciliation",
    "amend",
    "carry_out",
    "change_contact",
    "draw_up",
    "draw_up_signed",
    "pin",
    "reconcile",
    "record_assurance",
    "record_delivery",
    "record_shipment",
    "record_utilization",
    "record_verification",
    "register",
    "register_decided",
    "register_party",
    "request_verification",
    "rest_on",
    "sign",
    "withdraw",
]
