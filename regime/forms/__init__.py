"""The shape of each request about the regime."""
