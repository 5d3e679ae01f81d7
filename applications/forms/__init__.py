"""Requests about applications."""
