"""May this happen? Each rule returns every reason against it; none writes and none raises."""

from investigations.rules.evidence import against_grading, against_keeping, against_registering
from investigations.rules.findings import (
    against_adopting,
    against_citing,
    against_closing,
    against_editing,
    against_leaving_draft,
    against_naming,
    undertakings_in_question,
)
from investigations.rules.investigations import (
    against_changing,
    against_concluding,
    against_opening,
    against_recommending,
    against_reopening,
    against_reviewing,
)
from investigations.rules.refusals import Refusal

__all__ = [
    "Refusal",
    "against_adopting",
    "against_changing",
    "against_citing",
    "against_closing",
    "against_concluding",
    "against_editing",
    "against_grading",
    "against_keeping",
    "against_leaving_draft",
    "against_naming",
    "against_opening",
    "against_recommending",
    "against_registering",
    "against_reopening",
    "against_reviewing",
    "undertakings_in_question",
]
