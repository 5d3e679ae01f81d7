"""Pages by key are the slices of the sorted list, whichever way they are walked."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import ledger
from permits import paging
from permits.models import Assurance, Country, Party, Permit
from permits.paging import page_of
from tests import make

pytestmark = pytest.mark.django_db

NEWEST = ("-given_on", "-pk")
DAYS = st.lists(st.integers(0, 4), min_size=0, max_size=23)


def assurances(offsets):
    """Assurances given some days after another, for a list whose days come up again and again."""
    with ledger.entry(by=None, action="assurance.record", reason="A test"):
        issuer = Party.objects.create(name="Ministry")
        first = Assurance.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        Assurance.objects.bulk_create(
            Assurance(
                reference=f"EUC-{first}-{number}",
                kind="government",
                issuer=issuer,
                given_on=date(2020, 1, 1) + timedelta(days=offset),
                end_use="Any",
            )
            for number, offset in enumerate(offsets)
        )
    return Assurance.objects.filter(issuer=issuer)


def walk(rows, keys, size, start, onward):
    """Every page from a start, following one of its addresses until there is none."""
    query, pages = QueryDict(start), []
    while True:
        page = page_of(rows, keys=keys, query=query, size=size)
        pages.append([row.pk for row in page])
        address = getattr(page, onward)
        if not address:
            return pages
        query = QueryDict(address.removeprefix("?"))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(offsets=DAYS, size=st.integers(1, 7), keys=st.sampled_from([NEWEST, ("given_on", "pk")]))
def test_walking_forward_gives_the_slices_of_the_sorted_list(offsets, size, keys):
    rows = assurances(offsets)
    expected = list(rows.order_by(*keys).values_list("pk", flat=True))

    pages = walk(rows, keys, size, "", "next_url")

    assert pages == [
        expected[start : start + size] for start in range(0, max(len(expected), 1), size)
    ]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(offsets=DAYS, size=st.integers(1, 7), keys=st.sampled_from([NEWEST, ("given_on", "pk")]))
def test_walking_back_from_the_last_page_gives_the_slices_of_the_list_turned_round(
    offsets, size, keys
):
    rows = assurances(offsets)
    turned = list(rows.order_by(*keys).values_list("pk", flat=True))[::-1]

    pages = walk(rows, keys, size, "page=last", "previous_url")

    assert pages == [
        turned[start : start + size][::-1] for start in range(0, max(len(turned), 1), size)
    ]


def test_the_first_and_the_last_page_lead_no_further():
    rows = assurances([0, 1, 2])

    first = page_of(rows, keys=NEWEST, query=QueryDict("kept=1"), size=2)
    last = page_of(rows, keys=NEWEST, query=QueryDict("kept=1&page=last"), size=2)

    assert (first.first_url, first.previous_url, first.last_url) == ("", "", "?kept=1&page=last")
    assert (last.first_url, last.next_url, last.last_url) == ("?kept=1", "", "")


def test_a_page_in_the_middle_leads_everywhere_and_back():
    rows = assurances([0, 1, 2, 3, 4])
    first = page_of(rows, keys=NEWEST, query=QueryDict(), size=2)

    middle = page_of(rows, keys=NEWEST, query=QueryDict(first.next_url[1:]), size=2)
    back = page_of(rows, keys=NEWEST, query=QueryDict(middle.previous_url[1:]), size=2)

    assert all([middle.first_url, middle.previous_url, middle.next_url, middle.last_url])
    assert list(back) == list(first)


@pytest.mark.parametrize(
    "asked",
    [
        "after=nonsense",
        "after=2020-13-45&after=1",
        "after=2020-01-01&after=%00",
        "before=1&before=",
    ],
)
def test_an_address_that_cannot_be_read_gives_the_first_page(asked):
    rows = assurances([0, 1, 2])

    page = page_of(rows, keys=NEWEST, query=QueryDict(asked), size=2)

    assert list(page) == list(rows.order_by(*NEWEST)[:2])


def test_a_page_takes_two_statements_and_no_offset(django_assert_num_queries):
    rows = assurances(range(9))

    with django_assert_num_queries(2) as asked:
        page_of(rows, keys=NEWEST, query=QueryDict("after=2020-01-05&after=99999999"), size=2)

    assert not any("OFFSET" in query["sql"] for query in asked.captured_queries)


def test_keys_that_run_different_ways_are_a_mistake_of_ours():
    with pytest.raises(ValueError, match="same way"):
        page_of(Party.objects.all(), keys=("name", "-pk"), query=QueryDict())


def test_the_count_is_exact_up_to_its_cap_and_says_more_beyond_it():
    assert paging.Page(rows=[], count=1).count_label == "1 result"
    assert paging.Page(rows=[], count=10_000).count_label == "10,000 results"
    assert paging.Page(rows=[], count=10_001).count_label == "More than 10,000 results"
    with translation.override("fr-ca"):
        assert "10\xa0000" in paging.Page(rows=[], count=10_001).count_label


def test_the_count_stops_at_its_cap():
    make.party()

    page = page_of(Party.objects.all(), keys=("pk",), query=QueryDict())

    assert page.count == Party.objects.count()
    assert page.is_counted


@pytest.mark.parametrize("start", ["", "page=last"])
def test_a_list_read_by_several_conditions_is_walked_as_one(start, monkeypatch):
    """Towards one country, some permits by themselves and some together with others."""
    turkey, norway = Country.objects.get(code="TR"), Country.objects.get(code="NO")
    for number in range(7):
        make.submitted_permit(
            destination=[turkey, norway, None][number % 3],
            joint_destinations=[[], [turkey], [norway]][number % 3],
            issued_on=date(2019, 6, 9) - timedelta(days=number // 2),
            valid_from=date(2019, 6, 9),
        )
    rows = Permit.objects.to_destination(turkey)
    keys = ("-issued_on", "-pk")
    expected = list(rows.order_by(*keys).values_list("pk", flat=True))
    assert len(rows.readings) == 2
    assert len(expected) == 5

    onward = "previous_url" if start else "next_url"
    pages = walk(rows, keys, 2, start, onward)

    walked = pages[::-1] if start else pages
    assert [key for page in walked for key in page] == expected
    assert page_of(rows, keys=keys, query=QueryDict()).count == 5
    monkeypatch.setattr(paging, "COUNTED_TO", 3)
    assert page_of(rows, keys=keys, query=QueryDict()).count == 4
