"""Sanctions schedules are loaded; parties are screened; a likeness is a question for a person."""

from datetime import date
from io import StringIO
from itertools import product
from time import perf_counter

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.roles import Role
from audit import ledger
from audit.models import Entry
from exportcontrol import waiting
from permits.models import Act as PermitAct
from permits.models import Party
from regime.actions.sanctions import load_sanctions
from regime.actions.screening import answer, screen
from regime.matching import Matcher, spellings_of
from regime.models import Act, SanctionsEdition, SanctionsName, ScreeningQuestion
from regime.recognising import recogniser
from regime.rules import screening as rules
from regime.sanctions_files import read_sanctions
from tests import make, make_lists

pytestmark = pytest.mark.django_db

REAL = ("sanctions-ca/SOR-2020-214_en.xml", "sanctions-ca/DORS-2020-214_fr.xml")
LATER = {"amended": "2022-01-01"}


@pytest.fixture
def real(shared_data):
    return [(shared_data / path).read_bytes() for path in REAL]


def load(english, french, *, by=None):
    return load_sanctions(english, french, names=("en.xml", "fr.xml"), by=by)


def screened(*parties, by=None):
    return screen(list(parties), by=by, reason="A test")


def policy_officer():
    return make.user(Role.POLICY_OFFICER)


# --- Reading and loading ------------------------------------------------------------------------
def test_the_real_schedule_is_read_whole(real):
    read = read_sanctions(*real, recogniser())

    assert (read.instrument, read.act, read.country) == ("SOR/2020-214", "S-14.5", "BY")
    assert read.title_fr == "Règlement sur les mesures économiques spéciales visant le Bélarus"
    assert (read.made_on, read.in_force_from) == (date(2020, 9, 28), date(2025, 1, 24))
    parts = [name.part for name in read.names]
    assert {part: parts.count(part) for part in parts} == {
        "1/1": 133,
        "1/1.1": 98,
        "1/2": 84,
        "1/3": 5,
    }
    by_item = {(name.part, name.label): name for name in read.names}
    galina = next(name for name in read.names if "Galina" in name.english.text)
    assert galina.born == "1955-01-01"
    assert galina.aliases[1] == ["Galina Rodionovna LUKASHENKA", "Halina Radzivonawna LUKASHENKO"]
    assert by_item["1/3", "3"].aliases[0] == [
        "OMON",
        "Minsk OMON",
        "Minsk Special Purpose Police Detachment",
        "AMAP",
    ]
    assert sum(bool(name.english.name.also_known_as) for name in read.names) == 26
    assert all(name.english.name.born == name.french.name.born for name in read.names)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("not-xml", lambda en, fr: (b"PART 1", fr)),
        ("not-xml", lambda en, fr: (b"<!DOCTYPE r [<!ENTITY a 'ha'>]><r>&a;</r>", fr)),
        ("not-sanctions", lambda en, fr: make_lists.area_files()),
        ("not-sanctions", lambda en, fr: (en.replace(b"S-14.5", b"E-19"), fr)),
        ("wrong-language", lambda en, fr: (fr, en)),
        ("nobody-listed", lambda en, fr: (_without_persons(en), fr)),
        ("label-twice", lambda en, fr: (en.replace(b"<Label>2<", b"<Label>1<"), fr)),
        ("labels-differ", lambda en, fr: (en.replace(b"<Label>2<", b"<Label>9<"), fr)),
        ("labels-differ", lambda en, fr: (en.replace(b"Individuals", b"Entities"), fr)),
        ("different-editions", lambda en, fr: (en.replace(b"2021-04-01", b"2020-01-01"), fr)),
        ("different-regulations", lambda en, fr: (en, fr.replace(b"2020-214", b"2014-58"))),
    ],
)  # fmt: skip
def test_files_that_are_no_sanctions_get_one_message_and_change_nothing(code, change):
    with pytest.raises(ValidationError) as refused:
        load(*change(*make_lists.sanctions_files()))
    assert refused.value.code == code
    assert not SanctionsEdition.objects.exists()


def _without_persons(content):
    return content.replace(b"Individuals", b"Oils").replace(b"Entities", b"Salts")


def test_names_are_kept_with_their_aliases_in_both_languages():
    edition = make_lists.sanctions()

    assert (edition.country.code, edition.made_on) == ("BY", date(2020, 9, 28))
    galina, _dmitry, plant = edition.names.all()
    assert (galina.part, galina.label, galina.kind, galina.born) == (
        "1/1",
        "1",
        "individual",
        "1955-01-01",
    )
    assert [(alias.language, alias.text) for alias in galina.aliases.all()] == [
        ("en", "Halina EXAMPLAVA"),
        ("fr", "Halina EXAMPLAVA"),
    ]
    assert plant.aliases.filter(language="en", text="LLC Sample Devices and Technologies").exists()
    assert Entry.objects.latest("sequence").action == Act.LOAD_SANCTIONS


