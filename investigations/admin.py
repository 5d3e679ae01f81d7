"""Windows on investigations, their evidence and their findings."""

from django.contrib import admin

from audit.admin import Window
from investigations.models import (
    Basis,
    BasisReview,
    CaseConsultation,
    Challenge,
    ChallengeAnswer,
    Citation,
    ConsultationReminder,
    ConsultedPermit,
    CustodyEvent,
    Declaration,
    Dissent,
    EmbeddedFact,
    Evidence,
    EvidenceFile,
    EvidenceRelease,
    Explanation,
    Finding,
    Grade,
    InformationRequest,
    InterestRuling,
    Investigation,
    Membership,
    Occurrence,
    PeerReview,
    PermitInScope,
    Place,
    Population,
    PopulationPermit,
    PublicVersion,
    Question,
    Recommendation,
    Reminder,
    ReportEdition,
    ReportFile,
    ReportTexts,
    RequestOutcome,
    Trace,
    TraceMatch,
    Weighing,
    Withholding,
)


@admin.register(Investigation)
class InvestigationAdmin(Window):
    list_display = ["number", "title", "status", "lead", "opened_at"]
    list_filter = ["status"]
    list_select_related = ["lead"]
    search_fields = ["number", "title"]


@admin.register(Question)
class QuestionAdmin(Window):
    list_display = ["investigation", "position", "text"]
    list_select_related = ["investigation"]
    search_fields = ["=investigation__number", "text"]


@admin.register(PermitInScope)
class PermitInScopeAdmin(Window):
    list_display = ["investigation", "permit", "result", "reviewed_by", "reviewed_at"]
    list_filter = ["result"]
    list_select_related = ["investigation", "permit", "reviewed_by"]
    search_fields = ["=investigation__number", "permit__reference__startswith"]
    ordering = ["-pk"]


@admin.register(Evidence)
class EvidenceAdmin(Window):
    list_display = ["number", "kind", "title", "source", "captured_at"]
    list_filter = ["kind"]
    search_fields = ["number", "title", "source", "=files__digest"]
    # Whoever opens a file is named in its chain of custody: not from here.
    exclude = ["file"]


@admin.register(Grade)
class GradeAdmin(Window):
    list_display = ["evidence", "reliability", "credibility", "confirmed_by"]
    list_filter = ["reliability", "credibility"]
    list_select_related = ["evidence", "confirmed_by"]
    search_fields = ["=evidence__number"]


@admin.register(CustodyEvent)
class CustodyEventAdmin(Window):
    list_display = ["evidence", "file", "kind", "handed_by", "handed_to", "note"]
    list_filter = ["kind"]
    list_select_related = ["evidence", "file"]
    search_fields = ["=evidence__number"]


@admin.register(EvidenceFile)
class EvidenceFileAdmin(Window):
    list_display = ["evidence", "name", "role", "media_type", "size", "altered", "scan"]
    list_filter = ["role", "altered", "scan"]
    list_select_related = ["evidence"]
    search_fields = ["=evidence__number", "name", "=digest"]


@admin.register(EmbeddedFact)
class EmbeddedFactAdmin(Window):
    list_display = ["file", "kind", "value"]
    list_filter = ["kind"]
    list_select_related = ["file"]
    search_fields = ["=file__evidence__number", "value"]


@admin.register(EvidenceRelease)
class EvidenceReleaseAdmin(Window):
    list_display = ["evidence", "person"]
    list_select_related = ["evidence", "person"]
    search_fields = ["=evidence__number", "person__name"]


@admin.register(Finding)
class FindingAdmin(Window):
    list_display = ["number", "kind", "standard", "status", "author", "closed_by"]
    list_filter = ["status", "kind", "standard"]
    list_select_related = ["author", "closed_by"]
    search_fields = ["number", "statement_en", "statement_fr"]


