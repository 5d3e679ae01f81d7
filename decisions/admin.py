"""Windows on decisions, their options and the batches that carry them out."""

from django.contrib import admin

from audit.admin import Window
from decisions.models import (
    Batch,
    BorderAnswer,
    Decision,
    Dispensation,
    Exclusion,
    Intent,
    IntentPermit,
    LegalOpinion,
    Notice,
    NoticedPermit,
    NoticeTemplate,
    Option,
    PermitInQuestion,
    PostalEvent,
    Representation,
    RoutingStep,
    SetAside,
    SuspensionInQuestion,
)


@admin.register(Decision)
class DecisionAdmin(Window):
    list_display = ["number", "title_en", "status", "investigation", "signed_for", "signed_at"]
    list_filter = ["status"]
    list_select_related = ["investigation", "signed_for"]
    search_fields = ["number", "title_en", "title_fr"]


@admin.register(SuspensionInQuestion)
class SuspensionInQuestionAdmin(Window):
    list_display = ["decision", "order"]
    list_select_related = ["decision", "order"]
    search_fields = ["=decision__number", "=order__number"]


@admin.register(Option)
class OptionAdmin(Window):
    list_display = ["decision", "position", "effect", "recommended"]
    list_filter = ["effect"]
    list_select_related = ["decision"]
    search_fields = ["=decision__number"]


@admin.register(Batch)
class BatchAdmin(Window):
    list_display = ["number", "decision", "status", "frozen_count", "confirmed_by", "executed_at"]
    list_filter = ["status"]
    list_select_related = ["decision", "confirmed_by"]
    search_fields = ["=number", "=decision__number"]


@admin.register(PermitInQuestion)
class PermitInQuestionAdmin(Window):
    list_display = ["decision", "permit"]
    list_select_related = ["decision", "permit"]
    search_fields = ["=decision__number", "=permit__reference"]


@admin.register(Exclusion)
class ExclusionAdmin(Window):
    list_display = ["decision", "permit", "reason_en"]
    list_select_related = ["decision", "permit"]
    search_fields = ["=decision__number", "=permit__reference"]


@admin.register(RoutingStep)
class RoutingStepAdmin(Window):
    list_display = ["decision", "from_status", "to_status", "made_at"]
    list_filter = ["to_status"]
    list_select_related = ["decision"]
    search_fields = ["=decision__number"]


@admin.register(LegalOpinion)
class LegalOpinionAdmin(Window):
    list_display = ["decision", "view", "given_at"]
    list_filter = ["view"]
    list_select_related = ["decision"]
    search_fields = ["=decision__number"]


@admin.register(SetAside)
class SetAsideAdmin(Window):
    list_display = ["decision", "by", "decided_on", "document", "replaced_by"]
    list_filter = ["by"]
    list_select_related = ["decision", "replaced_by"]
    search_fields = ["=decision__number"]


@admin.register(Intent)
class IntentAdmin(Window):
    list_display = ["number", "decision", "notified_on", "respond_by"]
    list_select_related = ["decision"]
    search_fields = ["=number", "=decision__number"]


@admin.register(IntentPermit)
class IntentPermitAdmin(Window):
    list_display = ["intent", "permit", "holder"]
    list_select_related = ["intent", "permit", "holder"]
    search_fields = ["=intent__number", "=permit__reference"]


@admin.register(Dispensation)
class DispensationAdmin(Window):
    list_display = ["decision", "reason_en"]
    list_select_related = ["decision"]
    search_fields = ["=decision__number"]


@admin.register(Representation)
class RepresentationAdmin(Window):
    list_display = ["intent", "holder", "received_on", "considered_by", "considered_at"]
    list_select_related = ["intent", "holder", "considered_by"]
    search_fields = ["=intent__number", "holder__name"]


@admin.register(NoticeTemplate)
class NoticeTemplateAdmin(Window):
    list_display = ["kind", "version", "status", "edited_by", "approved_by", "approved_at"]
    list_filter = ["kind", "status"]
    list_select_related = ["edited_by", "approved_by"]
    search_fields = ["subject_en", "subject_fr"]


@admin.register(Notice)
class NoticeAdmin(Window):
    list_display = ["number", "kind", "status", "order", "holder", "channel", "issued_at"]
    list_filter = ["kind", "status"]
    list_select_related = ["order", "holder"]
    search_fields = ["=number", "=order__number", "=decision__number"]


@admin.register(NoticedPermit)
class NoticedPermitAdmin(Window):
    list_display = ["notice", "permit"]
    list_select_related = ["notice", "permit"]
    search_fields = ["=notice__number", "=permit__reference"]


@admin.register(PostalEvent)
class PostalEventAdmin(Window):
    list_display = ["notice", "what", "happened_at", "detail"]
    list_filter = ["what"]
    list_select_related = ["notice"]
    search_fields = ["=notice__number"]


@admin.register(BorderAnswer)
class BorderAnswerAdmin(Window):
    list_display = ["scheduled", "answer", "answered_at", "reference", "source"]
    list_filter = ["answer", "source"]
    list_select_related = ["scheduled__order", "scheduled__permit"]
    search_fields = ["=scheduled__order__number", "=scheduled__permit__reference", "=reference"]
