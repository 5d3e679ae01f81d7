"""The register in the administration: reference data are kept here, all else is a window."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin import RecordedAdmin
from audit.admin import Window
from permits.codes import sort_key
from permits.models import (
    Assurance,
    AssuranceLine,
    Condition,
    Consignee,
    ControlListEdition,
    ControlListItem,
    Country,
    CountryName,
    DeliveryVerification,
    ImportedLine,
    JointDestination,
    Order,
    Outcome,
    Party,
    Permit,
    PermitAssurance,
    PermitLine,
    RegisterImport,
    ScheduledPermit,
    Shipment,
    StatusChange,
    Undertaking,
    UtilizationReport,
    Verification,
    VerificationResult,
)

NUMBER = _("The number of a permit, or how it begins")


class CountryNameInline(admin.TabularInline):
    model = CountryName
    extra = 0
    can_delete = False


@admin.register(Country)
class CountryAdmin(RecordedAdmin):
    named_by = "code"
    inlines = [CountryNameInline]
    list_display = ["code", "name_en", "name_fr"]
    search_fields = ["=code", "name_en", "name_fr", "names__name_en", "names__name_fr"]


@admin.register(ControlListEdition)
class ControlListEditionAdmin(RecordedAdmin):
    named_by = "instrument"
    list_display = ["control_list", "instrument", "in_force_from", "consolidated_on"]
    list_filter = ["control_list"]
    search_fields = ["instrument", "digest"]


@admin.register(ControlListItem)
class ControlListItemAdmin(RecordedAdmin):
    named_by = "code"
    list_display = ["code", "edition", "group", "state", "text_en"]
    list_filter = ["state", "group"]
    list_select_related = ["edition"]
    search_fields = ["code", "text_en", "text_fr"]

    def save_model(self, request, obj, form, change):
        obj.sort_key = sort_key(obj.code)
        super().save_model(request, obj, form, change)


@admin.register(Permit)
class PermitAdmin(Window):
    list_display = [
        "reference", "kind", "status", "holder", "destination", "valid_from", "valid_until"
    ]  # fmt: skip
    list_filter = ["status", "kind"]
    list_select_related = ["holder", "destination"]
    search_fields = ["reference__startswith"]
    search_help_text = NUMBER


@admin.register(PermitLine)
class PermitLineAdmin(Window):
    list_display = ["permit", "position", "code", "item", "quantity", "unit", "value", "currency"]
    list_select_related = ["permit", "item"]
    search_fields = ["permit__reference__startswith"]
    search_help_text = NUMBER
    ordering = ["-pk"]


@admin.register(Party)
class PartyAdmin(Window):
    list_display = ["name", "country", "language"]
    list_select_related = ["country"]
    search_fields = ["name"]


@admin.register(Assurance)
class AssuranceAdmin(Window):
    list_display = ["reference", "kind", "issuer", "given_on", "valid_until"]
    list_filter = ["kind"]
    list_select_related = ["issuer"]
    search_fields = ["reference", "issuer__name"]


@admin.register(Undertaking)
class UndertakingAdmin(Window):
    list_display = ["assurance", "position", "kind", "wording"]
    list_filter = ["kind"]
    list_select_related = ["assurance"]
    search_fields = ["=assurance__reference", "wording"]
    ordering = ["-pk"]


@admin.register(AssuranceLine)
class AssuranceLineAdmin(Window):
    list_display = ["assurance", "position", "code", "description", "quantity", "value"]
    list_select_related = ["assurance"]
    search_fields = ["=assurance__reference", "code"]
    ordering = ["-pk"]


@admin.register(PermitAssurance)
class PermitAssuranceAdmin(Window):
    list_display = ["permit", "assurance"]
    list_select_related = ["permit", "assurance"]
    search_fields = ["permit__reference__startswith", "=assurance__reference"]
    ordering = ["-pk"]


@admin.register(Consignee)
class ConsigneeAdmin(Window):
    list_display = ["permit", "party", "country"]
    list_select_related = ["permit", "party", "country"]
    search_fields = ["permit__reference__startswith"]
    search_help_text = NUMBER
    ordering = ["-pk"]


@admin.register(JointDestination)
class JointDestinationAdmin(Window):
    list_display = ["permit", "country"]
    list_select_related = ["permit", "country"]
    search_fields = ["permit__reference__startswith"]
    search_help_text = NUMBER
    ordering = ["-pk"]


@admin.register(Condition)
class ConditionAdmin(Window):
    list_display = ["permit", "text_en", "text_fr"]
    list_select_related = ["permit"]
    search_fields = ["permit__reference__startswith"]
    search_help_text = NUMBER
    ordering = ["-pk"]


@admin.register(Shipment)
class ShipmentAdmin(Window):
    list_display = ["reference", "line", "shipped_on", "reported_on", "quantity", "value"]
    list_select_related = ["line"]
    search_fields = ["reference", "line__permit__reference__startswith"]
    ordering = ["-pk"]


@admin.register(Verification)
class VerificationAdmin(Window):
    list_display = ["number", "permit", "asked_of", "requested_on", "due_on"]
    list_select_related = ["permit", "asked_of"]
    search_fields = ["number", "permit__reference__startswith"]


@admin.register(VerificationResult)
class VerificationResultAdmin(Window):
    list_display = ["verification", "result", "found_on", "found_by"]
    list_filter = ["result"]
    list_select_related = ["verification"]
    search_fields = ["verification__number"]
    ordering = ["-pk"]


@admin.register(DeliveryVerification)
class DeliveryVerificationAdmin(Window):
    list_display = ["reference", "shipment", "issued_by", "delivered_on", "received_on"]
    list_select_related = ["shipment"]
    search_fields = ["reference", "shipment__line__permit__reference__startswith"]
    ordering = ["-pk"]


@admin.register(UtilizationReport)
class UtilizationReportAdmin(Window):
    list_display = ["permit", "period_from", "period_until", "received_on", "nothing_shipped"]
    list_select_related = ["permit"]
    search_fields = ["permit__reference__startswith"]
    search_help_text = NUMBER
    ordering = ["-pk"]


@admin.register(Order)
class OrderAdmin(Window):
    list_display = ["number", "kind", "status", "title_en", "effective_at", "signed_for"]
    list_filter = ["kind", "status"]
    list_select_related = ["signed_for"]
    search_fields = ["number", "title_en", "title_fr"]


@admin.register(StatusChange)
class StatusChangeAdmin(Window):
    list_display = ["permit", "from_status", "to_status", "order", "effective_at"]
    list_select_related = ["permit", "order"]
    search_fields = ["permit__reference__startswith", "=order__number"]
    ordering = ["-pk"]


@admin.register(ScheduledPermit)
class ScheduledPermitAdmin(Window):
    list_display = ["order", "list_number", "permit", "version"]
    list_select_related = ["order", "permit"]
    search_fields = ["permit__reference__startswith", "=order__number"]
    ordering = ["-pk"]


@admin.register(Outcome)
class OutcomeAdmin(Window):
    list_display = ["scheduled", "carried_out", "refusals"]
    list_filter = ["carried_out"]
    list_select_related = ["scheduled__order", "scheduled__permit"]
    search_fields = ["scheduled__permit__reference__startswith", "=scheduled__order__number"]
    ordering = ["-pk"]


@admin.register(RegisterImport)
class RegisterImportAdmin(Window):
    list_display = [
        "file_name", "profile", "status", "lines_total", "lines_accepted", "lines_warned",
        "lines_rejected",
    ]  # fmt: skip
    list_filter = ["status"]
    search_fields = ["file_name", "=digest"]
    # The file itself is read through the pages of the register, never from here.
    exclude = ["file"]


@admin.register(ImportedLine)
class ImportedLineAdmin(Window):
    list_display = ["register_import", "line", "result", "permit", "column", "value", "problem"]
    list_filter = ["result"]
    list_select_related = ["register_import", "permit"]
    search_fields = ["permit__reference__startswith", "=problem"]
    ordering = ["-pk"]
