"""Windows on the regime: measures and their versions, exemptions and preconditions."""

from django.contrib import admin

from audit.admin import Window
from regime.models import (
    AgreedAssurance,
    AreaListCountry,
    AreaListEdition,
    Commitment,
    Dialogue,
    Exemption,
    FollowUp,
    Measure,
    MeasureDate,
    MeasureDestination,
    MeasureVersion,
    Meeting,
    Participant,
    Precondition,
    Provision,
    ProvisionGoods,
    SanctionsAlias,
    SanctionsEdition,
    SanctionsName,
    SanctionsRepeal,
    ScreeningQuestion,
)


@admin.register(Measure)
class MeasureAdmin(Window):
    list_display = ["number", "title_en", "title_fr"]
    search_fields = ["number", "title_en", "title_fr"]


@admin.register(MeasureVersion)
class MeasureVersionAdmin(Window):
    list_display = ["measure", "position", "change", "status", "starts_at", "ends_at", "signed_for"]
    list_filter = ["status", "change"]
    list_select_related = ["measure", "signed_for"]
    search_fields = ["=measure__number", "instrument", "=notice_number"]


@admin.register(MeasureDestination)
class MeasureDestinationAdmin(Window):
    list_display = ["version", "country"]
    list_select_related = ["version__measure", "country"]
    search_fields = ["=version__measure__number", "=country__code"]


@admin.register(MeasureDate)
class MeasureDateAdmin(Window):
    list_display = ["version", "day", "source"]
    list_select_related = ["version__measure"]
    search_fields = ["=version__measure__number", "source"]


@admin.register(Provision)
class ProvisionAdmin(Window):
    list_display = ["version", "position", "new_effect", "existing_effect", "end_user_class"]
    list_filter = ["new_effect", "existing_effect"]
    list_select_related = ["version__measure"]
    search_fields = ["=version__measure__number"]


@admin.register(ProvisionGoods)
class ProvisionGoodsAdmin(Window):
    list_display = ["provision", "code", "excluded"]
    list_filter = ["excluded"]
    list_select_related = ["provision__version__measure"]
    search_fields = ["=provision__version__measure__number", "=code"]


@admin.register(Exemption)
class ExemptionAdmin(Window):
    list_display = ["version", "position", "programme", "title_en", "granted_by", "effect"]
    list_filter = ["programme", "granted_by"]
    list_select_related = ["version__measure"]
    search_fields = ["=version__measure__number", "title_en", "title_fr"]


@admin.register(Precondition)
class PreconditionAdmin(Window):
    list_display = ["version", "position", "title_en", "status", "settled_on", "settled_by"]
    list_filter = ["status"]
    list_select_related = ["version__measure", "settled_by"]
    search_fields = ["=version__measure__number", "title_en", "title_fr"]


@admin.register(AreaListEdition)
class AreaListEditionAdmin(Window):
    list_display = ["area_list", "instrument", "in_force_from", "consolidated_on", "recorded_at"]
    list_filter = ["area_list"]
    search_fields = ["instrument", "=digest"]


@admin.register(AreaListCountry)
class AreaListCountryAdmin(Window):
    list_display = ["edition", "country", "name_en", "name_fr", "listed_from"]
    list_filter = ["edition__area_list"]
    list_select_related = ["edition", "country"]
    search_fields = ["=country__code", "name_en", "name_fr"]


@admin.register(SanctionsEdition)
class SanctionsEditionAdmin(Window):
    list_display = ["instrument", "title_en", "country", "in_force_from", "recorded_at"]
    list_filter = ["act"]
    list_select_related = ["country"]
    search_fields = ["instrument", "title_en", "title_fr", "=digest"]


@admin.register(SanctionsName)
class SanctionsNameAdmin(Window):
    list_display = ["name_en", "name_fr", "kind", "part", "label", "born", "edition"]
    list_filter = ["kind"]
    list_select_related = ["edition"]
    search_fields = ["text_en", "text_fr"]


@admin.register(SanctionsAlias)
class SanctionsAliasAdmin(Window):
    list_display = ["text", "language", "name"]
    list_filter = ["language"]
    list_select_related = ["name"]
    search_fields = ["text"]


@admin.register(SanctionsRepeal)
class SanctionsRepealAdmin(Window):
    list_display = ["instrument", "repealed_on", "repealing", "recorded_at"]
    search_fields = ["instrument", "repealing"]


@admin.register(ScreeningQuestion)
class ScreeningQuestionAdmin(Window):
    list_display = ["party_name", "name", "kind", "score", "answer", "answered_by", "withdrawn_at"]
    list_filter = ["kind", "answer"]
    list_select_related = ["name", "answered_by"]
    search_fields = ["party_name", "matched_text"]


@admin.register(Dialogue)
class DialogueAdmin(Window):
    list_display = ["number", "country", "title_en", "opened_on", "closed_on"]
    list_select_related = ["country"]
    search_fields = ["number", "title_en", "title_fr"]


@admin.register(Meeting)
class MeetingAdmin(Window):
    list_display = ["dialogue", "held_on", "subject", "place"]
    list_select_related = ["dialogue"]
    search_fields = ["=dialogue__number", "subject"]


@admin.register(Participant)
class ParticipantAdmin(Window):
    list_display = ["meeting", "side", "office", "person"]
    list_filter = ["side"]
    list_select_related = ["meeting"]
    search_fields = ["=meeting__dialogue__number", "office", "person"]


@admin.register(AgreedAssurance)
class AgreedAssuranceAdmin(Window):
    list_display = ["meeting", "assurance"]
    list_select_related = ["meeting", "assurance"]
    search_fields = ["=meeting__dialogue__number", "=assurance__reference"]


@admin.register(Commitment)
class CommitmentAdmin(Window):
    list_display = ["dialogue", "side", "text_en", "due_on", "outcome"]
    list_filter = ["outcome", "side"]
    list_select_related = ["dialogue"]
    search_fields = ["=dialogue__number", "text_en", "text_fr"]


@admin.register(FollowUp)
class FollowUpAdmin(Window):
    list_display = ["commitment", "followed_on", "outcome", "next_on"]
    list_filter = ["outcome"]
    list_select_related = ["commitment"]
    search_fields = ["=commitment__dialogue__number", "note"]
