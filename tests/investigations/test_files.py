"""Files of evidence: hashed on arrival, kept once and unaltered, read only when verified."""

import stat
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from investigations import files
from tests import make_cases

CONTENT = b"%PDF-1.7 as received"
DIGEST = sha256(CONTENT).hexdigest()


def kept(content=CONTENT):
    with files.received(ContentFile(content)) as file:
        assert files.keep(file)
    return file.digest


def names():
    return sorted(default_storage.listdir(files.FOLDER)[1])


def test_a_file_is_kept_under_its_hash_and_readable_only():
    with files.received(ContentFile(CONTENT)) as file:
        assert (file.digest, file.size) == (DIGEST, len(CONTENT))
        files.keep(file)

    assert names() == [DIGEST]
    mode = (make_cases.Path(default_storage.path(files.name_for(DIGEST)))).stat().st_mode
    assert stat.S_IMODE(mode) == 0o440


def test_a_file_that_is_not_kept_leaves_nothing():
    with files.received(ContentFile(CONTENT)):
        assert len(names()) == 1
    assert names() == []

    with pytest.raises(RuntimeError), files.received(ContentFile(CONTENT)):
        raise RuntimeError
    assert names() == []


def test_the_same_content_is_kept_once():
    assert kept() == kept()
    assert names() == [DIGEST]


def test_an_altered_copy_in_its_place_is_noticed_and_not_replaced():
    kept()
    place = make_cases.Path(default_storage.path(files.name_for(DIGEST)))
    place.chmod(0o640)
    place.write_bytes(b"altered")

    with files.received(ContentFile(CONTENT)) as file:
        assert not files.keep(file)
    assert place.read_bytes() == b"altered"


def test_a_copy_is_read_with_the_hash_of_that_very_copy():
    copy, digest = files.verified_copy(kept())
    with copy:
        assert (copy.read(), digest) == (CONTENT, DIGEST)
    assert files.digest_of(DIGEST) == DIGEST


def test_a_missing_file_is_no_error():
    assert files.verified_copy("0" * 64) == (None, "")
    assert files.digest_of("0" * 64) == ""


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\Rapport été.docx", "Rapport été.docx"),
        ("a\x00b\nc\u202egpj.exe", "abcgpj.exe"),
        ("Şahin Göğüş.jpg", "Şahin Göğüş.jpg"),
        ("...", "file"),
        ("", "file"),
        ("n" * 300 + ".jpeg", "n" * 195 + ".jpeg"),
    ],
)
def test_a_name_keeps_no_folder_and_nothing_invisible(name, clean):
    assert files.clean_name(name) == clean


@given(st.text())
def test_any_name_becomes_one_that_can_be_kept(name):
    clean = files.clean_name(name)
    assert 0 < len(clean) <= files.NAME_LENGTH
    assert not set(clean) & set("/\\\x00\n\r")
