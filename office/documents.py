"""Documents are kept by content, outside the web root, and checked each time they are read."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from accounts.models import User
from audit import ledger
from office.models import Act, Document

READ_ONLY = 0o440


def keep(content: bytes, *, name: str, media_type: str, by: User | None, reason: str) -> Document:
    """Keep bytes under their SHA-256; the same bytes are kept once, under their first name.

    The file is whole in the store before the row is written: a kill leaves no half of it.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists() or _digest_of(path) != digest:
        _write(path, content)
    with ledger.entry(by=by, action=Act.KEEP_DOCUMENT, about=name, reason=reason) as entry:
        document, _is_new = Document.objects.get_or_create(
            digest=digest,
            defaults={
                "name": name[:200],
                "media_type": media_type,
                "size": len(content),
                "entry": entry,
            },
        )
    return document


def read(document: Document) -> bytes:
    """The bytes as they were kept. Raises ``ValidationError`` when they are gone or altered."""
    try:
        content = _path(document.digest).read_bytes()
    except OSError:
        raise ValidationError(
            _("The kept file is no longer in the store."), code="file-gone"
        ) from None
    if hashlib.sha256(content).hexdigest() != document.digest:
        raise ValidationError(
            _("The kept file is not the one that was issued: its hash differs."),
            code="file-altered",
        )
    return content


def _path(digest: str) -> Path:
    return Path(default_storage.path(f"documents/{digest[:2]}/{digest}"))


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    write_whole(path, content)
    os.chmod(path, READ_ONLY)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".half-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
