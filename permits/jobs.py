"""Long work of the register: the carrying out of a large register file."""

from django.utils.translation import gettext_lazy as _

from office import work
from permits.actions.importing import import_register
from permits.models import RegisterImport

IMPORT_REGISTER = "permits.import_register"
# Files of this size and more are carried out by a job; smaller ones in the request.
LARGE = 1024 * 1024


@work.kind(IMPORT_REGISTER, _("Import of a register file"))
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
