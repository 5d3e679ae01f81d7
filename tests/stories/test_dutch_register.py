"""The Dutch register of 2004 to 2014, imported whole: what it holds, and what was in force when.

The expected numbers are counted in the file itself, by other means than the importer's.
"""

import csv
from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Entry
from audit.verification import Verification
from permits.actions.importing import import_file
from permits.actions.orders import reconcile
from permits.models import Country, ImportedLine, Outcome, Permit, PermitLine, RegisterImport
from permits.models.imports import LineResult
from permits.models.orders import OrderKind
from permits.problems import Problem
from permits.rules import Refusal
from tests import make, make_cases, make_decisions
from tests.conftest import SHARED_DATA

FILE = SHARED_DATA / "nl-export-licences" / "uitvoer-militaire-goederen-2004-2014.csv"
FORMS = ("%m/%d/%Y", "%d%m%Y", "%d-%m-%Y")
# Distinct numbers with final destination exactly Turkey whose term covers 5 October.
IN_FORCE_TO_TURKEY = {
    2005: 37, 2006: 56, 2007: 55, 2008: 59, 2009: 71,
    2010: 46, 2011: 57, 2012: 56, 2013: 56, 2014: 70,
}  # fmt: skip

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.is_file(), reason=f"real data are not at {FILE}"),
]


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole file, imported once for all these tests and rolled back after them."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path_factory.mktemp("files"), "base_url": None},
    }
    kept = override_settings(STORAGES={**settings.STORAGES, "default": files})
    with django_db_blocker.unblock(), kept, transaction.atomic(), FILE.open("rb") as opened:
        done, _is_new = import_file(
            File(opened, name=FILE.name),
            profile="dutch-military-register",
            by=make.officer(),
            reason="The published overviews of 2004 to 2014",
        )
        yield done
        transaction.set_rollback(True)


def day_in(text):
    """A day as the file writes it in any of its forms; None for a day that does not exist."""
    for form in FORMS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    return date(1899, 12, 30) + timedelta(int(text)) if text.isdecimal() else None


@pytest.fixture(scope="module")
def rows():
    with FILE.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def in_force_by_the_file(rows, day):
    """The numbers of licences to Turkey alone whose term covers a day, as the file gives them."""
    return {
        f"NL-{row['nummer'].strip()}"
        for row in rows
        if row["land van eindbestemming"].strip().upper() == "TURKIJE"
        and (until := day_in(row["verval datum"]))
        and day_in(row["afgifte datum"]) <= day <= until
    }


def to_turkey_on(day):
    turkey = Country.objects.get(code="TR")
    return Permit.objects.in_force_on(day).to_destination(turkey)


def test_every_line_has_one_result_and_together_they_are_the_file(story, rows):
    results = Counter(ImportedLine.objects.values_list("result", flat=True))

    assert len(rows) == 16_592
    assert story.lines_total == sum(results.values()) == len(rows)
    assert results == {
        LineResult.ACCEPTED: 14_591,
        LineResult.WARNED: 1_396,
        LineResult.REJECTED: 605,
    }
    numbers = ImportedLine.objects.order_by("line").values_list("line", flat=True)
    assert list(numbers) == list(range(2, len(rows) + 2))


def test_nothing_is_rejected_or_warned_of_without_its_reason(story):
    assert {reason.problem: reason.lines for reason in story.lines.reasons()} == {
        # Rejected
        Problem.GROUP_OF_COUNTRIES: 488,
        Problem.AFTER_EXPIRY: 51,
        Problem.UNKNOWN_COUNTRY: 34,
        Problem.EXPIRY_BEFORE_START: 16,
        Problem.UNKNOWN_ITEM: 9,
        Problem.SHORTENS: 3,
        Problem.DISAGREES: 2,
        Problem.NO_SUCH_DAY: 2,
        # Accepted with a warning
        Problem.EXTENDED: 1_020,
        Problem.DATE_DAY_FIRST_COMPACT: 138,
        Problem.REPEATED: 73,
        Problem.SEVERAL_ITEMS: 65,
        Problem.JOINT_DESTINATIONS: 40,
        Problem.CONSIGNEE_NOT_KEPT: 26,
        Problem.MIXED_ITEMS: 25,
        Problem.ZERO_VALUE: 4,
        Problem.NO_VALUE: 3,
        Problem.DATE_SERIAL: 1,
        Problem.UNUSUAL_NUMBER: 1,
    }


def test_the_sixteen_lines_that_expire_before_they_begin_are_the_files(story, rows):
    backwards = {
        number
        for number, row in enumerate(rows, start=2)
        if (until := day_in(row["verval datum"])) and until < day_in(row["afgifte datum"])
    }

    rejected = story.lines.because_of(Problem.EXPIRY_BEFORE_START)
    assert {line.line for line in rejected} == backwards
    assert len(backwards) == 16
    assert [line.value for line in story.lines.because_of(Problem.NO_SUCH_DAY)] == [
        "31-06-2014",
        "31-06-2014",
    ]


