"""Long work on investigations: reports are typeset; departments are reminded of answers due."""

from django.utils.translation import gettext_lazy as _

from investigations import actions
from investigations.actions import consulting
from investigations.models import PublicVersion, ReportEdition
from investigations.models.reports import Language
from office import work
from office.models import Document


@work.kind("investigations.report", _("PDF of a report"))
def report(task: work.Task) -> Document | None:
    """The edition whole, in each language that is not typeset yet."""
    edition = ReportEdition.objects.select_related("investigation").get(number=task.about)
    return _typeset(task, edition, None)


@work.kind("investigations.public_report", _("PDF of a public version"))
def public_report(task: work.Task) -> Document | None:
    """The public version, in each language that is not typeset yet."""
    version = PublicVersion.objects.select_related("edition__investigation").get(number=task.about)
    return _typeset(task, version.edition, version)


def _typeset(
    task: work.Task, edition: ReportEdition, version: PublicVersion | None
) -> Document | None:
    files = edition.files.filter(version=version)
    done = set(files.values_list("language", flat=True))
    left = [language for language in Language.values if language not in done]
    task.expect(len(left))
    document = None
    for language in left:
        with task.step():
            document = actions.typeset_report(edition, version, language, by=task.by).document
    return document


@work.regularly
def remind_departments() -> None:
    """Whoever owes an answer in a case is reminded of it in time."""
    consulting.remind_due()
