"""May this be decided, and may it be carried out? Each rule returns every reason against it."""

from decisions.rules.batches import (
    BATCH_TRANSITIONS,
    against_aborting,
    against_confirming,
    against_executing,
    against_freezing,
    against_preparing,
    against_reviewing,
    digest_of,
)
from decisions.rules.memoranda import (
    DECISION_TRANSITIONS,
    FEWEST_OPTIONS,
    MOST_OPTIONS,
    against_deciding,
    against_drafting,
    against_editing,
    against_returning,
    against_signing,
    against_submitting,
    findings_on_risk,
)
from decisions.rules.refusals import Refusal
from decisions.rules.trying import DryRun, dry_run

__all__ = [
    "BATCH_TRANSITIONS",
    "DECISION_TRANSITIONS",
    "FEWEST_OPTIONS",
    "MOST_OPTIONS",
    "DryRun",
    "Refusal",
    "against_aborting",
    "against_confirming",
    "against_deciding",
    "against_drafting",
    "against_editing",
    "against_executing",
    "against_freezing",
    "against_preparing",
    "against_returning",
    "against_reviewing",
    "against_signing",
    "against_submitting",
    "digest_of",
    "dry_run",
    "findings_on_risk",
]
