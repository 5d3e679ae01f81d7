"""Windows on decisions, their options and the batches that carry them out."""

from django.contrib import admin

from audit.admin import Window
from decisions.models import Batch, Decision, Option, SuspensionInQuestion


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
