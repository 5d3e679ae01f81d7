"""The questions that applications can be asked."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models.words import OPEN, ApplicationStatus
from permits.models import Party


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("applications.view_application") else self.none()

    def open(self):
        """Applications on which nothing is decided yet."""
        return self.filter(status__in=OPEN)

    def received(self):
        """Applications that no officer has taken up."""
        return self.filter(status=ApplicationStatus.RECEIVED)

    def under_review(self):
        return self.filter(status=ApplicationStatus.UNDER_REVIEW)

    def to_decide(self):
        """Applications under review that are determined, and about which nobody is still asked."""
        asked = self.model.consultations.rel.related_model.objects.open().order_by()
        return (
            self.under_review()
            .filter(determination__isnull=False)
            .exclude(pk__in=asked.values("application"))
        )

    def in_status(self, statuses):
        return self.filter(status__in=statuses)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def with_officer(self, officer):
        return self.filter(officer=officer)

    def made_by(self, party):
        """Applications of a party, as applicant or as the exporter named."""
        return self.filter(Q(applicant=party) | Q(exporter=party))

    def by_applicant_named(self, text):
        return self.filter(applicant__in=Party.objects.named_like(text.strip()).order_by())

    def to_destination(self, country):
        """Applications for a country of final destination, joint destinations included."""
        return self.to_any_destination([country.pk])

    def to_any_destination(self, countries):
        named = self.model.joint_destinations.rel.related_model.objects.order_by()
        joint = named.filter(country__in=countries).values("application")
        return self.filter(Q(destination__in=countries) | Q(pk__in=joint))

    def for_goods(self, text):
        """Applications for a group ("2") or an item ("2-15"), its provisions included.

        Goods classified in review are asked by their item, others by the code written.
        """
        lines = self.model.lines.rel.related_model.objects.of_goods(text).order_by()
        return self.filter(pk__in=lines.values("application"))

    def resting_on(self, assurances):
        """Applications to which one of these assurances at least is attached."""
        rests = self.model.rests_on.rel.related_model.objects.order_by()
        return self.filter(pk__in=rests.filter(assurance__in=assurances).values("application"))

    def received_since(self, day):
        return self.filter(received_at__gte=_midnight(day))

    def received_until(self, day):
        return self.filter(received_at__lt=_midnight(day + timedelta(days=1)))

    def matching(self, text):
        """Applications with a text in their number, or in the name of their applicant."""
        text = text.strip()
        named = Party.objects.named_like(text).order_by()
        return self.filter(Q(number__icontains=text) | Q(applicant__in=named))

    def with_rows(self):
        """With what a row of a list says, in a few statements whatever the number of rows."""
        return self.select_related("applicant", "destination", "officer").prefetch_related(
            "destination__names", "joint_destinations__country__names", "lines__item"
        )

    def with_contents(self):
        """With all that an application says, for what asks whether it is complete."""
        return self.select_related(
            "applicant__country",
            "exporter__country",
            "destination",
            "end_user__country",
            "end_use_country",
            "exported_from",
            "officer",
            "entered_by",
            "permit",
        ).prefetch_related(
            "destination__names",
            "joint_destinations__country__names",
            "lines__item__edition",
            "lines__origin",
            "consignees__party__country",
            "intermediaries__party__country",
            "contacts",
            "documents",
            "rests_on__assurance__issuer",
        )


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))
