"""Each filter of the register finds what it names and nothing else; selections are read back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone, translation

from accounts.roles import Role
from permits.filters import MOST_CHOSEN, PermitFilter, country_choices, general_in, selection_from
from permits.models import Permit
from permits.models.orders import OrderKind
from permits.models.permits import PermitKind
from tests import make

pytestmark = pytest.mark.django_db


def found(query):
    """The permits that a query string finds, by number."""
    register = PermitFilter(QueryDict(query), queryset=Permit.objects.all())
    assert register.is_valid(), register.form.errors
    return {permit.reference for permit in register.permits}


def numbers(*permits):
    return {permit.reference for permit in permits}


def test_no_filter_finds_everything():
    valid, submitted = make.valid_permit(), make.submitted_permit()

    assert found("") == numbers(valid, submitted)


def test_text_finds_a_number_by_its_beginning_in_any_case():
    wanted = make.submitted_permit(reference="NL-2012-CDIU-0009")
    make.submitted_permit(reference="XP-2012-NL-2012")

    assert found("q=NL-2012") == numbers(wanted)
    assert found("q= nl-2012-cdiu ") == numbers(wanted)
    assert found("q=CDIU") == set()


def test_text_finds_a_holder_by_part_of_the_name():
    holder = make.party("Şahin Göğüş İhracat A.Ş.")
    wanted = make.submitted_permit(holder=holder), make.submitted_permit(holder=holder)
    make.submitted_permit()

    assert found("q=göğüş") == found("q=Göğüş") == numbers(*wanted)
    assert found("q=ihracat A_") == set()


@pytest.mark.parametrize("name", ["Turkey", "türkiye", "Turquie", "TURKEY"])
def test_text_finds_a_destination_by_every_name_it_bears_or_bore(name):
    wanted = make.submitted_permit()
    jointly = make.submitted_permit(
        destination=None, joint_destinations=[make.country("ZA"), make.country("TR")]
    )
    make.submitted_permit(destination=make.country("FR"))

    assert found(f"q={name}") == numbers(wanted, jointly)


def test_text_that_reads_in_several_ways_finds_them_all():
    by_holder = make.submitted_permit(
        holder=make.party("Turkey Trading Ltd."), destination=make.country("FR")
    )
    by_country = make.submitted_permit()
    by_number = make.submitted_permit(reference="Turkey-1", destination=make.country("FR"))
    make.submitted_permit(destination=make.country("FR"))

    assert found("q=Turkey") == numbers(by_holder, by_country, by_number)


@pytest.mark.parametrize("text", ["Turkey", "turkey", "XP-2019", "optics", "2-15", "nothing"])
def test_many_matches_are_asked_in_another_way_with_the_same_answer(text):
    make.submitted_permit(holder=make.party("Turkey Trading Ltd."), destination=make.country("FR"))
    make.submitted_permit(holder=make.party("Optics Ltd."))
    make.submitted_permit(reference="TURKEY-1", destination=make.country("FR"))

    few, many = Permit.objects.matching(text), Permit.objects.matching(text, many=0)
    assert set(few) == set(many)
    few, many = Permit.objects.for_goods(text), Permit.objects.for_goods(text, many=0)
    assert set(few) == set(many)


def test_statuses_are_asked_one_or_several_at_a_time():
    valid, suspended, submitted = (
        make.valid_permit(),
        make.suspended_permit(),
        make.submitted_permit(),
    )

    assert found("status=suspended") == numbers(suspended)
    assert found("status=valid&status=submitted") == numbers(valid, submitted)


def test_a_destination_finds_joint_destinations_but_no_consignee():
    alone = make.submitted_permit()
    jointly = make.submitted_permit(
        destination=None, joint_destinations=[make.country("ZA"), make.country("TR")]
    )
    make.submitted_permit(
        destination=make.country("FR"), consignees=[{"country": make.country("TR")}]
    )

    assert found("destination=TR") == numbers(alone, jointly)
    assert found("destination=ZA") == numbers(jointly)


def test_goods_are_found_by_group_and_by_item_but_not_by_the_start_of_another():
    def with_item(code):
        line = {"item": make.item(code), "code": code, "description": "Goods"}
        return make.submitted_permit(lines=[line, line])

    fifteen, one = with_item("2-15"), with_item("2-1")
    unclassified = make.submitted_permit(lines=[{"code": "ML10", "description": "Goods"}])

    assert found("goods=2-15") == numbers(fifteen)
    assert found("goods=2-1") == numbers(one)
    assert found("goods=2") == numbers(fifteen, one)
    assert found("goods=ml10") == numbers(unclassified)
    assert found("goods=9-9") == found("goods=3") == set()


def test_a_term_covers_its_first_and_its_last_day():
    permit = make.submitted_permit(valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31))

    for day in ["2020-01-01", "2020-12-31"]:
        assert found(f"in_term_on={day}") == numbers(permit)
    for day in ["2019-12-31", "2021-01-01"]:
        assert found(f"in_term_on={day}") == set()


def test_a_suspension_finds_what_it_suspended_and_nothing_has_touched_since():
    still, reinstated = make.valid_permits(2)
    order = make.suspension([still, reinstated])
    moment = order.effective_at + timedelta(days=1)
    make.signed(make.order(OrderKind.REINSTATE, [reinstated], effective_at=moment))
    make.suspended_permit()

    assert found(f"suspended_by={order.number}") == numbers(still)


def test_only_suspensions_carried_out_can_be_asked_for():
    drawn_up = make.order(OrderKind.SUSPEND, [make.valid_permit()], effective_at=make.SUSPENDED_AT)

    register = PermitFilter(
        QueryDict(f"suspended_by={drawn_up.number}"), queryset=Permit.objects.all()
    )

    assert "suspended_by" in register.form.errors
    assert not register.permits.exists()


def test_a_term_ends_with_its_last_day():
    today = timezone.localdate()
    last_day = make.submitted_permit(valid_until=today)
    over = make.submitted_permit(valid_until=today - timedelta(days=1))

    assert found("expired=yes") == numbers(over)
    assert found("expired=no") == numbers(last_day)


def test_kinds_and_holders_are_found():
    brokering = make.submitted_permit(kind=PermitKind.BROKERING)
    general = make.submitted_permit(kind=PermitKind.GENERAL, holder=None)

    assert found("type=brokering") == numbers(brokering)
    assert found("type=general") == numbers(general)
    assert found(f"holder={brokering.holder.pk}") == numbers(brokering)


def test_filters_narrow_one_another():
    wanted = make.suspended_permit()
    make.valid_permit()
    make.suspended_permit(destination=make.country("FR"))

    assert found("q=Turkey&status=suspended&goods=2-15&in_term_on=2020-01-01") == numbers(wanted)


def test_countries_are_offered_with_their_earlier_names_in_each_language():
    call_command("load_reference", verbosity=0)

    assert ("TR", "Türkiye", "Turkey") in country_choices()
    with translation.override("fr-ca"):
        assert ("ZA", "Afrique du Sud", "") in country_choices()
        [turkey] = [names for code, *names in country_choices() if code == "TR"]
        assert "Turquie" in turkey


def test_a_selection_is_read_by_keys_in_either_form():
    user, chosen = make.officer(), make.valid_permits(3)
    keys = [permit.pk for permit in chosen]

    for query in (f"permit={keys[0]}&permit={keys[2]}", f"permit={keys[0]}.{keys[2]}"):
        assert set(selection_from(QueryDict(query), user)) == {chosen[0], chosen[2]}
    assert not selection_from(QueryDict(""), user).exists()


def test_a_selection_of_all_that_match_is_what_the_list_shows():
    user = make.officer()
    suspended = make.suspended_permit()
    make.valid_permit()

    query = QueryDict("all=1&status=suspended&kind=cancel&sort=number&permit=1")

    assert set(selection_from(query, user)) == {suspended}


def test_general_permits_are_in_no_selection_and_are_counted():
    user, general = make.officer(), make.valid_permit(kind=PermitKind.GENERAL, holder=None)
    permit = make.valid_permit()

    for query in (f"permit={general.pk}.{permit.pk}", "all=1"):
        assert set(selection_from(QueryDict(query), user)) == {permit}
        assert general_in(QueryDict(query), user) == 1


def test_a_selection_holds_only_what_the_person_may_see():
    permit = make.valid_permit()
    outsider = make.user(Role.ADMINISTRATOR)

    for query in (f"permit={permit.pk}", "all=1"):
        assert selection_from(QueryDict(query), make.officer()).exists()
        assert not selection_from(QueryDict(query), outsider).exists()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("permit=1.x", "unreadable-choice"),
        ("permit=-1", "unreadable-choice"),
        ("permit=²", "unreadable-choice"),
        ("permit=1'--", "unreadable-choice"),
        ("all=1&in_term_on=tomorrow", "unreadable-filters"),
        ("all=1&suspended_by=MO-0000-000000", "unreadable-filters"),
        ("permit=" + ".".join(map(str, range(MOST_CHOSEN + 1))), "too-many-chosen"),
    ],
)
def test_a_selection_that_cannot_be_read_is_refused(query, code):
    with pytest.raises(ValidationError) as refused:
        selection_from(QueryDict(query), make.officer())

    assert refused.value.code == code
