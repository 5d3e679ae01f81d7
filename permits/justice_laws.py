"""What all consolidated regulations share as Justice Laws publishes them: one XML file a language.

Nothing is written here, and nothing in a file is trusted: no entity is expanded, nothing outside
it is fetched. Every refusal is one sentence that names the file.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LIMS = "{http://justice.gc.ca/lims}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAMED = 5  # how many labels a message names before it only counts them


def parsed(content: bytes, file: str) -> Element:
    """The root of a file. Raises ``ValidationError`` when it is not XML, or not safe to read."""
    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise ValidationError(
            _("The %(file)s file is not XML that can be read safely."),
            code="not-xml",
            params={"file": file},
        ) from None


def check_language(root: Element, language: str, file: str) -> None:
    """Raises ``ValidationError`` when the file is not in the language it is given for."""
    if root.get(LANGUAGE) != language:
        raise ValidationError(
            _("The %(file)s file is written in another language: were the two exchanged?"),
            code="wrong-language",
            params={"file": file},
        )


def amended_on(root: Element, file: str) -> date:
    """The day from which the text of a file is in force."""
    found = day(root, "lastAmendedDate") or day(root, "pit-date")
    if found is None:
        raise ValidationError(
            _("The %(file)s file does not say when it was last amended."),
            code="undated",
            params={"file": file},
        )
    return found


def check_same_edition(english: date, french: date) -> None:
    """Raises ``ValidationError`` when the files of the two languages are of different days."""
    if english != french:
        raise ValidationError(
            _("The two files are of different editions: %(english)s and %(french)s."),
            code="different-editions",
            params={"english": english.isoformat(), "french": french.isoformat()},
        )


def instrument(root: Element) -> str:
    """The number of the regulations: SOR/81-543."""
    return words(root.find("Identification/InstrumentNumber"))


def title(root: Element) -> str:
    return words(root.find("Identification/LongTitle")) or words(
        root.find("Identification/ShortTitle")
    )


def enabling_acts(root: Element) -> set[str]:
    """The chapters of the Acts under which the regulations are made: E-19, S-14.5."""
    references = root.findall("Identification/EnablingAuthority/XRefExternal")
    return {reference.get("link", "") for reference in references}


def day(element: Element, attribute: str) -> date | None:
    """A day that an element bears as an attribute of the publisher's."""
    try:
        return date.fromisoformat(element.get(LIMS + attribute, ""))
    except ValueError:
        return None


def words(element: Element | None) -> str:
    """The text of an element and all within it, with single spaces; no-break spaces are kept."""
    return (
        "" if element is None else re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).strip()
    )


def digest_of(english: bytes, french: bytes) -> str:
    """One hash for an edition, over those of its two files."""
    return sha256(sha256(english).digest() + sha256(french).digest()).hexdigest()


def named(labels: Iterable[str], key: Callable[[str], str] = str) -> str:
    """A few labels by name, and how many more there are."""
    ordered = sorted(labels, key=key)
    more = len(ordered) - NAMED
    few = ", ".join(ordered[:NAMED])
    return few + _(" and %(count)s more") % {"count": more} if more > 0 else few
