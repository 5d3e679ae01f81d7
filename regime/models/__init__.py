"""The nouns of the regime."""

from regime.models.acts import Act

__all__ = ["Act"]
