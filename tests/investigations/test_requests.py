"""Questions sent to people outside: reminded of, answered, refused, or met with silence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.roles import Role
from exportcontrol import waiting
from investigations import actions, rules
from investigations.models import InformationRequest, RequestOutcome
from investigations.models.evidence import EvidenceKind
from investigations.rules import Refusal
from office.models import Message
from tests import make, make_cases, make_inquiries
from tests.audit.going_round import an_entry, refused, sql
from tests.investigations.test_views import errors_of, text_of

pytestmark = pytest.mark.django_db

TODAY = make_inquiries.in_days


def address(view, *args):
    return reverse(f"investigations:{view}", args=args)


def refusals_of(act):
    with pytest.raises(ValidationError) as refusal:
        act()
    return [error.code for error in refusal.value.error_list]


# --- Sending --------------------------------------------------------------------------------------


def test_a_request_is_kept_as_it_was_sent():
    case = make_cases.investigation()

    asked = make_inquiries.request(case, language="tr", question="Kime?", gist="To whom?")

    assert asked.number == "RQ-2020-000001"
    assert (asked.language, asked.question, asked.gist) == ("tr", "Kime?", "To whom?")
    assert asked.is_overdue
    with refused("kept as it was sent"), an_entry():
        InformationRequest.objects.filter(pk=asked.pk).update(question="Who?")
    with refused("kept for ever"), an_entry():
        sql("DELETE FROM investigations_informationrequest")


def test_an_email_leaves_with_the_act_in_the_language_of_the_question():
    case = make_cases.investigation()
    person = make_cases.investigator()

    asked = make_inquiries.request(
        case,
        channel="email",
        email="export@example.com",
        language="fr",
        question="À qui avez-vous livré?",
        sent_on=TODAY(0),
        due_on=TODAY(30),
        by=person,
    )
    actions.remind_addressee(
        asked, text="Merci.", sent_on=TODAY(0), due_on=TODAY(40), by=person, reason="A test"
    )

    sent = Message.objects.filter(about=asked.number).order_by("pk")
    assert [(each.to_address, each.language, each.text) for each in sent] == [
        ("export@example.com", "fr-ca", "À qui avez-vous livré?"),
        ("export@example.com", "fr-ca", "Merci."),
    ]
    assert all(asked.number in each.subject for each in sent)
    asked.refresh_from_db()
    assert asked.due_on == TODAY(40)


def test_a_letter_sends_nothing_from_here():
    make_inquiries.request(make_cases.investigation())
    assert not Message.objects.exists()


def test_each_reason_against_sending():
    case = make_cases.investigation()
    by = make_cases.investigator()

    def against(sent_on, due_on, channel="letter", investigation=case):
        return rules.against_sending(
            investigation, sent_on=sent_on, due_on=due_on, channel=channel, by=by
        )

    assert against(TODAY(1), TODAY(9)) == [Refusal.SENT_IN_FUTURE]
    assert against(TODAY(0), TODAY(-1)) == [Refusal.DUE_BEFORE_SENT]
    assert against(TODAY(-1), TODAY(9), "email") == [Refusal.EMAIL_GOES_TODAY]
    concluded = make_cases.concluded_investigation()
    assert against(TODAY(0), TODAY(9), investigation=concluded) == [Refusal.CONCLUDED]


def test_only_investigators_send():
    with pytest.raises(PermissionDenied):
        make_inquiries.request(make_cases.investigation(), by=make.director())


def test_the_database_wants_a_whole_request():
    asked = make_inquiries.request(make_cases.investigation())
    wrong = {
        "request_addressee_is_known": {"channel": "pigeon"},
        "request_due_after_it_is_sent": {"due_on": date(2020, 1, 1)},
        "request_by_email_has_an_address": {"channel": "email"},
    }
    for name, change in wrong.items():
        with refused(name), an_entry():
            InformationRequest.objects.filter(pk=asked.pk).update(**change)
    facts = {
        name: getattr(asked, name)
        for name in ("investigation", "addressee_kind", "addressee", "channel", "question")
    }
    with refused("request_in_another_language_says_what_it_asks"), an_entry():
        InformationRequest.objects.create(
            number="RQ-1",
            language="tr",
            sent_on=asked.sent_on,
            due_on=asked.due_on,
            sent_by=asked.sent_by,
            **facts,
        )


# --- Reminders and outcomes -----------------------------------------------------------------------


def test_each_reason_against_reminding():
    asked = make_inquiries.request(make_cases.investigation())
    by = make_cases.investigator()

    def against(sent_on, due_on):
        return rules.against_reminding(asked, sent_on=sent_on, due_on=due_on, by=by)

    assert against(TODAY(0), TODAY(9)) == []
    assert against(date(2020, 10, 1), TODAY(9)) == [Refusal.BEFORE_IT_WAS_SENT]
    assert against(TODAY(0), TODAY(-1)) == [Refusal.DUE_BEFORE_SENT]
    make_inquiries.silence(asked)
    assert against(TODAY(0), TODAY(9)) == [Refusal.REQUEST_ENDED]


def test_a_silence_becomes_evidence_of_itself():
    case = make_cases.investigation()
    asked = make_inquiries.request(case)

    outcome = make_inquiries.silence(asked)

    item = outcome.evidence
    assert (item.kind, item.investigation, item.source) == ("silence", case, "Optics Ltd.")
    assert (item.asked_on, item.due_on, item.reference) == (
        asked.sent_on,
        asked.due_on,
        asked.number,
    )
    assert item.title == "No answer from Optics Ltd."
    assert item.summary.endswith("It says nothing about what was asked, and is no proof.")
    assert outcome.entry == item.custody.get().entry  # one act


def test_a_refusal_is_worded_as_one_in_the_language_of_the_page():
    asked = make_inquiries.request(make_cases.investigation())
    with override("fr-ca"):
        item = make_inquiries.silence(asked, outcome="refused", on=date(2020, 10, 20)).evidence
    assert item.kind == EvidenceKind.SILENCE
    assert item.title == "Optics Ltd. a refusé de répondre"


def test_silence_is_what_is_left_when_the_day_has_passed():
    asked = make_inquiries.request(make_cases.investigation())

    def against(on, outcome="silent"):
        return rules.against_recording_silence(
            asked, outcome=outcome, on=on, by=make_cases.investigator()
        )

    assert against(asked.due_on) == [Refusal.NOT_OVERDUE]
    assert against(date(2020, 10, 1), "refused") == [Refusal.BEFORE_IT_WAS_SENT]
    assert against(TODAY(1)) == [Refusal.IN_FUTURE]
    make_inquiries.silence(asked)
    assert against(TODAY(0)) == [Refusal.SILENCE_ON_RECORD]
    assert against(TODAY(0), "refused") == []


def test_an_answer_may_come_after_the_silence_and_both_are_kept():
    case = make_cases.investigation()
    asked = make_inquiries.request(case)
    make_inquiries.silence(asked)

    actions.record_answer(
        asked,
        evidence=make_cases.evidence(case, kind=EvidenceKind.COMPANY_RESPONSE),
        on=TODAY(0),
        by=make_cases.investigator(),
        reason="A test",
    )

    outcomes = [each.outcome for each in asked.outcomes.order_by("pk")]
    assert outcomes == ["silent", "answered"]
    assert InformationRequest.objects.with_outcome().get().outcome == "answered"
    assert rules.against_giving_up(asked, by=make_cases.investigator()) == [
        Refusal.REQUEST_ANSWERED
    ]


def test_an_answer_is_an_item_of_the_case_that_says_something():
    case = make_cases.investigation()
    asked = make_inquiries.request(case)
    silent = make_inquiries.silence(make_inquiries.request(case)).evidence
    elsewhere = make_cases.evidence(make_cases.investigation())

    def against(evidence):
        return rules.against_recording_answer(
            asked, evidence=evidence, on=TODAY(0), by=make_cases.investigator()
        )

    assert against(silent) == [Refusal.ANSWER_IS_SILENCE]
    assert against(elsewhere) == [Refusal.OTHER_INVESTIGATION]
    assert against(make_cases.evidence(case)) == []


def test_a_withdrawn_request_waits_for_nothing():
    asked = make_inquiries.request(make_cases.investigation())
    by = make_cases.investigator()

    actions.withdraw_request(asked, by=by, reason="Answered in public")

    assert not InformationRequest.objects.overdue().exists()
    assert rules.against_hearing(asked, by=by) == [Refusal.REQUEST_WITHDRAWN]
    codes = refusals_of(lambda: actions.withdraw_request(asked, by=by, reason="Again"))
    assert codes == ["request-ended"]


def test_the_database_keeps_outcomes_whole():
    asked = make_inquiries.request(make_cases.investigation())
    facts = {"request": asked, "on": TODAY(0), "recorded_by": asked.sent_by}
    with refused("request_outcome_is_kept_as_evidence"), an_entry() as entry:
        RequestOutcome.objects.create(entry=entry, outcome="silent", **facts)
    with refused("request_outcome_is_known"), an_entry() as entry:
        RequestOutcome.objects.create(
            entry=entry,
            outcome="lost",
            evidence=make_cases.evidence(asked.investigation),
            **facts,
        )
    make_inquiries.silence(asked)
    with refused("rows are only ever added"), an_entry():
        sql("DELETE FROM investigations_requestoutcome")


# --- Pages ----------------------------------------------------------------------------------------


def test_the_list_is_filtered_in_a_constant_number_of_statements(
    sign_in, django_assert_max_num_queries
):
    case = make_cases.investigation()
    late = make_inquiries.request(case)
    waits = make_inquiries.request(case, addressee="Kartal", due_on=TODAY(9))
    silent = make_inquiries.request(make_cases.investigation(), addressee_kind="destination")
    make_inquiries.silence(silent)
    client = sign_in(make_cases.investigator())

    def shown(**query):
        page = client.get(address("request_list"), query).context["page"]
        return {each.pk for each in page}

    assert shown() == {late.pk, waits.pk, silent.pk}
    assert shown(state="overdue") == {late.pk}
    assert shown(state="open") == {late.pk, waits.pk}
    assert shown(state=["overdue", "silent"]) == {late.pk, silent.pk}
    assert shown(addressee_kind="destination") == {silent.pk}
    assert shown(investigation=case.number.lower()) == {late.pk, waits.pk}
    assert shown(q="kartal") == {waits.pk}
    with django_assert_max_num_queries(8):
        client.get(address("request_list"))


def test_what_is_overdue_waits_on_the_home_page_and_in_the_next_steps(sign_in):
    case = make_cases.investigation()
    asked = make_inquiries.request(case)
    person = make_cases.investigator()

    kinds = {kind.title: kind.records for kind in waiting.for_person(person)}
    assert kinds["Overdue requests for information"] == [asked]
    client = sign_in(person)
    assert asked.number in text_of(client.get(reverse("home")))
    page = text_of(client.get(case.get_absolute_url()))
    assert f"Remind Optics Ltd., or record the silence: {asked.number}" in page


def test_a_request_is_sent_reminded_of_and_ended_on_pages(sign_in):
    case = make_cases.investigation()
    client = sign_in(make_cases.investigator())
    facts = {
        "addressee_kind": "manufacturer",
        "addressee": "Aurora Optronics Inc.",
        "language": "tr",
        "question": "Seri numarası?",
        "channel": "letter",
        "sent_on": "2020-10-13",
        "due_on": "2020-11-13",
        "reason": "To trace it",
    }
    url = address("request_new", case.number)
    assert errors_of(client.post(url, facts)) == [
        "Say in English or French what is asked: the question is in another language."
    ]
    by_mail = client.post(url, {**facts, "gist": "Serial?", "channel": "email"})
    assert errors_of(by_mail) == ["A request sent by e-mail needs an e-mail address."]
    backwards = client.post(url, {**facts, "gist": "Serial?", "due_on": "2020-10-01"})
    assert errors_of(backwards)[0] == "The answer would be due before it is asked for."
    client.post(url, {**facts, "gist": "Serial?"})
    asked = InformationRequest.objects.get()
    page = client.get(asked.get_absolute_url())
    assert 'lang="tr"' in page.content.decode()
    assert "Turkish" in text_of(page)

    client.post(
        address("request_remind", asked.number),
        {"text": "Lütfen", "sent_on": "2020-11-20", "due_on": "2020-12-04", "reason": "Late"},
    )
    assert "answer due on 2020-12-04" in text_of(client.get(asked.get_absolute_url()))
    silence = {"outcome": "silent", "on": "2020-12-01", "reason": "Nothing came"}
    early = client.post(address("request_silence", asked.number), silence)
    assert errors_of(early) == [str(Refusal.NOT_OVERDUE.label)]
    client.post(address("request_silence", asked.number), {**silence, "on": "2020-12-10"})
    page = text_of(client.get(asked.get_absolute_url()))
    assert "It is no proof against the addressee" in page

    item = make_cases.evidence(case)
    client.post(
        address("request_answer", asked.number),
        {"evidence": item.pk, "on": timezone.localdate().isoformat(), "reason": "It came"},
    )
    assert item.number in text_of(client.get(asked.get_absolute_url()))


@pytest.mark.parametrize("act", ["remind", "answer", "silence", "withdraw"])
def test_pages_of_acts_are_shown_refused_and_forbidden(sign_in, act):
    case = make_cases.investigation()
    asked = make_inquiries.request(case)
    url = address(f"request_{act}", asked.number)
    person = make_cases.investigator()

    assert "Optics Ltd." in text_of(sign_in(person).get(url))
    assert sign_in(make.user(Role.AUDITOR)).get(url).status_code == 403
    actions.withdraw_request(asked, by=person, reason="Not needed")
    page = text_of(sign_in(person).get(url))
    assert "Not possible:" in page


def test_a_reminder_begins_with_words_in_the_language_of_the_question(sign_in):
    case = make_cases.investigation()
    client = sign_in(make_cases.investigator())
    french = make_inquiries.request(case, language="fr")
    turkish = make_inquiries.request(case, language="tr", gist="To whom?")

    def begins(asked):
        return client.get(address("request_remind", asked.number)).context["form"]["text"].value()

    assert "Nous vous prions de répondre." in begins(french)
    assert begins(turkish) == ""


def test_an_answer_in_a_restricted_item_is_not_named_to_others(sign_in):
    case = make_cases.investigation()
    asked = make_inquiries.request(case)
    person = make_cases.investigator()
    item = make_cases.evidence(case, is_restricted=True, title="Their secret", by=person)
    actions.record_answer(asked, evidence=item, on=TODAY(0), by=person, reason="A test")

    seen = text_of(sign_in(person).get(asked.get_absolute_url()))
    page = text_of(sign_in(make_cases.investigator()).get(asked.get_absolute_url()))

    assert "Their secret" in seen
    assert "Their secret" not in page
    assert "Kept as a restricted item" in page


def test_requests_are_for_readers_of_evidence(sign_in):
    asked = make_inquiries.request(make_cases.investigation())
    client = sign_in(make.user(Role.INTAKE_OFFICER))
    for url in (address("request_list"), asked.get_absolute_url()):
        assert client.get(url).status_code == 403
    missing = sign_in(make_cases.investigator()).get(address("request_detail", "RQ-1900-000001"))
    assert missing.status_code == 404
    assert timedelta(days=asked.days_late) == timezone.localdate() - asked.due_on