def test_sanctions_that_concern_no_country_are_kept_without_one():
    assert make_lists.sanctions(country="Extremist Violence").country is None


def test_an_edition_is_kept_once_and_only_by_who_loads_lists():
    edition = make_lists.sanctions()
    entries = Entry.objects.count()

    assert load(*make_lists.sanctions_files()) == (edition, False)
    assert Entry.objects.count() == entries
    with pytest.raises(ValidationError, match="already kept"):
        load(*make_lists.sanctions_files(entities=[("Other Plant",) * 2]))
    with pytest.raises(PermissionDenied):
        load(*make_lists.sanctions_files(**LATER), by=make.officer())


# --- Screening ----------------------------------------------------------------------------------
def test_a_party_is_found_by_name_by_alias_and_in_both_languages():
    make_lists.sanctions(
        entities=[
            ("Local Charity named after Example", "Local Charity nommée en l’honneur d’Example")
        ]
    )
    names = [
        "Halina Examplava",
        "Dmitri Specimen",
        "Local Charity named after Example",
        "Local Charity nommée en l'honneur d'Example",
        "Maple Optics Inc.",
    ]
    parties = [make.party(name) for name in names]

    done = screened(*parties)

    assert (done.parties, done.asked, done.withdrawn) == (5, 4, 0)
    questions = ScreeningQuestion.objects.order_by("pk")
    assert [(q.party_name, q.kind, q.matched_text) for q in questions] == [
        ("Halina Examplava", "exact", "Halina EXAMPLAVA"),
        ("Dmitri Specimen", "close", "Dmitry Vladimirovich SPECIMEN"),
        (names[2], "exact", "Local Charity named after Example"),
        (names[3], "exact", "Local Charity nommée en l’honneur d’Example"),
    ]
    assert {question.answer for question in questions} == {""}, "nothing is decided"
    assert Entry.objects.latest("sequence").action == Act.SCREEN


def test_screening_again_asks_nothing_and_leaves_no_entry():
    question = make_lists.question()
    entries = Entry.objects.count()

    assert screened(question.party).asked == 0
    assert Entry.objects.count() == entries


def test_an_answered_question_is_not_asked_again_until_the_list_words_it_otherwise():
    question = make_lists.question()
    answer(question, answer="different", reason="Born in 1990", by=policy_officer())

    make_lists.sanctions(**LATER)
    assert screened(question.party).asked == 0

    reworded = ("Dmitry Vladimirovich SPECIMEN (born on March 3, 1974)",) * 2
    make_lists.sanctions([reworded], amended="2023-01-01")
    assert screened(question.party).asked == 1
    newest = question.party.screening_questions.first()
    assert (newest.answer, newest.name.born) == ("", "1974-03-03")
    question.refresh_from_db()
    assert question.answer == "different"


def test_a_party_under_a_new_name_is_asked_about_again():
    question = make_lists.question()
    answer(question, answer="different", reason="Born in 1990", by=policy_officer())
    party = question.party
    with ledger.entry(by=None, action=PermitAct.REGISTER_PARTY, reason="A change of name"):
        Party.objects.filter(pk=party.pk).update(name="Dmitry V. Specimen")
    party.refresh_from_db()

    assert screened(party).asked == 1


def test_what_waits_on_words_that_no_list_holds_any_more_is_withdrawn():
    question = make_lists.question()
    make_lists.sanctions([("Somebody ELSE",) * 2], **LATER)

    done = screened(question.party)

    assert (done.asked, done.withdrawn) == (0, 1)
    question.refresh_from_db()
    assert question.state == "withdrawn"
    assert rules.against_answering(question) == [rules.Refusal.WITHDRAWN]
    with pytest.raises(ValidationError, match="no longer names it so"):
        answer(question, answer="same", reason="A test", by=policy_officer())


def test_only_who_screens_screens():
    with pytest.raises(PermissionDenied):
        screened(make.party(), by=make.director())


def test_open_questions_and_those_found_listed_are_told_for_the_parties_asked():
    question = make_lists.question()
    other = make.party("Halina Examplava")
    screened(other)

    assert list(rules.open_questions([question.party])) == [question]
    answer(question, answer="same", reason="Same date of birth", by=policy_officer())
    assert list(rules.open_questions([question.party])) == []
    assert list(rules.found_listed([question.party, other])) == [question]


