"""The pages of investigations: shown, refused, forbidden."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from investigations import actions
from investigations.models import CustodyEvent, Evidence, Finding, Grade, Investigation
from permits.models import Permit
from tests import make, make_cases, make_inquiries

pytestmark = pytest.mark.django_db


def address(view, *args):
    return reverse(f"investigations:{view}", args=args)


def text_of(response):
    """The words of a page."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def errors_of(response):
    """The errors of a page's form, in words."""
    return [error for errors in response.context["form"].errors.values() for error in errors]


NEW = {
    "title": "Use of sensors",
    "allegation": "Seen in use.",
    "allegation_source": "A newspaper",
    "learned_on": "2020-09-29",
    "questions": "Were they used?\nDid the assurances hold?",
    "reason": "The press reports it",
}


# --- The list -------------------------------------------------------------------------------------


def test_the_list_shows_coverage_in_a_constant_number_of_queries(
    sign_in, django_assert_num_queries
):
    person = make_cases.investigator()
    make_cases.investigation(*make.valid_permits(2), by=person, title="First")
    client = sign_in(person)
    with django_assert_num_queries(5):
        client.get(address("investigation_list"))

    make_cases.investigation(by=person, title="Second")
    with django_assert_num_queries(5):
        page = text_of(client.get(address("investigation_list")))

    assert "First" in page
    assert "Second" in page


def test_the_list_is_filtered_by_status_and_words(sign_in):
    make_cases.concluded_investigation()
    other = make_cases.investigation(title="Helicopters")
    client = sign_in(make_cases.investigator())

    by_status = client.get(address("investigation_list"), {"status": "active"})
    by_words = client.get(address("investigation_list"), {"q": "helicopt"})

    assert [case.pk for case in by_status.context["page"]] == [other.pk]
    assert [case.pk for case in by_words.context["page"]] == [other.pk]


def test_an_administrator_sees_no_investigation(sign_in):
    client = sign_in(make.user("administrator", is_superuser=True))
    case = make_cases.investigation()

    assert client.get(address("investigation_list")).status_code == 403
    assert client.get(case.get_absolute_url()).status_code == 403


# --- Opening --------------------------------------------------------------------------------------


def test_an_investigation_is_opened_from_permits_chosen_in_the_register(sign_in):
    permits = make.valid_permits(3)
    person = make_cases.investigator()
    choice = f"?permit={permits[0].pk}&permit={permits[2].pk}"
    client = sign_in(person)

    shown = client.get(address("investigation_new") + choice)
    response = client.post(address("investigation_new") + choice, {**NEW, "lead": person.pk})

    assert permits[0].reference in text_of(shown)
    case = Investigation.objects.get()
    assert response["Location"] == case.get_absolute_url()
    assert case.number == "INV-2020-000001"
    assert [str(question) for question in case.questions.all()] == [
        "Were they used?",
        "Did the assurances hold?",
    ]
    assert {row.permit_id for row in case.scope.all()} == {permits[0].pk, permits[2].pk}


def test_an_investigation_is_opened_on_the_permits_of_an_order(sign_in):
    permits = make.valid_permits(2)
    make.valid_permit()
    order = make.suspension(permits)
    person = make_cases.investigator()

    sign_in(person).post(
        f"{address('investigation_new')}?order={order.number}", {**NEW, "lead": person.pk}
    )

    case = Investigation.objects.get()
    assert case.order == order
    assert {row.permit_id for row in case.scope.all()} == {permit.pk for permit in permits}


def test_what_was_typed_stays_when_an_opening_is_refused(sign_in):
    person = make_cases.investigator()
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)

    response = sign_in(person).post(
        address("investigation_new"),
        {**NEW, "lead": person.pk, "learned_on": tomorrow.isoformat()},
    )

    assert errors_of(response) == ["The time given is in the future."]
    assert "Seen in use." in response.content.decode()
    assert not Investigation.objects.exists()


@pytest.mark.parametrize("query", ["?permit=x", "?all=1&destination=nowhere", "?permit=-1"])
def test_a_selection_that_cannot_be_read_leads_back_to_the_register(sign_in, query):
    response = sign_in(make_cases.investigator()).get(address("investigation_new") + query)

    assert response["Location"] == reverse("permits:permit_list")


@pytest.mark.parametrize("number", ["MO-1999-000009", "\x00"])
def test_an_order_that_does_not_exist_is_not_found(sign_in, number):
    client = sign_in(make_cases.investigator())
    assert client.get(address("investigation_new"), {"order": number}).status_code == 404


