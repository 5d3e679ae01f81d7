"""The pages of the other half of the roles, at the same time on another worker."""

from tests.browser.test_accessibility import OF_OTHERS, faults_of_pages

ROLES = ["custodian", "director", "counsel", "deputy", "minister", "defence"]


def test_no_page_of_theirs_has_an_accessibility_violation(visitor):
    faults, seen = faults_of_pages(visitor, ROLES)
    assert faults == []
    assert seen >= OF_OTHERS
