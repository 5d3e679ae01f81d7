"""Windows on applications: what was applied for, how it was assessed, and amendments."""

from django.contrib import admin

from applications.models import (
    AmendmentCondition,
    AmendmentConsignee,
    AmendmentLine,
    AmendmentRequest,
    Application,
    ApplicationAssurance,
    ApplicationConsignee,
    ApplicationContact,
    ApplicationDestination,
    ApplicationDocument,
    ApplicationImport,
    ApplicationIntermediary,
    ApplicationLine,
    Consultation,
    CriterionAssessment,
    Determination,
    ExemptionClaim,
    ImportedApplicationLine,
    Ruling,
)
from audit.admin import Window


@admin.register(AmendmentRequest)
class AmendmentRequestAdmin(Window):
    list_display = ["number", "permit", "status", "received_on", "own_motion", "decided_for"]
    list_filter = ["status", "own_motion"]
    list_select_related = ["permit", "decided_for"]
    search_fields = ["number", "permit__reference"]


@admin.register(AmendmentLine)
class AmendmentLineAdmin(Window):
    list_display = ["request", "line", "quantity", "value"]
    list_select_related = ["request", "line"]
    search_fields = ["=request__number", "=request__permit__reference"]


@admin.register(AmendmentCondition)
class AmendmentConditionAdmin(Window):
    list_display = ["request", "text_en", "withdrawn"]
    list_select_related = ["request"]
    search_fields = ["=request__number", "=request__permit__reference"]


@admin.register(AmendmentConsignee)
class AmendmentConsigneeAdmin(Window):
    list_display = ["request", "party", "country", "withdrawn"]
    list_select_related = ["request", "party", "country"]
    search_fields = ["=request__number", "=request__permit__reference"]


@admin.register(Consultation)
class ConsultationAdmin(Window):
    list_display = ["number", "application", "office", "status", "answer", "due_on", "closed_on"]
    list_filter = ["status", "answer"]
    list_select_related = ["application"]
    search_fields = ["number", "application__number", "office"]


@admin.register(ExemptionClaim)
class ExemptionClaimAdmin(Window):
    list_display = ["application", "exemption", "status", "claimed_on", "decided_for", "decided_at"]
    list_filter = ["status"]
    list_select_related = ["application", "exemption", "decided_for"]
    search_fields = ["application__number"]


@admin.register(CriterionAssessment)
class CriterionAssessmentAdmin(Window):
    list_display = ["application", "criterion", "risk_before", "risk_after", "assessed_by"]
    list_filter = ["criterion", "risk_after"]
    list_select_related = ["application", "assessed_by"]
    search_fields = ["application__number"]


@admin.register(Determination)
class DeterminationAdmin(Window):
    list_display = ["application", "substantial_risk", "made_by", "made_at"]
    list_filter = ["substantial_risk"]
    list_select_related = ["application", "made_by"]
    search_fields = ["application__number"]


@admin.register(Ruling)
class RulingAdmin(Window):
    list_display = ["application", "kind", "decided_for", "decided_at", "decided_by", "order"]
    list_filter = ["kind"]
    list_select_related = ["application", "decided_for", "decided_by", "order"]
    search_fields = ["application__number", "=order__number"]


@admin.register(Application)
class ApplicationAdmin(Window):
    list_display = ["number", "applicant", "kind", "status", "received_at", "officer"]
    list_filter = ["status", "kind"]
    list_select_related = ["applicant", "officer"]
    search_fields = ["number", "applicant__name"]


class PartWindow(Window):
    """A part of an application, found by the number of that."""

    list_select_related = ["application"]
    search_fields = ["=application__number"]


@admin.register(ApplicationDestination)
class ApplicationDestinationAdmin(PartWindow):
    list_display = ["application", "country"]
    list_select_related = ["application", "country"]


@admin.register(ApplicationContact)
class ApplicationContactAdmin(PartWindow):
    list_display = ["application", "role", "contact", "telephone"]


@admin.register(ApplicationConsignee)
class ApplicationConsigneeAdmin(PartWindow):
    list_display = ["application", "position", "party", "contact"]
    list_select_related = ["application", "party"]


@admin.register(ApplicationIntermediary)
class ApplicationIntermediaryAdmin(PartWindow):
    list_display = ["application", "position", "role", "party"]
    list_select_related = ["application", "party"]


@admin.register(ApplicationLine)
class ApplicationLineAdmin(PartWindow):
    list_display = ["application", "position", "code", "item", "quantity", "value", "currency"]
    list_select_related = ["application", "item"]


@admin.register(ApplicationDocument)
class ApplicationDocumentAdmin(PartWindow):
    list_display = ["application", "position", "kind", "reference", "dated_on"]


@admin.register(ApplicationAssurance)
class ApplicationAssuranceAdmin(PartWindow):
    list_display = ["application", "assurance"]
    list_select_related = ["application", "assurance"]


@admin.register(ApplicationImport)
class ApplicationImportAdmin(Window):
    list_display = ["file_name", "imported_at", "lines_total", "lines_accepted", "lines_rejected"]
    search_fields = ["file_name", "=digest"]


@admin.register(ImportedApplicationLine)
class ImportedApplicationLineAdmin(Window):
    list_display = ["application_import", "line", "application", "column", "problem"]
    list_select_related = ["application_import", "application"]
    search_fields = ["=application__number"]
