"""Requests to draft, review and sign a decision, to hear holders, and to carry a batch out."""

from decisions.forms.batches import ConfirmationForm, ExecutionForm, PrepareForm, RerunForm
from decisions.forms.fairness import (
    ConsiderationForm,
    DispensationForm,
    ExclusionForm,
    IntentForm,
    RepresentationForm,
)
from decisions.forms.memoranda import MemorandumForm
from decisions.forms.routing import OpinionForm
from decisions.forms.signing import DecisionSignatureForm, RejectionForm, SetAsideForm
from decisions.forms.two_steps import TwoStepForm

__all__ = [
    "ConfirmationForm",
    "ConsiderationForm",
    "DecisionSignatureForm",
    "DispensationForm",
    "ExclusionForm",
    "ExecutionForm",
    "IntentForm",
    "MemorandumForm",
    "OpinionForm",
    "PrepareForm",
    "RejectionForm",
    "RepresentationForm",
    "RerunForm",
    "SetAsideForm",
    "TwoStepForm",
]
