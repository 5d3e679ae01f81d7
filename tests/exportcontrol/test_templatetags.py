"""What every page writes in one way, in both languages."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import django_filters
import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser, Permission
from django.http import HttpResponse
from django.template import Context
from django.urls import include, path, resolve
from django.utils import translation

from exportcontrol.templatetags import house

MIDNIGHT_IN_OTTAWA = dt.datetime(2020, 10, 5, 4, 0, tzinfo=dt.UTC)


def page(request):
    """Answer for the sections of these tests."""
    return HttpResponse()


urlpatterns = [
    path("", page, name="home"),
    path(
        "permits/",
        include(
            (
                [
                    path("", page, name="permit_list"),
                    path("orders/", page, name="order_list"),
                    path("orders/1/", page, name="order_detail"),
                ],
                "permits",
            )
        ),
    ),
]


@dataclass
class Reader:
    """A signed-in reader with some permissions."""

    permissions: tuple = ()
    is_staff: bool = False
    is_authenticated: bool = True

    def has_perm(self, permission):
        return permission in self.permissions


@dataclass
class Order:
    """A record with a legal text in both languages."""

    reasons_en: str
    reasons_fr: str


# Days and moments ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en-ca", "5 October 2020, 00:00 (Ottawa)"),
        ("fr-ca", "5 octobre 2020, 00\xa0h\xa000 (Ottawa)"),
    ],
)
def test_a_moment_is_read_from_the_clock_in_ottawa(language, written):
    with translation.override(language):
        assert house.moment(MIDNIGHT_IN_OTTAWA) == written


def test_a_moment_in_winter_is_five_hours_behind_utc():
    assert house.moment(dt.datetime(2021, 1, 1, 3, 30, tzinfo=dt.UTC)) == (
        "31 December 2020, 22:30 (Ottawa)"
    )


def test_the_first_of_a_month_is_an_ordinal_in_french():
    with translation.override("fr-ca"):
        assert house.day(dt.date(2021, 2, 1)) == "1er février 2021"
        assert house.day(dt.date(2021, 2, 11)) == "11 février 2021"


def test_the_day_of_a_moment_is_its_day_in_ottawa():
    late = dt.datetime(2020, 10, 5, 3, 59, tzinfo=dt.UTC)

    assert house.day(late) == "4 October 2020"
    assert house.iso_day(late) == "2020-10-04"


def test_a_day_in_a_table_is_written_from_the_year_down():
    assert house.iso_day(dt.date(2020, 10, 5)) == "2020-10-05"


@pytest.mark.parametrize("write", [house.day, house.iso_day, house.moment])
def test_no_day_is_written_as_nothing(write):
    assert write(None) == ""


# Money, numbers, texts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "currency", "written"),
    [
        ("en-ca", "CAD", "$1,234,567.50"),
        ("en-ca", "EUR", "€1,234,567.50"),
        ("fr-ca", "CAD", "1\xa0234\xa0567,50\xa0$"),
        ("fr-ca", "EUR", "1\xa0234\xa0567,50\xa0€"),
    ],
)
def test_money_is_written_in_the_form_of_each_language(language, currency, written):
    with translation.override(language):
        assert house.money(Decimal("1234567.5"), currency) == written


def test_no_amount_is_written_as_nothing():
    assert house.money(None, "CAD") == ""


@pytest.mark.parametrize(("language", "written"), [("en-ca", "16,592"), ("fr-ca", "16\xa0592")])
def test_a_number_is_written_in_the_form_of_each_language(language, written):
    with translation.override(language):
        assert house.number(16592) == written


def test_zero_is_a_number_and_nothing_is_not():
    assert house.number(0) == "0"
    assert house.number(None) == ""


@pytest.mark.parametrize(("language", "text"), [("en-ca", "Breach"), ("fr-ca", "Manquement")])
def test_a_legal_text_is_shown_in_the_language_of_the_page(language, text):
    order = Order(reasons_en="Breach", reasons_fr="Manquement")

    with translation.override(language):
        assert house.legal_text(order, "reasons") == text


@pytest.mark.parametrize(
    ("status", "colour"),
    [
        ("valid", "green"),
        ("suspended", "orange"),
        ("CANCELLED", "red"),
        ("on_hold", "orange"),
        ("x", "grey"),
    ],
)
def test_a_status_has_one_colour_however_it_is_spelled(status, colour):
    assert house.status_colour(status) == colour


def test_no_status_has_two_colours():
    values = [value for group in house.STATUS_COLOURS.values() for value in group]

    assert len(values) == len(set(values))


# Addresses ----------------------------------------------------------------------------------------


def test_a_changed_query_keeps_the_rest_and_begins_at_the_first_page(rf):
    context = Context({"request": rf.get("/?status=valid&status=suspended&after=7&sort=number")})

    assert house.query_replace(context, sort="-number") == (
        "?status=valid&status=suspended&sort=-number"
    )
    assert house.query_replace(context, status=None) == "?sort=number"


@pytest.mark.parametrize(
    ("asked", "direction", "url"),
    [
        ("", "descending", "?sort=issued_on"),
        ("?sort=issued_on", "ascending", "?sort=-issued_on"),
        ("?sort=-issued_on&before=3", "descending", "?sort=issued_on"),
        ("?sort=number", "none", "?sort=issued_on"),
    ],
)
def test_a_column_sorts_and_then_turns_its_order_round(rf, asked, direction, url):
    context = Context({"request": rf.get("/" + asked)})

    assert house.sorting(context, "issued_on", default="-issued_on") == house.Sorting(
        url, direction
    )


class PermitFilter(django_filters.FilterSet):
    """The filters of these tests, of each kind a list may offer."""

    text = django_filters.CharFilter(label="Number or holder")
    status = django_filters.MultipleChoiceFilter(
        label="Status", choices=[("valid", "Valid"), ("suspended", "Suspended")], distinct=False
    )
    destination = django_filters.ChoiceFilter(
        label="Destination", choices=[("Asia", [("TR", "Turkey")])]
    )
    restricted = django_filters.BooleanFilter(label="Restricted", widget=forms.CheckboxInput)
    issued = django_filters.DateFromToRangeFilter(label="Issued")


@pytest.mark.parametrize(
    ("query", "chips"),
    [
        ("", []),
        ("text=&status=", []),
        ("text=a%26b&after=9", [("Number or holder", "a&b", "?")]),
        (
            "status=valid&status=suspended&text=x",
            [
                ("Number or holder", "x", "?status=valid&status=suspended"),
                ("Status", "Valid", "?text=x&status=suspended"),
                ("Status", "Suspended", "?text=x&status=valid"),
            ],
        ),
        ("destination=TR", [("Destination", "Turkey", "?")]),
        ("restricted=on", [("Restricted", "Yes", "?")]),
        ("issued_after=2020-01-01", [("Issued", "2020-01-01 – …", "?")]),
        (
            "issued_after=2020-01-01&issued_before=2020-12-31",
            [("Issued", "2020-01-01 – 2020-12-31", "?")],
        ),
        ("destination=nowhere&text=x", []),
    ],
)
def test_each_filter_in_force_has_a_chip_that_removes_it_alone(rf, query, chips):
    request = rf.get("/?" + query)
    filters = PermitFilter(request.GET, queryset=Permission.objects.none())

    found = house.active_filters(Context({"request": request}), filters)

    assert [(chip.label, chip.value, chip.url) for chip in found] == chips


def test_a_list_that_is_not_filtered_has_no_chips(rf):
    assert (
        house.active_filters(
            Context({"request": rf.get("/")}),
            PermitFilter(None, queryset=Permission.objects.none()),
        )
        == []
    )


class RecordFilter(django_filters.FilterSet):
    """Filters that choose records."""

    one = django_filters.ModelChoiceFilter(label="One", queryset=Permission.objects.all())
    many = django_filters.ModelMultipleChoiceFilter(
        label="Many", queryset=Permission.objects.all(), distinct=False
    )


@pytest.mark.django_db
def test_a_chosen_record_is_named_in_its_chip(rf):
    first, second = Permission.objects.order_by("pk")[:2]
    request = rf.get(f"/?one={first.pk}&many={first.pk}&many={second.pk}")
    filters = RecordFilter(request.GET, queryset=Permission.objects.none())

    found = house.active_filters(Context({"request": request}), filters)

    assert [(chip.label, chip.value, chip.url) for chip in found] == [
        ("One", str(first), f"?many={first.pk}&many={second.pk}"),
        ("Many", str(first), f"?one={first.pk}&many={second.pk}"),
        ("Many", str(second), f"?one={first.pk}&many={first.pk}"),
    ]


# Sections -----------------------------------------------------------------------------------------


def sections(rf, address, reader):
    """Return the labels of the sections a reader is offered, and of those marked as current."""
    request = rf.get(address)
    request.resolver_match = resolve(address)
    places = house.navigation(Context({"request": request, "user": reader}))
    return [str(place.label) for place in places], [str(p.label) for p in places if p.current]


@pytest.mark.urls(__name__)
def test_a_reader_is_offered_the_sections_of_his_permissions(rf):
    officer = Reader(permissions=("permits.view_permit", "permits.view_order"))

    assert sections(rf, "/", officer) == (["Home", "Register", "Orders"], ["Home"])
    assert sections(rf, "/", Reader()) == (["Home"], ["Home"])


@pytest.mark.urls(__name__)
def test_the_section_marked_is_the_nearest_one_that_holds_the_page(rf):
    officer = Reader(permissions=("permits.view_permit", "permits.view_order"))

    assert sections(rf, "/permits/", officer)[1] == ["Register"]
    assert sections(rf, "/permits/orders/1/", officer)[1] == ["Orders"]


@pytest.mark.urls(__name__)
def test_a_section_that_is_not_served_is_not_offered(rf):
    auditor = Reader(permissions=("audit.view_entry",), is_staff=True)

    assert sections(rf, "/", auditor)[0] == ["Home"]


@pytest.mark.urls(__name__)
def test_a_visitor_who_is_not_signed_in_is_offered_no_sections(rf):
    assert sections(rf, "/", AnonymousUser()) == ([], [])
