"""The questions that the list of messages can be asked."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from office.models import DeliveryState, Message

AGES = [("1", _("More than a day")), ("7", _("More than a week")), ("30", _("More than a month"))]


class MessageFilter(filters.FilterSet):
    q = filters.CharFilter(
        label=_("Text"),
        method="by_text",
        max_length=200,
        help_text=_("A part of the subject, recipient, record or Message-ID."),
    )
    state = filters.ChoiceFilter(
        label=_("State"), choices=DeliveryState.choices, empty_label=_("Any"), method="by_state"
    )
    age = filters.ChoiceFilter(
        label=_("Written"), choices=AGES, empty_label=_("At any time"), method="by_age"
    )

    class Meta:
        model = Message
        fields: list[str] = []

    def by_text(self, messages, _name, text):
        return messages.matching(text)

    def by_state(self, messages, _name, state):
        return messages.in_state(state)

    def by_age(self, messages, _name, days):
        return messages.older_than(int(days))
