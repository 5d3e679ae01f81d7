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
    against_receiving,
    against_recommending,
    against_reopening,
    against_reviewing,
)
from investigations.rules.refusals import Refusal
from investigations.rules.team import (
    against_acting,
    against_deciding_interest,
    against_declaring,
    against_holding,
    against_joining,
    against_judging,
    against_reassigning,
    against_releasing,
    against_resuming,
    against_taking_part,
    against_touching,
    is_recused,
)

__all__ = [
    "Refusal",
    "against_acting",
    "against_adopting",
    "against_changing",
    "against_citing",
    "against_closing",
    "against_concluding",
    "against_deciding_interest",
    "against_declaring",
    "against_editing",
    "against_grading",
    "against_holding",
    "against_joining",
    "against_judging",
    "against_keeping",
    "against_leaving_draft",
    "against_naming",
    "against_opening",
    "against_reassigning",
    "against_receiving",
    "against_recommending",
    "against_registering",
    "against_releasing",
    "against_reopening",
    "against_resuming",
    "against_reviewing",
    "against_taking_part",
    "against_touching",
    "is_recused",
    "undertakings_in_question",
]
