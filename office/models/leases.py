"""What workers lease: a row is taken for a while by one of them, and free again when that ends.

The lease is bookkeeping, not part of the record: it may be lost without anything being lost.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LEASE = ["lease_owner", "lease_until", "due_at"]


class LeasedQuerySet(models.QuerySet):
    def due(self, moment):
        """Rows whose time has come and that nobody holds."""
        free = Q(lease_until=None) | Q(lease_until__lte=moment)
        return self.open().filter(free, due_at__lte=moment)

    def take(self, owner):
        """Lease the row that waits longest; None when there is none.

        PostgreSQL passes over the rows that others are taking. SQLite knows no row locks, and
        begins each transaction with the write lock instead: either way one worker gets the row.
        """
        with transaction.atomic():
            moment = timezone.now()
            waiting = self.due(moment).select_for_update(skip_locked=True)
            row = waiting.order_by("due_at", "pk").first()
            if row is None:
                return None
            row.lease_owner = owner
            row.lease_until = moment + timedelta(seconds=settings.WORK_LEASE_SECONDS)
            row.attempts += 1
            # What kills its worker each time lets the others go first.
            row.due_at = moment
            row.save(update_fields=[*LEASE, "attempts"])
        return row


class Leased(models.Model):
    """A row that is worked off by whoever leases it."""

    due_at = models.DateTimeField(_("due"), default=timezone.now)
    lease_owner = models.CharField(_("leased by"), max_length=100, blank=True)
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)

    class Meta:
        abstract = True

    @property
    def is_leased(self):
        return self.lease_until is not None and self.lease_until > timezone.now()

    def give_back(self, *, due_at=None):
        """End the lease; the caller saves ``LEASE`` with what else it changes."""
        self.lease_owner, self.lease_until = "", None
        self.due_at = due_at or self.due_at
