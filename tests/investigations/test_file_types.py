"""What a file is and what is in it: known by content, decoded apart, never run."""

import io
import struct

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from investigations import files
from investigations.files import decoding
from tests import make_files

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n%more", "application/pdf"),
        (b"a,b\n1,2\n", "text/plain"),
        ("Şahin Göğüş İhracat\n".encode(), "text/plain"),
        (b'{"a": 1}', "text/plain"),
        (b"#!/bin/sh\necho a script is a text\n", "text/plain"),
        (b"MZansi is a word\n", "text/plain"),
        ("été".encode("utf-16"), "text/plain"),
        (b"From: a@example.org\r\nSubject: b\r\n\r\nc", "message/rfc822"),
        (make_files.html(), "text/html"),
        (b"  " + make_files.SCRIPT, "text/html"),
        (make_files.svg(), "image/svg+xml"),
        (make_files.picture(), "image/jpeg"),
        (make_files.picture(kind="PNG"), "image/png"),
        (make_files.huge_picture(), "image/png"),
        (make_files.polyglot(), "image/gif"),
        (make_files.truncated_video(), "video/mp4"),
        (make_files.zip_bomb(1), "application/zip"),
        (make_files.film(), "video/mp4"),
        (make_files.film(brand=b"avc1"), "video/mp4"),
        (make_files.film(brand=b"qt  "), "video/quicktime"),
        (make_files.film(brand=b"3gp4"), "video/3gpp"),
        (make_files.film(brand=b"M4A "), "audio/mp4"),
        (make_files.heic(), "image/heic"),
        (make_files.office_document(), DOCX),
        (make_files.open_document(), "application/vnd.oasis.opendocument.text"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(20), "image/webp"),
    ],
)
def test_a_type_is_known_by_content(content, media_type):
    assert files.media_type(ContentFile(content)) == media_type
    assert files.is_accepted(media_type)


@pytest.mark.parametrize(
    "content",
    [make_files.program(), b"\x7fELF\x02\x01\x01" + bytes(99), bytes(range(1, 200)), b"\x00\x01"],
)
def test_programs_and_what_nobody_knows_are_not_accepted(content):
    assert not files.is_accepted(files.media_type(ContentFile(content)))


@pytest.mark.parametrize(
    ("name", "media_type", "agrees"),
    [
        ("a.jpg", "image/jpeg", True),
        ("a.jpg", "application/pdf", False),
        ("report.pdf", "text/html", False),
        ("notes.csv", "text/plain", True),
        ("data.json", "text/plain", True),
        ("page.html", "text/plain", False),
        ("clip.mov", "video/mp4", True),
        ("without-an-ending", "image/png", True),
        ("a.docx", "application/zip", False),
    ],
)
def test_a_name_that_speaks_of_another_type_is_noticed(name, media_type, agrees):
    assert files.agrees_with_name(name, media_type) is agrees


def test_a_text_is_read_as_characters_and_no_further_than_is_shown():
    assert files.text_of(io.BytesIO("\ufeffété".encode())) == ("été", True)
    assert files.text_of(io.BytesIO("été".encode("utf-16"))) == ("été", True)
    assert files.text_of(io.BytesIO(b"a\xffb\x00")) == ("a\ufffdb\ufffd", True)
    text, whole = files.text_of(io.BytesIO(b"x" * 900_000))
    assert (len(text), whole) == (200_000, False)


# --- Looking into a file --------------------------------------------------------------------------


def test_a_picture_tells_when_where_and_with_what_it_was_taken():
    look = files.look_at(io.BytesIO(make_files.picture()), "image/jpeg")

    assert look.problem == ""
    assert dict(look.facts) == {
        "measure": "60 × 40",
        "captured": "2020-10-07 14:11:09 +04:00",
        "place": "-39.820000, 46.758333",
        "device": "Maker Model 1 SER-77",
        "author": "A. Photographer",
    }
    with Image.open(io.BytesIO(look.picture)) as preview:
        assert (preview.format, preview.size, len(preview.getexif())) == ("PNG", (60, 40), 0)


def test_a_document_tells_its_properties_and_shows_its_first_page():
    content = make_files.pdf(2, title="T\u202eitle", author="An author")
    look = files.look_at(io.BytesIO(content), "application/pdf")

    facts = dict(look.facts)
    assert (facts["measure"], facts["title"], facts["author"]) == ("2 p.", "T itle", "An author")
    with Image.open(io.BytesIO(look.picture)) as preview:
        assert preview.format == "PNG"


def test_a_film_tells_when_where_and_with_what_it_was_taken():
    told = make_files.film_text
    udta = (
        told(b"\xa9xyz", "+39.8175+046.7525+900/")
        + told(b"\xa9mak", "Maker")
        + told(b"\xa9mod", "Model 1")
        + told(b"\xa9nam", "At the\u202efront")
    )
    look = files.look_at(io.BytesIO(make_files.film(udta=udta)), "video/mp4")

    assert (look.picture, look.problem) == (b"", "")
    assert dict(look.facts) == {
        "measure": "1920 × 1080",
        "created": "2020-10-07 10:11:09 UTC",
        "place": "39.817500, 46.752500",
        "device": "Maker Model 1",
        "title": "At the front",
    }


def test_a_film_of_a_telephone_tells_it_by_named_entries():
    named = {
        "make": "Maker",
        "model": "Phone 12",
        "software": "14.0",
        "creationdate": "2020-10-07T14:11:09+0400",
        "location.ISO6709": "-39.8175-046.7525/",
    }
    look = files.look_at(io.BytesIO(make_files.film_of_a_telephone(**named)), "video/quicktime")

    facts = dict(look.facts)
    assert facts["captured"] == "2020-10-07T14:11:09+0400"
    assert facts["place"] == "-39.817500, -46.752500"
    assert (facts["device"], facts["software"]) == ("Maker Phone 12", "14.0")


