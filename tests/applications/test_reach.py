"""What a breached undertaking reaches is listed at once, and becomes an order or a case."""

import re
from html import unescape

import pytest
from django.urls import reverse

from accounts.roles import Role
from applications.models import Act, ApplicationAssurance
from audit import ledger
from investigations.models import Investigation
from permits.models import Order
from tests import make, make_assurances, make_cases, make_dialogues

pytestmark = pytest.mark.django_db

SELECT = reverse("permits:permit_select")
SUSPEND = f"{reverse('permits:order_new')}?kind=suspend"
INVESTIGATE = reverse("investigations:investigation_new")


def text_of(response):
    """The words of a page."""
    body = response.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def page_of(finding, query=""):
    return reverse("applications:breach_reach", args=[finding.number]) + query


def application_on(assurance, **facts):
    """An application to which an assurance is attached."""
    entered = make_dialogues.application(**facts)
    with ledger.entry(by=None, action=Act.ATTACH_ASSURANCE, about=entered.number, reason="A test"):
        ApplicationAssurance.objects.create(application=entered, assurance=assurance)
    return entered


@pytest.fixture
def breached():
    """Two assurances of one assurer, one of them breached; permits and applications on each."""
    issuer = make_assurances.assurer()
    first = make_assurances.assurance(issuer)
    second = make_assurances.assurance(issuer)
    elsewhere = make_assurances.assurance()
    on_first, on_second = make_assurances.permit_on(first), make_assurances.permit_on(second)
    suspended = make_assurances.permit_on(first, second)
    make.suspension([suspended])
    return {
        "finding": make_assurances.breach(on_first, first.undertakings.get(kind="no-transfer")),
        "assurances": [first, second],
        "permits": [on_first, on_second, suspended],
        "applications": [application_on(first), application_on(second)],
        "elsewhere": [
            elsewhere,
            make_assurances.permit_on(elsewhere),
            application_on(elsewhere),
        ],
    }


@pytest.fixture
def officer(sign_in):
    return sign_in(make.officer())


def test_all_that_rests_on_the_same_assurer_is_listed_by_status_value_and_holder(officer, breached):
    on_first, on_second, suspended = breached["permits"]
    make_assurances.shipped(on_first, value="250000.00")
    page = officer.get(page_of(breached["finding"]))
    words = text_of(page)

    assert [(row[0], row[1], row[2]) for row in page.context["rows"]] == [
        (on_second, [("CAD", on_second.lines.get().value)], [breached["assurances"][1]]),
        (on_first, [("CAD", on_first.lines.get().value - 250_000)], [breached["assurances"][0]]),
        (suspended, [("CAD", suspended.lines.get().value)], breached["assurances"]),
    ]
    assert [(status.value, found.permits) for status, found, _url in page.context["by_status"]] == [
        ("suspended", 1),
        ("valid", 2),
    ]
    assert set(page.context["applications"]) == set(breached["applications"])
    assert set(page.context["assurances"]) == set(breached["assurances"])
    for said in ["An undertaking was breached", "$1,000,000.00", on_first.holder.name, "Breached"]:
        assert said in words
    for absent in breached["elsewhere"]:
        assert str(absent) not in words


def test_what_rests_on_the_very_undertaking_can_be_told_apart(officer, breached):
    on_first, _on_second, suspended = breached["permits"]
    page = officer.get(page_of(breached["finding"], "?on=undertaking"))

    assert [row[0] for row in page.context["rows"]] == [on_first, suspended]
    assert list(page.context["applications"]) == breached["applications"][:1]
    assert list(page.context["assurances"]) == breached["assurances"][:1]


def test_a_draft_is_listed_and_breaches_nothing_yet(officer):
    permit = make_assurances.permit_on(make_assurances.assurance())
    finding = make_assurances.breach(permit, adopted=False)
    words = text_of(officer.get(page_of(finding)))

    assert "The finding is not adopted" in words
    assert permit.reference in words
    assert "Breached" not in words


