"""Facts that the database keeps about permits whatever Python does."""

import pytest
from django.db import IntegrityError, transaction

from permits.models import Permit, StatusChange
from permits.models.permits import PermitStatus
from tests import make
from tests.audit.going_round import an_entry, refused, sql

pytestmark = pytest.mark.django_db

MADE_BY_A_CHANGE = "a status change is made by a StatusChange of the same entry"
STARTS_SUBMITTED = "a permit enters the register as submitted"


def change(permit, to_status, *, entry, from_status=None):
    """A status change of the permit, which the permit itself does not follow yet."""
    return StatusChange.objects.create(
        permit=permit,
        order=make.order("suspend", [permit], effective_at=make.SUSPENDED_AT),
        from_status=from_status or permit.status,
        to_status=to_status,
        effective_at=make.SUSPENDED_AT,
        entry=entry,
    )


def by_save(permit):
    permit.status = PermitStatus.CANCELLED
    permit.save()


def by_queryset(permit):
    Permit.objects.filter(pk=permit.pk).update(status=PermitStatus.CANCELLED)


def by_raw_sql(permit):
    sql("UPDATE permits_permit SET status = 'cancelled' WHERE id = %s", [permit.pk])


@pytest.mark.parametrize("cancel", [by_save, by_queryset, by_raw_sql])
def test_a_status_that_no_change_makes_is_refused(cancel):
    permit = make.valid_permit()
    with an_entry(), refused(MADE_BY_A_CHANGE):
        cancel(permit)


def test_one_permit_without_a_change_stops_the_whole_statement():
    permits = make.valid_permits(2)
    with an_entry() as entry:
        made = change(permits[0], "suspended", entry=entry)
        with refused(MADE_BY_A_CHANGE):
            Permit.objects.filter(pk__in=[permit.pk for permit in permits]).update(
                status="suspended", last_change=made
            )
    assert set(Permit.objects.values_list("status", flat=True)) == {"valid"}


def test_a_change_of_the_same_entry_makes_the_status():
    permit = make.valid_permit()
    with an_entry() as entry:
        made = change(permit, "suspended", entry=entry)
        Permit.objects.filter(pk=permit.pk).update(status="suspended", last_change=made)
    permit.refresh_from_db()
    assert (permit.status, permit.last_change) == ("suspended", made)


def test_a_change_of_an_earlier_entry_does_not_make_the_status():
    permit = make.valid_permit()
    with an_entry() as entry:
        made = change(permit, "suspended", entry=entry)
    with an_entry(), refused(MADE_BY_A_CHANGE):
        Permit.objects.filter(pk=permit.pk).update(status="suspended", last_change=made)


@pytest.mark.parametrize(
    ("from_status", "to_status"), [("valid", "cancelled"), ("submitted", "suspended")]
)
def test_a_change_between_other_statuses_does_not_make_the_status(from_status, to_status):
    permit = make.valid_permit()
    with an_entry() as entry:
        made = change(permit, to_status, entry=entry, from_status=from_status)
        with refused(MADE_BY_A_CHANGE):
            Permit.objects.filter(pk=permit.pk).update(status="suspended", last_change=made)


def test_the_change_of_another_permit_does_not_make_the_status():
    permit, other = make.valid_permits(2)
    with an_entry() as entry:
        made = change(other, "suspended", entry=entry)
        with refused(MADE_BY_A_CHANGE):
            Permit.objects.filter(pk=permit.pk).update(status="suspended", last_change=made)


def test_a_status_is_not_changed_even_under_its_change_without_an_entry():
    permit = make.suspended_permit()
    with refused("no open entry|made by a StatusChange"):
        Permit.objects.filter(pk=permit.pk).update(status="valid")


def test_a_permit_enters_the_register_as_submitted():
    known = make.submitted_permit()
    fields = {
        field.attname: getattr(known, field.attname)
        for field in Permit._meta.concrete_fields
        if not field.primary_key
    }
    with an_entry(), refused(STARTS_SUBMITTED):
        Permit.objects.create(**{**fields, "reference": "XP-1", "status": "valid"})
    with an_entry(), refused(STARTS_SUBMITTED):
        Permit.objects.bulk_create(
            [Permit(**{**fields, "reference": "XP-2", "status": "suspended"})]
        )


def test_a_permit_is_changed_otherwise_without_a_status_change():
    permit = make.valid_permit()
    with an_entry():
        Permit.objects.filter(pk=permit.pk).update(end_use="Training")
    permit.refresh_from_db()
    assert (permit.status, permit.end_use) == ("valid", "Training")


@pytest.mark.parametrize(
    "facts",
    [{"valid_until": "2001-01-01"}, {"kind": "imaginary"}, {"holder": None}],
)
def test_constraints_refuse_what_no_permit_can_be(facts):
    permit = make.valid_permit()
    with pytest.raises(IntegrityError), transaction.atomic(), an_entry():
        Permit.objects.filter(pk=permit.pk).update(**facts)


def test_a_permit_changes_once_under_one_order():
    permit = make.suspended_permit()
    made = permit.changes.get(to_status="suspended")
    with pytest.raises(IntegrityError), transaction.atomic(), an_entry() as entry:
        StatusChange.objects.create(
            permit=permit,
            order=made.order,
            from_status="suspended",
            to_status="valid",
            effective_at=made.effective_at,
            entry=entry,
        )
