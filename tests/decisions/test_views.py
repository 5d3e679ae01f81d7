"""Decisions and batches by browser: shown, refused, forbidden; what was typed stays."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from decisions import actions
from decisions.models import Batch, BatchStatus, Decision, DecisionStatus, OptionEffect
from investigations.models.findings import FindingKind
from office import documents, work
from office.models import Job
from permits import exporting
from permits.models.permits import PermitStatus
from tests import make, make_cases, make_decisions

pytestmark = pytest.mark.django_db

DECISIONS = reverse("decisions:decision_list")
BATCHES = reverse("decisions:batch_list")
# Session, person, roles; the page with what its rows say; the count.
QUERIES_OF_A_LIST = 5


@pytest.fixture
def director(sign_in):
    return sign_in(make.director())


@pytest.fixture
def office(sign_in):
    return sign_in(make.ministers_office())


@pytest.fixture
def officer(sign_in):
    return sign_in(make.officer())


@pytest.fixture
def auditor(sign_in):
    return sign_in(make.user(Role.AUDITOR))


def decision_page(name, decision):
    return reverse(f"decisions:decision_{name}", args=[decision.number])


def batch_page(name, batch):
    return reverse(f"decisions:batch_{name}", args=[batch.number])


def text_of(response):
    return " ".join(response.content.decode().split())


def typed_memorandum(*suspensions, **changes):
    """A memorandum as its form sends it."""
    typed = {**make_decisions.texts(), "suspensions": [order.pk for order in suspensions]}
    for position, option in enumerate(make_decisions.OPTIONS, start=1):
        for name in ("effect", "text_en", "text_fr", "risks_en", "risks_fr"):
            typed[f"option_{position}_{name}"] = str(option[name])
    return {**typed, "recommended": "1", "reason": "A test", **changes}


def typed_choice(decision, effect=OptionEffect.CANCEL, **changes):
    """A signature as its form sends it."""
    choice = make_decisions.choice(decision, effect)
    return {
        "option": choice["option"].pk,
        "reasons_en": choice["reasons_en"],
        "reasons_fr": choice["reasons_fr"],
        "changes_en": "",
        "changes_fr": "",
        "appointment": make.minister().pk,
        "signed_at": "2021-04-12T10:00",
        "effective_at": "2021-04-12T00:00",
        "reason": "A test",
        **changes,
    }


def hidden_in(response):
    """What the page that asks to confirm would send again."""
    form = response.context["form"]
    assert {field.field.widget.input_type for field in form} == {"hidden"}
    return {field.name: field.value() for field in form}


class TestDoors:
    @pytest.mark.parametrize("page", ["decision_list", "batch_list"])
    def test_who_may_not_read_cases_is_refused(self, sign_in, page):
        for role in (Role.ADMINISTRATOR, Role.CONSULTED_DEPARTMENT):
            client = sign_in(make.user(role, is_superuser=role == Role.ADMINISTRATOR))
            assert client.get(reverse(f"decisions:{page}")).status_code == 403

    @pytest.mark.parametrize("name", ["edit", "submit", "return", "sign"])
    def test_an_auditor_reads_a_decision_and_does_nothing_to_it(self, auditor, name):
        decision = make_decisions.submitted()

        assert auditor.get(decision.get_absolute_url()).status_code == 200
        assert auditor.get(decision_page(name, decision)).status_code == 403
        assert auditor.post(decision_page(name, decision), {"reason": "x"}).status_code == 403

    @pytest.mark.parametrize("name", ["freeze", "confirm", "execute", "abort"])
    def test_an_auditor_reads_a_batch_and_does_nothing_to_it(self, auditor, name):
        batch = make_decisions.prepared_batch()

        assert auditor.get(batch.get_absolute_url()).status_code == 200
        assert auditor.get(batch_page(name, batch)).status_code == 403
        assert auditor.post(batch_page(name, batch), {"reason": "x"}).status_code == 403

    def test_what_is_not_there_is_not_found(self, sign_in):
        everyone = sign_in(make.user(*Role))

        for path in ("MD-1999-000001/", "batches/BT-1999-000001/", "new/", "batches/new/"):
            assert everyone.get(f"{DECISIONS}{path}").status_code == 404
        assert everyone.get(f"{DECISIONS}new/?investigation=%00").status_code == 404


class TestLists:
    def test_the_list_of_decisions_shows_what_was_decided(self, director):
        signed = make_decisions.signed()

        page = text_of(director.get(DECISIONS))

        for words in [signed.number, signed.title_en, "Signed", signed.order.number]:
            assert words in page
        assert "Cancel the permits" in page

    def test_the_lists_make_few_queries_whatever_their_length(
        self, director, django_assert_num_queries
    ):
        suspension = make.suspension(make.valid_permits(1))
        for _time in range(3):
            make_decisions.prepared_batch(suspension)

        for address in (DECISIONS, BATCHES):
            with django_assert_num_queries(QUERIES_OF_A_LIST):
                assert len(director.get(address).context["page"]) == 3

    def test_lists_are_filtered_by_text_and_status(self, director):
        draft = make_decisions.memorandum(title_fr="Licences de capteurs")
        frozen = make_decisions.frozen_batch()
        prepared = make_decisions.prepared_batch()

        def found(address, **asked):
            return set(director.get(address, asked).context["page"])

        assert found(DECISIONS, q="capteurs") == {draft}
        assert found(DECISIONS, q=draft.investigation.number) == {draft}
        assert found(DECISIONS, status="draft") == {draft}
        assert found(BATCHES, q=frozen.decision.order.number) == {frozen}
        assert found(BATCHES, status="prepared") == {prepared}
        assert found(BATCHES, status="nonsense") == {frozen, prepared}

    def test_empty_lists_say_what_would_be_there(self, director):
        assert "No decision here" in text_of(director.get(DECISIONS))
        assert "No batch here" in text_of(director.get(BATCHES))


class TestMemorandum:
    def test_a_memorandum_is_drafted_from_an_investigation(self, director):
        [permit] = make.valid_permits(1)
        suspension, elsewhere = make.suspension([permit]), make.suspension(make.valid_permits(1))
        case = make_cases.investigation(permit)
        make_cases.recommendation(case)
        address = f"{reverse('decisions:decision_new')}?investigation={case.number}"

        page = director.get(address)
        assert "Cancel the permits." in text_of(page)
        assert set(page.context["form"].fields["suspensions"].queryset) == {suspension, elsewhere}
        assert list(page.context["form"].initial["suspensions"]) == [suspension]
        answer = director.post(address, typed_memorandum(suspension), follow=True)

        decision = Decision.objects.get()
        assert answer.redirect_chain[0][0] == decision.get_absolute_url()
        assert f"Memorandum {decision.number} is drafted." in text_of(answer)
        assert [option.effect for option in decision.options.all()] == [
            "cancel",
            "reinstate",
            "keep",
        ]
        assert list(decision.suspensions.all()) == [suspension]

    def test_without_a_recommendation_the_page_says_why_not(self, director):
        case = make_cases.investigation()
        address = f"{reverse('decisions:decision_new')}?investigation={case.number}"

        assert "has made no recommendation" in text_of(director.get(address))
        director.post(address, typed_memorandum())
        assert not Decision.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"title_en": ""}, "title_en"),
            ({"title_fr": "x" * 201}, "title_fr"),
            ({"background_en": "a\x00b"}, "background_en"),
            ({"suspensions": ["999"]}, "suspensions"),
            ({"option_1_effect": "burn"}, "option_1_effect"),
            ({"option_4_text_en": "A text without an effect"}, "option_4_effect"),
            ({"recommended": "4"}, "recommended"),
            ({"reason": " "}, "reason"),
        ],
    )
    def test_a_wrong_field_is_named_and_what_was_typed_stays(self, director, changes, field):
        decision = make_decisions.memorandum()
        typed = typed_memorandum(title_en="As typed", **{}) | changes

        page = director.post(decision_page("edit", decision), typed)

        assert list(page.context["form"].errors) == [field]
        assert ("As typed" in text_of(page)) == ("title_en" not in changes)
        decision.refresh_from_db()
        assert decision.title_en != "As typed"

    def test_an_edit_shows_what_is_saved_and_saves_what_is_typed(self, director):
        decision = make_decisions.memorandum(background_fr="")
        suspension = decision.suspensions.get()
        page = director.get(decision_page("edit", decision))
        assert page.context["form"]["option_2_text_fr"].value() == "Rétablir les licences."
        assert page.context["form"]["recommended"].value() == 1

        director.post(
            decision_page("edit", decision),
            typed_memorandum(
                suspension,
                background_fr="Contexte.",
                recommended="2",
                version=page.context["form"]["version"].value(),
            ),
        )

        decision.refresh_from_db()
        assert decision.background_fr == "Contexte."
        assert [option.recommended for option in decision.options.all()] == [False, True, False]

    def test_a_conflict_shows_both_versions_and_saving_again_replaces_the_other(self, director):
        decision = make_decisions.memorandum()
        begun_from = decision.version()
        actions.edit(
            decision,
            suspensions=decision.suspensions.all(),
            options=make_decisions.OPTIONS,
            background_en="Theirs.",
            by=make.director(),
            reason="A test",
        )
        typed = typed_memorandum(*decision.suspensions.all(), background_en="Mine.")

        page = director.post(decision_page("edit", decision), {**typed, "version": begun_from})

        assert "Someone else changed this memorandum" in text_of(page)
        assert "Theirs." in text_of(page) and "Mine." in text_of(page)
        decision.refresh_from_db()
        assert decision.background_en == "Theirs."
        again = page.context["form"]["version"].value()
        director.post(decision_page("edit", decision), {**typed, "version": again})
        decision.refresh_from_db()
        assert decision.background_en == "Mine."

    def test_the_page_of_a_draft_says_what_submission_lacks(self, director):
        decision = make_decisions.memorandum(background_fr="")

        for address in (decision.get_absolute_url(), decision_page("submit", decision)):
            assert "The background is missing in one language." in text_of(director.get(address))
        director.post(decision_page("submit", decision), {"reason": "A test"})
        decision.refresh_from_db()
        assert decision.status == DecisionStatus.DRAFT

    def test_a_whole_memorandum_is_submitted_with_a_reason(self, director):
        decision = make_decisions.memorandum()

        assert (
            director.post(decision_page("submit", decision), {"reason": ""}).context["form"].errors
        )
        answer = director.post(decision_page("submit", decision), {"reason": "A test"}, follow=True)

        assert f"Memorandum {decision.number} is in legal review." in text_of(answer)

    def test_what_is_submitted_is_not_edited(self, director):
        decision = make_decisions.submitted()

        page = director.post(decision_page("edit", decision), typed_memorandum())

        assert "The memorandum is not a draft." in text_of(page)


class TestDecision:
    def test_the_page_shows_the_options_side_by_side_with_what_each_reaches(self, director):
        term = timezone.localdate().replace(year=timezone.localdate().year + 1)
        permits = make.valid_permits(2, valid_until=term)
        permits += make.valid_permits(1)  # its term has ended by now
        decision = make_decisions.submitted(make.suspension(permits))

        page = director.get(decision.get_absolute_url())

        reached = {
            option.effect: (reach.permits, reach.holders, [str(v) for _c, v in reach.outstanding])
            for option, reach, _everyone in page.context["options"]
        }
        assert reached == {
            "cancel": (2, 2, ["2500000.00"]),
            "reinstate": (2, 2, ["2500000.00"]),
            "keep": (3, 3, ["3750000.00"]),
        }
        assert "$2,500,000.00" in text_of(page)
        assert "Recommended" in text_of(page)

    def test_the_page_makes_as_many_queries_for_many_permits(
        self, director, django_assert_max_num_queries
    ):
        few = make_decisions.submitted(make.suspension(make_decisions.many_valid_permits(2)))
        many = make_decisions.submitted(make.suspension(make_decisions.many_valid_permits(60)))

        with django_assert_max_num_queries(40) as first:
            director.get(few.get_absolute_url())
        with django_assert_max_num_queries(40) as second:
            director.get(many.get_absolute_url())
        assert len(first) == len(second)

    def test_an_auditor_sees_its_entries(self, auditor, director):
        decision = make_decisions.submitted()

        assert "Send memorandum to legal review" in text_of(
            auditor.get(decision.get_absolute_url())
        )
        assert director.get(decision.get_absolute_url()).context["events"] is None

    def test_a_signature_is_confirmed_on_a_second_page(self, office):
        decision = make_decisions.submitted()
        typed = typed_choice(decision)

        second = office.post(decision_page("sign", decision), typed)

        assert "Confirm the decision" in text_of(second)
        assert "effective 12 April 2021, 00:00 (Ottawa)" in text_of(second)
        assert "No permit changes yet" in text_of(second)
        decision.refresh_from_db()
        assert decision.status == DecisionStatus.SUBMITTED
        answer = office.post(
            decision_page("sign", decision), {**hidden_in(second), "confirmed": "yes"}, follow=True
        )

        decision.refresh_from_db()
        assert decision.status == DecisionStatus.SIGNED
        assert (decision.signed_at, decision.effective_at) == (
            make_decisions.SIGNED_AT,
            make.CANCELLED_AT,
        )
        assert f"order {decision.order.number} is drawn up" in text_of(answer)
        shown = text_of(answer)
        for words in [decision.reasons_en, "Les assurances n&#x27;ont pas", "P.C. 2019-0001"]:
            assert words in shown

    def test_what_is_typed_may_be_changed_before_it_is_confirmed(self, office):
        decision = make_decisions.submitted()
        second = office.post(decision_page("sign", decision), typed_choice(decision))

        first = office.post(decision_page("sign", decision), {**hidden_in(second), "change": "yes"})

        assert "The assurances were not kept." in text_of(first)
        assert "Confirm the decision" not in text_of(first)
        assert not first.context["form"].errors

    def test_keeping_the_suspension_says_that_no_order_is_drawn_up(self, office):
        decision = make_decisions.submitted()

        second = office.post(
            decision_page("sign", decision), typed_choice(decision, OptionEffect.KEEP)
        )
        answer = office.post(
            decision_page("sign", decision), {**hidden_in(second), "confirmed": "yes"}, follow=True
        )

        assert "No order is drawn up: 1 permit stays as it is." in text_of(second)
        assert "no order is needed" in text_of(answer)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"reasons_fr": ""}, "This field is required."),
            ({"option": ""}, "This field is required."),
            ({"appointment": "999"}, "Select a valid choice."),
            ({"signed_at": "2118-01-01T00:00"}, "The time of signature is in the future."),
            ({"effective_at": "2021-04-11T00:00"}, "on a day before it was signed"),
            ({"effective_at": "yesterday"}, "Enter a valid date/time."),
            ({"signed_at": "2018-12-31T00:00"}, "was not in office when the order was signed"),
        ],
    )
    @pytest.mark.parametrize("confirmed", [{}, {"confirmed": "yes"}])
    def test_a_signature_that_may_not_be_says_why_and_keeps_what_was_typed(
        self, office, changes, words, confirmed
    ):
        decision = make_decisions.submitted()

        page = office.post(
            decision_page("sign", decision), {**typed_choice(decision, **changes), **confirmed}
        )

        assert words in text_of(page)
        assert "The assurances were not kept." in text_of(page)
        decision.refresh_from_db()
        assert decision.status == DecisionStatus.SUBMITTED

    def test_a_decision_signed_meanwhile_is_not_signed_again(self, office):
        decision = make_decisions.submitted()
        second = office.post(decision_page("sign", decision), typed_choice(decision))
        signed = make_decisions.signed(decision=decision, reasons_en="Signed first.")

        page = office.post(
            decision_page("sign", decision), {**hidden_in(second), "confirmed": "yes"}
        )

        assert "The memorandum is not before the Minister." in text_of(page)
        signed.refresh_from_db()
        assert signed.reasons_en == "Signed first."

    def test_the_page_of_a_signature_asks_to_name_what_was_found_on_risk(self, office):
        case = make_cases.investigation()
        recommendation = make_cases.recommendation(case)
        risk = make_cases.adopted_finding(
            case, kind=FindingKind.RISK, statement_en="No substantial risk is found."
        )
        decision = make_decisions.submitted(recommendation=recommendation)

        first = office.get(decision_page("sign", decision))
        refused = office.post(decision_page("sign", decision), typed_choice(decision))

        assert "No substantial risk is found." in text_of(first)
        assert f"how the decision stands to it: {risk.number}." in text_of(first)
        assert "The reasons must name, in both languages" in text_of(refused)

    def test_the_author_is_told_that_another_person_signs(self, sign_in):
        both = make.user(Role.DIRECTOR, Role.MINISTERS_OFFICE)
        decision = make_decisions.submitted(by=both)
        client = sign_in(both)

        page = client.post(decision_page("sign", decision), typed_choice(decision))

        assert "another person must sign the decision" in text_of(page)
        assert "another person must sign" in text_of(client.get(decision.get_absolute_url()))
        decision.refresh_from_db()
        assert decision.status == DecisionStatus.SUBMITTED

    def test_a_memorandum_is_returned_with_a_reason(self, office):
        decision = make_decisions.submitted()

        answer = office.post(decision_page("return", decision), {"reason": "More."}, follow=True)

        assert f"Memorandum {decision.number} is a draft again." in text_of(answer)
        again = text_of(office.get(decision_page("return", decision)))
        assert "with nobody who could return it" in again

    def test_both_texts_are_shown_whatever_the_language_of_the_page(self, director):
        decision = make_decisions.submitted()
        director.post(reverse("set_language"), {"language": "fr-ca", "next": "/"})

        page = text_of(director.get(decision.get_absolute_url()))

        assert decision.background_en in page
        assert "Les licences ont été suspendues" in page
        assert decision.title_fr.split("'")[0] in page


class TestBatch:
    def test_a_batch_is_prepared_for_a_decision(self, officer):
        decision = make_decisions.signed()
        address = f"{reverse('decisions:batch_new')}?decision={decision.number}"

        page = text_of(officer.get(address))
        answer = officer.post(address, {"announced": "29", "reason": "A test"}, follow=True)

        batch = Batch.objects.get()
        assert "1 permit is in question." in page
        assert decision.suspensions.get().number in page
        assert (batch.announced, batch.decision) == (29, decision)
        assert f"Batch {batch.number} is prepared." in text_of(answer)

    @pytest.mark.parametrize("announced", ["0", "-1", "many", "99999999999"])
    def test_a_number_announced_that_is_none_is_refused(self, officer, announced):
        decision = make_decisions.signed()
        address = f"{reverse('decisions:batch_new')}?decision={decision.number}"

        page = officer.post(address, {"announced": announced, "reason": "A test"})

        assert list(page.context["form"].errors) == ["announced"]
        assert not Batch.objects.exists()

    def test_an_unsigned_decision_says_why_it_has_no_batch(self, officer):
        decision = make_decisions.submitted()
        address = f"{reverse('decisions:batch_new')}?decision={decision.number}"

        page = officer.post(address, {"reason": "A test"})

        assert "The decision is not signed." in text_of(page)

    def test_the_list_is_frozen_with_a_reason(self, officer):
        batch = make_decisions.prepared_batch()

        assert officer.post(batch_page("freeze", batch), {"reason": ""}).context["form"].errors
        answer = officer.post(batch_page("freeze", batch), {"reason": "A test"}, follow=True)

        batch.refresh_from_db()
        assert "is frozen with 1 permit. Another person confirms it." in text_of(answer)
        assert batch.digest in text_of(answer)
        assert "already frozen" in text_of(officer.get(batch_page("freeze", batch)))

    @pytest.mark.parametrize(
        ("announced", "words"),
        [
            (3, "As many permits are on the list as were announced."),
            (2, "On the list: 1 more than announced."),
            (29, "On the list: 26 fewer than announced."),
        ],
    )
    def test_a_difference_from_what_was_announced_is_said_in_words(self, officer, announced, words):
        suspension = make.suspension(make.valid_permits(3))
        batch = make_decisions.frozen_batch(suspension, announced=announced)

        assert words in text_of(officer.get(batch.get_absolute_url()))

    def test_the_numbers_reconcile_at_each_step_and_lead_to_the_permits(self, sign_in):
        client = sign_in(make.user(Role.DIRECTOR, Role.PERMIT_OFFICER))
        permits = make.valid_permits(3)
        expired = make.valid_permit(valid_until=make.SUSPENDED_AT.date())
        suspension = make.suspension([*permits, expired])
        batch = make_decisions.prepared_batch(suspension, announced=3)

        def numbers():
            page = client.get(batch.get_absolute_url())
            return [(str(each["label"]), each["value"]) for each in page.context["numbers"]]

        assert numbers() == [("Announced", 3), ("In question now", 4)]
        actions.freeze(batch, by=batch.prepared_by, reason="A test")
        waiting = [("Announced", 3), ("On the list", 4), ("Eligible", 3), ("Refused", 1)]
        assert numbers() == waiting
        actions.confirm(batch, typed_count=4, by=make.ministers_office(), reason="A test")
        assert numbers() == waiting
        actions.execute(batch, by=batch.prepared_by, reason="A test")
        assert numbers() == [("Announced", 3), ("On the list", 4), ("Executed", 3), ("Refused", 1)]

        page = client.get(batch.get_absolute_url())
        listed = {
            str(each["label"]): {row.permit for row in client.get(each["url"]).context["page"]}
            for each in page.context["numbers"]
            if "url" in each
        }
        assert listed == {
            "On the list": {*permits, expired},
            "Executed": set(permits),
            "Refused": {expired},
        }
        assert "As many permits were executed as were announced." in text_of(page)
        assert "The permit expired before the order took effect. (1)" in text_of(page)

    def test_the_numbers_of_a_dry_run_lead_to_its_lines(self, officer):
        eligible, changed = make.valid_permits(2)
        batch = make_decisions.frozen_batch(make.suspension([eligible, changed]))
        make.changed(changed)

        page = officer.get(batch_page("dry_run", batch))

        assert "changed after it was put on the list" in text_of(page)
        listed = {
            str(each["label"]): {permit for permit, _r in officer.get(each["url"]).context["page"]}
            for each in page.context["numbers"]
        }
        assert listed == {
            "On the list": {eligible, changed},
            "Eligible": {eligible},
            "Refused": {changed},
        }

    def test_a_dry_run_has_pages_in_a_constant_number_of_queries(
        self, officer, django_assert_num_queries
    ):
        permits = make_decisions.many_valid_permits(120)
        batch = make_decisions.frozen_batch(make.suspension(permits))
        address = batch_page("dry_run", batch)

        def page(query):
            return officer.get(address + query).context["page"]

        first, last = page(""), page("?page=3")
        assert (len(first), first.previous_url, first.next_url) == (50, "", "?page=2")
        assert [permit for permit, _refusals in first] == permits[:50]
        assert (len(last), last.next_url, last.first_url) == (20, "", "?page=1")
        assert [permit for permit, _refusals in last] == permits[100:]
        for odd in ("?page=0", "?page=-1", "?page=x", "?page=99999999999"):
            assert page(odd).rows == first.rows
        assert page("?page=9").rows == []
        # Session, person, roles; the batch; the list, its holders.
        with django_assert_num_queries(6):
            page("?page=2")

    def test_a_list_not_frozen_or_already_executed_has_no_dry_run(self, officer):
        for batch in (make_decisions.prepared_batch(), make_decisions.executed_batch()):
            assert officer.get(batch_page("dry_run", batch)).url == batch.get_absolute_url()
        assert officer.get(batch_page("outcomes", make_decisions.frozen_batch())).status_code == 302

    def test_another_person_confirms_by_typing_the_count(self, office):
        batch = make_decisions.frozen_batch(make.suspension(make.valid_permits(3)))
        address = batch_page("confirm", batch)

        wrong = office.post(address, {"typed_count": "29", "reason": "A test"})
        assert "The number typed is not the number of permits on the list." in text_of(wrong)
        assert wrong.context["form"]["typed_count"].value() == "29"
        answer = office.post(address, {"typed_count": "3", "reason": "A test"}, follow=True)

        batch.refresh_from_db()
        assert batch.status == BatchStatus.CONFIRMED
        assert "It may be executed." in text_of(answer)

    def test_the_page_of_confirmation_does_not_give_the_count_away(self, office):
        batch = make_decisions.frozen_batch(make.suspension(make.valid_permits(3)))

        page = office.get(batch_page("confirm", batch))

        assert page.context["form"]["typed_count"].value() is None

    def test_who_prepared_a_batch_is_told_that_another_person_confirms(self, sign_in):
        both = make.director()
        batch = make_decisions.frozen_batch(by=both)
        client = sign_in(both)

        page = client.post(batch_page("confirm", batch), {"typed_count": "1", "reason": "A test"})

        assert "another person must confirm it" in text_of(page)
        assert "another person must confirm it" in text_of(client.get(batch.get_absolute_url()))
        batch.refresh_from_db()
        assert batch.status == BatchStatus.FROZEN

    def test_execution_shows_its_effect_asks_the_reason_and_is_confirmed(self, officer):
        permits = make.valid_permits(2)
        batch = make_decisions.confirmed_batch(make.suspension(permits))
        address = batch_page("execute", batch)

        first = text_of(officer.get(address))
        for words in ["2 permits will be cancelled", "2 holders are affected", "$2,500,000.00"]:
            assert words in first
        assert officer.post(address, {"confirmed": "yes"}).context["form"].errors
        second = officer.post(address, {"reason": "The Minister decided."})
        assert "Confirm the execution" in text_of(second)
        batch.refresh_from_db()
        assert batch.status == BatchStatus.CONFIRMED
        answer = officer.post(address, {**hidden_in(second), "confirmed": "yes"}, follow=True)

        assert f"Batch {batch.number} is executed: 2 permits changed." in text_of(answer)
        for permit in permits:
            permit.refresh_from_db()
            assert permit.status == PermitStatus.CANCELLED

    def test_a_batch_that_is_not_confirmed_says_so_and_changes_nothing(self, officer):
        batch = make_decisions.frozen_batch()

        page = officer.post(batch_page("execute", batch), {"reason": "x", "confirmed": "yes"})

        assert "The batch is not confirmed." in text_of(page)
        batch.refresh_from_db()
        assert batch.status == BatchStatus.FROZEN

    def test_a_batch_is_aborted_with_a_reason_and_another_may_follow(self, officer):
        batch = make_decisions.frozen_batch()

        answer = officer.post(batch_page("abort", batch), {"reason": "A test"}, follow=True)

        assert f"Batch {batch.number} is aborted." in text_of(answer)
        decision = text_of(officer.get(batch.decision.get_absolute_url()))
        assert "Another batch of this decision is unfinished." not in decision
        page = officer.post(batch_page("abort", make_decisions.executed_batch()), {"reason": "x"})
        assert "The batch is already executed or aborted." in text_of(page)

    def test_the_outcomes_are_downloaded_as_a_file_without_formulas(self, officer):
        holder = make.party("=2+5 Optics")
        permits = make.valid_permits(1, holder=holder)
        permits += make.valid_permits(1, valid_until=make.SUSPENDED_AT.date())
        batch = make_decisions.executed_batch(make.suspension(permits))

        answer = officer.get(batch_page("outcomes_csv", batch))

        text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
        headings, *rows = csv.reader(io.StringIO(text))
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert headings == ["Number", "Holder", "Version", "Outcome", "Reasons"]
        assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
            (permits[0].reference, "'=2+5 Optics", "Executed", ""),
            (
                permits[1].reference,
                permits[1].holder.name,
                "Refused",
                "The permit expired before the order took effect.",
            ),
        ]

    def test_a_long_list_of_outcomes_is_written_by_a_job(self, officer, monkeypatch):
        batch = make_decisions.executed_batch(make.suspension(make.valid_permits(3)))
        at_once = officer.get(batch_page("outcomes_csv", batch)).getvalue()
        monkeypatch.setattr(exporting, "LONG", 2)
        monkeypatch.setattr(exporting, "CHUNK", 2)

        answer = officer.get(batch_page("outcomes_csv", batch))

        job = Job.objects.get(kind="decisions.export_outcomes")
        assert answer.url == job.get_absolute_url()
        work.work_off(job)
        job.refresh_from_db()
        assert (job.problem, job.done, job.back_to) == ("", 3, batch.get_absolute_url())
        assert documents.read(job.result) == at_once

    def test_a_file_of_outcomes_needs_the_right_to_export(self, sign_in):
        batch = make_decisions.executed_batch()
        assert (
            sign_in(make.user(Role.ADMINISTRATOR))
            .get(batch_page("outcomes_csv", batch))
            .status_code
            == 403
        )

    def test_the_outcomes_page_makes_few_queries(self, officer, django_assert_num_queries):
        permits = make_decisions.many_valid_permits(60)
        batch = make_decisions.executed_batch(make.suspension(permits))

        # Session, person, roles; the batch; the page, its count; its numbers.
        with django_assert_num_queries(7):
            page = officer.get(batch_page("outcomes", batch)).context["page"]
        assert (len(page), page.count) == (50, 60)
