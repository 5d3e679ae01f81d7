"""A mail server that answers, and settings that use it."""

import pytest

from tests.office import mail_server


@pytest.fixture
def mail_by_smtp(settings):
    with mail_server.running() as server:
        settings.MAIL_BY_SMTP = True
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server


@pytest.fixture
def by_worker(settings):
    """Nothing happens in the request's place."""
    settings.WORK_IN_PLACE = False
