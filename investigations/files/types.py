"""The type of a file by its content, never by its name; which types are accepted and shown."""

import codecs
import mimetypes
from typing import IO

import puremagic
from django.utils.translation import gettext_lazy as _

CHUNK = 64 * 1024
UNKNOWN_TYPE = "application/octet-stream"
TEXT = "text/plain"
SHOWN_TEXT = 200_000  # characters

PICTURES = {"image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/bmp"}
TEXTS = {TEXT, "message/rfc822"}
PREVIEWED = PICTURES | {"application/pdf"}
SHAREABLE = PREVIEWED
_OFFICE = "application/vnd.openxmlformats-officedocument"
_HEIC = {"image/heic", "image/heif"}
_OPEN_DOCUMENTS = {
    f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet",
    f"{_OFFICE}.presentationml.presentation", "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
}  # fmt: skip
_FILMS = {"video/mp4", "video/quicktime", "video/3gpp", "audio/mp4", "audio/x-m4a"}
# Of these the embedded facts are read, whether a picture is made of them or not.
LOOKED_INTO = PREVIEWED | _HEIC | _FILMS | _OPEN_DOCUMENTS
ACCEPTED = [
    (
        _("Pictures (JPEG, PNG, GIF, WebP, TIFF, BMP, HEIC)"),
        PICTURES | _HEIC,
    ),
    (_("Video and sound (MP4, MOV, WebM, Matroska, AVI, MPEG, MP3, WAV, Ogg)"), _FILMS | {
        "video/webm", "video/x-matroska", "video/x-msvideo", "video/avi", "video/mpeg",
        "video/ogg", "audio/mpeg", "audio/x-wav", "audio/wav", "audio/wave", "audio/ogg",
    }),
    (_("PDF"), {"application/pdf"}),
    (_("Text, including CSV and JSON"), {TEXT}),
    (_("E-mail"), {"message/rfc822", "application/vnd.ms-outlook"}),
    (_("Web pages as captured (HTML, SVG, XML, MHTML, WARC)"), {
        "text/html", "image/svg+xml", "text/xml", "multipart/related", "application/warc",
    }),
    (_("Office documents"), _OPEN_DOCUMENTS | {"application/msword"}),
    (_("Archives (ZIP), never unpacked here"), {"application/zip"}),
]  # fmt: skip
_ACCEPTED = frozenset().union(*(types for _words, types in ACCEPTED))

# What begins so is known at once, before anybody is asked who guesses more widely.
_BEGINNINGS = [
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"WARC/", "application/warc"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
]
_EXECUTABLE = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
_EXECUTABLE_TYPE = "application/x-executable"
_PACKED = [
    (b"word/", f"{_OFFICE}.wordprocessingml.document"),
    (b"xl/", f"{_OFFICE}.spreadsheetml.sheet"),
    (b"ppt/", f"{_OFFICE}.presentationml.presentation"),
    (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
    (b"opendocument.presentation", "application/vnd.oasis.opendocument.presentation"),
]
# The beginnings of the brands that films and pictures of one family of formats bear.
_BRANDS = [
    (b"qt  ", "video/quicktime"),
    (b"3g", "video/3gpp"),
    *((brand, "audio/mp4") for brand in (b"M4A", b"M4B")),
    *((brand, "image/heic") for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc")),
    *((brand, "image/heif") for brand in (b"mif1", b"msf1")),
    *((brand, "video/mp4") for brand in (b"mp4", b"iso", b"avc1", b"M4V", b"dash", b"MSNV")),
]
_HEADERS = (b"received:", b"return-path:", b"delivered-to:", b"message-id:", b"from:", b"date:")


def media_type(file: IO[bytes]) -> str:
    """The type of a file by its content, or bytes of no known type."""
    file.seek(0)
    head = file.read(CHUNK)
    file.seek(0)
    return _known_type(head) or _text_type(head) or _binary_type(head) or _guessed(head)


def is_accepted(found: str) -> bool:
    return found in _ACCEPTED


def _known_type(head: bytes) -> str:
    return next((found for start, found in _BEGINNINGS if head.startswith(start)), "")


def _binary_type(head: bytes) -> str:
    """What is no text: programs, and formats whose beginning a text may have too."""
    if head.startswith(_EXECUTABLE):
        return _EXECUTABLE_TYPE
    if head.startswith(b"BM"):
        return "image/bmp"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return next(
            (found for brand, found in _BRANDS if head.startswith(brand, 8)), _guessed(head)
        )
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return next((found for mark, found in _PACKED if mark in head), "application/zip")
    return ""


def _text_type(head: bytes) -> str:
    """What is text all through, by how it begins; a page that a browser would run is no text."""
    text = _decoded(head)
    if text is None:
        return ""
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower().encode()
    if b"<svg" in start:
        return "image/svg+xml"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<script" in start:
        return "text/html"
    if b"multipart/related" in start:
        return "multipart/related"
    if start.startswith(b"<?xml"):
        return "text/xml"
    if start.startswith(_HEADERS) and b"\nsubject:" in start.replace(b"\r", b""):
        return "message/rfc822"
    return "text/html" if start.startswith(b"<") and b"</" in start else TEXT


def _decoded(head: bytes) -> str | None:
    """The characters of a text; None when it is none."""
    encoding = "utf-8"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return None
    unprintable = sum(c < " " and c not in "\t\r\n\f\x1b" for c in text)
    return None if unprintable or not text else text


def _guessed(head: bytes) -> str:
    try:
        return puremagic.from_string(head, mime=True) or UNKNOWN_TYPE
    except (puremagic.PureError, ValueError):
        return UNKNOWN_TYPE


def agrees_with_name(name: str, found: str) -> bool:
    """Whether the ending of a name speaks of the type that the content has, or of none."""
    spoken, _encoding = mimetypes.guess_type(name)
    if spoken is None or spoken == found:
        return True
    texts = spoken.startswith("text/") or spoken in ("application/json", "application/xml")
    if found in TEXTS:
        return texts and spoken != "text/html"
    same_family = spoken.split("/")[0] == found.split("/")[0] != "application"
    return same_family and spoken.split("/")[0] in ("video", "audio")


def text_of(file: IO[bytes]) -> tuple[str, bool]:
    """The beginning of a text as characters, and whether it is all of it."""
    file.seek(0)
    raw = file.read(SHOWN_TEXT * 4 + 1)
    encoding = "utf-16" if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    text = raw.decode(encoding, errors="replace").replace("\x00", "\ufffd")
    return text[:SHOWN_TEXT], len(text) <= SHOWN_TEXT and len(raw) <= SHOWN_TEXT * 4
