"""What films, sound, HEIC pictures and office documents say of themselves, beside their content.

Run in the process apart only, by ``decoder.py``: nothing here is decoded but names and dates. Of
an office document the parts that hold its properties are read, each up to a limit; nothing else of
the archive is unpacked.
"""

import re
import struct
import zipfile
from datetime import UTC, datetime, timedelta

MOST_OF_A_PART = 1024 * 1024
# Films count their seconds from here.
FIRST_DAY = datetime(1904, 1, 1, tzinfo=UTC)
# What a box, or a named entry of one, tells.
FILM_TEXTS = {
    b"\xa9day": "captured", b"\xa9xyz": "place", b"\xa9mak": "make", b"\xa9mod": "model",
    b"\xa9swr": "software", b"\xa9too": "software", b"\xa9aut": "author", b"\xa9ART": "author",
    b"\xa9nam": "title", b"\xa9cmt": "description", b"\xa9des": "description",
    b"creationdate": "captured", b"location.ISO6709": "place", b"make": "make",
    b"model": "model", b"manufacturer": "make", b"software": "software", b"author": "author",
    b"artist": "author", b"title": "title", b"comment": "description",
    b"description": "description",
}  # fmt: skip
PROPERTIES = {
    "created": "created", "creation-date": "created", "modified": "changed",
    "lastModifiedBy": "changer", "creator": "author", "initial-creator": "author",
    "title": "title", "description": "description", "subject": "description",
    "generator": "software", "Application": "software", "AppVersion": "version",
    "Company": "company",
}  # fmt: skip


def boxes(data, start, end):
    """The boxes between two places: the kind of each, and where its content begins and ends."""
    while start + 8 <= end:
        size, kind = struct.unpack_from("!L4s", data, start)
        begin = start + 8
        if size == 1 and start + 16 <= end:
            (size,) = struct.unpack_from("!Q", data, begin)
            begin = start + 16
        stop = end if size == 0 else min(start + size, end)
        if stop < begin:
            return  # a size that cannot be: what follows cannot be told apart
        yield kind, begin, stop
        start = stop


def film_facts(data):
    """The facts of a film or a recording, the first of each kind."""
    told = {}
    for kind, value in _of_film(data, 0, len(data)):
        told.setdefault(kind, value)
    device = " ".join(told[kind] for kind in ("make", "model") if told.get(kind))
    facts = [("device", device), ("place", coordinates(told.get("place", "")))]
    order = ("measure", "captured", "created", "software", "author", "title", "description")
    return [*facts, *((kind, told[kind]) for kind in order if kind in told)]


def _of_film(data, start, end):
    for kind, begin, stop in boxes(data, start, end):
        if kind in (b"moov", b"trak", b"udta"):
            yield from _of_film(data, begin, stop)
        elif kind == b"meta":
            # As a full box it has a version first, as QuickTime writes it none.
            skipped = 4 if bytes(data[begin : begin + 4]) == bytes(4) else 0
            yield from _tags(data, begin + skipped, stop)
        elif kind == b"mvhd":
            yield from _moment(data, begin, stop)
        elif kind == b"tkhd" and stop - begin >= 84:
            width, height = struct.unpack("!LL", data[stop - 8 : stop])
            if width and height:
                yield "measure", f"{width >> 16} × {height >> 16}"
        elif kind == b"loci":
            yield from _located(bytes(data[begin:stop]))
        elif kind in FILM_TEXTS:
            yield FILM_TEXTS[kind], text_of(data[begin + 4 : stop])


def _moment(data, begin, stop):
    """When the file was begun, in universal time; cameras that do not know it write nought."""
    long = bytes(data[begin : begin + 1]) == b"\x01"
    if stop - begin >= (12 if long else 8):
        (seconds,) = struct.unpack_from("!Q" if long else "!L", data, begin + 4)
        if 0 < seconds < 2**33:
            yield "created", f"{FIRST_DAY + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S} UTC"


def _tags(data, start, end):
    """Named entries: the names stand in one box and the values in another, or each has its own."""
    found = {kind: (begin, stop) for kind, begin, stop in boxes(data, start, end)}
    names = []
    if b"keys" in found:
        begin, stop = found[b"keys"]
        names = [
            re.sub(rb"^com\.(apple\.quicktime|android)\.", b"", bytes(data[b:s]))
            for _space, b, s in boxes(data, begin + 8, stop)
        ]
    for kind, begin, stop in boxes(data, *found.get(b"ilst", (0, 0))):
        number = int.from_bytes(kind, "big")
        name = names[number - 1] if 0 < number <= len(names) else kind
        for inner, b, s in boxes(data, begin, stop):
            if inner == b"data" and name in FILM_TEXTS:
                yield FILM_TEXTS[name], text_of(data[b + 8 : s])


def _located(content):
    """The place that a telephone writes: its name, then longitude and latitude in 16.16 bits."""
    _name, _end, rest = content[6:].partition(b"\0")
    if len(rest) >= 9:
        longitude, latitude = struct.unpack_from("!ll", rest, 1)
        yield "place", f"{latitude / 65536:+.5f}{longitude / 65536:+.5f}/"


def coordinates(text):
    """Latitude and longitude as they are written for pictures; nothing when they make no sense."""
    found = re.match(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)", text)
    if not found:
        return ""
    latitude, longitude = map(float, found.groups())
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return ""
    return f"{latitude:.6f}, {longitude:.6f}"


def text_of(content):
    return bytes(content[:4000]).decode("utf-8", "replace").strip("\0 ")


def exif_block(data):
    """What a camera wrote into a HEIC picture, as other pictures carry it; empty when nothing."""
    found = re.search(rb"Exif\0\0(?=MM\0\*|II\*\0)", data)
    return bytes(data[found.start() : found.start() + MOST_OF_A_PART]) if found else b""


def document_facts(source):
    """The properties of an office document, the first of each kind."""
    from defusedxml import ElementTree

    told = {}
    with zipfile.ZipFile(source) as archive:
        names = set(archive.namelist())
        for part in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
            if part not in names:
                continue
            with archive.open(part) as file:
                content = file.read(MOST_OF_A_PART + 1)
            if len(content) > MOST_OF_A_PART:
                continue
            for element in ElementTree.fromstring(content, forbid_dtd=True).iter():
                kind = PROPERTIES.get(element.tag.rpartition("}")[2])
                if kind and element.text:
                    told.setdefault(kind, element.text.strip())
    together = {
        "software": ("software", "version"),
        "changed": ("changed", "changer"),
        "author": ("author", "company"),
    }
    for kind, parts in together.items():
        told[kind] = " ".join(told[part] for part in parts if told.get(part))
    order = ("created", "author", "title", "description", "software", "changed")
    return [(kind, told[kind]) for kind in order if told.get(kind)]
