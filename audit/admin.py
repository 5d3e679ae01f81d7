"""Windows on the record: searched and read, never a second door to it."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import reading
from audit.models import Entry, is_record


class CappedPaginator(Paginator):
    """Counts no further than anybody turns pages: beyond that, one searches."""

    LIMIT = 10_000

    @cached_property
    def count(self):
        return self.object_list.order_by()[: self.LIMIT].count()


class HouseAdmin(admin.ModelAdmin):
    """What every page of the administration shares: short lists, and our own history."""

    actions = None
    list_per_page = 50
    list_max_show_all = 50
    paginator = CappedPaginator
    show_full_result_count = False

    def get_queryset(self, request):
        """Restricted records are those the person may see anywhere else."""
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def has_delete_permission(self, request, obj=None):
        return False

    def history_view(self, request, object_id, extra_context=None):
        """The history that the database writes, in place of the administration's own notes."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if request.user.has_perm("audit.view_entry"):
            return redirect(*history_page(record))
        if not is_record(self.model):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(record)s") % {"record": record},
            "opts": self.opts,
            "original": record,
            "versions": reading.versions(self.model, record.pk, limit=reading.PAGE),
        }
        return TemplateResponse(request, "admin/record_history.html", context)


def history_page(record):
    """Where an auditor reads what became of a record: its own page, or its entry's."""
    if is_record(type(record)):
        return "audit:record_history", record._meta.label_lower, record.pk
    entry = record if isinstance(record, Entry) else record.entry
    return "audit:entry_detail", entry.sequence


class Window(HouseAdmin):
    """A window on records that only acts change: no form of it writes anything."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Entry)
class EntryAdmin(Window):
    list_display = ["sequence", "recorded_at", "person", "act", "about", "source"]
    list_display_links = ["sequence", "act"]
    list_filter = ["source"]
    ordering = ["-sequence"]
    search_fields = ["=about"]
    search_help_text = gettext_lazy("The number of a record")
    exclude = ["unfinished", "leaf_hash"]

    def get_queryset(self, request):
        return super().get_queryset(request).sealed()
