"""A document is accessible, in both languages, the same to the byte; text is never markup."""

import io
from datetime import UTC, date, datetime, timedelta, timezone

import pikepdf
import pytest
from pypdf import PdfReader

from office.typesetting import FONTS, drawable, long_date, typeset

DATED = datetime(2021, 4, 12, 16, 30, tzinfo=UTC)
SPECIMEN = {
    "marking": "Protected B",
    "about": "INV-2020-0007",
    "text": 'Şahin Göğüş İhracat A.Ş.\n\n#strong[bold] *bold* $x^2$ \\ @key #read("house.typ")',
    "facts": [["Number", "XP-2020-000123"], ["Holder", "Şahin Göğüş İhracat A.Ş."]],
    "heading": "Permits",
    "caption": "Permits of the holder",
    "head": ["Number", "Destination"],
    "rows": [["XP-2020-000123", "Türkiye"]] * 60,
    "notice": "Ֆ ش გ ש →",
}


def specimen(language="en", title="Specimen", **other):
    return typeset("specimen", SPECIMEN | other, language=language, title=title, dated=DATED)


def words(pdf):
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split()
    )


def tags(node):
    """The structure tags of a document, from the root down."""
    for kid in (
        node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]
    ):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S)
            yield from tags(kid)


def test_a_document_is_tagged_and_says_its_standard_language_and_title():
    with pikepdf.open(io.BytesIO(specimen("fr", "Spécimen"))) as pdf:
        metadata = pdf.open_metadata()
        held = set(tags(pdf.Root.StructTreeRoot))

        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == "Spécimen"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.Lang) == "fr-CA"
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Caption", "/L", "/LBody"} <= held


def test_the_same_text_makes_the_same_bytes():
    assert specimen() == specimen()
    assert specimen() != specimen(about="INV-2020-0008")


def test_a_document_is_dated_to_the_second_in_any_zone():
    local = DATED.astimezone(timezone(timedelta(hours=-4))).replace(microsecond=120_001)
    same = typeset("specimen", SPECIMEN, language="en", title="Specimen", dated=local)
    assert same == specimen()


def test_text_stays_text_and_names_keep_their_letters():
    read = words(specimen())

    assert "Şahin Göğüş İhracat A.Ş." in read
    assert '#strong[bold] *bold* $x^2$ \\ @key #read("house.typ")' in read
    assert "Protected B" in read
    assert "INV-2020-0007" in read


def test_what_stands_on_every_page_is_in_the_documents_language():
    assert "Export Control" in words(specimen("en"))
    assert "Contrôle des exportations" in words(specimen("fr"))
    assert "12 April 2021" in words(specimen("en"))
    assert "12 avril 2021" in words(specimen("fr"))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\x00b", "a[U+0000]b"),
        ("paid\u202efdp.exe", "paid[U+202E]fdp.exe"),
        ("中文", "[U+4E2D][U+6587]"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("e\u0301te\u0301", "été"),
        ("\U0001f600", "[U+1F600]"),
    ],
)
def test_what_cannot_be_drawn_is_written_out(given, shown):
    assert drawable({"rows": [[given, 3, None]]}) == {"rows": [[shown, 3, None]]}
    specimen(text=given)


def test_every_character_said_to_be_drawable_is():
    edges = {
        chr(int(edge, 16))
        for line in (FONTS / "coverage.txt").read_text().split()
        for edge in line.split("-")
    }
    held = sorted(char for char in edges if drawable(char) == char and char.strip())

    assert len(held) > 100
    specimen(text=" ".join(held))


def test_a_day_is_written_as_a_letter_writes_it():
    days = [date(2021, 4, 1), date(2021, 4, 12)]
    assert [long_date(day, "en") for day in days] == ["1 April 2021", "12 April 2021"]
    assert [long_date(day, "fr") for day in days] == ["1er avril 2021", "12 avril 2021"]
