"""Django's and the library's commands: recorded as what they are, or refused."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError

from audit.models import Entry, Source
from audit.verification import Verification
from permits.models import Party
from tests import make
from tests.audit.going_round import an_entry

pytestmark = pytest.mark.django_db


def fixture(path, *parties):
    rows = [
        {"model": "permits.party", "pk": key, "fields": {"name": name, "country": country}}
        for key, name, country in parties
    ]
    path.write_text(json.dumps(rows))
    return str(path)


def test_loaddata_is_recorded_as_one_import(tmp_path):
    with an_entry():
        known = Party.objects.create(name="Before", country=make.country("CA"))
    canada = known.country_id
    first = fixture(tmp_path / "first.json", (known.pk, "After", canada))
    second = fixture(tmp_path / "second.json", (900001, "New", canada))

    call_command("loaddata", first, second, verbosity=0)

    entry = Entry.objects.get(action="system.load_fixtures")
    assert (entry.source, entry.actor_name) == (Source.IMPORT, "System")
    assert entry.reason == f"Fixtures loaded from the command line: {first}, {second}"
    rows = Party.history.filter(entry=entry).order_by("history_id")
    assert list(rows.values_list("history_type", "id", "name")) == [
        ("~", known.pk, "After"),
        ("+", 900001, "New"),
    ]
    assert list(Verification()) == []


def test_loaddata_says_how_much_it_loaded(tmp_path):
    canada = make.country("CA").pk
    label = fixture(tmp_path / "parties.json", (900001, "One", canada), (900002, "Two", canada))
    out = StringIO()
    call_command("loaddata", label, stdout=out)
    assert out.getvalue() == "Installed 2 object(s) from 1 fixture(s)\n"


@pytest.mark.django_db(transaction=True)
def test_loaddata_that_fails_leaves_nothing(tmp_path):
    before = Entry.objects.count()
    label = fixture(tmp_path / "parties.json", (900001, "One", None), (900002, "Two", 999999))
    with pytest.raises(IntegrityError):
        call_command("loaddata", label, verbosity=0)
    (tmp_path / "rubbish.json").write_text("{")
    with pytest.raises(DeserializationError):
        call_command("loaddata", str(tmp_path / "rubbish.json"), verbosity=0)
    assert not Party.objects.filter(pk=900001).exists()
    assert Entry.objects.count() == before


def test_history_is_not_loaded_from_fixtures(tmp_path):
    with an_entry():
        party = Party.objects.create(name="Before", country=make.country("CA"))
    dumped = StringIO()
    call_command("dumpdata", "permits.historicalparty", stdout=dumped)
    label = tmp_path / "history.json"
    label.write_text(dumped.getvalue().replace("Before", "Forged"))
    with pytest.raises(IntegrityError, match=r"only ever added|no open entry"):
        call_command("loaddata", str(label), verbosity=0)
    assert party.history.get().name == "Before"


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("clean_duplicate_history", ["--auto"]),
        ("clean_old_history", ["--auto"]),
        ("populate_history", ["--auto"]),
        ("populate_history", ["permits.party"]),
    ],
)
def test_commands_that_clean_or_fill_history_are_refused(command, arguments):
    with pytest.raises(CommandError, match="written by the database alone"):
        call_command(command, *arguments)


def test_a_guarded_database_is_not_flushed():
    with pytest.raises(CommandError, match="History is append-only"):
        call_command("flush", interactive=False)
