"""How an action stops at what the rules refuse."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from investigations.rules import Refusal


def stop_at(refusals: Iterable[Refusal]) -> None:
    """Raise ``ValidationError`` with every refusal, if there is one."""
    errors = [refusal.error for refusal in refusals]
    if errors:
        raise ValidationError(errors)
