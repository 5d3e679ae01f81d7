"""The verbs of an investigation: the only code that writes to it."""

from investigations.actions.evidence import grade, read, register, verify
from investigations.actions.findings import adopt, cite, close, draft, edit, withdraw_citation
from investigations.actions.investigations import (
    add_permits,
    ask,
    conclude,
    open_investigation,
    recommend,
    reopen,
    review,
)

__all__ = [
    "add_permits",
    "adopt",
    "ask",
    "cite",
    "close",
    "conclude",
    "draft",
    "edit",
    "grade",
    "open_investigation",
    "read",
    "recommend",
    "register",
    "reopen",
    "review",
    "verify",
    "withdraw_citation",
]