def test_what_is_accepted_is_what_the_file_says(story, rows):
    """Each permit is compared with the line that brought it in, and with its later extensions."""
    permits = Permit.objects.in_bulk(field_name="reference")
    accepted = {line.line: line for line in story.lines.exclude(result=LineResult.REJECTED)}
    seen = set()
    for number, row in enumerate(rows, start=2):
        line = accepted.get(number)
        if line is None:
            continue
        permit = permits[f"NL-{row['nummer'].strip()}"]
        assert line.permit_id == permit.pk
        if permit.pk not in seen:
            seen.add(permit.pk)
            assert permit.issued_on == permit.valid_from == day_in(row["afgifte datum"])
            assert permit.temporary == (row["D/T"] == "T")
        elif line.problem == Problem.EXTENDED:
            assert permit.valid_until >= day_in(row["verval datum"])
    assert len(seen) == len(permits) == 14_894


def test_values_of_accepted_lines_add_up(story, rows):
    adding = story.lines.exclude(result=LineResult.REJECTED).exclude(
        problem__in=[Problem.EXTENDED, Problem.REPEATED]
    )
    lines = set(adding.values_list("line", flat=True))
    expected = sum(
        int(row["waarde (€)"] or 0) for number, row in enumerate(rows, start=2) if number in lines
    )

    kept = PermitLine.objects.filter(currency="EUR").values_list("value", flat=True)
    assert sum(int(value or 0) for value in kept) == expected
    assert len(kept) == len(lines) == 14_894


def test_permits_in_force_to_turkey_are_those_of_the_file_with_differences_by_number(story, rows):
    """The register holds one term for each permit: two extensions came after theirs had ended."""
    after_expiry = {
        f"NL-{rows[line.line - 2]['nummer'].strip()}"
        for line in story.lines.because_of(Problem.AFTER_EXPIRY)
    }
    differences = {2012: {"NL-28809999"}, 2013: {"NL-28988060"}}

    for year, expected in IN_FORCE_TO_TURKEY.items():
        day = date(year, 10, 5)
        by_the_file = in_force_by_the_file(rows, day)
        by_the_register = set(
            to_turkey_on(day).filter(destination__code="TR").values_list("reference", flat=True)
        )
        assert len(by_the_file) == expected
        assert by_the_file - by_the_register == differences.get(year, set())
        assert by_the_register <= by_the_file
    assert set().union(*differences.values()) <= after_expiry


def test_joint_destinations_are_found_under_each_country(story):
    joint = to_turkey_on(date(2012, 10, 5)).filter(destination=None)

    [permit] = joint
    assert {each.country.code for each in permit.joint_destinations.all()} >= {"TR"}
    assert to_turkey_on(date(2012, 10, 5)).count() == 56


def test_germany_may_be_on_the_way_to_turkey(story):
    through = Permit.objects.filter(destination__code="TR", consignees__country__code="DE")

    assert through.exists()


def test_the_import_is_one_entry_and_the_record_is_whole(story):
    assert list(Verification()) == []
    assert story.entry == Entry.objects.sealed().newest_first().first()
    assert story.order.schedule.count() == 14_894
    assert RegisterImport.objects.get() == story


def at_ottawa(year, month, day):
    return timezone.make_aware(datetime(year, month, day))  # noqa: DTZ001 - made aware here


def test_permits_to_turkey_are_suspended_investigated_and_cancelled(story, sign_in):
    """Suspended from 5 October 2012, cancelled from 12 April 2013; some expired between."""
    minister = make.minister(valid_from=date(2010, 1, 1))
    suspended_at, cancelled_at = at_ottawa(2012, 10, 5), at_ottawa(2013, 4, 12)
    chosen = list(to_turkey_on(date(2012, 10, 5)))
    expiring = {permit for permit in chosen if permit.valid_until < date(2013, 4, 12)}

    suspension = make.signed(
        make.order(OrderKind.SUSPEND, chosen, effective_at=suspended_at), appointment=minister
    )
    case = make_cases.investigation(*chosen, order=suspension)
    make_cases.review(case)
    decision = make_decisions.submitted(suspension, recommendation=make_cases.recommendation(case))
    decision = make_decisions.signed(
        decision=decision,
        appointment=minister,
        signed_at=cancelled_at,
        effective_at=cancelled_at,
    )
    batch = make_decisions.executed_batch(decision=decision)

    # 56 on the list: 55 to Turkey alone and one to Turkey and South Africa together.
    counts = reconcile(decision.order, batch.list_number)
    assert (batch.frozen_count, counts.scheduled) == (56, 56)
    assert counts.refused == len(expiring) > 0
    assert counts.carried_out == 56 - len(expiring)
    refused = Outcome.objects.filter(scheduled__order=decision.order, carried_out=False)
    assert {outcome.scheduled.permit for outcome in refused} == expiring
    assert {outcome.refusals for outcome in refused} == {Refusal.EXPIRED}
    assert Permit.objects.filter(status="cancelled").count() == counts.carried_out
    assert list(Verification()) == []

    entry = Entry.objects.get(action="batch.execute")
    auditor = sign_in(make.user(Role.AUDITOR))
    page = auditor.get(reverse("audit:entry_detail", args=[entry.sequence]))
    assert page.status_code == 200
    some_cancelled = Permit.objects.filter(status="cancelled").earliest("pk")
    assert some_cancelled.reference in page.content.decode()
