"""What is looked at before the application is deployed."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

HERE = {"localhost", "127.0.0.1", "::1"}


@register(Tags.security, deploy=True)
def mail_is_not_sent_in_clear(app_configs, **kwargs):
    """Letters name holders and permits: they do not cross a network in clear text."""
    secured = getattr(settings, "EMAIL_USE_TLS", False) or getattr(settings, "EMAIL_USE_SSL", False)
    if not settings.MAIL_BY_SMTP or secured or settings.EMAIL_HOST in HERE:
        return []
    return [
        Warning(
            "The mail server is spoken to in clear text.",
            hint="Use smtp+tls:// or smtp+ssl:// in EMAIL_URL.",
            id="office.W001",
        )
    ]