def test_many_parties_take_as_many_queries_as_few(django_assert_num_queries):
    make_lists.sanctions()
    parties = [make.party(f"Maple Optics {number}") for number in range(20)]

    for some in (parties[:1], parties):
        with django_assert_num_queries(10):
            screened(*some)


def test_twenty_thousand_names_are_compared_in_seconds(real):
    """With 320 real names; many more seconds than it takes, so that no slow machine fails it."""
    read = read_sanctions(*real, recogniser())
    matcher = Matcher(
        spelling
        for number, name in enumerate(read.names)
        for spelling in spellings_of(number, name.english.kind, [name.english.name.name])
    )
    names = (
        f"{word} {number:x} {sort} {form}"
        for number, (word, sort, form) in enumerate(
            product(
                ("Maple", "Minsk", "Polar", "Dmitry", "Aselya"),
                ("Gear", "Optics", "Plant", "Lukash", "Sensors"),
                ("Ltd", "JSC", "Inc.", "Works") * 200,
            )
        )
    )

    began = perf_counter()
    compared = sum(1 for name in names if matcher.matches(name) is not None)
    assert compared == 20_000
    assert perf_counter() - began < 30


# --- Answers ------------------------------------------------------------------------------------
def test_an_answer_is_recorded_with_who_when_and_why():
    question, person = make_lists.question(), policy_officer()

    answer(question, answer="different", reason=" Born in 1990 ", by=person, seen="")

    question.refresh_from_db()
    assert (question.answer, question.answered_by, question.reason) == (
        "different",
        person,
        "Born in 1990",
    )
    assert question.answered_at is not None
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.about) == (Act.ANSWER_SCREENING, "Dmitri Specimen")


def test_an_answer_is_corrected_by_another_and_both_stay_on_record():
    question, person = make_lists.question(), policy_officer()
    answer(question, answer="different", reason="Born in 1990", by=person)
    with pytest.raises(ValidationError, match="already given"):
        answer(question, answer="different", reason="Again", by=person)
    with pytest.raises(ValidationError, match="answered after you opened"):
        answer(question, answer="same", reason="Unseen", by=person, seen="")

    answer(question, answer="same", reason="The register was wrong", by=person, seen="different")

    question.refresh_from_db()
    assert [given.reason for given in question.answers()] == [
        "The register was wrong",
        "Born in 1990",
    ]


