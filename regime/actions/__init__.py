"""The verbs of the regime: the only code that writes to it."""
