"""The pages of review: shown, refused with reasons, forbidden, and what each of them does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import (
    Application,
    ApplicationStatus,
    Consultation,
    Criterion,
    ExemptionClaim,
)
from audit import ledger
from exportcontrol.waiting import for_person
from permits.models import Permit
from tests import make, make_applications, make_regime, make_reviews

pytestmark = pytest.mark.django_db

REASON = {"reason": "A test"}


def page(name, application, *more):
    return reverse(f"applications:{name}", args=[application.number, *more])


def content(response):
    return response.content.decode()


def test_goods_are_classified_on_a_page_in_the_edition_of_the_day(sign_in):
    application = make_applications.application_under_review()
    [line] = application.lines.all()
    browser = sign_in(application.officer)
    today = timezone.localdate().isoformat()
    address = page("application_classify", application)
    assert "Imaging sensor" in content(browser.get(address))

    wrong = browser.post(address, {f"line_{line.pk}": "2-99", "day": today, **REASON})
    assert "has an item 2-99 in force" in content(wrong)
    early = browser.post(address, {f"line_{line.pk}": "2-15", "day": "1950-01-01", **REASON})
    assert "No edition of a control list was in force on this day" in content(early)
    right = browser.post(address, {f"line_{line.pk}": "2-15", "day": today, **REASON})

    assert right.url == application.get_absolute_url()
    line.refresh_from_db()
    assert line.item == make.item("2-15")


def test_the_criteria_are_answered_on_one_page_wholly_or_not_at_all(sign_in):
    application = make_applications.application_under_review()
    browser = sign_in(application.officer)
    address = page("application_assess", application)
    shown = content(browser.get(address))
    assert all(str(criterion.question) in shown.replace("&#x27;", "'") for criterion in Criterion)

    half = browser.post(address, {"a_risk_before": "low", "a_analysis": "Low", **REASON})
    assert content(half).count("Answer this criterion wholly, or leave it empty.") >= 2
    assert "No criterion is answered." in content(browser.post(address, REASON))
    assert not application.assessments.exists()
    typed = {
        f"{criterion}_{name}": fact
        for criterion, facts in make_reviews.answers().items()
        for name, fact in facts.items()
    }
    assert browser.post(address, {**typed, **REASON}).status_code == 302

    assert application.assessments.count() == 6


def test_the_determination_shows_what_is_missing_and_is_made_once_nothing_is(sign_in):
    application = make_applications.application_under_review()
    browser = sign_in(application.officer)
    address = page("application_determine", application)
    assert "A mandatory criterion of section 7.3 is not answered: (a)" in content(
        browser.get(address)
    )
    typed = {"substantial_risk": "yes", **make_reviews.REASONS, **REASON}
    assert browser.post(address, typed).status_code == 200

    make_reviews.assessed(application)
    assert browser.post(address, typed).status_code == 302

    assert Application.objects.get(pk=application.pk).determination.substantial_risk


def test_a_department_sees_and_answers_what_is_put_to_its_own_office_only(sign_in):
    application = make_applications.application_under_review()
    asked = make_reviews.consultation(application)
    elsewhere = make_reviews.consultation(application, office="Nuclear Safety Commission")
    browser = sign_in(make_reviews.defence_officer())

    listed = content(browser.get(reverse("applications:consultation_list")))
    assert asked.number in listed
    assert elsewhere.number not in listed
    assert browser.get(elsewhere.get_absolute_url()).status_code == 404
    assert browser.get(page("consultation_answer", elsewhere)).status_code == 404
    assert browser.get(application.get_absolute_url()).status_code == 403
    assert "Do you object to this export?" in content(browser.get(asked.get_absolute_url()))
    address = page("consultation_answer", asked)
    today = timezone.localdate().isoformat()
    wordless = browser.post(address, {"answer": "objection", "answered_on": today, **REASON})
    assert "must be put in words" in content(wordless)
    typed = {"answer": "objection", "text": "War.", "answered_on": today, **REASON}
    assert browser.post(address, typed).status_code == 302

    asked.refresh_from_db()
    assert (asked.status, asked.answer, asked.text) == ("answered", "objection", "War.")
    assert "closed" in content(browser.get(address))


def test_an_account_without_an_office_sees_no_consultation(sign_in):
    make_reviews.consultation(make_applications.application_under_review())
    nowhere = make.user("consulted-department")

    assert Consultation.objects.exists()
    assert not Consultation.objects.visible_to(nowhere).exists()
    assert not Consultation.objects.visible_to(make.user("administrator")).exists()


def test_the_list_of_consultations_asks_few_questions(sign_in, django_assert_num_queries):
    application = make_applications.application_under_review()
    browser = sign_in(application.officer)
    make_reviews.consultation(application)
    with django_assert_num_queries(5):
        browser.get(reverse("applications:consultation_list"))
    for number in range(3):
        make_reviews.consultation(application, office=f"Office {number}")

    with django_assert_num_queries(5):
        browser.get(reverse("applications:consultation_list"))


def test_an_officer_asks_a_department_and_records_its_silence(sign_in):
    application = make_applications.application_under_review()
    make_reviews.defence_officer()
    browser = sign_in(application.officer)
    today = timezone.localdate()
    typed = {
        "office": make_reviews.DEFENCE,
        "question": "Do you object?",
        "asked_on": (today - timedelta(days=9)).isoformat(),
        "due_on": (today - timedelta(days=2)).isoformat(),
        **REASON,
    }
    backwards = {**typed, "due_on": "2019-01-01"}
    address = page("consultation_new", application)
    refused = content(browser.post(address, backwards))
    assert "would be due before it is asked for" in refused
    assert browser.post(address, typed).status_code == 302

    [asked] = Consultation.objects.all()
    silence = page("consultation_silence", asked)
    assert "neither consent nor objection" in content(browser.get(silence))
    assert browser.post(silence, {"day": today.isoformat(), **REASON}).status_code == 302

    asked.refresh_from_db()
    assert (asked.status, asked.answer, asked.closed_on) == ("silent", "", today)


def test_an_exemption_is_claimed_and_decided_on_pages(sign_in):
    began = timezone.now() - timedelta(days=30)
    exemption = make_regime.exemption(granted_by="minister")
    version = make_regime.signed_version(starts_at=began, exemptions=[exemption])
    application = make_applications.application_under_review()
    officer, office = sign_in(application.officer), sign_in(make.ministers_office())
    appointment = make.minister()
    typed = {"exemption": version.exemptions.get().pk, "evidence": "Article 4", **REASON}
    assert officer.post(page("exemption_claim", application), typed).status_code == 302

    [claim] = ExemptionClaim.objects.all()
    address = page("exemption_decide", application, claim.pk)
    assert officer.get(address).status_code == 403
    assert "The Minister" in content(office.get(address))
    decided = {
        "status": "granted",
        "appointment": appointment.pk,
        "signed_at": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        **make_reviews.REASONS,
        **REASON,
    }
    assert "missing" not in content(office.get(address))
    assert office.post(address, {**decided, "reasons_fr": ""}).status_code == 200
    assert office.post(address, decided).status_code == 302

    claim.refresh_from_db()
    assert (claim.status, claim.decided_for) == ("granted", appointment)


def test_an_exemption_that_nothing_offers_cannot_be_claimed(sign_in):
    application = make_applications.application_under_review()

    shown = content(sign_in(application.officer).get(page("exemption_claim", application)))

    assert "offers an exemption" in shown


def typed_issue(**changes):
    today = timezone.localdate()
    return {
        "valid_from": today.isoformat(),
        "valid_until": (today + timedelta(days=700)).isoformat(),
        "conditions_en": "First.\n\nSecond.",
        "conditions_fr": "Un.\n\nDeux.",
        "appointment": changes.pop("appointment", None) or make.minister().pk,
        "signed_at": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        **make_reviews.REASONS,
        **REASON,
        **changes,
    }


def test_a_permit_is_issued_in_two_steps(sign_in):
    application = make_reviews.ready()
    browser = sign_in(make.ministers_office())
    address = f"{page('application_decide', application)}?decision=issue"
    assert "Nothing stands against issue" in content(browser.get(address))
    typed = typed_issue()

    uneven = content(browser.post(address, {**typed, "conditions_fr": "Un."}))
    assert "There are 2 conditions in English and 1 in French." in uneven
    confirming = content(browser.post(address, typed))
    assert "Confirm the decision" in confirming
    assert "Second. <span" in confirming
    assert not Permit.objects.exists()
    again = content(browser.post(address, {**typed, "change": "yes"}))
    assert "Continue" in again
    done = browser.post(address, {**typed, "confirmed": "yes"}, follow=True)

    permit = Permit.objects.get()
    assert f"Permit {permit.reference} is issued" in content(done)
    assert permit.conditions.count() == 2
    application.refresh_from_db()
    assert application.permit == permit
    assert application.number in content(browser.get(permit.get_absolute_url()))


def test_an_assurance_is_attached_in_the_review_with_what_it_undertakes(sign_in):
    application = make_reviews.ready()
    assurance = make.assurance()
    browser = sign_in(application.officer)
    address = page("assurance_attach", application)
    assert address in content(browser.get(application.get_absolute_url()))

    unknown = content(browser.post(address, {"assurance": "EUC-0", **REASON}))
    assert "No assurance on the register has this reference." in unknown
    assert browser.post(address, {"assurance": assurance.reference, **REASON}).status_code == 302
    again = content(browser.post(address, {"assurance": assurance.reference, **REASON}))
    assert "The assurance is attached already." in again

    shown = content(browser.get(application.get_absolute_url()))
    assert assurance.reference in shown
    assert str(assurance.undertakings.first().get_kind_display()) in shown
    assert "was changed after the determination under section 7.4" in shown
    assert sign_in(make.ministers_office()).get(address).status_code == 403


def test_the_page_says_what_a_provision_asks_for(sign_in):
    application = make_applications.application_under_review()
    make_regime.signed_version(
        starts_at=timezone.now() - timedelta(days=30),
        provisions=[make_regime.provision(text_en="A statement of the government is needed.")],
    )

    shown = content(sign_in(application.officer).get(application.get_absolute_url()))

    assert "A statement of the government is needed." in shown


def test_conditions_that_departments_propose_are_offered_in_the_language_they_were_written_in(
    sign_in,
):
    application = make_reviews.ready()
    for office, language, said in [
        ("Department of National Defence", "en-ca", "Report deliveries.\n\nNot for re-export."),
        ("Ressources naturelles Canada", "fr-ca", "Déclarer les livraisons."),
    ]:
        asked = make_reviews.consultation(application, office=office)
        answering = make_reviews.defence_officer(office)
        answering.language = language
        with ledger.entry(by=None, action="user.change", reason="A test"):
            answering.save()
        answer = {"answer": "with-conditions", "text": "Agreed.", "conditions": said}
        make_reviews.answered(asked, by=answering, **answer)
    browser = sign_in(make.ministers_office())
    address = f"{page('application_decide', application)}?decision=issue"

    form = browser.get(address).context["form"]
    assert form["conditions_en"].value() == "Report deliveries.\n\nNot for re-export."
    assert form["conditions_fr"].value() == "Déclarer les livraisons."
    assert "Proposed by Department of National Defence: keep" in form["conditions_en"].help_text
    kept = {"conditions_en": form["conditions_en"].value(), "conditions_fr": "Déclarer."}
    uneven = content(browser.post(address, typed_issue(**kept)))
    assert "There are 2 conditions in English and 1 in French." in uneven
    chosen = {"conditions_en": "Not for re-export.", "conditions_fr": "Pas de réexportation."}
    browser.post(address, typed_issue(**chosen, confirmed="yes"))

    [condition] = Permit.objects.get().conditions.all()
    assert condition.text_en == "Not for re-export."


def test_what_stands_against_issue_is_shown_before_anyone_tries(sign_in):
    application = make_applications.application_under_review()
    make_regime.signed_version(starts_at=timezone.now() - timedelta(days=30))
    browser = sign_in(make.ministers_office())
    address = page("application_decide", application)
    make.minister()

    shown = content(browser.get(address))
    assert "Goods are not classified" in shown
    assert "A moratorium applies" in shown
    assert "The determination under section 7.4 is missing." in shown
    assert 'class="govuk-button" disabled>Issue the permit' in shown
    refused = content(browser.post(f"{address}?decision=issue", typed_issue()))

    assert "Goods are not classified" in refused
    assert "Confirm the decision" not in refused


def test_a_permit_is_denied_and_an_application_returned_in_two_steps(sign_in):
    browser = sign_in(make.ministers_office())
    appointment = make.minister()
    signed_at = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    typed = {"appointment": appointment.pk, "signed_at": signed_at, **make_reviews.REASONS}
    for kind, status in (
        ("deny", ApplicationStatus.DENIED),
        ("return", ApplicationStatus.RETURNED),
    ):
        application = make_applications.application_under_review()
        address = f"{page('application_decide', application)}?decision={kind}"
        assert "Confirm the decision" in content(browser.post(address, {**typed, **REASON}))
        browser.post(address, {**typed, **REASON, "confirmed": "yes"})

        application.refresh_from_db()
        assert application.status == status


def test_who_assessed_sees_why_they_cannot_decide(sign_in):
    both = make.user("permit-officer", "ministers-office")
    make.minister()
    application = make_reviews.ready(officer=both)

    shown = content(sign_in(both).get(page("application_decide", application)))

    assert "You took part in the assessment" in shown
    assert "?decision=deny" not in shown


@pytest.mark.parametrize(
    "name",
    [
        "application_classify",
        "application_assess",
        "application_determine",
        "application_decide",
        "exemption_claim",
        "consultation_new",
    ],
)
def test_acts_of_review_are_for_those_who_may_do_them(sign_in, name):
    application = make_applications.application_under_review()

    assert sign_in(make_applications.intake_officer()).get(page(name, application)).status_code == (
        403
    )


def test_an_unknown_application_is_not_found(sign_in):
    browser = sign_in(make.officer())

    assert browser.get("/applications/AP-2020-999999/assess/").status_code == 404


def test_what_is_decided_is_reviewed_no_more(sign_in):
    application = make_applications.application_under_review()
    make_reviews.denied(application)
    browser = sign_in(application.officer)

    for name in ("application_classify", "application_assess", "consultation_new"):
        shown = browser.get(page(name, application))
        assert "The application is not under review." in content(shown)


def test_the_page_of_an_application_shows_its_review(sign_in):
    application = make_reviews.ready()
    asked = make_reviews.consultation(application)

    shown = content(sign_in(application.officer).get(application.get_absolute_url()))

    assert "Classification" in shown
    assert asked.number in shown
    assert "There is no substantial risk" in shown
    assert "A consultation is open" in shown
    assert page("application_assess", application) in shown


def waiting_for(user):
    return {kind.title: [str(record) for record in kind.records] for kind in for_person(user)}


def test_what_waits_for_each_person_is_on_their_home_page():
    application = make_reviews.ready()
    asked = make_reviews.consultation(application)
    there, office = make_reviews.defence_officer(), make.ministers_office()

    assert waiting_for(there) == {"Consultations to answer": [str(asked)]}
    assert waiting_for(application.officer)["Overdue consultations"] == [str(asked)]
    assert "Applications to decide" not in waiting_for(office)
    make_reviews.answered(asked, by=there)

    assert waiting_for(there) == {}
    assert "Overdue consultations" not in waiting_for(application.officer)
    assert waiting_for(office)["Applications to decide"] == [application.number]


def test_an_exemption_claim_waits_for_whoever_may_decide_it():
    exemption = make_regime.exemption()
    began = timezone.now() - timedelta(days=30)
    version = make_regime.signed_version(starts_at=began, exemptions=[exemption])
    application = make_applications.application_under_review()
    claim = make_reviews.claim(application, version.exemptions.get())
    office = make.ministers_office()
    assert waiting_for(office)["Exemption claims to decide"] == [str(claim)]

    make_reviews.denied(application)

    assert "Exemption claims to decide" not in waiting_for(office)
