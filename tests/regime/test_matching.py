"""Which names are alike: known pairs in every spelling, and near misses that must not match."""

import pytest

from regime.listed_names import aliases_of, parsed_name
from regime.matching import Matcher, compared, spellings_of
from regime.models.sanctions import ListedKind
from regime.models.screening import MatchKind

INDIVIDUALS = [
    "Dmitry Vladimirovich Balaba",
    "Nikolai Aleksandrovich LUKASHENKO",
    "Galina Rodionovna LUKASHENKA",
    "Yuliya Aleksandrovna BLIZNIUK",
    "Yuri Khadzhimuratovich Karaev",
    "Uladzimir Borisovich PIARTSOU",
    "Aleksandr Petrovich Barsukov",
    "Igor Petrovich IVANOV",
]
ENTITIES = [
    "Minsk Gear Plant",
    "Open Joint Stock Company “VISTAN”",
    "Belarusski Avtomobilnyi Zavod BelAZ",
    "Belarusian Automobile Plant",
    "National Bank of the Republic of Belarus",
    "Special Purpose Police Unit",
    "LAT",
    "Bremino Group",
    "Stankogomel",
    "Société Exemple «\xa0Énergie\xa0»",
]


@pytest.fixture(scope="module")
def matcher():
    listed = [(ListedKind.INDIVIDUAL, name) for name in INDIVIDUALS]
    listed += [(ListedKind.ENTITY, name) for name in ENTITIES]
    return Matcher(
        spelling
        for number, (kind, name) in enumerate(listed)
        for spelling in spellings_of(number, kind, [name])
    )


@pytest.mark.parametrize(
    ("party", "listed"),
    [
        ("dmitry vladimirovich BALABA", "Dmitry Vladimirovich Balaba"),
        ("LUKASHENKO, Nikolaï Aleksandrovich", "Nikolai Aleksandrovich LUKASHENKO"),
        ("JSC Minsk Gear Plant", "Minsk Gear Plant"),
        ("Vistan Ltd.", "Open Joint Stock Company “VISTAN”"),
        ("OJSC «\xa0VISTAN\xa0»", "Open Joint Stock Company “VISTAN”"),
        ("BELAZ", "BelAZ"),
        ("Societe Exemple Energie S.A.", "Société Exemple «\xa0Énergie\xa0»"),
        ("LAT", "LAT"),
    ],
)
def test_the_same_words_are_the_same_name(matcher, party, listed):
    [match] = matcher.matches(party)
    assert (match.text, match.kind, match.score) == (listed, MatchKind.EXACT, 100)


@pytest.mark.parametrize(
    ("party", "listed"),
    [
        # Without the patronymic, or with an initial in its place.
        ("Dmitry Balaba", "Dmitry Vladimirovich Balaba"),
        ("D. V. Balaba", "Dmitry Vladimirovich Balaba"),
        ("Yuri Karaev", "Yuri Khadzhimuratovich Karaev"),
        # Transliterated into English, into French, into Belarusian Latin.
        ("Dzmitry Balaba", "Dmitry Vladimirovich Balaba"),
        ("Nikolaï Loukachenko", "Nikolai Aleksandrovich LUKASHENKO"),
        ("Galina Lukashenko", "Galina Rodionovna LUKASHENKA"),
        ("Julija Aleksandrovna Bliznjuk", "Yuliya Aleksandrovna BLIZNIUK"),
        ("Vladimir Piartsou", "Uladzimir Borisovich PIARTSOU"),
        ("Alexandre Barsoukov", "Aleksandr Petrovich Barsukov"),
        # With a word more or less, or misspelled.
        ("Minsk Gears Plant", "Minsk Gear Plant"),
        ("Special Police Unit", "Special Purpose Police Unit"),
        ("Vistan Trading Inc.", "Open Joint Stock Company “VISTAN”"),
        ("Bremino", "Bremino Group"),
        ("Belarusian Automobil Plant", "Belarusian Automobile Plant"),
    ],
)
def test_other_spellings_are_close(matcher, party, listed):
    matches = matcher.matches(party)
    assert [(m.text, m.kind) for m in matches if m.text == listed] == [(listed, MatchKind.CLOSE)]
    assert all(85 <= match.score < 100 for match in matches)


@pytest.mark.parametrize(
    "party",
    [
        "Maple Sensors Inc.",
        "Baykar Savunma Sanayi A.Ş.",
        "Ankara Gear Plant",
        "Polish Steel Works",
        "Republic of Belarus",
        "National Bank of Canada",
        "Ministry of National Defence",
        "Minsk",
        "LAT Aerospace Inc.",
        "LAT Air",
        "Vistal",
        "Stankagoml",
        "Dmitry Petrov",
        "Dmitry Balabanov",
        "Dmitry Aleksandrovich LUKASHENKO",
        "Olga Aleksandrovna Lukashevich",
        "Viktor Aleksandrovich Barsukov",
        "Igor Ivanovich Smirnov",
        "Sergei Ivanovich",
        "Karaev",
        "Joint Stock Company",
        "...",
        "",
    ],
)
def test_near_misses_are_not_alike(matcher, party):
    assert matcher.matches(party) == []


def test_what_differs_is_said_word_by_word():
    told = compared("Dzmitry Balaba Trading", "Dmitry Vladimirovich Balaba")

    assert told.same == ["balaba"]
    assert told.alike == [("dzmitry", "dmitry")]
    assert told.only_party == ["trading"]
    assert told.only_listed == ["vladimirovich"]


@pytest.mark.parametrize(
    ("text", "name", "born"),
    [
        ("Ivan EXAMPLE (born on January 1, 1979)", "Ivan EXAMPLE", "1979-01-01"),
        ("Ivan EXAMPLE (born January 12, 1959)", "Ivan EXAMPLE", "1959-01-12"),
        ("Ivan EXAMPLE (né le 1er août 1979)", "Ivan EXAMPLE", "1979-08-01"),
        ("Olga EXAMPLE (née en 1989)", "Olga EXAMPLE", "1989"),
        ("VTB Bank (Belarus) JSC", "VTB Bank (Belarus) JSC", ""),
        ("Bank (Belarus)", "Bank (Belarus)", ""),
        ("“Example”", "Example", ""),
    ],
)
def test_a_listed_text_is_read_for_name_and_birth(text, name, born):
    read = parsed_name(text, is_place=lambda word: word == "Belarus")
    assert (read.name, read.born, read.aliases) == (name, born, ())


def test_the_french_list_tells_which_and_parts_two_aliases():
    english = parsed_name("Lab (also known as LAT, LOT and LLC Laser Devices and Technologies)")
    french = parsed_name(
        "Lab (aussi connue sous les noms LAT, LOT et LLC Laser Devices and Technologies)"
    )

    expected = ["LAT", "LOT", "LLC Laser Devices and Technologies"]
    assert aliases_of(english, french) == (expected, expected)


def test_what_neither_language_tells_is_kept_both_parted_and_whole():
    english = parsed_name("Lab (SAMI) (also known as Plant and Works)")
    french = parsed_name("Lab (SAMI) (aussi connu sous le nom de Usine et Atelier)")

    assert aliases_of(english, french) == (
        ["SAMI", "Plant", "Works", "Plant and Works"],
        ["SAMI", "Usine", "Atelier", "Usine et Atelier"],
    )
