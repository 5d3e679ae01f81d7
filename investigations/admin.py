"""Windows on investigations, their evidence and their findings."""

from django.contrib import admin

from audit.admin import Window
from investigations.models import (
    Citation,
    CustodyEvent,
    Evidence,
    Finding,
    Grade,
    Investigation,
    PermitInScope,
    Question,
    Recommendation,
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
    search_fields = ["number", "title", "source", "=digest"]
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
    list_display = ["evidence", "kind", "note"]
    list_filter = ["kind"]
    list_select_related = ["evidence"]
    search_fields = ["=evidence__number"]


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
