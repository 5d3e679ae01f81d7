"""The lists of countries: read in pairs by country, kept by edition, asked as on a day."""

from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit import ledger
from audit.models import Entry
from permits.models.permits import PermitKind
from regime.actions.area_lists import load_area_list
from regime.area_lists import read_area_list
from regime.models import Act, AreaListCountry, AreaListEdition, NewEffect
from regime.recognising import recogniser
from regime.rules.applying import HitSource, Subject, applying
from regime.rules.listing import listed_on
from tests import make, make_lists

pytestmark = pytest.mark.django_db

REAL = {
    "acl": ("laws/en/SOR-81-543.xml", "laws/fr/DORS-81-543.xml"),
    "afccl": ("laws/en/SOR-91-575.xml", "laws/fr/DORS-91-575.xml"),
}


def load(english, french, *, by=None):
    return load_area_list(english, french, names=("en.xml", "fr.xml"), by=by)


def refusal(english, french):
    with pytest.raises(ValidationError) as refused:
        load(english, french)
    return refused.value.code


# --- Reading and loading ------------------------------------------------------------------------
def test_the_real_lists_are_read_whole(shared_data):
    read = {
        name: read_area_list(*((shared_data / path).read_bytes() for path in paths), recogniser())
        for name, paths in REAL.items()
    }

    assert read["acl"].instrument == "SOR/81-543"
    [korea] = read["acl"].countries
    assert (korea.code, korea.name_fr) == ("KP", "République populaire démocratique de Corée")
    firearms = {each.code: each for each in read["afccl"].countries}
    assert read["afccl"].in_force_from == date(2025, 2, 26)
    assert len(firearms) == 48
    assert (firearms["KR"].name_en, firearms["KR"].name_fr) == (
        "Korea, Republic of",
        "Corée, République de",
    )
    assert firearms["TR"].name_fr == "Turquie"
    assert firearms["BR"].listed_from == date(2025, 2, 26)


def test_languages_are_paired_by_country_and_never_by_position():
    edition = make_lists.area_list(
        "afccl", english=["Germany", "Spain"], french=["Allemagne", "Espagne"][::-1]
    )

    assert [(row.country.code, row.name_en, row.name_fr) for row in edition.countries.all()] == [
        ("DE", "Germany", "Allemagne"),
        ("ES", "Spain", "Espagne"),
    ]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("not-xml", lambda en, fr: (b"Area Control List", fr)),
        ("not-xml", lambda en, fr: (en, _with_an_entity(fr))),
        ("not-a-list", lambda en, fr: (b"<Statute/>", fr)),
        ("not-a-list", lambda en, fr: (en.replace(b"Area Control", b"Import Control"), fr)),
        ("not-a-list", lambda en, fr: (en.replace(b'"E-19"', b'"S-14.5"'), fr)),
        ("wrong-language", lambda en, fr: (fr, en)),
        ("undated", lambda en, fr: (en, fr.replace(b"lastAmendedDate", b"other"))),
        ("different-editions", lambda en, fr: (en.replace(b"2021-04-01", b"2020-01-01"), fr)),
        ("different-lists", lambda en, fr: (en, make_lists.area_files("afccl")[1])),
        ("countries-differ", lambda en, fr: (en.replace(b"Belarus", b"Myanmar"), fr)),
        ("unknown-country", lambda en, fr: (en.replace(b"Belarus", b"Atlantis"), fr)),
        ("no-country", lambda en, fr: (en.replace(b"Belarus", b""), fr)),
        ("country-twice", lambda en, fr: (make_lists.area_files(english=["Belarus"] * 2)[0], fr)),
    ],
)
def test_files_that_are_no_edition_get_one_message_and_change_nothing(code, change):
    assert refusal(*change(*make_lists.area_files())) == code
    assert not AreaListEdition.objects.exists()


def _with_an_entity(content):
    declared = b'<!DOCTYPE Regulation [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Regulation '
    return content.replace(b"<Regulation ", declared).replace("Bélarus".encode(), b"&b;")


def test_a_country_is_known_by_a_name_that_it_bore_before():
    edition = make_lists.area_list(english=["Burma", "Turkey"], french=["Birmanie", "Turquie"])

    assert {row.country.code for row in edition.countries.all()} == {"MM", "TR"}


