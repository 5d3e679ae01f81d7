"""What a page of a case offers can be done: no link leads to a page that refuses the act."""

import re
from html import unescape

import pytest

from accounts.roles import Role
from investigations import actions
from tests import (
    make,
    make_analysis,
    make_cases,
    make_files,
    make_inquiries,
    make_reports,
)

pytestmark = pytest.mark.django_db

# A cell of the matrix is read by everybody; only below it stands what may be said of it.
READ = re.compile(r"/matrix/[^/]+/\d+/$")
HREF = re.compile(r'href="(/investigations/[^"#?]*)')


def case_with_everything():
    """A case in which each kind of record was made, and every question is answered."""
    case = make_cases.investigation(make.valid_permit(end_use_location="Air base"))
    item = make_cases.graded(case, "B2", make_files.picture(), file_name="plate.jpg")
    make_analysis.weigh(item, make_analysis.explanation(case))
    make_analysis.occurrence(case, item, place=make_analysis.place(case))
    make_analysis.population(case)
    make_analysis.frozen_population(case)
    make_analysis.consultation(case)
    make_inquiries.request(case)
    make_inquiries.challenge(item)
    make_inquiries.answered_challenge(item)
    line = case.scope.get().permit.lines.get()
    make_inquiries.match(make_inquiries.trace(item), status="serial", line=line)
    make_inquiries.trace(item)
    make_cases.recommendation(case)
    make_reports.public_version(make_reports.edition(case))
    make_cases.review(case)
    return case


def concluded(case):
    return actions.conclude(case, by=make_cases.investigator(), reason="A test")


def offered_and_refused(client, start):
    """Every page of the case that links lead to, and the acts among them that are refused."""
    waiting, seen, refused = [start], {start}, []
    while waiting:
        address = waiting.pop()
        page = client.get(address)
        if page.status_code != 200 or page.streaming or "html" not in page["Content-Type"]:
            continue
        is_act = {"about", "heading", "refusals"} <= set(page.context.keys())
        if is_act and page.context["refusals"] and not READ.search(address):
            refused.append(f"{address} {[each.value for each in page.context['refusals']]}")
        found = set(map(unescape, HREF.findall(page.content.decode()))) - seen
        seen |= found
        waiting += found
    return seen, refused


@pytest.mark.parametrize(
    "rest",
    [concluded, make_inquiries.on_hold],
    ids=["concluded", "on hold"],
)
def test_no_link_leads_to_an_act_that_is_refused(sign_in, rest):
    case = rest(case_with_everything())
    roles = [Role.INVESTIGATOR, Role.DIRECTOR, Role.EVIDENCE_CUSTODIAN, Role.POLICY_OFFICER]
    person = make_cases.declared(case, make.user(*roles))

    seen, refused = offered_and_refused(sign_in(person), case.get_absolute_url())

    assert len(seen) > 30, "there was something to follow"
    assert sorted(refused) == []
