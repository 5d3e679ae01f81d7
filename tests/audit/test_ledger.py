"""An entry is opened around an act, joined by acts inside it, and sealed at its end."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.roles import Role
from audit import canonical, ledger, merkle
from audit.models import Entry, Source, history_of
from permits.models import Party
from tests import make
from tests.audit.going_round import an_entry, open_by_hand, sql

pytestmark = pytest.mark.django_db


def add_party(name="Optics Ltd."):
    return Party.objects.create(name=name, country=make.country("CA"))


def test_an_entry_says_who_did_what_when_why_and_from_where():
    person = make.user(Role.PERMIT_OFFICER, Role.AUDITOR, name="Ada")
    with ledger.entry(
        by=person, action="party.register", about=" P-1 ", reason=" On request ", authority="s. 7"
    ) as entry:
        add_party()

    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.actor, kept.actor_name, kept.actor_roles) == (
        person,
        "Ada",
        "permit-officer, auditor",
    )
    assert (kept.action, kept.about, kept.reason, kept.authority, kept.source) == (
        "party.register",
        "P-1",
        "On request",
        "s. 7",
        Source.PAGE,
    )
    assert (kept.rows_changed, kept.unfinished_id) == (1, None)


def test_entries_are_numbered_without_a_gap():
    with an_entry() as first:
        add_party()
    with pytest.raises(ZeroDivisionError), an_entry():
        add_party()
        raise ZeroDivisionError
    with an_entry() as second:
        add_party()
    assert second.sequence == first.sequence + 1


def test_the_leaf_commits_to_the_entry_and_to_every_row():
    with an_entry() as entry:
        add_party("One")
        add_party("Two")

    history = history_of(Party)
    columns = ledger.sealed_columns(history)
    rows = history.objects.filter(entry=entry).order_by("history_id").values_list(*columns)
    (seal,) = entry.seals.all()
    assert (seal.table, seal.columns, seal.row_count) == (
        "permits_historicalparty",
        "history_id,address,country_id,email,entry_id,history_change_reason,history_date,"
        "history_type,history_user_id,id,language,name",
        2,
    )
    assert bytes(seal.root) == merkle.root(
        b"".join(merkle.leaf_hash(canonical.written(row)) for row in rows)
    )
    kept = Entry.objects.get(pk=entry.pk)
    assert bytes(kept.leaf_hash) == merkle.leaf_hash(ledger.envelope(kept, [seal]))


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_an_act_without_a_reason_is_refused(reason):
    with pytest.raises(ValidationError) as refusal, an_entry(reason=reason):
        add_party()
    assert refusal.value.code == "reason-required"
    assert not Party.objects.filter(name="Optics Ltd.").exists()


@pytest.mark.parametrize("field", ["reason", "about", "authority"])
def test_text_that_an_engine_cannot_keep_is_refused(field):
    with pytest.raises(ValidationError) as refusal, an_entry(**{field: "a\x00b"}):
        add_party()
    assert refusal.value.code == "null_characters_not_allowed"


def test_a_long_name_of_what_an_act_is_about_is_cut():
    with an_entry(about="x" * 200) as entry:
        add_party()
    assert Entry.objects.get(pk=entry.pk).about == "x" * 120


def test_nobody_who_is_not_signed_in_can_act():
    with pytest.raises(PermissionDenied), an_entry(by=AnonymousUser()):
        add_party()


def test_a_person_who_was_deactivated_cannot_act():
    person = make.user(is_active=False)
    with pytest.raises(PermissionDenied), an_entry(by=person):
        add_party()


def test_an_act_inside_another_belongs_to_it():
    officer, director = make.officer(), make.director()
    with an_entry(by=officer, action="outer.act") as outer:
        with an_entry(by=director, action="inner.act", reason="") as inner:
            add_party()
        add_party()
    assert inner == outer
    assert set(Party.history.filter(entry=outer).values_list("history_user", flat=True)) == {
        officer.pk
    }
    assert Entry.objects.get(pk=outer.pk).rows_changed == 2
    assert not Entry.objects.filter(action="inner.act").exists()


def test_an_inner_act_that_fails_is_undone_and_the_outer_one_goes_on():
    with an_entry() as entry:
        add_party("Kept")
        with pytest.raises(ZeroDivisionError), an_entry():
            add_party("Undone")
            raise ZeroDivisionError
        add_party("Kept too")
    assert set(Party.history.filter(entry=entry).values_list("name", flat=True)) == {
        "Kept",
        "Kept too",
    }


def test_an_exception_undoes_the_act_and_its_entry():
    before = Entry.objects.count()
    with pytest.raises(ZeroDivisionError), an_entry():
        add_party()
        raise ZeroDivisionError
    assert Entry.objects.count() == before
    assert not Party.objects.filter(name="Optics Ltd.").exists()


def test_no_entry_is_left_open_when_the_act_is_over():
    with an_entry():
        assert Entry.objects.running() is not None
        add_party()
    assert Entry.objects.running() is None
    with pytest.raises(IntegrityError), transaction.atomic():
        add_party()


@pytest.mark.django_db(transaction=True)
def test_an_open_entry_cannot_be_committed():
    with pytest.raises(IntegrityError), transaction.atomic():
        open_by_hand()
        assert Entry.objects.running() is not None
    assert Entry.objects.running() is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite can be told to look away")
def test_an_entry_left_open_by_another_hand_explains_nothing():
    """A client that does not ask for foreign keys can commit one; no act may slip into it."""
    sql("PRAGMA foreign_keys = OFF")
    open_by_hand()
    sql("PRAGMA foreign_keys = ON")

    with pytest.raises(IntegrityError, match="an entry is opened once"), an_entry():
        pass
    connection.close()
