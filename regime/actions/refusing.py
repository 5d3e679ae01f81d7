"""How the actions of this storey stop at what the rules refuse."""

from collections.abc import Iterable
from typing import Protocol

from django.core.exceptions import ValidationError


class Refusing(Protocol):
    """A reason against an act, as every rule gives it."""

    @property
    def error(self) -> ValidationError: ...


def stop_at(refusals: Iterable[Refusing]) -> None:
    """Raise ``ValidationError`` with every refusal, if there is one."""
    errors = [refusal.error for refusal in refusals]
    if errors:
        raise ValidationError(errors)
