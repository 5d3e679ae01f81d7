"""The pages of the regime."""
