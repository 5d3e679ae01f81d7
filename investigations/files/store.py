"""The store: files kept unaltered under their SHA-256, and read only with their hash verified."""

import os
import tempfile
import time
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import default_storage

FOLDER = "evidence"
ARRIVING = "incoming-"
ABANDONED = 24 * 60 * 60  # seconds after which what was arriving will not arrive any more
CHUNK = 64 * 1024
IN_MEMORY = 1024 * 1024
NAME_LENGTH = 200


@dataclass(frozen=True)
class Received:
    """A file that has arrived: where it waits, its hash and its size."""

    waiting: Path
    digest: str
    size: int


def name_for(digest: str) -> str:
    return f"{FOLDER}/{digest}"


@contextmanager
def received(upload: File) -> Iterator[Received]:
    """Take in a file, hashed while it arrives. It is gone at the end unless it was kept."""
    folder = Path(default_storage.path(FOLDER))
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=ARRIVING)
    waiting = Path(name)
    try:
        digest, size = sha256(), 0
        with os.fdopen(handle, "wb") as incoming:
            for chunk in upload.chunks(CHUNK):
                digest.update(chunk)
                incoming.write(chunk)
                size += len(chunk)
            incoming.flush()
            os.fsync(incoming.fileno())
        yield Received(waiting, digest.hexdigest(), size)
    finally:
        waiting.unlink(missing_ok=True)


def keep(file: Received) -> bool:
    """Put a received file in its place, readable only; the same content is kept once.

    Returns whether what is in the place is that content: an earlier copy may have been altered.
    """
    place = Path(default_storage.path(name_for(file.digest)))
    if place.exists():
        with open(place, "rb") as kept:
            return _copied(kept, sha256()) == file.digest
    file.waiting.chmod(0o440)
    file.waiting.replace(place)
    return True


def verified_copy(digest: str) -> tuple[IO[bytes] | None, str]:
    """A copy of a kept file and the hash of that very copy; nothing when the file is missing."""
    try:
        kept = default_storage.open(name_for(digest))
    except OSError:
        return None, ""
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)
    with kept:
        found = _copied(kept, sha256(), copy)
    copy.seek(0)
    return copy, found


def digest_of(digest: str) -> str:
    """The hash that a kept file has now, or nothing when the file is missing."""
    try:
        kept = default_storage.open(name_for(digest))
    except OSError:
        return ""
    with kept:
        return _copied(kept, sha256())


def _copied(source: IO[bytes], digest, copy: IO[bytes] | None = None) -> str:
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        if copy:
            copy.write(chunk)
    return digest.hexdigest()


def clean_name(name: str) -> str:
    """The name of a file as received, without folders or characters that cannot be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, suffix = visible.rpartition(".")
    if len(visible) > NAME_LENGTH and dot and len(suffix) < 20:
        visible = f"{stem[: NAME_LENGTH - len(suffix) - 1]}.{suffix}"
    return visible[:NAME_LENGTH] or "file"


def swept() -> int:
    """Remove what processes that were killed left half arrived; returns how many there were."""
    folder = Path(default_storage.path(FOLDER))
    oldest = time.time() - ABANDONED
    left = [path for path in folder.glob(f"{ARRIVING}*") if path.stat().st_mtime < oldest]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def unknown(known: Collection[str]) -> list[str]:
    """The names of kept files that no record speaks of."""
    folder = Path(default_storage.path(FOLDER))
    kept = (path.name for path in folder.glob("*") if not path.name.startswith(ARRIVING))
    return sorted(name for name in kept if name not in known)
