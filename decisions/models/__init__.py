"""Decisions, the options they choose from, and the batches that carry them out."""

from decisions.models.acts import Act
from decisions.models.batches import Batch, BatchStatus
from decisions.models.border import Answer, AnswerSource, BorderAnswer
from decisions.models.decisions import DECIDED, Decision, DecisionStatus, PopulationKind
from decisions.models.fairness import Dispensation, Intent, IntentPermit, Representation
from decisions.models.notices import (
    Channel,
    Notice,
    NoticedPermit,
    NoticeStatus,
    PostalEvent,
    Standing,
)
from decisions.models.options import ConditionAct, Option, OptionEffect
from decisions.models.populations import Exclusion, PermitInQuestion, SuspensionInQuestion
from decisions.models.routing import LegalOpinion, LegalView, RoutingStep, SetAside, SetAsideBy
from decisions.models.templates import NoticeKind, NoticeTemplate, TemplateStatus

__all__ = [
    "DECIDED",
    "Act",
    "Answer",
    "AnswerSource",
    "Batch",
    "BatchStatus",
    "BorderAnswer",
    "Channel",
    "ConditionAct",
    "Decision",
    "DecisionStatus",
    "Dispensation",
    "Exclusion",
    "Intent",
    "IntentPermit",
    "LegalOpinion",
    "LegalView",
    "Notice",
    "NoticeKind",
    "NoticeStatus",
    "NoticeTemplate",
    "NoticedPermit",
    "Option",
    "OptionEffect",
    "PermitInQuestion",
    "PopulationKind",
    "PostalEvent",
    "Representation",
    "RoutingStep",
    "SetAside",
    "SetAsideBy",
    "Standing",
    "SuspensionInQuestion",
    "TemplateStatus",
]
