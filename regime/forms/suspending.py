"""The request to suspend the permits in the scope of a measure, by an order."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.forms.numbers import NumbersField
from permits.forms.orders import OrderForm, this_minute
from permits.models.orders import OrderKind


class ScopeOrderForm(OrderForm):
    """The text of the order, begun from the measure; and the permits that it leaves out."""

    left_out = NumbersField(
        label=_("Permits left out"),
        help_text=_(
            "Numbers, one on each line. A register may not tell the class of an end user, or an"
            " exception that a measure makes."
        ),
        required=False,
    )

    def __init__(self, data, *, version):
        measure = version.measure
        initial = {
            "effective_at": max(this_minute(), timezone.localtime(version.starts_at)),
            "title_en": measure.title_en,
            "title_fr": measure.title_fr,
            "ground_en": version.reasons_en,
            "ground_fr": version.reasons_fr,
        }
        super().__init__(data, kind=OrderKind.SUSPEND, initial=initial)

    def ask_only_when(self):
        """Read the time, and who is left out: both say whom the order reaches."""
        for name in self.errors.keys() - {"effective_at", "left_out"}:
            del self.errors[name]

    def order(self):
        """The text of the order, in the words of the action."""
        return {name: fact for name, fact in self.cleaned_data.items() if name != "left_out"}
