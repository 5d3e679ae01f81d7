"""Documents are kept by content, outside the web root, and checked each time they are read."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from accounts.models import User
from audit import ledger
from office.models import Act, Document

READ_ONLY = 0o440
CHUNK = 64 * 1024
IN_MEMORY = 1024 * 1024


def keep(content: bytes, *, name: str, media_type: str, by: User | None, reason: str) -> Document:
    """Keep bytes under their SHA-256; the same bytes are kept once, under their first name.

    The file is whole in the store before the row is written: a kill leaves no half of it.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists() or _digest_of(path) != digest:
        _write(path, content)
    return _on_record(digest, len(content), name=name, media_type=media_type, by=by, reason=reason)


def keep_file(
    source: Path, *, name: str, media_type: str, by: User | None, reason: str
) -> Document:
    """Keep what a file holds, in the memory of one chunk; the file itself stays where it is."""
    with open(source, "rb") as file:
        digest = _copied(file)
        path = _path(digest)
        if not path.exists() or _digest_of(path) != digest:
            file.seek(0)
            _write(path, file)
        size = file.tell()
    return _on_record(digest, size, name=name, media_type=media_type, by=by, reason=reason)


def _on_record(
    digest: str, size: int, *, name: str, media_type: str, by: User | None, reason: str
) -> Document:
    with ledger.entry(by=by, action=Act.KEEP_DOCUMENT, about=name, reason=reason) as entry:
        document, _is_new = Document.objects.get_or_create(
            digest=digest,
            defaults={"name": name[:200], "media_type": media_type, "size": size, "entry": entry},
        )
    return document


def read(document: Document) -> bytes:
    """The bytes as they were kept. Raises ``ValidationError`` when they are gone or altered."""
    with opened(document) as copy:
        return copy.read()


def opened(document: Document) -> IO[bytes]:
    """A copy of the kept bytes to read from: the very one whose hash was verified.

    Raises ``ValidationError`` when they are gone or altered.
    """
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)
    try:
        with open(_path(document.digest), "rb") as kept:
            found = _copied(kept, copy)
    except OSError:
        copy.close()
        raise ValidationError(
            _("The kept file is no longer in the store."), code="file-gone"
        ) from None
    if found != document.digest:
        copy.close()
        raise ValidationError(
            _("The kept file is not the one that was issued: its hash differs."),
            code="file-altered",
        )
    copy.seek(0)
    return copy


def _path(digest: str) -> Path:
    return Path(default_storage.path(f"documents/{digest[:2]}/{digest}"))


def _digest_of(path: Path) -> str:
    with open(path, "rb") as file:
        return _copied(file)


def _copied(source: IO[bytes], copy: IO[bytes] | None = None) -> str:
    """The SHA-256 of what is read to its end, copied on the way where a copy is asked for."""
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        if copy is not None:
            copy.write(chunk)
    return digest.hexdigest()


def _write(path: Path, content: bytes | IO[bytes]) -> None:
    write_whole(path, content)
    os.chmod(path, READ_ONLY)


def write_whole(path: Path, content: bytes | IO[bytes]) -> None:
    """Write a file that is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".half-")
    try:
        with os.fdopen(handle, "wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                shutil.copyfileobj(content, file, CHUNK)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
