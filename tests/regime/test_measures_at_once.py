"""Acts on one measure that start together: one follows the other, and finds it changed."""

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from audit.verification import Verification
from regime.actions import measures
from regime.models import MeasureVersion
from regime.models.measures import VersionStatus
from tests import make, make_regime
from tests.racing import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("transactional_db"),
]


def signing(version, by, appointment):
    return lambda: measures.sign(
        version,
        appointment=appointment,
        signed_at=version.starts_at,
        by=by,
        reason="Signed",
    )


def signatures():
    return Entry.objects.sealed().filter(action="measure.sign").count()


def test_one_version_signed_twice_at_once_is_signed_once():
    version, by, appointment = make_regime.measure(), make.ministers_office(), make.minister()
    act = signing(version, by, appointment)

    results = at_once(act, act)

    refused = [result for result in results if isinstance(result, ValidationError)]
    assert [type(result) for result in results if result not in refused] == [MeasureVersion]
    assert [error.code for error in refused[0].error_list] == ["not-draft"]
    assert signatures() == 1
    assert MeasureVersion.objects.get(pk=version.pk).status == VersionStatus.APPROVED
    assert list(Verification()) == []


def test_two_versions_begun_at_once_leave_one_draft():
    first = make_regime.signed_version()
    by = make_regime.policy_officer()

    def begin():
        return make_regime.next_version(first, by=by)

    results = at_once(begin, begin)

    [refused] = [result for result in results if isinstance(result, ValidationError)]
    assert [error.code for error in refused.error_list] == ["draft-open"]
    assert [version.position for version in first.measure.versions.order_by("position")] == [1, 2]
    assert list(Verification()) == []
