"""What is a register file at all: everything that refuses a file as a whole, with one message."""

import codecs
import csv
import io
from collections.abc import Iterator
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permits.register_files.profiles import Profile

MEGABYTE = 1024 * 1024


def inspect(file: File, profile: Profile) -> str:
    """Read a file from end to end; returns its SHA-256. Raises ``ValidationError``."""
    if file.size > settings.REGISTER_MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)s MB; a register file has %(most)s MB at most.")
            % {
                "size": -(-file.size // MEGABYTE),
                "most": settings.REGISTER_MAX_BYTES // MEGABYTE,
            },
            code="too-big",
        )
    if not file.size:
        raise ValidationError(_("The file is empty."), code="empty")
    digest = _digest_of_text(file)
    if not sum(1 for _line in read_lines(file, profile)):
        raise ValidationError(_("The file has a header and no lines."), code="header-only")
    return digest


def digest_of(file: File) -> str:
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def read_lines(file: File, profile: Profile) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Each line of a file: its number, and what it says by the profile's names for the columns.

    A line with more or fewer fields than the header gives None. Empty lines are no lines.
    Raises ``ValidationError`` when the file is not CSV with the profile's columns.
    """
    file.seek(0)
    text = io.TextIOWrapper(file.file, encoding="utf-8-sig", newline="")
    before = 0
    try:
        reader = csv.reader(text, strict=True)
        header = [name.strip() for name in next(reader, [])]
        places = _places(header, profile)
        before = reader.line_num
        for fields in reader:
            number, before = before + 1, reader.line_num
            if len(fields) == len(header):
                yield number, {fact: fields[place].strip() for fact, place in places.items()}
            elif fields:
                yield number, None
    except csv.Error:
        raise _not_csv(before + 1) from None
    finally:
        text.detach()


def _places(header: list[str], profile: Profile) -> dict[str, int]:
    if len(header) < 2:
        raise _not_csv(1)
    missing = [name for name in profile.required_columns if name not in header]
    if missing:
        raise ValidationError(
            ngettext(
                "The file has no column %(columns)s.",
                "The file lacks the columns %(columns)s.",
                len(missing),
            )
            % {"columns": ", ".join(f"“{name}”" for name in missing)},
            code="missing-column",
        )
    twice = sorted({name for name in profile.columns.values() if header.count(name) > 1})
    if twice:
        raise ValidationError(
            _("The file has several columns named %(columns)s.") % {"columns": ", ".join(twice)},
            code="column-twice",
        )
    return {fact: header.index(name) for fact, name in profile.columns.items() if name in header}


def _not_csv(line: int) -> ValidationError:
    return ValidationError(
        _("The file is not CSV with fields divided by commas: see line %(line)s.") % {"line": line},
        code="not-csv",
    )


def _digest_of_text(file: File) -> str:
    """The SHA-256 of a file of text in UTF-8; otherwise the first line that is not."""
    digest, decoder, lines = sha256(), codecs.getincrementaldecoder("utf-8")(), 1
    chunk = b""
    try:
        for chunk in file.chunks():
            digest.update(chunk)
            if b"\0" in chunk:
                raise ValidationError(
                    _("Line %(line)s holds a NUL byte: this is not a file of text.")
                    % {"line": lines + chunk[: chunk.index(b"\0")].count(b"\n")},
                    code="nul-byte",
                )
            decoder.decode(chunk)
            lines += chunk.count(b"\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("Line %(line)s is not in UTF-8. Save the file as UTF-8 and try again.")
            % {"line": lines + error.object[: error.start].count(b"\n")},
            code="not-utf-8",
        ) from None
    return digest.hexdigest()