@admin.register(Citation)
class CitationAdmin(Window):
    list_display = ["finding", "evidence", "stance", "grade"]
    list_filter = ["stance"]
    list_select_related = ["finding", "evidence", "grade"]
    search_fields = ["=finding__number", "=evidence__number"]


@admin.register(Recommendation)
class RecommendationAdmin(Window):
    list_display = ["investigation", "made_by", "made_at"]
    list_select_related = ["investigation", "made_by"]
    search_fields = ["=investigation__number", "text_en", "text_fr"]


@admin.register(PeerReview)
class PeerReviewAdmin(Window):
    list_display = ["finding", "round", "result", "reviewer", "reviewed_at"]
    list_filter = ["result"]
    list_select_related = ["finding", "reviewer"]
    search_fields = ["=finding__number", "comments"]


@admin.register(Dissent)
class DissentAdmin(Window):
    list_display = ["finding", "name", "recorded_by", "stated_at"]
    list_select_related = ["finding", "recorded_by"]
    search_fields = ["=finding__number", "name"]


@admin.register(BasisReview)
class BasisReviewAdmin(Window):
    list_display = ["finding", "outcome", "reviewed_by", "reviewed_at"]
    list_filter = ["outcome"]
    list_select_related = ["finding", "reviewed_by"]
    search_fields = ["=finding__number"]


@admin.register(ReportTexts)
class ReportTextsAdmin(Window):
    list_display = ["investigation"]
    list_select_related = ["investigation"]
    search_fields = ["=investigation__number"]


@admin.register(ReportEdition)
class ReportEditionAdmin(Window):
    list_display = ["number", "investigation", "position", "frozen_by", "frozen_at"]
    list_select_related = ["investigation", "frozen_by"]
    search_fields = ["number", "=investigation__number", "=digest"]
    exclude = ["content"]


@admin.register(PublicVersion)
class PublicVersionAdmin(Window):
    list_display = ["number", "edition", "status", "prepared_by", "released_by"]
    list_filter = ["status"]
    list_select_related = ["edition", "prepared_by", "released_by"]
    search_fields = ["number", "=edition__number"]


@admin.register(Withholding)
class WithholdingAdmin(Window):
    list_display = ["version", "passage", "section"]
    list_filter = ["section"]
    list_select_related = ["version"]
    search_fields = ["=version__number", "passage"]


@admin.register(ReportFile)
class ReportFileAdmin(Window):
    list_display = ["edition", "version", "language", "document"]
    list_filter = ["language"]
    list_select_related = ["edition", "version", "document"]
    search_fields = ["=edition__number", "=document__digest"]


@admin.register(Explanation)
class ExplanationAdmin(Window):
    list_display = ["question", "position", "text_en", "proposed_by", "withdrawn_at"]
    list_select_related = ["question", "proposed_by"]
    search_fields = ["=question__investigation__number", "text_en", "text_fr"]


@admin.register(Weighing)
class WeighingAdmin(Window):
    list_display = ["evidence", "explanation", "bearing", "weighed_by", "weighed_at"]
    list_filter = ["bearing"]
    list_select_related = ["evidence", "explanation", "weighed_by"]
    search_fields = ["=evidence__number", "why"]


@admin.register(Place)
class PlaceAdmin(Window):
    list_display = ["investigation", "name", "country", "latitude", "longitude"]
    list_select_related = ["investigation", "country"]
    search_fields = ["=investigation__number", "name"]


@admin.register(Occurrence)
class OccurrenceAdmin(Window):
    list_display = ["investigation", "title", "happened_on", "precision", "place"]
    list_filter = ["precision"]
    list_select_related = ["investigation", "place"]
    search_fields = ["=investigation__number", "title"]


@admin.register(Basis)
class BasisAdmin(Window):
    list_display = ["occurrence", "evidence"]
    list_select_related = ["occurrence", "evidence"]
    search_fields = ["=evidence__number", "occurrence__title"]


@admin.register(Population)
class PopulationAdmin(Window):
    list_display = ["investigation", "title", "as_of", "status", "count"]
    list_filter = ["status"]
    list_select_related = ["investigation"]
    search_fields = ["=investigation__number", "title"]


