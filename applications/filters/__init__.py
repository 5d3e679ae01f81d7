"""The questions that the lists of applications can be asked."""
