"""The questions the feed of entries can be asked."""

import django_filters
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import DateInput
from django.utils.translation import gettext_lazy as _

from audit.models import Entry, Source, acts
from audit.reading import FIRST_DAY, LAST_DAY

NOBODY = "system"


def people():
    """Everyone who may have acted, and the system itself."""
    return [(NOBODY, _("System"))] + [
        (str(user.pk), f"{user} ({user.get_username()})") for user in get_user_model().objects.all()
    ]


def acts_by_name():
    return sorted(acts().items(), key=lambda act: str(act[1]))


def day(label, method):
    """A filter on a day that the calendar and the database both know."""
    return django_filters.DateFilter(
        label=label,
        method=method,
        widget=DateInput(attrs={"class": "govuk-input--width-10"}),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )


class EntryFilter(django_filters.FilterSet):
    person = django_filters.ChoiceFilter(
        label=_("Person"), choices=people, method="by_person", empty_label=_("Anyone")
    )
    action = django_filters.ChoiceFilter(
        label=_("Act"), choices=acts_by_name, empty_label=_("Any act")
    )
    record = django_filters.CharFilter(
        label=_("Record"),
        method="of_record",
        max_length=120,
        help_text=_("Its number. End with * for all that begin so."),
    )
    first_day = day(_("First day"), "since")
    last_day = day(_("Last day"), "until")
    source = django_filters.ChoiceFilter(
        label=_("Source"), choices=Source.choices, empty_label=_("Any source")
    )

    class Meta:
        model = Entry
        fields = []

    def by_person(self, entries, _name, value):
        return entries.by_person(None if value == NOBODY else int(value))

    def of_record(self, entries, _name, value):
        return entries.of_record(value)

    def since(self, entries, _name, value):
        return entries.recorded_since(value)

    def until(self, entries, _name, value):
        return entries.recorded_until(value)

    @property
    def entries(self):
        """The entries asked for; none while the question itself is wrong."""
        if self.is_bound and not self.is_valid():
            return self.queryset.none()
        return self.qs
