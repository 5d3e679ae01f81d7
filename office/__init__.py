"""Machinery of an office that knows no case: typesetting, long work, outgoing mail."""
