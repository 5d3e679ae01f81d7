"""Every page, for every role, in both languages, wide and narrow: axe finds nothing."""

import html
import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.urls import get_resolver, resolve

from tests.browser.conftest import WIDTHS

# What only the other half of the roles may open: they decide, sign, adopt and have custody.
OF_OTHERS = {
    "applications:amendment_decide",
    "applications:application_decide",
    "applications:consultation_answer",
    "applications:exemption_decide",
    "decisions:batch_confirm",
    "decisions:decision_dispense",
    "decisions:decision_edit",
    "decisions:decision_endorse",
    "decisions:decision_new",
    "decisions:decision_notify",
    "decisions:decision_opine",
    "decisions:decision_reject",
    "decisions:decision_return",
    "decisions:decision_set_aside",
    "decisions:decision_sign",
    "decisions:decision_submit",
    "decisions:exclusion_withdraw",
    "decisions:notice_template_approve",
    "decisions:representation_consider",
    "investigations:consultation_answer",
    "investigations:consultation_positions",
    "investigations:evidence_hold",
    "investigations:evidence_hold_lift",
    "investigations:evidence_release",
    "investigations:evidence_restrict",
    "investigations:evidence_unrestrict",
    "investigations:finding_adopt",
    "investigations:finding_basis",
    "investigations:finding_close",
    "investigations:interest_decide",
    "investigations:public_release",
    "investigations:release_withdraw",
    "permits:order_sign",
    "permits:order_sign_confirm",
    "regime:measure_version_sign",
    "regime:precondition_settle",
}
# Half of the roles; the others are those of test_accessibility_others, to be read meanwhile.
ROLES = ["officer", "intake", "policy", "investigator", "auditor", "administrator"]
# Views that answer with a file, with another page, or to a machine.
WITHOUT_A_PAGE = {
    "exposure_csv",
    "exposure_xlsx",
    "health",
    "logout",
    "set_language",
    "permits:permit_select",
    "permits:permit_export",
    "permits:register_import_report",
    "decisions:batch_outcomes_csv",
    "decisions:representation_document",
    "decisions:notice_document",
    "decisions:notice_attached",
    "decisions:order_notice_preview_pdf",
    "decisions:option_notice_preview_pdf",
    "office:job_progress",
    "office:job_carry_on",
    "office:job_result",
    "office:message_source",
    "office:message_attachment",
    "investigations:evidence_file_open",
    "investigations:evidence_preview",
    "investigations:edition_file",
    "investigations:public_file",
}
# Pages that nothing leads to while the demonstration stands as it is loaded, by a page beside each.
BESIDE = {
    "password_change_done": ("password_change", "done/"),
    "permits:control_list_changes": ("permits:control_list_detail", "changes/"),
    "investigations:evidence_scan": ("investigations:evidence_verify", "../scan/"),
    "investigations:trace_match": ("investigations:trace_new", "../../../traces/1/match/"),
    "investigations:scope_review": ("investigations:question_new", "../../scope/review/"),
    "investigations:investigation_conclude": ("investigations:question_new", "../../conclude/"),
    "investigations:occurrence_edit": (
        "investigations:case_timeline",
        "/investigations/INV-2020-000001/timeline/1/",
    ),
    "investigations:occurrence_withdraw": (
        "investigations:case_timeline",
        "/investigations/INV-2020-000001/timeline/1/withdraw/",
    ),
    "investigations:place_edit": (
        "investigations:place_list",
        "/investigations/INV-2020-000001/places/1/",
    ),
    "investigations:consultation_positions": (
        "investigations:consultation_answer",
        "../positions/",
    ),
    "decisions:batch_rerun": ("decisions:batch_execute", "../rerun/"),
    "decisions:order_notices_issue": ("decisions:order_notices", "issue/"),
    "decisions:notice_release": ("decisions:notice_correct", "../release/"),
    "decisions:decision_submit": ("decisions:decision_edit", "../submit/"),
}
# Of each view so many pages are read for the links on them, and so many that one page links to:
# read widely like this, they stand for the states of their records.
READ, READ_FROM_ONE = 10, 3
VIOLATIONS = {"resultTypes": ["violations"]}
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
STATE = re.compile(r'class="govuk-tag[^>]*>(.*?)<')


