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


def truncated_video():
    """The first bytes of a video whose connection was lost."""
    return b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x10\x00mdat" + bytes(40)


def truncated_picture():
    return picture((900, 900))[:4000]


def program():
    return b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)
