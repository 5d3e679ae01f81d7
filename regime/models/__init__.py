"""The nouns of the regime."""

from regime.models.acts import Act
from regime.models.area_lists import AreaList, AreaListCountry, AreaListEdition
from regime.models.dialogues import (
    AgreedAssurance,
    Commitment,
    Dialogue,
    FollowUp,
    Meeting,
    Participant,
)
from regime.models.effects import ChangeKind, EndUserClass, ExistingEffect, NewEffect
from regime.models.exemptions import Exemption, Precondition
from regime.models.measures import Measure, MeasureVersion
from regime.models.provisions import MeasureDate, MeasureDestination, Provision, ProvisionGoods
from regime.models.sanctions import (
    SanctionsAlias,
    SanctionsEdition,
    SanctionsName,
    SanctionsRepeal,
)
from regime.models.screening import ScreeningAnswer, ScreeningQuestion

__all__ = [
    "Act",
    "AgreedAssurance",
    "AreaList",
    "AreaListCountry",
    "AreaListEdition",
    "ChangeKind",
    "Commitment",
    "Dialogue",
    "EndUserClass",
    "Exemption",
    "ExistingEffect",
    "FollowUp",
    "Measure",
    "MeasureDate",
    "MeasureDestination",
    "MeasureVersion",
    "Meeting",
    "NewEffect",
    "Participant",
    "Precondition",
    "Provision",
    "ProvisionGoods",
    "SanctionsAlias",
    "SanctionsEdition",
    "SanctionsName",
    "SanctionsRepeal",
    "ScreeningAnswer",
    "ScreeningQuestion",
]
