import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_chain():
    ps = make.valid_permits(3)
    s = make.suspension(ps)
    from permits.models import Permit

    assert Permit.objects.suspended_by(s).count() == 3
    from audit.verification import Verification

    assert list(Verification()) == []
    assert len(ps[0].changes.all()) == 2
