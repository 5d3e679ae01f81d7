"""The measures on Turkey from October 2019 to January 2024, and what each application was told.

Played as the demonstration plays it, by fictional people on fictional parties; the dates, what the
measures say and the sources of the dates are those of the public record.
"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from applications.actions import deciding, reviewing
from applications.models import Application, Criterion, Ruling
from applications.rules import deciding as rules
from applications.rules.refusals import Refusal
from audit.verification import Verification
from exportcontrol.demonstration.applications import ASKED, REASONS, Applications, Asked
from exportcontrol.demonstration.people import minister_on
from exportcontrol.demonstration.register import PARTIES
from permits.models import Country, Order, Party, Permit
from permits.models.orders import OrderKind
from regime.models import Dialogue, Measure, MeasureVersion, NewEffect
from regime.models.effects import MeasureState
from regime.rules.applying import HitSource, Subject, applying

pytestmark = pytest.mark.django_db
DENIAL, CASE = NewEffect.PRESUMPTIVE_DENIAL, NewEffect.CASE_BY_CASE


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, loaded once for all these tests and rolled back after them."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path_factory.mktemp("files"), "base_url": None},
    }
    kept = override_settings(
        STORAGES={**settings.STORAGES, "default": files},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with django_db_blocker.unblock(), kept, transaction.atomic():
        call_command("load_demonstration", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def versions(story):
    """M1 to M5."""
    measure = Measure.objects.get(title_en="Export permits for Turkey")
    return list(measure.versions.order_by("position"))


@pytest.fixture
def told(story):
    """The applications of the story by their keys."""
    received = Application.objects.order_by("received_at", "pk")
    ours = [each for each in received if each.received_on in {asked.received for asked in ASKED}]
    assert len(ours) == len(ASKED)
    return dict(zip((asked.key for asked in ASKED), ours, strict=True))


def noon(day):
    return datetime(day.year, day.month, day.day, 16, 0, tzinfo=UTC)


def turkey(code, **facts):
    key = Country.objects.get(code="TR").pk
    return Subject(frozenset({key}), (code,), facts.pop("kind", "export"), **facts)


def test_the_sequence_is_on_record_with_its_dates_and_instruments(versions):
    assert [(each.change, timezone.localdate(each.starts_at)) for each in versions] == [
        ("imposed", date(2019, 10, 11)),
        ("eased", date(2020, 4, 16)),
        ("reimposed", date(2020, 10, 5)),
        ("reimposed", date(2021, 4, 12)),
        ("lifted", date(2024, 1, 29)),
    ]
    assert [each.notice_number for each in versions] == ["", "992", "", "", "1108"]
    ends = [each.ends_at for each in versions]
    assert ends == [each.starts_at for each in versions[1:]] + [None]


def test_sources_that_differ_on_a_date_are_each_named(versions):
    assert list(versions[0].dates.order_by("day").values_list("day", "source")) == [
        (date(2019, 10, 11), "Notice to Exporters No. 992 of 16 April 2020"),
        (date(2019, 10, 15), "Announcement to reporters; no formal notice"),
        (date(2019, 10, 19), "Commentary of a law firm"),
    ]


def test_each_version_is_the_decision_of_the_minister_of_its_day(versions):
    holders = [each.signed_for.holder_name for each in versions]
    ministers = [minister_on(timezone.localdate(each.starts_at)).holder_name for each in versions]
    assert holders == ministers
    assert len(set(holders)) == 3
    assert all(each.prepared_by_id != each.signed_by_id for each in versions)


def test_the_third_carries_the_suspension_and_the_fourth_the_decision_of_the_case(versions):
    suspension = Order.objects.filter(kind=OrderKind.SUSPEND).earliest("effective_at")
    assert [each.order for each in versions] == [None, None, suspension, None, None]
    assert versions[3].decision.order.kind == OrderKind.CANCEL
    assert versions[3].decision in suspension.decisions.all()


@pytest.mark.parametrize(
    ("day", "group_2", "other", "state"),
    [
        (date(2019, 10, 10), "none", "none", None),
        (date(2019, 10, 11), "moratorium", "moratorium", MeasureState.IN_FORCE),
        (date(2020, 4, 15), "moratorium", "moratorium", MeasureState.IN_FORCE),
        (date(2020, 4, 16), "presumptive-denial", "case-by-case", MeasureState.EASED),
        (date(2020, 10, 5), "presumptive-denial", "case-by-case", MeasureState.REIMPOSED),
        (date(2021, 4, 12), "presumptive-denial", "case-by-case", MeasureState.REIMPOSED),
        (date(2024, 1, 28), "presumptive-denial", "case-by-case", MeasureState.REIMPOSED),
        (date(2024, 1, 29), "case-by-case", "case-by-case", MeasureState.LIFTED),
    ],
)
def test_which_rule_applied_on_each_day(versions, day, group_2, other, state):
    assert applying(turkey("2-15"), at=noon(day)).strictest == group_2
    assert applying(turkey("1-6"), at=noon(day)).strictest == other
    [in_force] = [each for each in versions if each.covers(noon(day))] or [None]
    assert (in_force.state_at(noon(day)) if in_force else None) == state


def test_nothing_was_known_before_it_was_recorded(versions):
    before = versions[0].recorded_at - timedelta(seconds=1)
    asked = turkey("2-15")
    assert applying(asked, at=noon(date(2019, 12, 2))).hits
    assert applying(asked, at=noon(date(2019, 12, 2)), known_at=before).hits == []
    # Between the records of M1 and M2, M1 was still believed to be in force.
    between = versions[1].recorded_at - timedelta(microseconds=1)
    [hit] = applying(asked, at=noon(date(2020, 6, 1)), known_at=between).hits
    assert hit.version == versions[0]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.key)
def test_what_each_application_was_told_on_its_day(told, asked):
    subject = told[asked.key].subject()
    assert applying(subject, at=told[asked.key].received_at).strictest == asked.told
    if asked.decided:
        assert applying(subject, at=noon(asked.decided)).strictest == asked.told_then


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.key)
def test_what_became_of_each(told, asked):
    application = told[asked.key]
    became = {"issue": "issued", "deny": "denied", "return": "returned"}
    if asked.decided is None:
        assert (application.status, application.permit) == ("under-review", None)
        return
    ruling = Ruling.objects.get(application=application)
    assert application.status == became[asked.outcome]
    assert timezone.localdate(ruling.decided_at) == asked.decided
    assert ruling.decided_for.covers(ruling.decided_at)
    assert ruling.decided_for.is_minister == bool(asked.claim)
    assert (application.permit is not None) == (asked.outcome == "issue")
    granted = [claim.exemption.programme for claim in application.claims.granted()]
    assert granted == ([asked.claim] if asked.claim else [])


# A day before the measures and under each: the rule for goods of Group 2 and for others, the
# programmes whose exemption could be claimed for Group 2, and whether it waited for the dialogue.
PERIODS = [
    ("before", date(2019, 8, 12), NewEffect.NONE, NewEffect.NONE, set(), False),
    ("M1", date(2019, 12, 2), NewEffect.MORATORIUM, NewEffect.MORATORIUM, set(), False),
    ("M2", date(2020, 5, 11), DENIAL, CASE, {"nato", "exceptional"}, False),
    ("M3", date(2020, 11, 16), DENIAL, CASE, {"nato", "exceptional"}, False),
    ("M4", date(2021, 6, 14), DENIAL, CASE, {"nato"}, True),
    ("M5", date(2024, 2, 12), CASE, CASE, set(), False),
]


def entered(kind, day):
    """An application of a kind, entered as received on a day by the demonstration's own intake."""
    goods, end_user_class = ("camera", "company") if kind == "other" else ("sensor", "armed-forces")
    registered = SimpleNamespace(
        people={user.username: user for user in User.objects.all()},
        parties={key: Party.objects.get(name=told[0]) for key, told in PARTIES.items()},
    )
    asked = Asked(kind, day, CASE, "aurora", "kartal", goods, 2, end_user_class=end_user_class)
    return Applications(registered)._entered(asked)


