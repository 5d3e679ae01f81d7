"""The nouns of applications."""

from applications.models.acts import Act

__all__ = ["Act"]
