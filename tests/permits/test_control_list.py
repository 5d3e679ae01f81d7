"""Editions of the Export Control List: read in pairs by label, stored side by side, compared."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from audit.models import Entry
from permits.actions.control_list import load_control_list
from permits.codes import sort_key, with_parents
from permits.control_list import read_edition
from permits.models import Act, ControlListEdition, ControlListItem
from permits.models.goods import ControlList, ItemState
from tests import make

LIMS = 'xmlns:lims="http://justice.gc.ca/lims"'
REAL = {
    "2021-04-01": (
        "laws/editions/SOR-89-202_amended-2021-04-01.xml",
        "laws/editions/DORS-89-202_amended-2021-04-01.xml",
    ),
    "2025-04-25": ("laws/en/SOR-89-202.xml", "laws/fr/DORS-89-202.xml"),
}


def provision(label, text, *within, attributes=""):
    label = f"<Label>{label}</Label>" if label else ""
    return f"<Provision {attributes}>{label}<Text>{text}</Text>{''.join(within)}</Provision>"


def published(*provisions, language="en", amended="2021-04-01", group=None):
    """A small List as Justice Laws would publish it, with one group."""
    group = group or {"en": "GROUP 5", "fr": "GROUPE 5"}[language]
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Regulation {LIMS} xml:lang="{language}"'
        f' lims:lastAmendedDate="{amended}" lims:current-date="2021-04-05"><Identification>'
        "<InstrumentNumber>SOR/89-202</InstrumentNumber></Identification><Schedule>"
        f'<Heading level="1"><Label>{group}</Label><TitleText>Title</TitleText></Heading>'
        f"{''.join(provisions)}</Schedule></Regulation>"
    ).encode()


def small(**options):
    """The two files of an edition with one item and its two parts."""
    english = published(
        provision("5504", "Goods", provision("(a)", "one"), provision("(b)", "two")), **options
    )
    french = published(
        provision("5504", "Marchandises", provision("a)", "un"), provision("b)", "deux")),
        language="fr",
        **options,
    )
    return english, french


def load(english, french, *, by=None):
    return load_control_list(english, french, names=("en.xml", "fr.xml"), by=by)


def refusal(english, french):
    with pytest.raises(ValidationError) as refused:
        read_edition(english, french)
    [error] = refused.value.error_list
    return error.code


@pytest.fixture
def real(shared_data):
    def files(edition):
        return [(shared_data / path).read_bytes() for path in REAL[edition]]

    return files


# --- Reading ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "groups", "items", "live", "provisions"),
    # One provision more stands in each file, in the order that enacts the List.
    [("2021-04-01", 9, 38, 30, 186 - 1), ("2025-04-25", 9, 41, 33, 325 - 1)],
)
def test_the_real_editions_are_read_whole(real, day, groups, items, live, provisions):
    edition = read_edition(*real(day))

    states = [item.state for item in edition.items]
    assert edition.in_force_from == date.fromisoformat(day)
    assert len(edition.groups) == groups
    assert edition.groups[2] == ("Munitions", "Matériel de guerre")
    assert len(states) == items
    assert states.count(ItemState.IN_FORCE) == live
    assert states.count(ItemState.REPEALED) == 8
    assert len(edition.provisions) == provisions
    assert all(each.text_en and each.text_fr for each in edition.provisions if "note" in each.code)


def test_languages_are_paired_by_label_though_one_nests_a_level_higher(real):
    """The French file sets 5504(2)(d) to (i) directly under 5504."""
    provisions = {each.code: each for each in read_edition(*real("2025-04-25")).provisions}

    assert "5504(d)" not in provisions
    assert provisions["5504(2)(e)"].text_en.startswith("ground control stations for telemetry")
    assert provisions["5504(2)(e)"].text_fr.startswith("les postes de contrôle au sol")
    assert provisions["5504(2)(i)"].text_fr.startswith("les articles d’origine américaine")


def test_languages_are_paired_by_label_and_never_by_position():
    english = published(provision("5101", "Logs"), provision("5102", "Pulpwood"))
    french = published(provision("5102", "Pâtes"), provision("5101", "Billes"), language="fr")

    read = [(each.code, each.text_en, each.text_fr) for each in read_edition(english, french).items]

    assert read == [("5101", "Logs", "Billes"), ("5102", "Pulpwood", "Pâtes")]


def test_repealed_and_not_in_force_text_is_recognised():
    english = published(
        provision("5000", "<Repealed>[Repealed, SOR/97-19, s. 1]</Repealed>"),
        provision("5001", "Later", attributes='lims:inforce-start-date="2021-06-01"'),
        provision("5002", "Now", provision("(a)", "part"), attributes='in-force="no"'),
        provision("5003", "Now", attributes='lims:inforce-start-date="2021-04-01"'),
    )
    french = english.replace(b'"en"', b'"fr"').replace(b"GROUP ", b"GROUPE ")

    states = {each.code: each.state for each in read_edition(english, french).provisions}

    assert states == {
        "5000": ItemState.REPEALED,
        "5001": ItemState.NOT_IN_FORCE,
        "5002": ItemState.NOT_IN_FORCE,
        "5002(a)": ItemState.NOT_IN_FORCE,
        "5003": ItemState.IN_FORCE,
    }


def test_of_two_texts_under_one_label_the_one_in_force_is_taken():
    later = provision("5101", "Later", attributes='in-force="no"')
    for pair in ([provision("5101", "Now"), later], [later, provision("5101", "Now")]):
        english = published(*pair)
        french = english.replace(b'"en"', b'"fr"').replace(b"GROUP ", b"GROUPE ")
        [item] = read_edition(english, french).items
        assert (item.text_en, item.state) == ("Now", ItemState.IN_FORCE)


def test_provisions_are_sorted_as_the_law_has_them():
    parts = [provision(f"({part})", part) for part in ("i", "ii", "v", "ix", "x")]
    english = published(provision("5104", "Lumber", *parts), provision("5101", "Logs"))
    french = english.replace(b'"en"', b'"fr"').replace(b"GROUP ", b"GROUPE ")

    codes = [each.code for each in read_edition(english, french).provisions]

    parts = ["5104(i)", "5104(ii)", "5104(v)", "5104(ix)", "5104(x)"]
    assert codes == ["5101", "5104", *parts]


def bomb():
    """XML of a few lines that grows to gigabytes when its entities are expanded."""
    text = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {after} '{f'&{before};' * 10}'>"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f"{text}]><Regulation>&i;</Regulation>".encode()


def outside():
    return b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Regulation>&a;</Regulation>"


def with_an_entity():
    """A whole edition, were it not for an entity of its own."""
    declared = b'<!DOCTYPE Regulation [<!ENTITY one "one">]><Regulation '
    return small()[0].replace(b"<Regulation ", declared).replace(b">one<", b">&one;<")


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("not-xml", b"", small()[1]),
        ("not-xml", with_an_entity(), small()[1]),
        ("not-xml", b"GROUP 5", small()[1]),
        ("not-xml", bomb(), small()[1]),
        ("not-xml", small()[0], outside()),
        ("not-the-list", b"<Statute/>", small()[1]),
        ("not-the-list", published(group="PART 5"), small()[1]),
        ("wrong-language", *reversed(small())),
        ("wrong-language", small()[0], small()[0]),
        ("undated", small()[0].replace(b"lastAmendedDate", b"other"), small()[1]),
        ("different-editions", small()[0], small(amended="2025-04-25")[1]),
        ("labels-differ", small()[0], small()[1].replace(b"b)", b"c)")),
        ("labels-differ", small()[0], small()[1].replace(b"GROUPE 5", b"GROUPE 4")),
        ("labels-differ", small()[0], small()[1].replace(b"deux", b"<Repealed>x</Repealed>")),
        ("label-twice", small()[0].replace(b"(b)", b"(a)"), small()[1]),
    ],
)
def test_files_that_are_no_edition_get_one_message(code, english, french):
    assert refusal(english, french) == code


def test_other_laws_of_the_same_publisher_are_not_the_list(shared_data):
    for english, french in (("E-19", "E-19"), ("SOR-81-543", "DORS-81-543")):
        files = [
            (shared_data / "laws" / language / f"{name}.xml").read_bytes()
            for language, name in (("en", english), ("fr", french))
        ]
        assert refusal(*files) == "not-the-list"


# --- Loading ------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_an_edition_is_stored_once_and_a_second_time_leaves_no_entry():
    edition, is_new = load(*small())
    entries = Entry.objects.count()

    again, is_new_again = load(*small())

    assert (is_new, is_new_again) == (True, False)
    assert again == edition
    assert Entry.objects.count() == entries
    assert [(item.code, item.text_fr) for item in edition.items.all()] == [
        ("5504", "Marchandises"),
        ("5504(a)", "un"),
        ("5504(b)", "deux"),
    ]
    assert Entry.objects.latest("sequence").action == Act.LOAD_CONTROL_LIST


@pytest.mark.django_db
def test_an_edition_never_changes_once_it_is_kept():
    load(*small())
    english, french = small()

    with pytest.raises(ValidationError) as refused:
        load(english.replace(b"two", b"three"), french)

    assert refused.value.code == "edition-differs"
    assert ControlListItem.objects.get(code="5504(b)").text_en == "two"


@pytest.mark.django_db
def test_a_second_edition_is_kept_beside_the_first_and_compared_with_it():
    first, _new = load(*small())
    english, french = small(amended="2025-04-25")
    english = english.replace(b">two<", b">2<").replace(b"(a)", b"(c)")
    second, _new = load(english, french.replace(b"a)", b"c)"))

    changes = second.changes_since(second.previous())

    assert second.previous() == first
    assert first.previous() is None
    assert [item.code for item in changes.added] == ["5504(c)"]
    assert [item.code for item in changes.removed] == ["5504(a)"]
    assert [(was.text_en, now.text_en) for was, now in changes.reworded] == [("two", "2")]
    assert first.items.get(code="5504(b)").text_en == "two"


@pytest.mark.django_db
def test_only_who_keeps_reference_data_loads_an_edition():
    with pytest.raises(PermissionDenied):
        load(*small(), by=make.officer())

    administrator = make.user("administrator")
    load(*small(), by=administrator)
    assert Entry.objects.latest("sequence").actor == administrator


@pytest.mark.django_db
def test_the_command_says_what_is_loaded_and_what_changed(shared_data):
    def run(day):
        out = StringIO()
        call_command(
            "import_control_list", *(str(shared_data / path) for path in REAL[day]), stdout=out
        )
        return out.getvalue()

    assert "185 provisions, 38 items, 8 of them repealed" in run("2021-04-01")
    second = run("2025-04-25")
    assert "324 provisions, 41 items, 8 of them repealed" in second
    added = second.split("Added: ")[1].splitlines()[0].split(", ")
    assert [code for code in added if "(" not in code and "note" not in code] == [
        "3-01",
        "3-02",
        "5506",
    ]
    assert "  Removed: 3, 3(a), 3(b)" in second
    assert "nothing changed" in run("2025-04-25")


@pytest.mark.django_db
def test_the_command_refuses_in_one_sentence_and_changes_nothing(tmp_path):
    english, french = tmp_path / "en.xml", tmp_path / "fr.xml"
    english.write_bytes(small()[0])
    french.write_bytes(small()[1])

    for arguments, message in [
        ([french, english], "written in another language"),
        ([english, tmp_path / "none.xml"], "No such file"),
        ([english, french, "--by", "nobody"], "No user has the sign-in name nobody"),
        ([english, french, "--by", make.officer().username], "authority"),
    ]:
        with pytest.raises(CommandError, match=message):
            call_command("import_control_list", *map(str, arguments))
    assert not ControlListEdition.objects.filter(control_list=ControlList.REGULATION).exists()


# --- Codes --------------------------------------------------------------------------------------
def test_codes_are_sorted_as_people_count():
    codes = ["9-1", "8000", "5504(2)(d)", "5504", "5104", "3-01", "2-15", "2-2.a.", "2-2"]

    assert sorted(codes, key=sort_key) == codes[::-1]


def test_a_code_leads_to_the_provisions_it_is_part_of():
    assert list(with_parents("5504(2)(d)")) == ["5504(2)(d)", "5504(2)", "5504"]
    assert list(with_parents("2-8.b.6")) == ["2-8.b.6", "2-8.b", "2-8"]
    assert list(with_parents("2-2.a.")) == ["2-2.a.", "2-2"]
    assert list(with_parents("2-15 and 2-6")) == ["2-15 and 2-6"]


# --- Pages --------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_editions_and_their_items_are_shown_with_what_changed(sign_in, django_assert_num_queries):
    load(*small())
    english, french = small(amended="2025-04-25")
    edition, _new = load(english.replace(b">two<", b">2<"), french)
    client = sign_in(make.officer())

    page = client.get(reverse("permits:control_list_list")).content.decode()
    assert edition.get_absolute_url() in page

    client.cookies["django_language"] = "fr-ca"
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "Marchandises" in page
    assert "Goods" not in page

    client.cookies["django_language"] = "en-ca"
    address = reverse("permits:control_list_changes", args=[edition.pk])
    with django_assert_num_queries(7):
        page = client.get(address).content.decode()
    assert ">two<" in page
    assert ">2<" in page


@pytest.mark.django_db
def test_the_first_edition_has_nothing_to_be_compared_with(sign_in):
    edition, _new = load(*small())

    answer = sign_in(make.officer()).get(reverse("permits:control_list_changes", args=[edition.pk]))

    assert "nothing to compare with" in answer.content.decode()


@pytest.mark.django_db
def test_who_may_not_read_the_register_is_refused_the_lists(sign_in):
    client = sign_in(make.user())

    assert client.get(reverse("permits:control_list_list")).status_code == 403
