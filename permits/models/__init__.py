"""The nouns of the register."""

from permits.models.acts import Act
from permits.models.assurances import Assurance, AssuranceLine, Undertaking
from permits.models.goods import ControlListEdition, ControlListItem
from permits.models.imports import ImportedLine, RegisterImport
from permits.models.orders import Order, Outcome, ScheduledPermit, StatusChange
from permits.models.parties import Country, CountryName, Party
from permits.models.permits import Permit
from permits.models.stocktakes import StockFigure, Stocktake
from permits.models.terms import (
    Condition,
    Consignee,
    JointDestination,
    PermitAssurance,
    PermitLine,
    Shipment,
)
from permits.models.verifications import (
    DeliveryVerification,
    UtilizationReport,
    Verification,
    VerificationResult,
)

__all__ = [
    "Act",
    "Assurance",
    "AssuranceLine",
    "Condition",
    "Consignee",
    "ControlListEdition",
    "ControlListItem",
    "Country",
    "CountryName",
    "DeliveryVerification",
    "ImportedLine",
    "JointDestination",
    "Order",
    "Outcome",
    "Party",
    "Permit",
    "PermitAssurance",
    "PermitLine",
    "RegisterImport",
    "ScheduledPermit",
    "Shipment",
    "StatusChange",
    "StockFigure",
    "Stocktake",
    "Undertaking",
    "UtilizationReport",
    "Verification",
    "VerificationResult",
]
