"""The verbs of the register: the only code that writes to it."""

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
from permits.actions.registering import record_shipment, register, register_party

__all__ = [
    "MAY_DRAW_UP",
    "Reconciliation",
    "carry_out",
    "draw_up",
    "draw_up_signed",
    "pin",
    "reconcile",
    "record_shipment",
    "register",
    "register_party",
    "sign",
    "withdraw",
]
