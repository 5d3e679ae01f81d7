"""The same pages, for the same people, on a narrow screen."""

from tests.browser.conftest import WIDTHS
from tests.browser.test_accessibility import faults_of_pages


def test_no_narrow_page_has_an_accessibility_violation(visitor):
    faults, seen = faults_of_pages(visitor, WIDTHS["narrow"])
    assert seen
    assert faults == []
