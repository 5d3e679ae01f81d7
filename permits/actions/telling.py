"""An order carried out leaves, in its own transaction, the work of telling those it concerns.

The register knows that work by its name alone: what a letter says is the business of a storey
above, which marks the function that does it.
"""

from datetime import date

from accounts.models import User
from office import work
from office.models import Job
from permits.models import Order
from permits.models.orders import OrderKind

TELL_OF_ORDER = "permits.tell"
TOLD = {OrderKind.SUSPEND, OrderKind.CANCEL, OrderKind.REINSTATE, OrderKind.AMEND}


def tell_of(
    order: Order, *, by: User | None, reason: str, reply_by: date | None = None
) -> Job | None:
    """Ask for the notices of an order that changed permits which somebody holds already."""
    if order.kind not in TOLD:
        return None
    return work.enqueue(
        TELL_OF_ORDER,
        about=order.number,
        by=by,
        back_to=order.get_absolute_url(),
        reason=reason,
        reply_by=reply_by.isoformat() if reply_by else "",
    )