def test_a_consulted_department_opens_no_investigation(sign_in):
    client = sign_in(make_cases.consulted())
    assert client.get(address("investigation_new")).status_code == 403


# --- The investigation ----------------------------------------------------------------------------


def test_an_investigation_is_shown_in_a_constant_number_of_queries(
    sign_in, django_assert_num_queries
):
    case = make_cases.investigation(*make.valid_permits(2), questions=["One?", "Two?"])
    make_cases.recommendation(case)
    item = make_cases.graded(case)
    make_inquiries.challenge(item)
    make_inquiries.match(make_inquiries.trace(item), status="none")
    make_inquiries.request(case)
    client = sign_in(make_cases.investigator())
    client.get(case.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(case.get_absolute_url())

    for _number in range(3):
        item = make_cases.graded(case)
        make_inquiries.challenge(item)
        make_inquiries.match(make_inquiries.trace(item), status="none")
        make_inquiries.request(case)
    make_cases.adopted_finding(case, question=case.questions.last())
    make_cases.recommendation(case)
    with django_assert_num_queries(len(asked)):
        page = text_of(client.get(case.get_absolute_url()))

    assert len(asked) <= 45
    assert "0 of 2 reviewed" in page
    assert "Review 2 permits" in page
    assert "Media article (8)" in page
    assert "8 items from 8 independent sources" in page


def test_the_page_tells_what_is_missing_and_what_is_possible(sign_in):
    case = make_cases.investigation(make.valid_permit())
    item = make_cases.evidence(case)

    response = sign_in(make_cases.investigator()).get(case.get_absolute_url())

    assert [step.text for step in response.context["view"].steps] == [
        "Review 1 permit",
        f"Grade {item}",
        "Answer question 1",
    ]
    page = text_of(response)
    assert "A question has no finding that is adopted or closed." in page
    assert "No finding is adopted." in page


def test_who_drafts_no_findings_reads_what_is_missing_without_a_link(sign_in):
    case = make_cases.investigation()
    drafting = address("finding_new", case.number)
    for reader, is_linked in [(make_cases.investigator(), True), (make.officer(), False)]:
        page = sign_in(reader).get(case.get_absolute_url())
        assert "Answer question 1" in text_of(page)
        assert (f'href="{drafting}?question=' in page.content.decode()) is is_linked


def test_a_consulted_department_sees_nothing_of_the_case(sign_in):
    case = make_cases.investigation(make.valid_permit())
    finding = make_cases.adopted_finding(case)
    item = case.evidence.first()
    pages = [
        case.get_absolute_url(),
        address("investigation_list"),
        address("scope_list", case.number),
        address("matrix", case.number),
        address("case_timeline", case.number),
        address("place_list", case.number),
        item.get_absolute_url(),
        finding.get_absolute_url(),
        case.scope.get().permit.get_absolute_url(),
        reverse("permits:permit_list"),
        reverse("exposure"),
    ]
    readers = {make_cases.investigator(): {200}, make_cases.consulted(): {403}}
    for reader, answers in readers.items():
        client = sign_in(reader)
        assert {client.get(page).status_code for page in pages} == answers


def test_an_unknown_number_is_not_found(sign_in):
    client = sign_in(make_cases.investigator())
    assert client.get(address("investigation_detail", "INV-1999-000001")).status_code == 404
    assert client.get("/investigations/%00/").status_code == 404


def test_a_question_is_added(sign_in):
    case = make_cases.investigation()

    sign_in(make_cases.investigator()).post(
        address("question_new", case.number), {"text": "Who gave consent?", "reason": "New facts"}
    )

    assert str(case.questions.last()) == "Who gave consent?"


def test_a_recommendation_waits_for_an_adopted_finding(sign_in):
    case = make_cases.investigation()
    client = sign_in(make_cases.judge(case))
    typed = {"text_en": "Cancel.", "text_fr": "Annuler.", "reason": "It is found"}

    refused = client.post(address("recommendation_new", case.number), typed)
    assert errors_of(refused) == ["No finding is adopted."]

    make_cases.adopted_finding(case)
    client.post(address("recommendation_new", case.number), typed)
    assert [str(each.text) for each in case.recommendations.all()] == ["Cancel."]


def test_a_recommendation_is_made_in_both_languages(sign_in):
    case = make_cases.investigation()
    make_cases.adopted_finding(case)

    response = sign_in(make_cases.investigator()).post(
        address("recommendation_new", case.number),
        {"text_en": "Cancel.", "text_fr": "", "reason": "It is found"},
    )

    assert list(response.context["form"].errors) == ["text_fr"]
    assert not case.recommendations.exists()


def test_an_investigation_is_concluded_and_reopened(sign_in):
    case = make_cases.investigation(make.valid_permit())
    make_cases.recommendation(case)
    client = sign_in(make_cases.investigator())

    refused = client.post(address("investigation_conclude", case.number), {"reason": "Done"})
    assert errors_of(refused) == ["Permits in scope are not reviewed yet."]

    make_cases.review(case)
    client.post(address("investigation_conclude", case.number), {"reason": "Done"})
    case.refresh_from_db()
    assert case.status == "concluded"

    client.post(address("investigation_reopen", case.number), {"reason": "New facts"})
    case.refresh_from_db()
    assert case.status == "active"
    page = text_of(client.get(case.get_absolute_url()))
    assert "Concluded" in page
    assert "New facts" in page


@pytest.mark.parametrize(
    "view", ["question_new", "recommendation_new", "investigation_conclude", "investigation_reopen"]
)
def test_an_auditor_changes_nothing(sign_in, view):
    case = make_cases.investigation()
    client = sign_in(make.user("auditor"))

    assert client.get(case.get_absolute_url()).status_code == 200
    assert client.get(address(view, case.number)).status_code == 403
    assert client.post(address(view, case.number), {"reason": "x"}).status_code == 403


# --- The scope ------------------------------------------------------------------------------------


def test_the_scope_is_listed_in_a_constant_number_of_queries(sign_in, django_assert_num_queries):
    case = make_cases.investigation(*make.valid_permits(2))
    client = sign_in(make_cases.investigator())
    with CaptureQueriesContext(connection) as asked:
        client.get(address("scope_list", case.number))
    assert len(asked) <= 10

    actions.add_permits(
        case, make_cases.permits(*make.valid_permits(4)), by=make_cases.investigator(), reason="x"
    )
    with django_assert_num_queries(len(asked)):
        response = client.get(address("scope_list", case.number))

    assert len(response.context["page"]) == 6


def test_the_scope_is_searched_by_number_holder_and_result(sign_in):
    ours, other = make.valid_permit(holder=make.party("Şahin Göğüş A.Ş.")), make.valid_permit()
    case = make_cases.investigation(ours, other)
    make_cases.review(case, scope=case.scope.filter(permit=ours))
    client = sign_in(make_cases.investigator())

    for query in ({"q": ours.reference}, {"q": "Göğüş"}, {"result": "concern"}):
        page = client.get(address("scope_list", case.number), query).context["page"]
        assert [row.permit for row in page] == [ours]


def test_chosen_permits_are_reviewed_together(sign_in):
    case = make_cases.investigation(*make.valid_permits(3))
    first, second, third = case.scope.all()
    investigator = make_cases.investigator()

    response = sign_in(investigator).post(
        address("scope_review", case.number),
        {"chosen": [first.pk, second.pk], "result": "no-concern", "reason": "Training equipment"},
    )

    assert response["Location"] == address("scope_list", case.number)
    first.refresh_from_db()
    assert (first.result, first.reason) == ("no-concern", "Training equipment")
    assert first.reviewed_by == investigator
    assert list(case.scope.not_reviewed()) == [third]


def test_all_that_match_the_filters_are_reviewed(sign_in):
    ours = make.valid_permits(2, holder=make.party("Turret Works"))
    case = make_cases.investigation(make.valid_permit(), *ours)

    sign_in(make_cases.investigator()).post(
        f"{address('scope_review', case.number)}?q=turret",
        {"whole": "on", "result": "concern", "reason": "Same goods"},
    )

    assert {row.permit for row in case.scope.filter(result="concern")} == set(ours)


def test_filters_that_cannot_be_read_review_nothing(sign_in):
    case = make_cases.investigation(make.valid_permit())

    response = sign_in(make_cases.investigator()).post(
        f"{address('scope_review', case.number)}?result=bogus",
        {"whole": "on", "result": "concern", "reason": "Same goods"},
    )

    assert errors_of(response) == ["The filters cannot be read."]
    assert case.scope.not_reviewed().count() == 1


def test_a_refused_review_keeps_the_choice_and_the_words(sign_in):
    case = make_cases.investigation(make.valid_permit())
    row = case.scope.get()

    response = sign_in(make_cases.investigator()).post(
        address("scope_review", case.number), {"chosen": [row.pk], "reason": "Training equipment"}
    )

    body = response.content.decode()
    assert list(response.context["form"].errors) == ["result"]
    assert re.search(rf'name="chosen" value="{row.pk}"[^>]* checked', body)
    assert "Training equipment" in body


def test_a_review_without_a_choice_says_so(sign_in):
    case = make_cases.investigation(make.valid_permit())

    response = sign_in(make_cases.investigator()).post(
        address("scope_review", case.number), {"result": "concern", "reason": "x"}
    )

    assert errors_of(response) == ["Choose permits in the list, or all that match."]


def test_a_permit_officer_reviews_nothing(sign_in):
    case = make_cases.investigation(make.valid_permit())
    client = sign_in(make.officer())

    page = client.get(address("scope_list", case.number))
    assert 'name="chosen"' not in page.content.decode()
    assert client.post(address("scope_review", case.number), {}).status_code == 403


def test_permits_are_added_by_number_and_by_order(sign_in):
    case = make_cases.investigation()
    by_number, by_order, selected = make.valid_permits(3)
    order = make.suspension([by_order])
    client = sign_in(make_cases.investigator())
    page = address("scope_add", case.number)

    client.post(page, {"numbers": by_number.reference, "reason": "x"})
    client.post(page, {"order": order.number, "reason": "x"})
    client.post(f"{page}?permit={selected.pk}", {"reason": "x"})

    assert {row.permit for row in case.scope.all()} == {by_number, by_order, selected}


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"numbers": "XP-1 XP-2"}, "Not on the register: XP-1, XP-2."),
        ({"order": "MO-1"}, "No order has this number."),
        ({}, "Give either permit numbers or an order."),
    ],
)
def test_permits_that_cannot_be_added_are_named(sign_in, typed, error):
    case = make_cases.investigation()

    response = sign_in(make_cases.investigator()).post(
        address("scope_add", case.number), {**typed, "reason": "x"}
    )

    assert errors_of(response) == [error]


