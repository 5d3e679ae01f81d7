"""What every act of deciding does with the reasons against it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError


def stop_at(refusals: Iterable[Any]) -> None:
    """Raise every reason against an act at once, or none."""
    errors = [refusal.error for refusal in refusals]
    if errors:
        raise ValidationError(errors)
