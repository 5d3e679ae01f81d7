"""The verbs of deciding: a memorandum becomes a signed decision, and a batch carries it out."""

from decisions.actions.batches import (
    MAY_CARRY_OUT,
    abort,
    confirm,
    execute,
    freeze,
    prepare_batch,
)
from decisions.actions.memoranda import draft, edit, return_to_author, sign, submit

__all__ = [
    "MAY_CARRY_OUT",
    "abort",
    "confirm",
    "draft",
    "edit",
    "execute",
    "freeze",
    "prepare_batch",
    "return_to_author",
    "sign",
    "submit",
]