def test_every_number_opens_its_list(officer, breached):
    page = officer.get(page_of(breached["finding"]))
    [_suspended, (_status, found, url)] = page.context["by_status"]
    assert len(list(officer.get(url).context["page"])) == found.permits == 2

    permits, applications, assurances = page.context["numbers"]
    assert (permits["value"], applications["value"], assurances["value"]) == (3, 2, 2)
    assert len(list(officer.get(permits["url"]).context["page"])) == 3
    assert len(list(officer.get(assurances["url"]).context["page"])) == 2


def carried(client, page, to, **chosen):
    """Take a selection of the page to an act."""
    here = re.search(r'name="here" value="([^"]*)"', page.content.decode()).group(1)
    return client.post(SELECT, {"here": unescape(here), "to": to, **chosen})


def test_all_of_it_becomes_the_schedule_of_an_order(sign_in, breached):
    client = sign_in(make.director())
    page = client.get(page_of(breached["finding"]))
    address = carried(client, page, SUSPEND, all="1").url
    client.post(
        address,
        {
            "effective_at_0": "2021-04-01",
            "effective_at_1": "09:00",
            "effective_at": "2021-04-01 09:00",
            "title_en": "Suspension",
            "title_fr": "Suspension",
            "ground_en": "An undertaking was breached.",
            "ground_fr": "Un engagement n'a pas été respecté.",
            "authority": "Export and Import Permits Act, s. 10(1)",
            "review_on": "2021-10-01",
            "reason": "The finding",
        },
    )
    order = Order.objects.latest("pk")

    assert order.kind == "suspend"
    assert {row.permit for row in order.schedule.all()} == set(breached["permits"][:2])


def test_some_of_it_becomes_the_scope_of_an_investigation(sign_in, breached):
    chosen = breached["permits"][1]
    investigator = make_cases.investigator()
    client = sign_in(investigator)
    page = client.get(page_of(breached["finding"]))
    address = carried(client, page, INVESTIGATE, permit=str(chosen.pk)).url
    client.post(
        address,
        {
            "title": "Other permits of the assurer",
            "allegation": "An undertaking was breached.",
            "allegation_source": breached["finding"].number,
            "learned_on": "2021-04-01",
            "questions": "Were the others kept?",
            "lead": investigator.pk,
            "reason": "The finding",
        },
    )

    opened = Investigation.objects.latest("pk")
    assert [row.permit for row in opened.scope.all()] == [chosen]


def test_the_number_of_rows_does_not_change_the_number_of_queries(
    officer, breached, django_assert_max_num_queries
):
    address = page_of(breached["finding"])
    with django_assert_max_num_queries(32) as first:
        officer.get(address)
    for _number in range(2):
        make_assurances.permit_on(*breached["assurances"])
        application_on(breached["assurances"][1])
        make_assurances.assurance(breached["assurances"][0].issuer)
    with django_assert_max_num_queries(len(first.captured_queries)):
        officer.get(address)


def test_applications_are_hidden_from_those_who_may_not_see_them(sign_in, breached):
    auditor = make.user(Role.AUDITOR)
    page = sign_in(auditor).get(page_of(breached["finding"]))

    if not auditor.has_perm("applications.view_application"):
        assert list(page.context["applications"]) == []
    assert len(page.context["rows"]) == 3


def test_who_may_not_read_findings_or_permits_is_refused(sign_in, breached):
    address = page_of(breached["finding"])
    for role in [Role.ADMINISTRATOR, Role.INTAKE_OFFICER, Role.CONSULTED_DEPARTMENT]:
        assert sign_in(make.user(role)).get(address).status_code == 403


def test_a_finding_that_names_no_undertaking_reaches_nothing(officer):
    finding = make_cases.adopted_finding(make_cases.investigation(make.valid_permit()))

    assert officer.get(page_of(finding)).status_code == 404