def _axe():
    return pytest.importorskip("axe_playwright_python.sync_playwright").Axe()


def pages_with_links(person):
    """One address of each view in each state of its record, by following links from the home page.

    Whatever is linked answers this person: a link that is refused or leads nowhere is a fault.
    """
    found, read, queue = {}, Counter(), [f"{person.site}/"]
    for address in queue:  # which grows meanwhile
        name = view_of(address)
        if read[name] == READ:
            continue
        read[name] += 1
        response = person.page.request.get(address, max_redirects=0)
        assert response.status == 200, f"{address} answered {response.status}"
        text = response.text()
        states = dict.fromkeys(STATE.findall(text.partition("</h1>")[0]))
        found.setdefault((name, *states), address)
        links = dict.fromkeys(urljoin(address, html.unescape(link)) for link in LINK.findall(text))
        queue += few_of_each_view(link for link in links if link not in queue)
    return found


def view_of(address):
    return resolve(urlsplit(address).path).view_name


def few_of_each_view(links):
    """Some of these links, to pages of ours that can be read."""
    chosen = Counter()
    for link in links:
        name = view_of(link)
        if name in WITHOUT_A_PAGE or name.startswith("admin:"):
            continue
        chosen[name] += 1
        if chosen[name] <= READ_FROM_ONE:
            yield link


def pages_for(person):
    """The pages of a person: those with links to them, and those beside them without."""
    found = pages_with_links(person)
    first = {}
    for (name, *_state), address in found.items():
        first.setdefault(name, address.split("?")[0])
    for name, (beside, path) in BESIDE.items():
        if beside in first and name not in first:
            address = urljoin(first[beside], path)
            if person.status_of(address.removeprefix(person.site)) == 200:
                found[name,] = address
    if "permits:order_sign" in first:
        _submit(person.go(first["permits:order_sign"]), "get")
        found["permits:order_sign_confirm",] = person.page.url
    return found


def _submit(person, method="post"):
    """Press the button of the form of an act, whatever its words are."""
    return person._click(person.page.locator(f"main form[method={method}] button.govuk-button"))


def is_looked_at():
    """The pages are the same on PostgreSQL: there it is enough that they are all answered."""
    return connection.vendor != "postgresql"


def variants():
    """Languages and widths."""
    if not is_looked_at():
        return [("en-ca", WIDTHS["desktop"])]
    return [(language, width) for language in ("en-ca", "fr-ca") for width in WIDTHS.values()]


def faults_of(person, axe):
    """What axe and a ruler say against the page as it is shown."""
    return [*faults_of_size(person), *faults_of_reading(person, axe)]


def faults_of_size(person):
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return ["scrolls sideways"] if person.page.evaluate(wider) else []


def faults_of_reading(person, axe):
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
        for violation in axe.run(person.page, options=VIOLATIONS).response["violations"]
    ]


