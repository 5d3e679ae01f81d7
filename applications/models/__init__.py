"""The nouns of applications."""

from applications.models.acts import Act
from applications.models.amendments import (
    AmendmentCondition,
    AmendmentConsignee,
    AmendmentLine,
    AmendmentRequest,
)
from applications.models.applications import Application, ApplicationStatus
from applications.models.consultations import Answer, Consultation, ConsultationStatus
from applications.models.contents import (
    ApplicationAssurance,
    ApplicationConsignee,
    ApplicationContact,
    ApplicationDestination,
    ApplicationDocument,
    ApplicationIntermediary,
    ApplicationLine,
)
from applications.models.imports import ApplicationImport, ImportedApplicationLine
from applications.models.reviews import (
    ClaimStatus,
    Criterion,
    CriterionAssessment,
    Determination,
    ExemptionClaim,
    Risk,
)
from applications.models.rulings import Ruling, RulingKind

__all__ = [
    "Act",
    "AmendmentCondition",
    "AmendmentConsignee",
    "AmendmentLine",
    "AmendmentRequest",
    "Answer",
    "Application",
    "ApplicationAssurance",
    "ApplicationConsignee",
    "ApplicationContact",
    "ApplicationDestination",
    "ApplicationDocument",
    "ApplicationImport",
    "ApplicationIntermediary",
    "ApplicationLine",
    "ApplicationStatus",
    "ClaimStatus",
    "Consultation",
    "ConsultationStatus",
    "Criterion",
    "CriterionAssessment",
    "Determination",
    "ExemptionClaim",
    "ImportedApplicationLine",
    "Risk",
    "Ruling",
    "RulingKind",
]
