"""The verbs of the register: the only code that writes to it."""

from permits.actions.orders import Reconciliation, carry_out, draw_up, pin, sign, withdraw
from permits.actions.registering import record_shipment, register, register_party

__all__ = [
    "Reconciliation",
    "carry_out",
    "draw_up",
    "pin",
    "record_shipment",
    "register",
    "register_party",
    "sign",
    "withdraw",
]