# --- Every page, every reader ---------------------------------------------------------------------


def acts(case):
    """Every page of an act, with the role that may open it."""
    item = make_cases.evidence(case, b"content")
    draft = make_cases.finding(case)
    citation = make_cases.cite(draft, item)
    return {
        address("evidence_new", case.number): "investigator",
        address("evidence_grade", item.number): "investigator",
        address("finding_new", case.number): "investigator",
        address("finding_edit", draft.number): "investigator",
        address("finding_cite", draft.number): "investigator",
        address("citation_withdraw", draft.number, citation.pk): "investigator",
        address("finding_adopt", draft.number): "director",
        address("finding_close", draft.number): "director",
        address("scope_add", case.number): "investigator",
        address("question_new", case.number): "investigator",
        address("recommendation_new", case.number): "director",
        address("investigation_conclude", case.number): "director",
        address("investigation_reopen", case.number): "director",
        address("investigation_new"): "investigator",
    }


def test_each_act_has_a_page_for_its_role_and_none_for_an_auditor(sign_in):
    case = make_cases.investigation(make.valid_permit())
    auditor = sign_in(make.user("auditor"))
    clients = {
        "investigator": sign_in(make_cases.investigator()),
        "director": sign_in(make.director()),
    }

    for page, role in acts(case).items():
        assert clients[role].get(page).status_code == 200, page
        assert auditor.get(page).status_code == 403, page
        assert auditor.post(page, {"reason": "x"}).status_code == 403, page


def test_no_act_is_done_without_a_reason(sign_in):
    case = make_cases.investigation(make.valid_permit())
    clients = {
        "investigator": sign_in(make_cases.investigator()),
        "director": sign_in(make.director()),
    }

    for page, role in acts(case).items():
        response = clients[role].post(page, {"reason": "  ", "why": "  ", "kind": "media"})
        assert response.status_code == 200, page
        assert {"reason", "why"} & response.context["form"].errors.keys(), page


def test_pages_need_sign_in(client):
    case = make_cases.investigation()
    assert client.get(case.get_absolute_url()).status_code == 302


def test_nothing_of_the_register_changes_by_an_investigation():
    permit = make.valid_permit()
    before = Permit.objects.with_version().get(pk=permit.pk).version

    make_cases.concluded_investigation(permit)

    assert Permit.objects.with_version().get(pk=permit.pk).version == before
    assert Evidence.objects.count() == Grade.objects.count() == 2
    assert Finding.objects.count() == 1
    assert CustodyEvent.objects.count() == 2
