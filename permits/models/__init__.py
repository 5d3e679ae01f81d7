"""The nouns of the register."""

from permits.models.acts import Act
from permits.models.goods import ControlListEdition, ControlListItem
from permits.models.imports import ImportedLine, RegisterImport
from permits.models.orders import Order, Outcome, ScheduledPermit, StatusChange
from permits.models.parties import Assurance, Country, CountryName, Party
from permits.models.permits import Permit
from permits.models.terms import (
    Condition,
    Consignee,
    JointDestination,
    PermitAssurance,
    PermitLine,
    Shipment,
)

__all__ = [
    "Act",
    "Assurance",
    "Condition",
    "Consignee",
    "ControlListEdition",
    "ControlListItem",
    "Country",
    "CountryName",
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
]