def test_an_edition_is_kept_once_and_never_changes():
    edition = make_lists.area_list()
    entries = Entry.objects.count()

    again, is_new = load(*make_lists.area_files())
    assert (again, is_new, Entry.objects.count()) == (edition, False, entries)
    assert Entry.objects.latest("sequence").action == Act.LOAD_AREA_LIST
    assert refusal(*make_lists.area_files(english=["Myanmar"], french=["Myanmar"])) == (
        "edition-differs"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE regime_arealistcountry SET name_en = 'Elsewhere'",
        "DELETE FROM regime_arealistcountry",
        "UPDATE regime_arealistedition SET in_force_from = '2001-01-01'",
    ],
)
def test_the_database_itself_keeps_an_edition_as_it_was_published(statement):
    make_lists.area_list()
    with (
        pytest.raises(DatabaseError, match="an edition never changes"),
        transaction.atomic(),
        ledger.entry(by=None, action="test", reason="Going round the application"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AreaListCountry.objects.get().name_en == "Belarus"


def test_only_who_loads_lists_loads_one():
    with pytest.raises(PermissionDenied):
        load(*make_lists.area_files(), by=make.officer())

    policy = make.user(Role.POLICY_OFFICER)
    make_lists.area_list(by=policy)
    assert Entry.objects.latest("sequence").actor == policy


def test_the_command_loads_or_refuses_in_one_sentence(tmp_path):
    english, french = tmp_path / "en.xml", tmp_path / "fr.xml"
    for path, content in zip((english, french), make_lists.area_files(), strict=True):
        path.write_bytes(content)

    out = StringIO()
    call_command("import_area_list", str(english), str(french), stdout=out)
    call_command("import_area_list", str(english), str(french), stdout=out)
    assert "is loaded: 1 countries" in out.getvalue()
    assert "nothing changed" in out.getvalue()
    for arguments, message in [
        ([french, english], "written in another language"),
        ([english, tmp_path / "none.xml"], "No such file"),
        ([english, french, "--by", "nobody"], "No user has the sign-in name nobody"),
    ]:
        with pytest.raises(CommandError, match=message):
            call_command("import_area_list", *map(str, arguments))


# --- What applies -------------------------------------------------------------------------------
def subject(code, *codes, kind=PermitKind.EXPORT):
    return Subject(frozenset({make.country(code).pk}), codes, kind)


def told(asked, year=2022, month=1, known_at=None):
    at = timezone.make_aware(timezone.datetime(year, month, 1))
    return [
        (hit.effect, hit.edition.area_list, "not on" in hit.why)
        for hit in applying(asked, at=at, known_at=known_at).hits
        if hit.source == HitSource.AREA_LIST
    ]


def test_a_country_on_the_area_control_list_is_case_by_case_for_any_goods():
    make_lists.area_list()

    assert told(subject("BY", "6-1")) == [(NewEffect.CASE_BY_CASE, "acl", False)]
    assert told(subject("BY", "6-1", kind=PermitKind.BROKERING)) == []
    assert told(subject("TR", "6-1")) == []


def test_each_day_is_told_by_the_edition_of_that_day():
    make_lists.area_list(amended="2015-01-01")
    make_lists.area_list(amended="2020-01-01", english=["Myanmar"], french=["Myanmar"])

    assert [told(subject("BY"), year) for year in (2014, 2016, 2021)] == [
        [],
        [(NewEffect.CASE_BY_CASE, "acl", False)],
        [],
    ]


def test_an_edition_tells_of_a_day_before_it_what_it_says_began_then():
    make_lists.area_list(
        amended="2020-01-01",
        english=[("Belarus", "2012-01-01"), ("Myanmar", "2020-01-01")],
        french=["Bélarus", "Myanmar"],
    )

    assert told(subject("BY"), 2016) == [(NewEffect.CASE_BY_CASE, "acl", False)]
    assert told(subject("BY"), 2011) == []
    assert told(subject("MM"), 2016) == []


def test_what_was_not_loaded_yet_was_not_known():
    before = timezone.now()
    make_lists.area_list()

    assert told(subject("BY"), known_at=before) == []
    assert len(told(subject("BY"), known_at=timezone.now())) == 1


def test_prohibited_firearms_are_asked_of_the_officer_and_never_told_from_the_code():
    make_lists.area_list("afccl", english=["Turkey"], french=["Turquie"])

    listed, other = (NewEffect.NONE, "afccl", False), (NewEffect.CASE_BY_CASE, "afccl", True)
    assert told(subject("TR", "2-1.a")) == [listed]
    assert told(subject("BY", "2-1")) == [other]
    assert told(subject("BY")) == [other], "all goods include them"
    assert told(subject("BY", "2-15")) == []
    assert told(subject("BY", "2-1", kind=PermitKind.BROKERING)) == []
    assert told(subject("BY", "2-1"), 2019) == [], "no edition tells of that day"


def test_sanctions_lists_and_measures_are_told_apart():
    make_lists.area_list()
    make_lists.sanctions()
    at = timezone.make_aware(timezone.datetime(2022, 1, 1))

    regime = applying(subject("BY", "2-15"), at=at)

    assert [(hit.source, hit.effect) for hit in regime.hits] == [
        (HitSource.AREA_LIST, NewEffect.CASE_BY_CASE),
        (HitSource.SANCTIONS, NewEffect.CASE_BY_CASE),
    ]
    assert "no export permit authorizes it" in regime.hits[1].why
    assert regime.strictest == NewEffect.CASE_BY_CASE
    before_the_regulations = timezone.make_aware(timezone.datetime(2020, 9, 1))
    assert applying(subject("BY", "2-15"), at=before_the_regulations).hits == []


def test_many_countries_take_as_many_queries_as_one(django_assert_num_queries):
    make_lists.area_list()
    make_lists.area_list("afccl", english=["Turkey"], french=["Turquie"])
    make_lists.sanctions()
    one, many = [make.country("BY").pk], [make.country(c).pk for c in ("BY", "TR", "MM", "DE")]

    for countries in (one, many):
        with django_assert_num_queries(6):
            listed_on(countries, date(2022, 1, 1))


# --- Pages --------------------------------------------------------------------------------------
def test_both_lists_are_shown_and_each_as_on_a_day(sign_in, django_assert_num_queries):
    make_lists.area_list(amended="2015-01-01")
    make_lists.area_list(amended="2020-01-01", english=["Myanmar"], french=["Myanmar"])
    client = sign_in(make.officer())
    address = reverse("regime:area_list_detail", args=["acl"])

    page = client.get(reverse("regime:area_list_list")).content.decode()
    assert "2015-01-01" in page
    assert "No edition is kept yet" in page, "the other list has none"
    with django_assert_num_queries(6):
        page = client.get(address, {"on": "2016-05-01"}).content.decode()
    assert ">Belarus<" in page
    assert ">Myanmar<" not in page
    page = client.get(address, {"on": "2021-05-01"}).content.decode()
    assert ">Myanmar<" in page
    assert "What changed since the edition of 1 January 2015" in page
    assert "as old as that day" in client.get(address, {"on": "2001-05-01"}).content.decode()
    assert client.get(address, {"on": "yesterday"}).status_code == 200
    assert client.get(reverse("regime:area_list_detail", args=["xx"])).status_code == 404


def test_a_policy_officer_loads_both_files_together(sign_in):
    client = sign_in(make.user(Role.POLICY_OFFICER))

    answer = client.post(reverse("regime:list_load"), uploaded(*make_lists.area_files()))

    assert answer.status_code == 302
    assert answer.url == AreaListEdition.objects.get().get_absolute_url()


def uploaded(english, french, kind="area-list"):
    return {
        "kind": kind,
        "english": SimpleUploadedFile("en.xml", english),
        "french": SimpleUploadedFile("fr.xml", french),
    }


@pytest.mark.parametrize(
    ("kind", "change", "field", "message"),
    [
        ("area-list", lambda en, fr: (en, b"nothing"), "french", "not XML that can be read safely"),
        ("area-list", lambda en, fr: (_with_an_entity(en), fr), "english", "read safely"),
        ("sanctions", lambda en, fr: (en, fr), "english", "not a regulation made under an Act"),
        ("area-list", lambda en, fr: (en, b""), "french", "not XML"),
        (
            "area-list",
            lambda en, fr: (en.replace(b"2021-04-01", b"2020-01-01"), fr),
            None,
            "different editions",
        ),
    ],
)
def test_wrong_files_are_refused_at_their_field(sign_in, kind, change, field, message):
    client = sign_in(make.user(Role.POLICY_OFFICER))
    sent = uploaded(*change(*make_lists.area_files()), kind=kind)

    answer = client.post(reverse("regime:list_load"), sent)

    assert answer.status_code == 200
    [said] = answer.context["form"].errors[field or "__all__"]
    assert message in said
    assert not AreaListEdition.objects.exists()


def test_who_may_not_load_is_not_shown_the_page(sign_in):
    client = sign_in(make.officer())

    assert client.get(reverse("regime:list_load")).status_code == 403
    assert (
        reverse("regime:list_load")
        not in client.get(reverse("regime:area_list_list")).content.decode()
    )
    assert sign_in(make.user()).get(reverse("regime:area_list_list")).status_code == 403
