"""Which permits a request is about: a selection from the register, or an order."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404

from permits.filters import selection_from
from permits.models import Order, Permit
from permits.models.orders import OrderStatus


def chosen_in(query: QueryDict, reader):
    """The permits that an address chooses, and the order if it names one.

    Raises ``ValidationError`` when the selection cannot be read.
    """
    number = query.get("order")
    if number is None:
        return selection_from(query, reader), None
    visible = Order.objects.visible_to(reader)
    order = get_object_or_404(visible, number=number.replace("\x00", ""))
    return permits_of(order, reader), order


def permits_of(order, reader):
    """The permits that an order changed, or while it is not carried out, those on its schedule."""
    carried_out = order.status == OrderStatus.CARRIED_OUT
    reached = order.changes if carried_out else order.schedule
    visible = Permit.objects.visible_to(reader)
    return visible.filter(pk__in=reached.order_by().values("permit"))