@admin.register(PopulationPermit)
class PopulationPermitAdmin(Window):
    list_display = ["population", "permit", "version", "stood"]
    list_select_related = ["population", "permit"]
    search_fields = ["permit__reference__startswith", "=population__investigation__number"]


@admin.register(CaseConsultation)
class CaseConsultationAdmin(Window):
    list_display = ["number", "office", "subject", "due_on", "status", "position"]
    list_filter = ["status"]
    search_fields = ["number", "office", "subject"]


@admin.register(ConsultedPermit)
class ConsultedPermitAdmin(Window):
    list_display = ["consultation", "scope", "position", "answered_by"]
    list_filter = ["position"]
    list_select_related = ["consultation", "scope__permit", "scope__investigation", "answered_by"]
    search_fields = ["=consultation__number", "scope__permit__reference__startswith"]


@admin.register(ConsultationReminder)
class ConsultationReminderAdmin(Window):
    list_display = ["consultation", "recipients"]
    list_select_related = ["consultation"]
    search_fields = ["=consultation__number"]


@admin.register(Membership)
class MembershipAdmin(Window):
    list_display = ["investigation", "person", "role", "joined_on", "left_on"]
    list_filter = ["role"]
    list_select_related = ["investigation", "person"]
    search_fields = ["=investigation__number", "person__name"]


@admin.register(Declaration)
class DeclarationAdmin(Window):
    list_display = ["investigation", "person", "declared_at"]
    list_select_related = ["investigation", "person"]
    search_fields = ["=investigation__number", "person__name"]


@admin.register(InterestRuling)
class InterestRulingAdmin(Window):
    list_display = ["declaration", "outcome", "decided_by", "decided_at"]
    list_filter = ["outcome"]
    list_select_related = ["declaration__investigation", "declaration__person", "decided_by"]
    search_fields = ["=declaration__investigation__number", "declaration__person__name"]


@admin.register(Challenge)
class ChallengeAdmin(Window):
    list_display = ["number", "evidence", "party", "capacity", "received_on"]
    list_filter = ["capacity"]
    list_select_related = ["evidence"]
    search_fields = ["number", "party", "=evidence__number"]


@admin.register(ChallengeAnswer)
class ChallengeAnswerAdmin(Window):
    list_display = ["challenge", "effect", "answered_by", "answered_on"]
    list_filter = ["effect"]
    list_select_related = ["challenge", "answered_by"]
    search_fields = ["=challenge__number"]


@admin.register(Trace)
class TraceAdmin(Window):
    list_display = ["evidence", "component", "model", "serial", "batch", "place"]
    list_select_related = ["evidence"]
    search_fields = ["=evidence__number", "component", "model", "serial", "batch"]


@admin.register(TraceMatch)
class TraceMatchAdmin(Window):
    list_display = ["trace", "status", "line", "shipment", "matched_by"]
    list_filter = ["status"]
    list_select_related = ["trace", "line", "shipment", "matched_by"]
    search_fields = ["=trace__evidence__number", "trace__serial"]


@admin.register(InformationRequest)
class InformationRequestAdmin(Window):
    list_display = ["number", "investigation", "addressee", "sent_on", "due_on"]
    list_filter = ["addressee_kind", "channel"]
    list_select_related = ["investigation"]
    search_fields = ["number", "addressee", "=investigation__number"]


@admin.register(Reminder)
class ReminderAdmin(Window):
    list_display = ["request", "sent_on", "due_on", "sent_by"]
    list_select_related = ["request", "sent_by"]
    search_fields = ["=request__number"]


@admin.register(RequestOutcome)
class RequestOutcomeAdmin(Window):
    list_display = ["request", "outcome", "on", "evidence"]
    list_filter = ["outcome"]
    list_select_related = ["request", "evidence"]
    search_fields = ["=request__number", "=evidence__number"]
