"""The shape of each request in an investigation."""

from investigations.forms.custody import CustodyForm, ReleaseForm
from investigations.forms.evidence import (
    CorrectionForm,
    EvidenceForm,
    FilesForm,
    GradeForm,
    KindForm,
)
from investigations.forms.findings import CitationForm, ClosureForm, FindingForm
from investigations.forms.investigations import (
    AddPermitsForm,
    InvestigationForm,
    QuestionForm,
    RecommendationForm,
    ReviewForm,
)
from investigations.forms.reports import ReportTextsForm, WithholdingForm
from investigations.forms.reviews import BasisReviewForm, DissentForm, PeerReviewForm

__all__ = [
    "AddPermitsForm",
    "BasisReviewForm",
    "CitationForm",
    "ClosureForm",
    "CorrectionForm",
    "CustodyForm",
    "DissentForm",
    "EvidenceForm",
    "FilesForm",
    "FindingForm",
    "GradeForm",
    "InvestigationForm",
    "KindForm",
    "PeerReviewForm",
    "QuestionForm",
    "RecommendationForm",
    "ReleaseForm",
    "ReportTextsForm",
    "ReviewForm",
    "WithholdingForm",
]
