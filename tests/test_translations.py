"""Both languages are complete: the French catalogue says exactly the words that the code shows."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
SHOWN = [
    "exportcontrol",
    "applications",
    "regime",
    "decisions",
    "investigations",
    "permits",
    "office",
    "accounts",
    "audit",
]
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w+)\}")


def read(path):
    with path.open("rb") as file:
        return read_po(file)


def words(catalogue):
    return {(message.context, message.id) for message in catalogue if message.id}


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def placeholders(text):
    return {found.group() for found in PLACEHOLDER.finditer(text)}


@pytest.fixture(scope="module")
def french():
    return read(CATALOGUE)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The words that stand in code and templates, collected in a copy."""
    if not shutil.which("xgettext"):
        pytest.skip("xgettext is not installed")
    copy = tmp_path_factory.mktemp("words")
    for folder in [*SHOWN, "templates"]:
        shutil.copytree(ROOT / folder, copy / folder)
    (copy / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "--locale=fr"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return read(copy / "locale" / "fr" / "LC_MESSAGES" / "django.po")


def test_every_word_shown_stands_in_the_french_catalogue(shown, french):
    assert words(shown)
    assert words(shown) - words(french) == set()


def test_the_french_catalogue_keeps_no_word_that_is_no_longer_shown(shown, french):
    assert words(french) - words(shown) == set()
    assert list(french.obsolete) == []


def test_nothing_is_untranslated_or_in_doubt(french):
    assert not french.fuzzy
    assert [message.id for message in french if message.id and message.fuzzy] == []
    assert [message.id for message in french if not all(forms(message.string))] == []


def test_both_languages_use_the_same_placeholders(french):
    """A singular may leave out the number it states in words; nothing may be invented or lost."""
    for message in french:
        offered = set().union(*map(placeholders, forms(message.id)))
        used = [placeholders(form) for form in forms(message.string)]
        assert set().union(*used) == offered, message.id
