"""The way of a memorandum by browser: shown, refused, forbidden; what was typed stays."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from decisions import actions
from decisions.models import (
    Decision,
    DecisionStatus,
    Exclusion,
    Intent,
    OptionEffect,
    Representation,
)
from tests import make, make_cases, make_decisions
from tests.decisions.test_batches import NEW, OLD, TestReruns, amending
from tests.decisions.test_batches import batch_on as amended_batch
from tests.decisions.test_fairness import ANSWER, TEXTS, notified, represented

pytestmark = pytest.mark.django_db


def page(name, decision, *more):
    return reverse(f"decisions:{name}", args=[decision.number, *more])


def text_of(response):
    return " ".join(response.content.decode().split())


def as_(sign_in, *roles):
    return sign_in(make.user(*roles))


DECISION_PAGES = [
    "decision_opine", "decision_endorse", "decision_reject", "decision_set_aside",
    "decision_notify", "decision_dispense", "decision_return",
]  # fmt: skip


@pytest.mark.parametrize("name", DECISION_PAGES)
def test_an_auditor_opens_no_act(sign_in, name):
    auditor = as_(sign_in, Role.AUDITOR)
    decision = make_decisions.unheard()

    assert auditor.get(page(name, decision)).status_code == 403
    assert auditor.post(page(name, decision), {"reason": "x"}).status_code == 403


class TestReview:
    def test_the_counsel_gives_an_opinion_and_it_goes_on(self, sign_in):
        decision = make_decisions.in_legal_review()
        counsel = as_(sign_in, Role.LEGAL_COUNSEL)
        address = page("decision_opine", decision)

        assert "What is not lawful goes back to its author." in text_of(counsel.get(address))
        wrong = counsel.post(address, {"view": "maybe", "text": "As typed", "reason": "x"})
        assert list(wrong.context["form"].errors) == ["view"]
        assert "As typed" in text_of(wrong)
        typed = {"view": "concerns", "text": "Mind the reasons.", "reason": "Reviewed."}
        done = text_of(counsel.post(address, typed, follow=True))

        assert f"Memorandum {decision.number} is before the director general." in done
        assert "Mind the reasons." in done and "Lawful, with concerns" in done
        assert "Reviewed." in done
        assert "not in legal review" in text_of(counsel.post(address, typed))

    def test_the_deputy_reads_the_opinion_and_puts_it_before_the_minister(self, sign_in):
        decision = make_decisions.before_direction()
        deputy = as_(sign_in, Role.DEPUTY_MINISTER)
        address = page("decision_endorse", decision)

        assert "The Act allows each option." in text_of(deputy.get(address))
        assert deputy.post(address, {"reason": ""}).context["form"].errors
        done = text_of(deputy.post(address, {"reason": "Agreed."}, follow=True))

        assert f"Memorandum {decision.number} is before the Minister." in done
        assert "not before the director general" in text_of(deputy.get(address))

    @pytest.mark.parametrize(
        ("state", "role", "other"),
        [
            (make_decisions.in_legal_review, Role.LEGAL_COUNSEL, Role.DEPUTY_MINISTER),
            (make_decisions.before_direction, Role.DEPUTY_MINISTER, Role.LEGAL_COUNSEL),
            (make_decisions.unheard, Role.MINISTERS_OFFICE, Role.LEGAL_COUNSEL),
        ],
    )
    def test_whoever_has_it_returns_it(self, sign_in, state, role, other):
        decision = state()
        address = page("decision_return", decision)

        assert as_(sign_in, other).get(address).status_code == 403
        done = as_(sign_in, role).post(address, {"reason": "Say more."}, follow=True)

        assert f"Memorandum {decision.number} is a draft again." in text_of(done)
        assert "Returned" in text_of(done) and "Say more." in text_of(done)

    def test_every_option_is_rejected_on_a_second_page(self, sign_in):
        decision = make_decisions.unheard()
        office, address = as_(sign_in, Role.MINISTERS_OFFICE), page("decision_reject", decision)
        typed = {
            "reasons_en": "Not yet.",
            "reasons_fr": "Pas encore.",
            "appointment": make.minister().pk,
            "signed_at": "2021-04-12T10:00",
            "reason": "A test",
        }

        half = office.post(address, {**typed, "reasons_fr": ""})
        assert list(half.context["form"].errors) == ["reasons_fr"]
        asked = office.post(address, typed)
        assert "No option is approved" in text_of(asked)
        assert Decision.objects.get().status == DecisionStatus.SUBMITTED
        changed = office.post(address, {**typed, "change": "yes"})
        assert "Not yet." in text_of(changed)
        done = office.post(address, {**typed, "confirmed": "yes"}, follow=True)

        assert "Rejected: no option is approved" in text_of(done)
        assert Decision.objects.get().status == DecisionStatus.REJECTED

    def test_a_signature_with_changes_shows_them_before_and_after(self, sign_in):
        decision = make_decisions.submitted()
        office, address = as_(sign_in, Role.MINISTERS_OFFICE), page("decision_sign", decision)
        choice = make_decisions.choice(decision)
        typed = {
            "option": choice["option"].pk,
            "reasons_en": choice["reasons_en"],
            "reasons_fr": choice["reasons_fr"],
            "changes_en": "Only from May.",
            "appointment": make.minister().pk,
            "signed_at": "2021-04-12T10:00",
            "effective_at": "2021-04-12T00:00",
            "reason": "A test",
        }

        assert "missing in one language" in text_of(office.post(address, typed))
        whole = {**typed, "changes_fr": "À partir de mai."}
        assert "Approved with these changes" in text_of(office.post(address, whole))
        done = office.post(address, {**whole, "confirmed": "yes"}, follow=True)

        assert "Option 1 approved with changes" in text_of(done)
        assert "À partir de mai." in text_of(done)


class TestMemorandumForm:
    def typed(self, **changes):
        typed = {**make_decisions.texts(), "recommended": "1", "reason": "A test"}
        for position, option in enumerate(make_decisions.OPTIONS[:2], start=1):
            for name in ("effect", "text_en", "text_fr", "risks_en", "risks_fr"):
                typed[f"option_{position}_{name}"] = str(option[name])
        return {**typed, **changes}

    def drafted(self, sign_in, case, **changes):
        address = f"{reverse('decisions:decision_new')}?investigation={case.number}"
        return as_(sign_in, Role.DIRECTOR).post(address, self.typed(**changes), follow=True)

    def test_permits_are_named_asked_for_or_those_in_scope(self, sign_in):
        permit = make.valid_permit()
        case = make_cases.investigation(permit)
        make_cases.recommendation(case)

        for changes in (
            {"population": "list", "permits": f" {permit.reference} "},
            {"population": "scope", "permits": "", "question": "left over"},
            {"population": "question", "question": f"http://x/permits/?q={permit.reference}"},
        ):
            self.drafted(sign_in, case, **changes)
            decision = Decision.objects.order_by("pk").last()
            assert decision.population == changes["population"]
            assert list(decision.permits_in_question()) == [permit]
        assert decision.question == f"q={permit.reference}"
        assert Decision.objects.count() == 3

    def test_a_number_nobody_knows_is_named(self, sign_in):
        case = make_cases.investigation()
        make_cases.recommendation(case)

        answer = self.drafted(sign_in, case, population="list", permits="XP-0 XP-1")

        assert "Not on the register: XP-0, XP-1." in text_of(answer)
        assert not Decision.objects.exists()

    def test_an_option_keeps_of_a_condition_what_its_change_calls_for(self, sign_in):
        case = make_cases.investigation()
        make_cases.recommendation(case)
        condition = {
            "option_1_effect": "amend",
            "option_1_condition": "add",
            "option_1_old_en": "Left over",
            "option_1_new_en": NEW[0],
            "option_1_new_fr": NEW[1],
            "option_1_report_within_days": "30",
        }

        self.drafted(sign_in, case, **condition)

        option = Decision.objects.get().options.first()
        assert (option.old_en, option.new_fr, option.report_within_days) == ("", NEW[1], 30)
        shown = as_(sign_in, Role.DIRECTOR).get(page("decision_edit", option.decision))
        assert shown.context["form"]["option_1_new_en"].value() == NEW[0]
        assert NEW[0] in text_of(
            as_(sign_in, Role.DIRECTOR).get(option.decision.get_absolute_url())
        )

    def test_a_correction_takes_what_the_batch_changed(self, sign_in):
        batch = make_decisions.executed_batch()
        director = as_(sign_in, Role.DIRECTOR)
        address = f"{reverse('decisions:decision_new')}?corrects={batch}"
        assert "Draft a correction" in text_of(director.get(batch.get_absolute_url()))

        shown = text_of(director.get(address))
        assert f'It corrects batch <a class="govuk-link" href="{batch.get_absolute_url()}"' in shown
        director.post(address, self.typed(option_1_effect="reinstate"))

        decision = Decision.objects.order_by("pk").last()
        assert (decision.corrects, decision.population) == (batch, "batch")
        assert "Corrected by" in text_of(director.get(batch.get_absolute_url()))
        assert director.get(f"{address}x").status_code == 404

    def test_a_reconsideration_cites_the_decision(self, sign_in):
        earlier = make_decisions.signed()
        director = as_(sign_in, Role.DIRECTOR)
        address = f"{reverse('decisions:decision_new')}?reconsiders={earlier}"

        director.post(address, self.typed(population="list", permits=""))

        later = earlier.reconsidered_in.get()
        assert "It is reconsidered in" in text_of(director.get(earlier.get_absolute_url()))
        assert "It reconsiders decision" in text_of(director.get(later.get_absolute_url()))


class TestHearing:
    def test_notice_is_given_to_the_holders_and_their_answers_are_recorded(self, sign_in):
        decision = make_decisions.memorandum()
        director, officer = as_(sign_in, Role.DIRECTOR), as_(sign_in, Role.PERMIT_OFFICER)
        address = page("decision_notify", decision)
        typed = {**TEXTS, "notified_on": "2021-03-25", "respond_by": "2021-03-26", "reason": "x"}

        short = director.post(address, typed)
        assert "at least a week" in text_of(short)
        assert "It is intended to cancel." in text_of(short)
        given = director.post(address, {**typed, "respond_by": "2021-04-08"}, follow=True)
        intent = Intent.objects.get()
        assert f"Notice {intent.number} is given." in text_of(given)
        assert "have notice already" in text_of(director.get(address))

        new = page("representation_new", intent)
        answer = {
            "holder": intent.holders().get().pk,
            "received_on": "2021-04-01",
            "text": "We kept our word.",
            "upload": SimpleUploadedFile("reponse é.pdf", b"%PDF-1.7 fictional"),
            "reason": "A test",
        }
        assert as_(sign_in, Role.LEGAL_COUNSEL).get(new).status_code == 403
        early = officer.post(new, {**answer, "received_on": "2021-01-01", "upload": ""})
        assert "The day lies before the notice." in text_of(early)
        officer.post(new, answer)

        said = Representation.objects.get()
        got = director.get(page("representation_document", intent, said.pk))
        assert got.content == b"%PDF-1.7 fictional"
        assert got["Content-Disposition"].startswith("attachment;")
        assert "Not considered yet." in text_of(officer.get(intent.get_absolute_url()))
        consider = page("representation_consider", intent, said.pk)
        assert officer.get(consider).status_code == 403
        assert director.post(consider, {"answer_en": "x", "reason": "x"}).context["form"].errors
        done = director.post(consider, {**ANSWER, "reason": "x"}, follow=True)
        assert "Il n'en est rien." in text_of(done).replace("&#x27;", "'")
        assert "considered already" in text_of(director.get(consider))
        detail = text_of(director.get(decision.get_absolute_url()))
        assert "Representations considered: 1 of 1." in detail

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("page.html", b"<script>", "html"),
            ("empty.pdf", b"", "empty"),
        ],
    )
    def test_a_file_that_is_not_taken_is_named(self, sign_in, name, content, message):
        intent = notified(make_decisions.unheard())
        typed = {"upload": SimpleUploadedFile(name, content), "text": "Kept", "reason": "x"}

        answer = as_(sign_in, Role.PERMIT_OFFICER).post(page("representation_new", intent), typed)

        assert message in str(answer.context["form"].errors["upload"])
        assert "Kept" in text_of(answer)

    def test_notice_is_dispensed_with(self, sign_in):
        decision = make_decisions.unheard()
        director, address = as_(sign_in, Role.DIRECTOR), page("decision_dispense", decision)
        typed = {"reason_en": "It cannot wait.", "reason_fr": "Cela presse.", "reason": "x"}

        assert director.post(address, {**typed, "reason_fr": ""}).context["form"].errors
        done = text_of(director.post(address, typed, follow=True))

        assert "Notice to holders is dispensed with." in done and "Cela presse." in done
        assert "dispensed with already" in text_of(director.get(address))

    def test_who_may_not_read_decisions_reads_no_notice(self, sign_in):
        intent = notified(make_decisions.unheard())

        assert as_(sign_in, Role.ADMINISTRATOR).get(intent.get_absolute_url()).status_code == 403
        reader = as_(sign_in, Role.AUDITOR)
        assert reader.get(intent.get_absolute_url()).status_code == 200
        assert reader.get(page("representation_document", intent, 1)).status_code == 404

    def test_what_was_answered_late_stands_as_not_considered(self, sign_in):
        decision = make_decisions.unheard()
        intent = notified(decision)
        make_decisions.signed(decision=decision)
        late = represented(intent, received_on=date(2021, 4, 20))

        address = page("representation_consider", intent, late.pk)
        shown = as_(sign_in, Role.DIRECTOR).get(address)

        assert "The decision is taken already." in text_of(shown)

    def test_permits_are_left_out_and_taken_back(self, sign_in):
        permits = make.valid_permits(2)
        decision = make_decisions.signed(make.suspension(permits))
        office = as_(sign_in, Role.MINISTERS_OFFICE)
        address = page("decision_exclude", decision)
        typed = {
            "permits": permits[0].reference,
            "reason_en": "NATO",
            "reason_fr": "OTAN",
            "reason": "x",
        }

        assert as_(sign_in, Role.PERMIT_OFFICER).post(address, typed).status_code == 403
        assert "Not on the register: nowhere." in text_of(
            office.post(address, {**typed, "permits": "nowhere"})
        )
        done = text_of(office.post(address, typed, follow=True))
        assert "1 permit is left out." in done and "NATO" in done
        assert "excluded already" in text_of(office.post(address, typed))

        back = page("exclusion_withdraw", decision, permits[0].reference)
        assert as_(sign_in, Role.DIRECTOR).get(back).status_code == 403
        assert office.post(back, {"reason": ""}).context["form"].errors
        assert "is left out no more." in text_of(office.post(back, {"reason": "x"}, follow=True))
        assert not Exclusion.objects.exists()
        assert office.get(back).status_code == 404


class TestBatches:
    def test_a_rerun_is_prepared_from_the_page_of_the_batch(self, sign_in):
        batch, permit = TestReruns().failed()
        officer = as_(sign_in, Role.PERMIT_OFFICER)
        assert "Rerun what was refused" in text_of(officer.get(batch.get_absolute_url()))
        address = page("batch_rerun", batch)
        typed = {"effective_at": "2020-01-01T00:00", "reason": "x"}

        assert as_(sign_in, Role.AUDITOR).get(address).status_code == 403
        assert "before its order does" in text_of(officer.post(address, typed))
        now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
        done = officer.post(address, {**typed, "effective_at": now}, follow=True)

        again = batch.rerun_by.get()
        assert f"Batch {again} is prepared." in text_of(done)
        assert "Another batch of this decision is unfinished." in text_of(officer.get(address))
        actions.freeze(again, by=again.prepared_by, reason="A test")
        assert list(again.permits()) == [permit]

    def test_the_page_of_an_amendment_shows_old_and_new(self, sign_in):
        permits = make.valid_permits(1)
        batch = amended_batch(permits, OptionEffect.AMEND, options=amending("replace"))
        officer = as_(sign_in, Role.PERMIT_OFFICER)

        for address in (batch.get_absolute_url(), page("batch_execute", batch)):
            shown = text_of(officer.get(address))
            assert OLD[0] in shown and NEW[1] in shown
        assert "1 permit will be refused, on record:" in shown

    def test_the_page_of_an_execution_counts_what_is_left_out(self, sign_in):
        permits = make.valid_permits(2)
        decision = make_decisions.signed(make.suspension(permits))
        actions.exclude(
            decision, permits[:1], reason_en="x", reason_fr="x", by=make.ministers_office(),
            reason="x",
        )  # fmt: skip
        batch = make_decisions.executed_batch(decision=decision, announced=2)

        shown = as_(sign_in, Role.AUDITOR).get(batch.get_absolute_url())

        numbers = {str(item["label"]): item["value"] for item in shown.context["numbers"]}
        assert numbers == {
            "Announced": 2, "Excluded": 1, "On the list": 1, "Executed": 1, "Refused": 0,
        }  # fmt: skip


class TestSettingAside:
    def test_a_judgment_is_recorded_and_a_correction_is_offered(self, sign_in):
        batch = make_decisions.executed_batch()
        decision = batch.decision
        counsel, address = as_(sign_in, Role.LEGAL_COUNSEL), page("decision_set_aside", decision)
        typed = {
            "by": "court",
            "body": "Federal Court",
            "decided_on": "2022-02-01",
            "document": "2022 FC 1 (fictional)",
            "effect_en": "Quashed.",
            "effect_fr": "Annulée.",
            "reason": "x",
        }

        assert as_(sign_in, Role.DIRECTOR).get(address).status_code == 403
        assert counsel.post(address, {**typed, "effect_fr": ""}).context["form"].errors
        wrong = counsel.post(address, {**typed, "by": "minister"})
        assert "must be signed, and reconsider this one" in text_of(wrong)
        done = text_of(counsel.post(address, typed, follow=True))

        assert "This decision is set aside" in done and "2022 FC 1 (fictional)" in done
        director = text_of(as_(sign_in, Role.DIRECTOR).get(decision.get_absolute_url()))
        assert f"?corrects={batch.number}" in director
        assert "The decision is set aside." in text_of(counsel.get(address))
