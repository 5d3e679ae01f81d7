"""Requests to draft and sign a decision, and to prepare, confirm and carry out its batch."""

from decisions.forms.batches import ConfirmationForm, ExecutionForm, PrepareForm
from decisions.forms.memoranda import MemorandumForm
from decisions.forms.signing import DecisionSignatureForm
from decisions.forms.two_steps import TwoStepForm

__all__ = [
    "ConfirmationForm",
    "DecisionSignatureForm",
    "ExecutionForm",
    "MemorandumForm",
    "PrepareForm",
    "TwoStepForm",
]
