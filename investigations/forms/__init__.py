"""The shape of each request in an investigation."""

from investigations.forms.evidence import EvidenceForm, GradeForm
from investigations.forms.findings import CitationForm, ClosureForm, FindingForm
from investigations.forms.investigations import (
    AddPermitsForm,
    InvestigationForm,
    QuestionForm,
    RecommendationForm,
    ReviewForm,
)

__all__ = [
    "AddPermitsForm",
    "CitationForm",
    "ClosureForm",
    "EvidenceForm",
    "FindingForm",
    "GradeForm",
    "InvestigationForm",
    "QuestionForm",
    "RecommendationForm",
    "ReviewForm",
]
