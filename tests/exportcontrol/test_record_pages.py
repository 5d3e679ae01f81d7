"""The audit pages lead to each record that an entry names, where the reader may open it."""

import pytest

from accounts.roles import Role
from exportcontrol.templatetags.record import NUMBERED
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("family", NUMBERED)
def test_every_numbered_record_is_asked_for_as_its_reader_sees_it(family):
    model, field = NUMBERED[family]
    assert list(model.objects.visible_to(make.user(Role.AUDITOR)).filter(**{field: "none"})) == []