@pytest.mark.parametrize("kind", ["group-2", "other", "nato", "exceptional"])
@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period[0])
def test_what_an_application_of_each_kind_was_told_in_each_period(story, period, kind):
    _name, day, group_2, other, programmes, waits = period
    application = entered(kind, day)

    found = applying(application.subject(), at=application.received_at)

    if kind == "other":
        assert (found.strictest, found.pending) == (other, [])
        return
    assert found.strictest == group_2
    assert {each.programme for each in found.exemptions} == programmes
    assert bool(found.pending) == waits
    granted = [each for each in found.exemptions if each.programme == kind]
    eased = CASE if granted else group_2
    assert found.strictest_given(granted) == eased
    # A NATO program did not wait for the dialogue either; nothing else was spared it.
    assert bool(found.pending_given(granted)) == (waits and kind != "nato")


def test_the_approvals_of_may_2020_were_exceptions_from_the_policy_of_april(told):
    application = told["pending-group-2"]
    [claim] = application.claims.granted()
    assert claim.exemption.version.notice_number == "992"
    assert claim.decided_for.is_minister
    assert application.permit.issued_on == date(2020, 5, 19)
    at = noon(date(2020, 5, 19))
    assert applying(application.subject(), at=at).strictest_given([]) == "presumptive-denial"
    eased = applying(application.subject(), at=at).strictest_given([claim.exemption])
    assert eased == NewEffect.CASE_BY_CASE


