"""Builders of files, harmless and hostile: each is made here, none is kept in the repository."""

import io
import struct
import zipfile
import zlib

from PIL import ExifTags, Image

SCRIPT = b"<script>alert(document.cookie)</script>"


def picture(size=(60, 40), *, exif=True, kind="JPEG"):
    """A picture with what a camera embeds in it: when, where, and with what."""
    image = Image.new("RGB", size, (20, 120, 60))
    facts = Image.Exif()
    if exif:
        facts[ExifTags.Base.Make], facts[ExifTags.Base.Model] = "Maker", "Model 1"
        facts[ExifTags.Base.Artist] = "A. Photographer"
        details = facts.get_ifd(ExifTags.IFD.Exif)
        details[ExifTags.Base.DateTimeOriginal] = "2020:10:07 14:11:09"
        details[ExifTags.Base.OffsetTimeOriginal] = "+04:00"
        details[ExifTags.Base.BodySerialNumber] = "SER-77"
        place = facts.get_ifd(ExifTags.IFD.GPSInfo)
        place[1], place[2], place[3], place[4] = "S", (39.0, 49.0, 12.0), "E", (46.0, 45.0, 30.0)
    return _saved(image, kind, exif=facts)


def pdf(pages=1, **properties):
    """A document with the properties that an office program writes."""
    sheets = [Image.new("RGB", (200, 280), "white") for _number in range(pages)]
    return _saved(sheets[0], "PDF", save_all=True, append_images=sheets[1:], **properties)


def _saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def huge_picture(width=50_000, height=50_000):
    """A few hundred bytes that declare thousands of millions of pixels."""

    def chunk(name, data):
        return (
            struct.pack("!L", len(data)) + name + data + struct.pack("!L", zlib.crc32(name + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def zip_bomb(megabytes=60):
    """An archive of a few kilobytes that unpacks to so many megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.bin", bytes(megabytes * 1024 * 1024))
    return out.getvalue()


def svg():
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"


def html():
    return b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"


def polyglot():
    """A picture by its beginning, a script to whoever believes its name, an archive by its end."""
    return b"GIF89a/*" + b"\x01\x00\x01\x00\x00\x00\x00" + b"*/=1;alert(1)//" + zip_bomb(1)


def box(kind, *content):
    """A box of a film: its size, its kind, and what it holds."""
    held = b"".join(content)
    return struct.pack("!L4s", len(held) + 8, kind) + held


def film(*, begun=3_684_910_269, udta=b"", meta=b"", brand=b"mp42"):
    """A film as a camera writes it: when it was begun, how large its picture is, and more."""
    return (
        box(b"ftyp", brand, bytes(4), brand, b"isom")
        + box(b"mdat", bytes(2000))
        + box(
            b"moov",
            box(b"mvhd", bytes(4), struct.pack("!L", begun), bytes(92)),
            box(b"trak", box(b"tkhd", bytes(76), struct.pack("!LL", 1920 << 16, 1080 << 16))),
            box(b"udta", udta),
            meta,
        )
    )


def film_text(kind, text):
    """A text as a camera writes it beside a film."""
    content = text.encode()
    return box(kind, struct.pack("!HH", len(content), 0), content)


def film_of_a_telephone(**named):
    """A film whose facts are named entries, as QuickTime keeps them."""
    names = [f"com.apple.quicktime.{name}".encode() for name in named]
    keys = [box(b"mdta", name) for name in names]
    values = [
        box(struct.pack("!L", number), box(b"data", struct.pack("!LL", 1, 0), value.encode()))
        for number, value in enumerate(named.values(), start=1)
    ]
    head = struct.pack("!LL", 0, len(keys))
    handler = box(b"hdlr", bytes(8), b"mdta", bytes(12))
    return film(
        brand=b"qt  ",
        meta=box(b"meta", handler, box(b"keys", head, *keys), box(b"ilst", *values)),
    )


def heic():
    """The beginning of a picture of a telephone, with what a camera embeds in it."""
    image = Image.open(io.BytesIO(picture()))
    return (
        box(b"ftyp", b"heic", bytes(4), b"mif1heic")
        + box(b"meta", bytes(40))
        + box(b"mdat", struct.pack("!L", 6), image.info["exif"], bytes(500))
    )


CORE = """<?xml version="1.0" encoding="UTF-8"?>%(before)s
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:creator>A. Author</dc:creator><dc:title>%(title)s</dc:title>
<cp:lastModifiedBy>B. Editor</cp:lastModifiedBy>
<dcterms:created>2020-10-07T14:11:09Z</dcterms:created>
<dcterms:modified>2020-10-08T09:00:00Z</dcterms:modified></cp:coreProperties>"""
APP = """<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
<Application>Word</Application><AppVersion>16.0</AppVersion><Company>Optics Ltd.</Company>
</Properties>"""
ODF = """<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<office:meta><meta:generator>LibreOffice/7</meta:generator><meta:initial-creator>A. Author
</meta:initial-creator><meta:creation-date>2020-10-07T14:11:09</meta:creation-date></office:meta>
</office:document-meta>"""


def office_document(*, before="", title="Letter", bomb=False):
    """A document of an office program, with the properties that it writes."""
    core = CORE % {"before": before, "title": title}
    parts = {"word/document.xml": "<x/>", "docProps/core.xml": core, "docProps/app.xml": APP}
    if bomb:
        parts["docProps/core.xml"] += " " * 60_000_000
    return _packed(parts)


def open_document():
    return _packed(
        {"mimetype": "application/vnd.oasis.opendocument.text", "meta.xml": ODF},
        method=zipfile.ZIP_STORED,
    )


def _packed(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def truncated_video():
    """The first bytes of a video whose connection was lost."""
    return b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x10\x00mdat" + bytes(40)


def truncated_picture():
    return picture((900, 900))[:4000]


def program():
    return b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)
