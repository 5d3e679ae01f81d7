"""May this happen? Each rule returns every reason against it; none writes and none raises."""

from permits.rules.acting import (
    AGAINST,
    AMENDABLE,
    TRANSITIONS,
    AnyPermit,
    PermitFacts,
    against_amending,
    against_cancelling,
    against_carrying_out,
    against_issuing,
    against_reinstating,
    against_shipping,
    against_suspending,
)
from permits.rules.amending import (
    Changes,
    LineChange,
    against_asking,
    against_changes,
    against_making,
    against_the_day_asked,
)
from permits.rules.conditions import ConditionChange
from permits.rules.listing import (
    CHUNK,
    DryRun,
    asked_each,
    dry_run,
    refusals_in,
    refused_by_reason,
    refused_each,
)
from permits.rules.refusals import Refusal
from permits.rules.signing import (
    against_beginning,
    against_drawing_up,
    against_reviewing,
    against_signing,
    against_signing_for,
    against_withdrawing,
)

__all__ = [
    "AGAINST",
    "AMENDABLE",
    "CHUNK",
    "TRANSITIONS",
    "AnyPermit",
    "Changes",
    "ConditionChange",
    "DryRun",
    "LineChange",
    "PermitFacts",
    "Refusal",
    "against_amending",
    "against_asking",
    "against_beginning",
    "against_cancelling",
    "against_carrying_out",
    "against_changes",
    "against_drawing_up",
    "against_issuing",
    "against_making",
    "against_reinstating",
    "against_reviewing",
    "against_shipping",
    "against_signing",
    "against_signing_for",
    "against_suspending",
    "against_the_day_asked",
    "against_withdrawing",
    "asked_each",
    "dry_run",
    "refusals_in",
    "refused_by_reason",
    "refused_each",
]
