"""Presentation that templates cannot express."""
