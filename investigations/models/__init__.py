"""The nouns of an investigation."""

from investigations.models.acts import Act
from investigations.models.evidence import CustodyEvent, Evidence, Grade
from investigations.models.findings import Citation, Finding, Recommendation
from investigations.models.investigations import Investigation, PermitInScope, Question

__all__ = [
    "Act",
    "Citation",
    "CustodyEvent",
    "Evidence",
    "Finding",
    "Grade",
    "Investigation",
    "PermitInScope",
    "Question",
    "Recommendation",
]
