"""Long work of applications: a large file of them is entered by a job."""

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions.importing import import_applications, look_through
from applications.models import ApplicationImport
from office import documents, work
from office.models import Document, Job

IMPORT_APPLICATIONS = "applications.import_applications"
# Files of this size and more are entered by a job; smaller ones in the request.
LARGE = 256 * 1024


@work.kind(IMPORT_APPLICATIONS, _("Import of a file of applications"))
def import_large_file(task: work.Task) -> None:
    """One legal instant, and so one step: all of the file or nothing, done again after a kill."""
    document = Document.objects.get(pk=task.arguments["document"])
    done = ApplicationImport.objects.filter(digest=document.digest).first()
    task.expect(0 if done else 1)
    if done is None:
        content = ContentFile(documents.read(document), name=task.arguments["file_name"])
        with task.step():
            done = import_applications(content, by=task.by, reason=task.arguments["reason"])
    task.lead_to(done.get_absolute_url())


def ask_for_import(file: File, *, by: User, reason: str) -> Job:
    """Look through a file, keep it as it came, and have it entered.

    Raises ``PermissionDenied``; ``ValidationError`` when it is no file of applications, or was
    imported already.
    """
    look_through(file, by=by)
    name = (file.name or "")[-200:]
    file.seek(0)
    with transaction.atomic():
        document = documents.keep(
            file.read(), name=name, media_type="text/csv", by=by, reason=reason
        )
        return work.enqueue(
            IMPORT_APPLICATIONS,
            about=f"{document.pk} · {name}"[:120],
            by=by,
            back_to=reverse("applications:application_import"),
            document=document.pk,
            file_name=name,
            reason=reason,
        )
