"""Every page, for every role, in both languages, wide and narrow: axe finds nothing."""

from urllib.parse import urlsplit

import pytest
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


@pytest.mark.parametrize("username", ROLES)
def test_no_page_has_an_accessibility_violation(visitor, username):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    person = visitor(username)
    pages = one_of_each_view(person)
    assert len(pages) > 3
    violations = []
    for language in ("en-ca", "fr-ca"):
        person.go("/").speak(language)
        for width in WIDTHS.values():
            person.page.set_viewport_size({"width": width, "height": 900})
            for name, address in pages.items():
                person.go(address)
                assert person.complaints == [], name
                sideways = person.page.evaluate(
                    "document.documentElement.scrollWidth > document.documentElement.clientWidth"
                )
                if sideways:
                    violations.append(f"{name} scrolls sideways at {width} ({language})")
                results = axe.run(person.page)
                violations += [
                    f"{name} {language} {width}: {found['id']}: {found['nodes'][0]['html'][:120]}"
                    for found in results.response["violations"]
                ]
                person.complaints.clear()
    assert violations == []


def test_the_sign_in_page_is_accessible_in_both_languages(visitor):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    person = visitor()
    for language in ("en-ca", "fr-ca"):
        person.go("/accounts/sign-in/").speak(language)
        assert person.page.locator("html").get_attribute("lang") == language
        assert axe.run(person.page).response["violations"] == []
