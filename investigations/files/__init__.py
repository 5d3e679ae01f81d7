"""Files of evidence: how they arrive and are kept, what type they are, and what is in them."""

from investigations.files.decoding import Look, look_at, shareable_copy
from investigations.files.scanner import Verdict, scan
from investigations.files.store import (
    FOLDER,
    NAME_LENGTH,
    Received,
    clean_name,
    digest_of,
    keep,
    name_for,
    received,
    swept,
    unknown,
    verified_copy,
)
from investigations.files.types import (
    ACCEPTED,
    LOOKED_INTO,
    SHAREABLE,
    TEXTS,
    UNKNOWN_TYPE,
    agrees_with_name,
    is_accepted,
    media_type,
    text_of,
)

__all__ = [
    "ACCEPTED",
    "FOLDER",
    "LOOKED_INTO",
    "NAME_LENGTH",
    "SHAREABLE",
    "TEXTS",
    "UNKNOWN_TYPE",
    "Look",
    "Received",
    "Verdict",
    "agrees_with_name",
    "clean_name",
    "digest_of",
    "is_accepted",
    "keep",
    "look_at",
    "media_type",
    "name_for",
    "received",
    "scan",
    "shareable_copy",
    "swept",
    "text_of",
    "unknown",
    "verified_copy",
]
