"""The verbs of deciding: a memorandum becomes a signed decision, and a batch carries it out."""

from decisions.actions.batches import (
    MAY_CARRY_OUT,
    abort,
    carry_out_due,
    confirm,
    execute,
    freeze,
    prepare_batch,
    prepare_rerun,
)
from decisions.actions.fairness import (
    MAY_CONSIDER,
    MAY_DISPENSE,
    consider,
    dispense,
    exclude,
    include,
    notify_intent,
    record_representation,
)
from decisions.actions.memoranda import (
    RETURNERS,
    draft,
    draft_correction,
    edit,
    endorse,
    opine,
    return_to_author,
    submit,
)
from decisions.actions.signing import reject, set_aside, sign

__all__ = [
    "MAY_CARRY_OUT",
    "MAY_CONSIDER",
    "MAY_DISPENSE",
    "RETURNERS",
    "abort",
    "carry_out_due",
    "confirm",
    "consider",
    "dispense",
    "draft",
    "draft_correction",
    "edit",
    "endorse",
    "exclude",
    "execute",
    "freeze",
    "include",
    "notify_intent",
    "opine",
    "prepare_batch",
    "prepare_rerun",
    "record_representation",
    "reject",
    "return_to_author",
    "set_aside",
    "sign",
    "submit",
]
