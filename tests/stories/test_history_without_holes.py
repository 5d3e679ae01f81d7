"""The ways in which histories elsewhere are known to fail, each told as it happens."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from audit.verification import Verification
from permits.models import Country, Party
from tests import make
from tests.audit.going_round import an_entry, sql


def add_party(name):
    return Party.objects.create(name=name, country=make.country("CA"))


def versions(**facts):
    rows = Party.history.filter(**facts).order_by("history_id")
    return list(rows.values_list("history_type", "name", "address"))


@pytest.mark.django_db
def test_a_stale_object_saves_one_field_and_history_keeps_what_another_wrote():
    with an_entry():
        party = add_party("Optics Ltd.")
    stale = Party.objects.get(pk=party.pk)
    with an_entry():
        party.address = "1 New Street"
        party.save()

    with an_entry():
        stale.name = "Optics Inc."
        stale.save(update_fields=["name"])

    assert versions(id=party.pk) == [
        ("+", "Optics Ltd.", ""),
        ("~", "Optics Ltd.", "1 New Street"),
        ("~", "Optics Inc.", "1 New Street"),
    ]
    assert list(Verification()) == []


@pytest.mark.django_db
def test_an_insert_fails_in_the_middle_of_an_act_that_goes_on():
    with an_entry() as entry:
        add_party("Before")
        with pytest.raises(IntegrityError), transaction.atomic():
            Country.objects.create(code="CA", name_en="Canada", name_fr="Canada")
        add_party("After")

    assert versions(entry=entry) == [("+", "Before", ""), ("+", "After", "")]
    assert Entry.objects.get(pk=entry.pk).rows_changed == 2
    assert list(Verification()) == []


@pytest.mark.django_db
def test_an_insert_fails_and_takes_the_whole_act_with_it():
    entries = Entry.objects.count()
    with pytest.raises(IntegrityError), an_entry():
        add_party("Before")
        Country.objects.create(code="CA", name_en="Canada", name_fr="Canada")

    assert versions(name="Before") == []
    assert Entry.objects.count() == entries
    assert list(Verification()) == []


@pytest.mark.django_db(transaction=True)
def test_two_threads_write_at_once(transactional_db):
    """Numbers follow each other without a gap, and no row is put down to the other's entry."""
    together, acts = Barrier(2, timeout=30), 10
    before = Entry.objects.count()
    failures = []

    def write(name):
        try:
            for number in range(acts):
                together.wait()
                with an_entry(about=name):
                    add_party(f"{name} {number}")
        except Exception as failure:  # noqa: BLE001  (a thread's failure is the test's)
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=write, args=[name]) for name in ("Ada", "Ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    written = Entry.objects.filter(about__in=["Ada", "Ben"])
    assert written.count() == 2 * acts
    numbers = Entry.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(before + 2 * acts))
    for entry in written:
        ((kind, name, _address),) = versions(entry=entry)
        assert (kind, name.split()[0]) == ("+", entry.about)
    assert list(Verification()) == []


@pytest.mark.django_db
def test_a_nested_transaction_is_rolled_back_inside_an_act():
    with an_entry() as entry:
        party = add_party("Kept")
        with transaction.atomic():
            Party.objects.filter(pk=party.pk).update(name="Undone")
            transaction.set_rollback(True)

    assert versions(entry=entry) == [("+", "Kept", "")]
    assert list(Verification()) == []


@pytest.mark.django_db
def test_an_act_that_changes_nothing_leaves_nothing():
    with an_entry():
        party = add_party("Optics Ltd.")
    entries = list(Entry.objects.order_by("pk").values_list("pk", "sequence"))

    with an_entry():
        pass
    with an_entry():
        party.save()
        sql("UPDATE permits_party SET name = name")
    with an_entry():
        with transaction.atomic():
            add_party("Undone")
            transaction.set_rollback(True)

    assert list(Entry.objects.order_by("pk").values_list("pk", "sequence")) == entries
    assert len(versions(id=party.pk)) == 1