def test_a_film_that_names_its_place_as_telephones_do():
    degrees = [round(each * 65536) for each in (46.7525, 39.8175)]
    loci = make_files.box(b"loci", bytes(6), b"Front\0", b"\0", struct.pack("!lll", *degrees, 0))
    look = files.look_at(io.BytesIO(make_files.film(begun=0, udta=loci)), "video/3gpp")
    assert dict(look.facts) == {"measure": "1920 × 1080", "place": "39.817500, 46.752500"}


def test_a_picture_of_a_telephone_tells_it_without_being_decoded():
    look = files.look_at(io.BytesIO(make_files.heic()), "image/heic")
    assert (look.picture, look.problem) == (b"", "")
    assert dict(look.facts)["captured"] == "2020-10-07 14:11:09 +04:00"
    assert dict(look.facts)["device"] == "Maker Model 1 SER-77"


def test_office_documents_tell_their_properties():
    look = files.look_at(io.BytesIO(make_files.office_document()), DOCX)
    assert dict(look.facts) == {
        "created": "2020-10-07T14:11:09Z",
        "author": "A. Author Optics Ltd.",
        "title": "Letter",
        "software": "Word 16.0",
        "changed": "2020-10-08T09:00:00Z B. Editor",
    }
    opened = "application/vnd.oasis.opendocument.text"
    look = files.look_at(io.BytesIO(make_files.open_document()), opened)
    assert dict(look.facts) == {
        "created": "2020-10-07T14:11:09",
        "author": "A. Author",
        "software": "LibreOffice/7",
    }


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (make_files.truncated_video(), "video/mp4"),
        (make_files.film()[:2100], "video/mp4"),
        (make_files.box(b"moov", make_files.box(b"udta")) * 20_000, "video/mp4"),
        (b"\x00\x00\x00\x01moov\xff\xff\xff\xff\xff\xff\xff\xff" + bytes(40), "video/mp4"),
        (make_files.film(begun=0, udta=make_files.box(b"loci", b"\0")), "video/3gpp"),
        (b"ftypheic" + bytes(9), "image/heic"),
        (make_files.heic()[:120], "image/heic"),
        (make_files.office_document()[:-60], DOCX),
        (make_files.office_document(before='<!DOCTYPE x [<!ENTITY a "b">]>', title="&a;"), DOCX),
        (make_files.office_document(bomb=True), DOCX),
        (make_files.zip_bomb(1), DOCX),
    ],
)
def test_a_hostile_film_or_document_tells_nothing_it_should_not(content, media_type):
    look = files.look_at(io.BytesIO(content), media_type)
    assert look.picture == b""
    assert not {"captured", "place", "title"} & {kind for kind, _value in look.facts}


def test_a_picture_that_was_cut_short_still_says_what_was_embedded():
    look = files.look_at(io.BytesIO(make_files.truncated_picture()), "image/jpeg")

    assert look.picture == b""
    assert look.problem == "unreadable"
    assert dict(look.facts)["device"] == "Maker Model 1 SER-77"


@pytest.mark.parametrize(
    ("content", "media_type", "problem"),
    [
        (make_files.huge_picture(), "image/png", "too-large"),
        (b"\x89PNG\r\n\x1a\n rubbish", "image/png", "unreadable"),
        (make_files.polyglot(), "image/gif", "unreadable"),
        (b"%PDF-1.7 rubbish", "application/pdf", "unreadable"),
        (make_files.pdf(1)[:200], "application/pdf", "unreadable"),
        (b"", "image/jpeg", "unreadable"),
    ],
)
def test_a_hostile_file_breaks_the_process_apart_and_nothing_else(content, media_type, problem):
    look = files.look_at(io.BytesIO(content), media_type)
    assert (look.picture, look.problem) == (b"", problem)


def test_what_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(decoding, "SECONDS", 0.001)
    look = files.look_at(io.BytesIO(make_files.picture()), "image/jpeg")
    assert look.problem == "time"


def test_other_types_are_not_decoded_at_all(monkeypatch):
    monkeypatch.setattr(decoding, "DECODER", "/nowhere")
    for media_type in ("application/zip", "image/svg+xml", "text/html", "video/webm"):
        assert files.look_at(io.BytesIO(b"x"), media_type) == files.Look()


def test_a_copy_for_sharing_has_nothing_embedded():
    content = make_files.picture()
    copy = files.shareable_copy(io.BytesIO(content), "image/jpeg")

    assert b"SER-77" in content
    for secret in (b"SER-77", b"Photographer", b"Exif", b"GPS"):
        assert secret not in copy.picture
    with Image.open(io.BytesIO(copy.picture)) as shared:
        assert (shared.format, shared.size, dict(shared.getexif())) == ("JPEG", (60, 40), {})


def test_a_document_is_shared_as_pictures_of_its_pages():
    content = make_files.pdf(2, author="An author")
    copy = files.shareable_copy(io.BytesIO(content), "application/pdf")

    assert b"An author" in content or "An author".encode("utf-16-be") in content
    look = files.look_at(io.BytesIO(copy.picture), "application/pdf")
    facts = dict(look.facts)
    assert facts["measure"] == "2 p."
    assert "author" not in facts


def test_a_type_without_a_way_to_encode_it_anew_has_no_copy():
    copy = files.shareable_copy(io.BytesIO(make_files.zip_bomb(1)), "application/zip")
    assert (copy.picture, copy.problem) == (b"", "type")