def names_of_views(patterns, space=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names_of_views(pattern.url_patterns, space + inner)
        else:
            yield space + pattern.name if pattern.name else None


def faults_of_pages(visitor, roles):
    """What is wrong with any page of these roles; and the views that have one."""
    axe = _axe()
    seen, faults = set(), set()
    for username in roles:
        person = visitor(username)  # who speaks English, so that states have one name each
        pages = pages_for(person)
        if is_looked_at():
            faults |= set(faults_of_each(person, axe, pages, pages.keys() - seen))
        seen |= pages.keys()
        person.close()
    return sorted(faults), {name for name, *_state in seen}


def faults_of_each(person, axe, pages, keys):
    """What is wrong with these of the pages, each in each state it has.

    Each is measured in both languages and at both widths. It is read by axe wide in English and
    narrow in French: what it finds is hardly ever in one of the other two only.
    """
    for language, read_at in (("en-ca", "desktop"), ("fr-ca", "narrow")):
        person.go("/").speak(language)
        for key in keys:
            person.complaints.clear()
            person.go(pages[key])
            found = list(person.complaints)
            for name, width in WIDTHS.items():
                person.page.set_viewport_size({"width": width, "height": 900})
                found += faults_of_size(person)
                if name == read_at:
                    found += faults_of_reading(person, axe)
            yield from (f"{key} {pages[key]}: {fault}" for fault in found)


def test_no_page_has_an_accessibility_violation(visitor):
    faults, seen = faults_of_pages(visitor, ROLES)
    assert faults == []
    expected = {
        name
        for name in names_of_views(get_resolver().url_patterns)
        if name and not name.startswith("admin:")
    }
    assert expected - seen == WITHOUT_A_PAGE | OF_OTHERS | {"login"}


def sign_in_refused(person):
    person.go("/accounts/sign-in/")
    person.page.fill("#id_username", "nobody")
    _submit(person)


def order_with_errors(person):
    person.go("/permits/?status=suspended")
    person.page.check("tbody tr:first-child input[type=checkbox]")
    with person.page.expect_navigation():
        person.page.click("button[value$='kind=reinstate']")
    person._click(person.page.locator("main form[method=post] button:not([name])"))


def review_with_errors(person):
    person.go("/investigations/?status=active").page.click("tbody th a")
    _submit(person.go(f"{person.page.url}scope/"))


def execution_to_confirm(person):
    # The newest is confirmed for a time to come.
    person.go("/decisions/batches/?status=confirmed").page.click("tbody th a >> nth=-1")
    _submit(person.go(f"{person.page.url}execute/").answer(reason="Looked at."))


def decision_to_confirm(person):
    person.go("/decisions/?status=submitted").page.click("tbody th a")
    person.go(f"{person.page.url}sign/")
    person.page.check("[name=option] >> nth=0")
    _submit(person.answer(reasons_en="Reasons.", reasons_fr="Motifs.", reason="Looked at."))


def page_not_found(person):
    person.go("/nothing-here/")


def page_refused(person):
    person.go("/audit/")


@pytest.mark.parametrize(
    ("username", "way"),
    [
        (None, sign_in_refused),
        ("officer", order_with_errors),
        ("investigator", review_with_errors),
        ("officer", execution_to_confirm),
        ("minister", decision_to_confirm),
        ("officer", page_not_found),
        ("officer", page_refused),
    ],
)
def test_no_answer_to_a_form_and_no_refusal_has_one_either(visitor, username, way):
    axe = _axe()
    person = visitor(username)
    for language, width in variants():
        person.go("/").speak(language)
        person.page.set_viewport_size({"width": width, "height": 900})
        way(person)
        assert person.page.locator("html").get_attribute("lang") == language
        assert faults_of(person, axe) == []


def test_the_sign_in_page_has_none_in_either_language(visitor):
    axe = _axe()
    person = visitor()
    for language, width in variants():
        person.go("/accounts/sign-in/").speak(language)
        person.page.set_viewport_size({"width": width, "height": 900})
        assert person.page.locator("html").get_attribute("lang") == language
        assert faults_of(person, axe) == []
    assert person.complaints == []


@pytest.mark.parametrize(
    ("username", "pages"),
    [
        ("administrator", ["", "accounts/user/", "accounts/user/1/change/", "permits/country/"]),
        ("administrator", ["accounts/user/1/history/", "accounts/appointment/add/"]),
        ("auditor", ["", "permits/permit/", "permits/permit/1/change/"]),
    ],
)
def test_the_administration_has_none_but_one_of_django_s_own(visitor, username, pages):
    axe = _axe()
    person = visitor(username)
    for language, width in variants():
        person.go("/").speak(language)
        person.page.set_viewport_size({"width": width, "height": 900})
        for page in pages:
            person.go(f"/admin/{page}")
            faults = faults_of(person, axe)
            # The search field of its lists is named by a picture.
            assert [fault for fault in faults if not fault.startswith("label-title-only")] == []
