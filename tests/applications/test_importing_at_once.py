"""One file imported twice at the same moment enters its applications once."""

import pytest
from django.core.exceptions import ValidationError

from applications.actions.importing import import_applications
from applications.models import Application, ApplicationImport
from audit.verification import Verification
from tests import make_applications
from tests.applications.test_importing import file_of, line
from tests.racing import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("transactional_db"),
]


def test_the_same_file_sent_twice_at_once_is_imported_once():
    by = make_applications.intake_officer()

    def send():
        return import_applications(file_of(line()), by=by, reason="Received")

    results = at_once(send, send)

    [refused] = [result for result in results if isinstance(result, ValidationError)]
    assert refused.code == "imported-already"
    assert (ApplicationImport.objects.count(), Application.objects.count()) == (1, 1)
    assert list(Verification()) == []
