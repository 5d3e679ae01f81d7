"""Long work of the register: the carrying out of a large file, and long lists as files."""

from hashlib import sha256
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.roles import require
from office import work
from office.models import Document, Job
from permits.actions.importing import import_register
from permits.exporting import Listing, Position, cells_of, headings, list_name, write_list
from permits.filters import PermitFilter
from permits.models import Permit, RegisterImport
from permits.paging import rows_after, texts_of

IMPORT_REGISTER = "permits.import_register"
EXPORT_REGISTER = "permits.export_register"
# Files of this size and more are carried out by a job; smaller ones in the request.
LARGE = 1024 * 1024
MOST_OF_ADDRESS = Job._meta.get_field("back_to").max_length


@work.kind(IMPORT_REGISTER, gettext_lazy("Import of a register file"))
def import_large_register(task: work.Task) -> None:
    """One legal instant, and so one step: all of the file or nothing, done again after a kill."""
    kept = RegisterImport.objects.get(pk=task.arguments["register_import"])
    task.expect(0 if kept.is_imported else 1)
    if not kept.is_imported:
        with task.step():
            import_register(kept, by=task.by, reason=task.arguments["reason"])


def ask_for_import(kept, *, by, reason):
    """Have a kept file carried out; its job shows how far that is."""
    return work.enqueue(
        IMPORT_REGISTER,
        about=f"{kept.pk} · {kept.file_name}"[:120],
        by=by,
        back_to=kept.get_absolute_url(),
        register_import=kept.pk,
        reason=reason,
    )


@work.kind(EXPORT_REGISTER, gettext_lazy("List of permits as a file"))
def export_long_list(task: work.Task) -> Document:
    """What matches the question of a list and its reader may see, in the order of the list."""
    require(task.by, "permits.export_permit")
    asked = QueryDict(task.arguments["query"])
    register = PermitFilter(asked, queryset=Permit.objects.visible_to(task.by))
    keys = register.keys

    def some(position: Position, most: int) -> list[tuple[list[str], list[Any]]]:
        rows = register.permits.with_rows().select_related("end_user")
        found = rows_after(rows, keys, position)[:most]
        return [(texts_of(permit, keys), cells_of(permit)) for permit in found]

    def left(position: Position) -> int:
        return rows_after(register.permits, keys, position).order_by().count()

    return write_list(
        task,
        Listing(list_name(), headings(), some, left),
        reason=_("Asked for as a file: %(query)s") % {"query": task.arguments["query"] or "–"},
    )


def ask_for_list(query: QueryDict, *, by: User, back_to: str) -> Job:
    """Have a long list written as a file; the same question of one person is asked once."""
    asked = query.urlencode()
    return work.enqueue(
        EXPORT_REGISTER,
        about=about_question(by, asked),
        by=by,
        back_to=back_to if len(back_to) <= MOST_OF_ADDRESS else "",
        query=asked,
    )


def about_question(by: User, asked: str) -> str:
    """The name of a question that one person asks: its file is that person's own."""
    return f"{by.get_username()[:80]} · {sha256(asked.encode()).hexdigest()[:12]}"
