"""The nouns of an investigation."""

from investigations.models.acts import Act
from investigations.models.analysis import Basis, Explanation, Occurrence, Place, Weighing
from investigations.models.challenges import Challenge, ChallengeAnswer
from investigations.models.consultations import (
    CaseConsultation,
    ConsultationReminder,
    ConsultedPermit,
)
from investigations.models.coverage import Population, PopulationPermit
from investigations.models.custody import (
    CustodyEvent,
    EmbeddedFact,
    EvidenceFile,
    EvidenceRelease,
)
from investigations.models.evidence import Evidence, Grade
from investigations.models.findings import Citation, Finding, Recommendation
from investigations.models.investigations import Investigation, PermitInScope, Question
from investigations.models.reports import (
    PublicVersion,
    ReportEdition,
    ReportFile,
    ReportTexts,
    Withholding,
)
from investigations.models.requests import InformationRequest, Reminder, RequestOutcome
from investigations.models.reviews import BasisReview, Dissent, PeerReview
from investigations.models.team import Declaration, InterestRuling, Membership
from investigations.models.tracing import Trace, TraceMatch

__all__ = [
    "Act",
    "Basis",
    "BasisReview",
    "CaseConsultation",
    "Challenge",
    "ChallengeAnswer",
    "Citation",
    "ConsultationReminder",
    "ConsultedPermit",
    "CustodyEvent",
    "Declaration",
    "Dissent",
    "EmbeddedFact",
    "Evidence",
    "EvidenceFile",
    "EvidenceRelease",
    "Explanation",
    "Finding",
    "Grade",
    "InformationRequest",
    "InterestRuling",
    "Investigation",
    "Membership",
    "Occurrence",
    "PeerReview",
    "PermitInScope",
    "Place",
    "Population",
    "PopulationPermit",
    "PublicVersion",
    "Question",
    "Recommendation",
    "Reminder",
    "ReportEdition",
    "ReportFile",
    "ReportTexts",
    "RequestOutcome",
    "Trace",
    "TraceMatch",
    "Weighing",
    "Withholding",
]
