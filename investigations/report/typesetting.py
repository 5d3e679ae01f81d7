"""A report as PDF, in one language, whole or as the public may read it."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from investigations.models import PublicVersion, ReportEdition
from investigations.report.passages import day_in, in_language, withheld
from office.typesetting import typeset


def pdf_of(edition: ReportEdition, language: str) -> bytes:
    """The edition whole."""
    return _set(edition, edition.report, language, marking=True)


def public_pdf_of(version: PublicVersion, language: str) -> bytes:
    """What the public may read: the passages withheld are not in the data that is typeset."""
    content = withheld(version.edition.report, version.sections())
    return _set(version.edition, content, language, marking=False)


def _set(edition: ReportEdition, content: dict[str, Any], language: str, *, marking: bool) -> bytes:
    told = in_language(content, language)
    with translation.override(f"{language}-ca"):
        frozen = day_in(edition.frozen_at)[language]
        data = {
            "about": edition.number,
            "marking": _("Protected B") if marking else _("Public version"),
            "edition": _("Edition %(number)d, frozen on %(day)s by %(name)s")
            % {"number": edition.position, "day": frozen, "name": edition.frozen_by}
            if marking
            else _("Edition %(number)d, frozen on %(day)s")
            % {"number": edition.position, "day": frozen},
            "notice": "" if marking else _notice(),
            "contents": _("Contents"),
            "sections": told["sections"],
        }
    return typeset("report", data, language=language, title=told["title"], dated=edition.frozen_at)


def _notice() -> str:
    return _(
        "Passages are withheld under the Access to Information Act. Each is marked where it stood,"
        " with the section under which it is withheld."
    )