def test_an_answer_needs_a_reason_and_the_role():
    question = make_lists.question()

    with pytest.raises(ValidationError, match="reason"):
        answer(question, answer="same", reason=" ", by=policy_officer())
    with pytest.raises(ValidationError):
        answer(question, answer="perhaps", reason="A test", by=policy_officer())
    with pytest.raises(PermissionDenied):
        answer(question, answer="same", reason="A test", by=make.director())
    question.refresh_from_db()
    assert question.answer == ""


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE regime_screeningquestion SET answer = 'same'", "screening_answer_is_whole"),
        ("UPDATE regime_screeningquestion SET name_id = name_id + 1", "keeps its party"),
        ("DELETE FROM regime_screeningquestion", "kept for ever"),
        ("UPDATE regime_sanctionsname SET text_en = 'Other'", "never changes"),
        ("DELETE FROM regime_sanctionsalias", "never changes"),
    ],
)
def test_the_database_itself_keeps_questions_and_names(statement, message):
    make_lists.question()
    with (
        pytest.raises(DatabaseError, match=message),
        transaction.atomic(),
        ledger.entry(by=None, action="test", reason="Going round the application"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


# --- Commands -----------------------------------------------------------------------------------
def test_the_commands_load_and_screen(tmp_path):
    english, french = tmp_path / "en.xml", tmp_path / "fr.xml"
    for path, content in zip((english, french), make_lists.sanctions_files(), strict=True):
        path.write_bytes(content)
    party = make.party("Dmitri Specimen")
    out = StringIO()

    call_command("import_sanctions", str(english), str(french), stdout=out)
    call_command("screen_parties", "--party", str(party.pk), stdout=out)

    assert "3 names, concerning Belarus" in out.getvalue()
    assert "1 parties are screened" in out.getvalue()
    assert "1 new questions, 0 withdrawn" in out.getvalue()
    with pytest.raises(CommandError, match="exchanged"):
        call_command("import_sanctions", str(french), str(english))
    with pytest.raises(CommandError, match="authority"):
        call_command("screen_parties", "--by", make.director().username)


# --- Pages --------------------------------------------------------------------------------------
def test_an_edition_shows_whom_it_lists_and_is_searched(sign_in, django_assert_num_queries):
    edition = make_lists.sanctions()
    client = sign_in(make.officer())

    assert "SOR/2020-214" in client.get(reverse("regime:sanctions_list")).content.decode()
    with django_assert_num_queries(9):
        page = client.get(edition.get_absolute_url()).content.decode()
    assert "Minsk Sample Plant" in page
    page = client.get(edition.get_absolute_url(), {"q": "examplava"}).content.decode()
    assert "Galina Rodionovna EXAMPLOVA" in page
    assert "Minsk Sample Plant" not in page
    name = SanctionsName.objects.get(born="1974")
    assert "SPECIMEN" in client.get(name.get_absolute_url()).content.decode()
    assert sign_in(make.user()).get(edition.get_absolute_url()).status_code == 403


def test_questions_to_be_answered_are_listed_first(sign_in, django_assert_num_queries):
    question = make_lists.question()
    answered = make.party("Halina Examplava")
    screened(answered)
    answer(
        answered.screening_questions.get(), answer="same", reason="Same birth", by=policy_officer()
    )
    client, address = sign_in(policy_officer()), reverse("regime:screening_list")

    with django_assert_num_queries(8):
        page = client.get(address).content.decode()
    assert question.get_absolute_url() in page
    assert "Halina Examplava" not in page
    page = client.get(address, {"state": "same"}).content.decode()
    assert "Halina Examplava" in page
    page = client.get(address, {"state": "all", "q": "dmitri", "instrument": "SOR/2020-214"})
    assert [each.pk for each in page.context["page"]] == [question.pk]
    assert client.get(address, {"state": "none"}).status_code == 200


def test_the_party_stands_beside_the_listed_name_and_is_answered(sign_in):
    question = make_lists.question()
    client, address = sign_in(policy_officer()), question.get_absolute_url()

    page = client.get(address).content.decode()
    assert "Dmitry Vladimirovich SPECIMEN (born in 1974)" in page
    assert "vladimirovich" in page, "what only the list says"
    refused = client.post(address, {"answer": "same", "reason": "", "seen": ""})
    assert set(refused.context["form"].errors) == {"reason"}
    done = client.post(address, {"answer": "different", "reason": "Born in 1990", "seen": ""})
    assert done.url == reverse("regime:screening_list")
    late = client.post(address, {"answer": "same", "reason": "Too late", "seen": ""})
    assert "answered after you opened" in late.content.decode()
    page = client.get(question.party.get_absolute_url()).content.decode()
    assert "Somebody else" in page
    assert address in page


def test_who_only_reads_sees_the_answer_and_no_form(sign_in):
    question = make_lists.question()
    client, address = sign_in(make.director()), question.get_absolute_url()

    assert "Record the answer" not in client.get(address).content.decode()
    sent = {"answer": "same", "reason": "A test", "seen": ""}
    assert client.post(address, sent).status_code == 403
    assert client.get(reverse("regime:screening_run")).status_code == 403
    assert sign_in(make.user()).get(address).status_code == 403


def test_parties_are_screened_from_a_page(sign_in):
    make_lists.sanctions()
    party = make.party("Dmitri Specimen")
    client, address = sign_in(policy_officer()), reverse("regime:screening_run")

    assert "with 3 names that sanctions list" in client.get(address).content.decode()
    done = client.post(f"{address}?party={party.pk}", {"reason": "A new party"})
    assert done.url == party.get_absolute_url()
    assert party.screening_questions.count() == 1
    assert client.post(address, {"reason": "All"}).url == reverse("regime:screening_list")
    assert client.get(address, {"party": "x"}).status_code == 404


def test_a_policy_officer_loads_a_schedule_and_is_led_to_screening(sign_in):
    english, french = make_lists.sanctions_files()
    client = sign_in(policy_officer())

    answer = client.post(
        reverse("regime:list_load"),
        {
            "kind": "sanctions",
            "english": SimpleUploadedFile("en.xml", english),
            "french": SimpleUploadedFile("fr.xml", french),
        },
        follow=True,
    )

    assert answer.redirect_chain[0][0] == SanctionsEdition.objects.get().get_absolute_url()
    assert reverse("regime:screening_run") in answer.content.decode()


def test_questions_wait_for_who_screens():
    question = make_lists.question()
    kinds = {kind.title: kind for kind in waiting.for_person(policy_officer())}

    assert kinds["Screening questions"].records == [question]
    assert "Screening questions" not in {w.title for w in waiting.for_person(make.director())}
