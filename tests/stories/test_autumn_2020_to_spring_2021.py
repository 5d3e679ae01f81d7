"""The demonstration's case as history: twenty-nine cancelled, one expired, others untouched."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from audit.models import Entry
from audit.verification import Verification
from decisions.models import Batch, BatchStatus
from exportcontrol import waiting
from investigations.models import Evidence, Finding, Investigation
from investigations.models.evidence import EvidenceKind
from permits.actions.orders import Reconciliation, reconcile
from permits.models import Order, Outcome, Permit
from permits.models.orders import OrderKind

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, loaded once for all these tests and rolled back after them."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path_factory.mktemp("files"), "base_url": None},
    }
    kept = override_settings(STORAGES={**settings.STORAGES, "default": files})
    with django_db_blocker.unblock(), kept, transaction.atomic():
        call_command("load_demonstration", verbosity=0)
        yield Batch.objects.get(status=BatchStatus.EXECUTED, announced=29)
        transaction.set_rollback(True)


def test_exactly_the_twenty_nine_suspended_permits_are_cancelled(story):
    cancelled = Permit.objects.filter(status="cancelled")

    assert story.announced == 29
    assert story.frozen_count == 30
    assert reconcile(story.decision.order) == Reconciliation(30, 29, 1)
    assert set(cancelled) == {
        outcome.scheduled.permit
        for outcome in Outcome.objects.filter(
            scheduled__order=story.decision.order, carried_out=True
        )
    }
    assert {permit.changes.last().effective_at for permit in cancelled} == {
        datetime(2021, 4, 12, 13, 0, tzinfo=UTC)
    }


def test_twenty_five_were_suspended_on_5_october_and_four_in_november(story):
    suspensions = Order.objects.filter(kind=OrderKind.SUSPEND, effective_at__year=2020)

    assert [
        (order.effective_at.month, reconcile(order).carried_out)
        for order in suspensions.order_by("effective_at")
    ] == [(10, 25), (10, 1), (11, 4)]


def test_the_permit_that_expired_while_suspended_is_refused_with_that_reason(story):
    refused = Outcome.objects.get(scheduled__order=story.decision.order, carried_out=False)

    assert refused.refusals == "expired"
    assert refused.scheduled.permit.valid_until == date(2021, 1, 31)
    assert refused.scheduled.permit.status == "suspended"


def test_valid_permits_to_turkey_and_elsewhere_are_untouched(story):
    listed = story.decision.order.schedule.values("permit")
    others = Permit.objects.exclude(pk__in=listed).filter(issued_on__lt=date(2021, 1, 1))
    others = others.filter(application=None)  # those of the story of the measures apart

    assert others.filter(destination__code="TR").count() == 3
    assert others.exclude(destination__code="TR").count() > 5
    assert set(others.values_list("status", flat=True)) == {"valid"}


def test_each_signature_is_in_the_name_of_the_minister_of_that_day(story):
    suspension = Order.objects.filter(kind=OrderKind.SUSPEND).earliest("effective_at")

    assert suspension.signed_for.holder_name == "Étienne Marchand"
    assert story.decision.signed_for.holder_name == "Robert Ashdown"


def test_evidence_of_each_kind_is_graded_and_the_findings_are_adopted(story):
    investigation = Investigation.objects.earliest("opened_at")
    evidence = Evidence.objects.filter(investigation=investigation)

    assert set(evidence.values_list("kind", flat=True)) == set(EvidenceKind.values)
    assert not evidence.ungraded().exists()
    assert set(
        Finding.objects.filter(investigation=investigation).values_list("kind", "status")
    ) == {
        ("use", "adopted"),
        ("breach", "adopted"),
        ("risk", "adopted"),
    }
    assert not investigation.scope.not_reviewed().exists()


def test_something_waits_for_each_role_that_acts(story):
    found = {
        username: {work.title for work in waiting.for_person(User.objects.get(username=username))}
        for username in (
            "officer",
            "investigator",
            "director",
            "counsel",
            "deputy",
            "minister",
            "defence",
        )
    }

    assert all(found.values()), found
    assert "Decisions to sign" in found["minister"]
    assert {"Orders to sign", "Batches to confirm", "Findings to adopt"} <= found["director"]


def test_the_whole_record_verifies_and_the_cancellation_is_one_entry(story):
    entry = Entry.objects.get(action="batch.execute", about=story.number)

    assert entry.rows_changed == 29 * 2 + 30 + 2  # status and change, outcomes, order and batch
    assert list(Verification()) == []


def test_loading_the_demonstration_again_keeps_what_is_there(story):
    before = Entry.objects.count()

    call_command("load_demonstration", verbosity=0)

    assert Entry.objects.count() == before
