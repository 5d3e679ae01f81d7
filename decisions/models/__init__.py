"""Decisions, the options they choose from, and the batches that carry them out."""

from decisions.models.acts import Act
from decisions.models.batches import Batch, BatchStatus
from decisions.models.decisions import (
    Decision,
    DecisionStatus,
    Option,
    OptionEffect,
    SuspensionInQuestion,
)

__all__ = [
    "Act",
    "Batch",
    "BatchStatus",
    "Decision",
    "DecisionStatus",
    "Option",
    "OptionEffect",
    "SuspensionInQuestion",
]
