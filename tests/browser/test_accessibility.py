"""Every page, for every role, in both languages, wide and narrow: axe finds nothing."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.urls import resolve

from tests.browser.conftest import WIDTHS

# Roles that between them see every page.
ROLES = ["officer", "investigator", "director", "minister", "auditor", "defence"]
LEFT_OUT = {"logout", "set_language"}


def _links(person):
    """The addresses that the page links to, on this site, without fragments."""
    addresses = person.page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")
    return [a.split("#")[0] for a in addresses if a.startswith(person.site)]


def one_of_each_view(person, start="/", limit=400):
    """One address of every view that can be reached by following links, found breadth first."""
    found, queue, seen = {}, [f"{person.site}{start}"], set()
    while queue and len(seen) < limit:
        address = queue.pop(0)
        if address in seen:
            continue
        seen.add(address)
        match = resolve(urlsplit(address).path)
        name = match.view_name
        if name in found or name in LEFT_OUT or name.startswith("admin:"):
            continue
        response = person.page.request.get(address, max_redirects=0)
        if "text/html" not in response.headers.get("content-type", ""):
            continue
        assert response.status == 200, f"{address} answered {response.status}"
        person.go(address)
        found[name] = address
        queue += _links(person)
    return found


def variants():
    """Languages and widths. The pages are the same on PostgreSQL: there, one of each is enough."""
    if connection.vendor == "postgresql":
        return [("en-ca", WIDTHS["desktop"])]
    return [(language, width) for language in ("en-ca", "fr-ca") for width in WIDTHS.values()]


def complaints_about(person, axe, name, address):
    """What the browser, axe and a ruler say against one page."""
    person.complaints.clear()
    person.go(address)
    found = [f"console: {complaint}" for complaint in person.complaints]
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    if person.page.evaluate(wider):
        found.append("scrolls sideways")
    found += [
        f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
        for violation in axe.run(person.page).response["violations"]
    ]
    return [f"{name}: {each}" for each in found]


def test_no_page_has_an_accessibility_violation(visitor):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    seen, complaints = set(), set()
    for username in ROLES:
        person = visitor(username)
        pages = one_of_each_view(person)
        assert len(pages) > 3
        for language, width in variants():
            person.go("/").speak(language)
            person.page.set_viewport_size({"width": width, "height": 900})
            for name in pages.keys() - seen:
                complaints.update(complaints_about(person, axe, name, pages[name]))
        seen |= pages.keys()
        person.close()
    assert sorted(complaints) == []
    assert len(seen) > 40


def test_the_sign_in_page_is_accessible_in_both_languages(visitor):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    person = visitor()
    for language in ("en-ca", "fr-ca"):
        person.go("/accounts/sign-in/").speak(language)
        assert person.page.locator("html").get_attribute("lang") == language
        assert axe.run(person.page).response["violations"] == []