def test_group_2_waited_for_the_dialogue_and_nato_did_not(told, versions):
    pending = versions[3].preconditions.get()
    assert (pending.status, pending.settled_on) == ("met", date(2024, 1, 26))
    dialogue = Dialogue.objects.get(precondition=pending)
    assert dialogue.meetings.count() == 2
    at = noon(date(2022, 3, 1))
    known_at = pending.settled_recorded_at - timedelta(microseconds=1)
    waited = applying(told["waited"].subject(), at=at, known_at=known_at)
    assert waited.pending == [pending]
    [nato] = told["nato-later"].claims.granted()
    later = applying(told["nato-later"].subject(), at=at, known_at=known_at)
    assert later.pending == [pending]
    assert later.pending_given([nato.exemption]) == []
    assert applying(told["other-later"].subject(), at=at, known_at=known_at).pending == []


def test_under_the_moratorium_nothing_could_be_issued(told):
    """Asked as at a day of M1, of an application that is assessed and still open."""
    application = told["lifted"]
    standing = rules.against_issuing(application, at=noon(date(2019, 12, 2)))
    assert Refusal.MORATORIUM in [each.refusal for each in standing]


def test_what_stands_against_the_open_one_is_said_before_anyone_tries(told):
    """Six criteria, the determination and National Defence's answer are missing; nothing else."""
    application = told["lifted"]
    standing = rules.against_issuing(application, at=timezone.now())
    refused = {each.refusal for each in standing}
    assert refused == {
        Refusal.CONSULTATION_OPEN, Refusal.CRITERION_MISSING, Refusal.DETERMINATION_MISSING,
    }  # fmt: skip
    english, french = REASONS["issue"]
    before = Permit.objects.count()
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        deciding.issue(
            application,
            reasons_en=english,
            reasons_fr=french,
            appointment=minister_on(date(2024, 3, 1)),
            valid_from=date(2024, 3, 1),
            valid_until=date(2027, 3, 1),
            by=User.objects.get(username="minister"),
            reason="A trial",
        )
    assert {error.code for error in refusal.value.error_list} >= {each.value for each in refused}
    assert Permit.objects.count() == before


def test_a_measure_never_bypasses_the_criteria(told):
    """Exempted or not, an application with a substantial risk is not issued."""
    application = told["lifted"]
    with transaction.atomic():
        officer = {"by": User.objects.get(username="officer"), "reason": "A trial"}
        reviewing.assess(
            application,
            {
                criterion: {
                    "risk_before": "substantial",
                    "analysis": "Fictional",
                    "mitigation": "None found",
                    "risk_after": "substantial" if criterion == "b-i" else "low",
                }
                for criterion in Criterion.values
            },
            **officer,
        )
        reviewing.determine(
            application, substantial_risk=True, reasons_en="There is.", reasons_fr="Il y en a.",
            **officer,
        )  # fmt: skip
        standing = rules.against_issuing(application, at=timezone.now())
        transaction.set_rollback(True)
    assert Refusal.SUBSTANTIAL_RISK in [each.refusal for each in standing]


def test_the_permits_issued_say_which_day_and_under_whose_order(told):
    issued = [each.permit for each in told.values() if each.permit]
    assert len(issued) == 7
    for permit in issued:
        assert permit.last_change.order.kind == OrderKind.ISSUE
        assert permit.lines.get().item.edition.in_force_from <= permit.issued_on


@pytest.mark.parametrize(("language", "word"), [("en-ca", "Presumptive"), ("fr-ca", "Présomption")])
def test_the_page_of_a_destination_answers_for_a_day(story, language, word):
    client = Client()
    client.force_login(
        User.objects.get(username="officer"), backend="accounts.backends.RoleBackend"
    )
    with translation.override(language):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = client.get(
            reverse("regime:destination"), {"country": "TR", "goods": "2-15", "on": "2020-06-08"}
        )
    assert page.status_code == 200
    answer = page.content.decode().partition("<main")[2].partition("<h2")[0]
    assert word in answer


def test_a_measure_in_force_leads_to_an_order_for_the_permits_in_its_scope(story):
    client = Client()
    client.force_login(
        User.objects.get(username="officer"), backend="accounts.backends.RoleBackend"
    )
    measure = Measure.objects.get(versions__destinations__country__code="AE", versions__position=1)
    address = reverse("regime:measure_version_suspend", args=[measure.number, 1])

    assert address in client.get(measure.get_absolute_url()).content.decode()
    page = client.get(address)
    assert page.status_code == 200
    assert page.context["dry_run"].reached


def test_the_record_of_it_all_is_whole(story):
    assert MeasureVersion.objects.count() >= 5
    assert list(Verification()) == []


def test_no_measure_is_merged_with_a_list(versions):
    """What applies is told apart by its kind in law."""
    hits = applying(turkey("2-15"), at=noon(date(2020, 6, 1))).hits
    assert {hit.source for hit in hits} == {HitSource.MEASURE}
