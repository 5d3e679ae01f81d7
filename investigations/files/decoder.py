"""The process apart: reads one file from its standard input, and writes what it found.

Run alone, with nothing of the application but ``embedded.py``: ``decoder.py look|share TYPE``. The
answer is one line of JSON, and after it the bytes of a picture or of a copy. A file may be written
to break whoever decodes it; it breaks this process, which has little memory, little time and
nothing to steal. An error is not caught: whoever asked reads from the exit status that nothing can
be made of the file.
"""

import importlib.util
import io
import json
import re
import sys
import warnings
from pathlib import Path

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 15
MOST_PIXELS = 60_000_000
MOST_PAGES = 60
PREVIEW = (1600, 1600)
HEIC = {"image/heic", "image/heif"}
OFFICE = ("application/vnd.openxmlformats", "application/vnd.oasis")
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


class TooLarge(Exception):
    """What it would unpack to is more than is decoded here."""


def confine():
    """Take memory, time and files from this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def clean(value):
    """A value as one line of text that can be seen."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return INVISIBLE.sub(" ", str(value)).strip()


def dated(value):
    """A moment as cameras and documents write it, in the order of a calendar; others as they are.

    No clock is added: what zone is meant is known only when the file says so.
    """
    text = clean(value).removeprefix("D:")
    parts = re.match(r"(\d{4}):?(\d\d):?(\d\d)[ T]?(\d\d):?(\d\d):?(\d\d)(.*)$", text)
    if not parts:
        return text
    year, month, day, hour, minute, second, zone = parts.groups()
    zone = zone.replace("'", ":").strip(":")
    return f"{year}-{month}-{day} {hour}:{minute}:{second} {zone}".strip()


def opened_picture(source):
    """The picture, whose declared size is judged before any pixel is decoded."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        return Image.open(source, formats=["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "MPO"])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise TooLarge from bomb


def upright(picture):
    """The pixels alone, turned as the camera was held, in colours that any viewer has."""
    from PIL import Image, ImageOps

    picture.load()
    turned = ImageOps.exif_transpose(picture)
    mode = "RGBA" if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info else "RGB"
    converted = turned.convert(mode)
    fresh = Image.new(mode, converted.size)
    fresh.paste(converted)
    return fresh


def written(picture, kind):
    out = io.BytesIO()
    if kind == "JPEG":
        picture.convert("RGB").save(out, "JPEG", quality=92)
    else:
        picture.save(out, "PNG")
    return out.getvalue()


def picture_facts(picture):
    """The size, and the facts of EXIF that say when, where and with what."""
    yield "measure", f"{picture.width} × {picture.height}"
    yield from exif_facts(picture.getexif())


def exif_facts(exif):
    from PIL import ExifTags

    base, details = ExifTags.Base, exif.get_ifd(ExifTags.IFD.Exif)
    taken = details.get(base.DateTimeOriginal) or details.get(base.DateTimeDigitized)
    if taken:
        zone = details.get(base.OffsetTimeOriginal) or ""
        yield "captured", f"{dated(taken)} {clean(zone)}"
    place = gps_place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    if place:
        yield "place", place
    device = " ".join(clean(exif[tag]) for tag in (base.Make, base.Model) if exif.get(tag))
    serial = details.get(base.BodySerialNumber)
    yield "device", f"{device} {clean(serial)}" if serial else device
    for kind, tag in (
        ("software", base.Software),
        ("author", base.Artist),
        ("description", base.ImageDescription),
    ):
        yield kind, exif.get(tag) or ""
    yield "changed", dated(exif.get(base.DateTime) or "")


def gps_place(gps):
    """Latitude and longitude in degrees, as decimals; nothing when they make no sense."""
    try:
        latitude = degrees(gps[2]) * (-1 if clean(gps[1]) == "S" else 1)
        longitude = degrees(gps[4]) * (-1 if clean(gps[3]) == "W" else 1)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return ""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return ""
    return f"{latitude:.6f}, {longitude:.6f}"


def degrees(parts):
    whole, minutes, seconds = (float(part) for part in parts)
    return whole + minutes / 60 + seconds / 3600


def look_at_picture(data):
    picture = opened_picture(data)
    facts = list(picture_facts(picture))
    try:
        fresh = upright(picture)
    except (OSError, SyntaxError):
        return facts, b""  # cut short: what it says of itself is there, its pixels are not
    fresh.thumbnail(PREVIEW)
    return facts, written(fresh, "PNG")


def share_picture(data, media_type):
    return [], written(
        upright(opened_picture(data)), "JPEG" if media_type == "image/jpeg" else "PNG"
    )


def look_at_heic(data):
    """The facts of EXIF; the pixels are in a format that is not decoded here."""
    from PIL import Image

    exif = Image.Exif()
    if block := embedded().exif_block(data.getvalue()):
        exif.load(block)
    return list(exif_facts(exif)), b""


def embedded():
    """The module beside this one, by its place: no folder of the application is searched."""
    place = Path(__file__).with_name("embedded.py")
    spec = importlib.util.spec_from_file_location("embedded", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def look_at_pdf(data):
    """The facts that a document states of itself, and its first page as a picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data.read())
    words = document.get_metadata_dict(skip_empty=True)
    facts = [("measure", f"{len(document)} p.")]
    facts += [("created", dated(words.get("CreationDate", "")))]
    facts += [("changed", dated(words.get("ModDate", "")))]
    for kind, key in (
        ("author", "Author"),
        ("title", "Title"),
        ("description", "Subject"),
        ("software", "Producer"),
    ):
        facts.append((kind, words.get(key, "")))
    page = document[0]
    width, height = page.get_size()
    scale = min(PREVIEW[0] / max(width, 1), PREVIEW[1] / max(height, 1), 2)
    return facts, written(page.render(scale=scale).to_pil().convert("RGB"), "PNG")


def share_pdf(data):
    """The pages as they look, and nothing behind them: each becomes a picture of itself."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data.read())
    if len(document) > MOST_PAGES:
        raise TooLarge
    pages = []
    for page in document:
        width, height = page.get_size()
        scale = min(2480 / max(width, 1), 3508 / max(height, 1), 150 / 72)
        pages.append(page.render(scale=scale).to_pil().convert("RGB"))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return [], out.getvalue()


def answer(task, media_type):
    data = io.BytesIO(sys.stdin.buffer.read())
    if task == "look" and media_type.startswith(("video/", "audio/")):
        return embedded().film_facts(data.getvalue()), b""
    if task == "look" and media_type in HEIC:
        return look_at_heic(data)
    if task == "look" and media_type.startswith(OFFICE):
        return embedded().document_facts(data), b""
    if media_type == "application/pdf":
        return look_at_pdf(data) if task == "look" else share_pdf(data)
    return look_at_picture(data) if task == "look" else share_picture(data, media_type)


def main(task, media_type):
    confine()
    problem, facts, body = "", [], b""
    try:
        facts, body = answer(task, media_type)
    except (TooLarge, MemoryError):
        problem = "too-large"
    seen = [(kind, clean(value)) for kind, value in facts]
    drawn = media_type == "application/pdf" or media_type.startswith("image/")
    if not problem and not body and drawn and media_type not in HEIC:
        problem = "unreadable"
    head = {"facts": [pair for pair in seen if pair[1]], "problem": problem}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


if __name__ == "__main__":
    main(*sys.argv[1:3])
