"""Reference data: countries by every name they bore, and Group 2, loaded once."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from audit import ledger
from audit.models import Entry
from permits import group_2
from permits.actions.reference import load_countries, load_group_2
from permits.country_names import EARLIER_NAMES, current_names
from permits.models import Act, ControlListEdition, Country, CountryName
from permits.models.goods import ControlList
from tests import make

pytestmark = pytest.mark.django_db


def test_loaded_again_nothing_changes_and_no_entry_is_left():
    entries = Entry.objects.count()
    names = set(CountryName.objects.values_list("country__code", "name_en"))
    out = StringIO()

    call_command("load_reference", stdout=out)

    assert "up to date" in out.getvalue()
    assert Entry.objects.count() == entries
    assert set(CountryName.objects.values_list("country__code", "name_en")) == names


def test_every_country_has_both_names_and_unions_are_none():
    names = current_names()

    assert names["TR"] == ("Türkiye", "Türkiye")
    assert names["XK"] == ("Kosovo", "Kosovo")
    assert names["NA"] == ("Namibia", "Namibie")
    assert {"EU", "UN", "EZ", "XA"}.isdisjoint(names)
    assert Country.objects.count() == len(names)
    assert not Country.objects.filter(name_fr="").exists()


def test_turkey_is_found_by_every_name_in_either_language():
    turkey = make.country("TR")

    for name in ("Turkey", "Türkiye", "turquie", "TÜRKIYE", "Turkiye"):
        assert list(Country.objects.named(name)) == [turkey], name


@pytest.mark.parametrize(
    ("code", "day", "english", "french"),
    [
        ("TR", date(2020, 10, 5), "Turkey", "Turquie"),
        ("TR", date(2022, 6, 1), "Turkey", "Turquie"),
        ("TR", date(2022, 6, 2), "Türkiye", "Türkiye"),
        ("CZ", date(2012, 1, 1), "Czech Republic", "République tchèque"),
        ("CZ", date(2016, 7, 5), "Czechia", "Tchéquie"),
        ("MK", date(2014, 1, 1), "Macedonia", "Macédoine"),
        ("DE", date(1995, 1, 1), "Germany", "Allemagne"),
    ],
)
def test_a_country_bears_the_name_of_the_day(code, day, english, french):
    country = make.country(code)

    with translation.override("en-ca"):
        assert country.name_on(day) == english
    with translation.override("fr-ca"):
        assert country.name_on(day) == french


def test_no_day_has_two_names():
    for code, _english, _french, _from, until, _source in EARLIER_NAMES:
        names = [
            name
            for name in CountryName.objects.filter(country__code=code)
            if (name.valid_from is None or name.valid_from <= until)
            and (name.valid_until is None or until <= name.valid_until)
        ]
        assert len(names) == 1, code


def test_a_name_that_changed_stays_among_the_earlier_names():
    germany = make.country("DE")
    with ledger.entry(by=None, action=Act.LOAD_COUNTRIES, reason="A name of another time"):
        germany.name_en, germany.name_fr = "Alemania", "Alemania"
        germany.save()

    load_countries(by=None)

    germany.refresh_from_db()
    assert (germany.name_en, germany.name_fr) == ("Germany", "Allemagne")
    assert Entry.objects.latest("sequence").action == Act.LOAD_COUNTRIES
    assert germany.history.count() == 3


def test_group_2_has_its_22_items_in_both_languages():
    edition = load_group_2(by=None)

    items = list(edition.items.order_by("sort_key"))
    assert ControlListEdition.objects.get(control_list=ControlList.GUIDE) == edition
    assert [item.code for item in items] == [f"2-{number}" for number in range(1, 23)]
    assert all(item.text_en and item.text_fr and item.group == 2 for item in items)
    assert edition.in_force_from == group_2.IN_FORCE_FROM


def test_the_guides_edition_in_force_is_asked_for_by_day():
    edition = load_group_2(by=None)

    assert edition in ControlListEdition.objects.in_force_on(date(2020, 10, 5))
    assert edition not in ControlListEdition.objects.in_force_on(date(2020, 9, 30))
