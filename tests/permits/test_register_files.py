"""Register files: refused as a whole with one message, or judged line by line."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation

from permits.models import Country
from permits.models.imports import LineResult
from permits.problems import Problem, in_words
from permits.register_files import DUTCH, PROFILES, STANDARD
from permits.register_files.dates import (
    DAY_FIRST_COMPACT,
    DAY_FIRST_DASHED,
    ISO,
    MONTH_FIRST,
    SERIAL,
    read_day,
)
from permits.register_files.dutch import dutch_country, dutch_items
from permits.register_files.files import digest_of, inspect, read_lines
from permits.register_files.plans import plan_import
from permits.register_files.profiles import NotACountry
from tests import make, make_registers

pytestmark = pytest.mark.django_db


def judged(*lines, profile=STANDARD):
    """The plan of a file with these lines, and the problem of each line."""
    build = make_registers.standard if profile is STANDARD else make_registers.dutch
    plan = plan_import(build(*lines), profile)
    return plan, [each.problem for each in plan.lines]


def refusal(content, profile=STANDARD):
    with pytest.raises(ValidationError) as refused:
        inspect(ContentFile(content, name="f.csv"), profile)
    [error] = refused.value.error_list
    return error.code, error.messages[0]


# --- Files that are none ------------------------------------------------------------------------
GOOD = make_registers.written(make_registers.STANDARD, {})
HEADER = GOOD.splitlines(keepends=True)[0]


@pytest.mark.parametrize(
    ("code", "content", "words"),
    [
        ("empty", b"", "The file is empty."),
        ("header-only", HEADER, "no lines"),
        ("header-only", HEADER + b"\n\n", "no lines"),
        ("not-csv", b"%PDF-1.7 and so on", "line 1"),
        ("not-csv", HEADER + b'EX-1,"never closed\n\n\n', "line 2"),
        ("missing-column", b"a,b\n1,2\n", "“reference”"),
        ("missing-column", GOOD.replace(b"holder", b"owner"), "“holder”"),
        ("column-twice", GOOD.replace(b"unit", b"value"), "value"),
        ("nul-byte", GOOD + b"EX-2\0,", "Line 3"),
        ("nul-byte", GOOD.decode().encode("utf-16"), "Line 1"),
        ("not-utf-8", GOOD + "Günther,".encode("latin-1") + b"\n", "Line 3"),
        ("not-utf-8", GOOD + "é".encode()[:1], "Line 3"),
    ],
)
def test_what_is_no_register_file_gets_one_message(code, content, words):
    found, message = refusal(content)

    assert found == code
    assert words in message


def test_a_file_that_is_too_big_is_refused_before_it_is_read(settings):
    class Unread:
        size = 100 * 1024 * 1024

    with pytest.raises(ValidationError) as refused:
        inspect(Unread(), STANDARD)

    assert refused.value.messages == ["The file has 100 MB; a register file has 50 MB at most."]


def test_every_missing_column_is_named():
    _code, message = refusal(b"reference,holder,item\n1,2,3\n")

    assert "“destination”, “description”, “value”, “issued_on”, “valid_until”" in message


def test_a_byte_order_mark_and_columns_in_another_order_are_accepted():
    marked = ContentFile(b"\xef\xbb\xbf" + GOOD)
    columns = dict(reversed(make_registers.STANDARD.items()))
    turned = ContentFile(make_registers.written(columns, {}))

    for file in (marked, turned):
        assert inspect(file, STANDARD) == digest_of(file)
        [(number, said)] = read_lines(file, STANDARD)
        assert (number, said["reference"]) == (2, "EX-1")


def test_lines_are_numbered_as_an_editor_shows_them():
    content = make_registers.written(
        make_registers.STANDARD, {"description": "two\nlines"}, {"reference": "EX-2"}
    )
    content = content.replace(b"EX-2", b"\nEX-2")

    numbers = [number for number, _said in read_lines(ContentFile(content), STANDARD)]

    assert numbers == [2, 5]


# --- Dates --------------------------------------------------------------------------------------
DUTCH_FORMS = (DAY_FIRST_COMPACT, DAY_FIRST_DASHED, SERIAL)


@pytest.mark.parametrize(
    ("text", "day", "problem"),
    [
        ("01/31/2012", date(2012, 1, 31), None),
        ("05/06/2012", date(2012, 5, 6), None),  # the main form is taken at its word
        ("31012005", date(2005, 1, 31), Problem.DATE_DAY_FIRST_COMPACT),
        ("31-01-2005", date(2005, 1, 31), Problem.DATE_DAY_FIRST_DASHED),
        ("05052005", date(2005, 5, 5), Problem.DATE_DAY_FIRST_COMPACT),
        ("38837", date(2006, 4, 30), Problem.DATE_SERIAL),
        ("05062005", None, Problem.AMBIGUOUS_DATE),
        ("05-06-2005", None, Problem.AMBIGUOUS_DATE),
        ("31-06-2014", None, Problem.NO_SUCH_DAY),
        ("02/30/2012", None, Problem.NO_SUCH_DAY),
        ("20041231", None, Problem.NO_SUCH_DAY),  # the year 1231
        ("2012-01-31", None, Problem.UNKNOWN_DATE),
        ("1/31/2012", None, Problem.UNKNOWN_DATE),
        ("٠١/٣١/٢٠١٢", None, Problem.UNKNOWN_DATE),
        ("99999", None, Problem.NO_SUCH_DAY),
    ],
)
def test_no_date_is_guessed(text, day, problem):
    assert read_day(text, MONTH_FIRST, DUTCH_FORMS) == (day, problem)


def test_the_standard_profile_knows_one_form_only():
    assert read_day("2012-01-31", ISO) == (date(2012, 1, 31), None)
    assert read_day("31-01-2012", ISO) == (None, Problem.UNKNOWN_DATE)


# --- Dutch names and entries --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("TURKIJE", "TR"),
        ("Turkije", "TR"),
        ("VS", "US"),
        ("VK", "GB"),
        ("MALEISIE", "MY"),
        ("ZUID KOREA", "KR"),
        ("SAOEDI-ARABIË", "SA"),
        ("TSJECHIË", "CZ"),
        ("CURACAO", "CW"),
        ("KOSOVO", "XK"),
        ("MACEDONIË", "MK"),
        ("NEDERLANDSE ANTILLEN", None),
        ("POL", None),
        ("ONBEKEND", None),
    ],
)
def test_dutch_country_names_are_known_or_refused(name, code):
    assert dutch_country(name) == code
    assert code is None or Country.objects.filter(code=code).exists()


@pytest.mark.parametrize(
    "name", ["EU", "EU LANDEN", "NAVO", "NAVO+", "NAVO+SINGAPORE", "EEG", "Diverse landen"]
)
def test_a_group_of_countries_is_no_country(name):
    with pytest.raises(NotACountry):
        dutch_country(name)


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("ML15d", ["2-15.d"]),
        ("ML 5b", ["2-5.b"]),
        ("ML8c5b1", ["2-8.c.5.b.1"]),
        ("ML10a,b", ["2-10.a", "2-10.b"]),
        ("Ml10,22", ["2-10", "2-22"]),
        ("ML5b, ML21", ["2-5.b", "2-21"]),
        ("Diverse", []),
        ("DIV", []),
        ("Diverse landen", None),
        ("M10", None),
        ("ML10ab", None),
        ("ML10a-f", None),
        ("ML23", None),
        ("ML", None),
        ("ML0", None),
        ("15d", None),
        ("ML5,", None),
    ],
)
def test_entries_of_the_munitions_list_are_items_of_group_2(entry, codes):
    assert dutch_items(entry) == codes


# --- Lines --------------------------------------------------------------------------------------
def test_a_line_becomes_a_permit_as_it_says():
    plan, problems = judged({})

    assert problems == [""]
    permit = plan.permits["EX-1"]
    first = permit.first
    assert (first.holder, first.end_user, first.kind) == (
        "Optics Ltd.",
        "Ministry of Defence",
        "export",
    )
    assert (first.destinations, first.consignees) == (("TR",), ("DE",))
    assert (first.issued_on, first.valid_from, permit.valid_until) == (
        date(2019, 6, 3),
        date(2019, 6, 10),
        date(2023, 6, 2),
    )
    [goods] = permit.goods
    assert (goods.code, goods.item) == ("2-15.d", make.item("2-15").pk)
    assert (goods.quantity, goods.value, goods.currency) == (Decimal(4), Decimal("1250000"), "CAD")


@pytest.mark.parametrize(
    ("line", "problem", "column"),
    [
        ({"reference": ""}, Problem.MISSING, "reference"),
        ({"reference": "X" * 41}, Problem.TOO_LONG, "reference"),
        ({"holder": ""}, Problem.MISSING, "holder"),
        ({"holder": "X" * 201}, Problem.TOO_LONG, "holder"),
        ({"end_user": "X" * 201}, Problem.TOO_LONG, "end_user"),
        ({"kind": "general"}, Problem.UNKNOWN_KIND, "kind"),
        ({"destination": ""}, Problem.MISSING, "destination"),
        ({"destination": "Turkey"}, Problem.UNKNOWN_COUNTRY, "destination"),
        ({"destination": "QQ"}, Problem.UNKNOWN_COUNTRY, "destination"),
        ({"destination": "TR;QQ"}, Problem.UNKNOWN_COUNTRY, "destination"),
        ({"item": ""}, Problem.MISSING, "item"),
        ({"item": "2-23"}, Problem.UNKNOWN_ITEM, "item"),
        ({"item": "2-15 and 2-6"}, Problem.UNKNOWN_ITEM, "item"),
        ({"description": ""}, Problem.MISSING, "description"),
        ({"unit": "X" * 31}, Problem.TOO_LONG, "unit"),
        ({"quantity": "0"}, Problem.NOT_A_NUMBER, "quantity"),
        ({"quantity": "4 pieces"}, Problem.NOT_A_NUMBER, "quantity"),
        ({"quantity": "1.2345"}, Problem.NOT_A_NUMBER, "quantity"),
        ({"value": "1,250,000"}, Problem.NOT_A_NUMBER, "value"),
        ({"value": "-5"}, Problem.NOT_A_NUMBER, "value"),
        ({"value": "1" * 15}, Problem.NOT_A_NUMBER, "value"),
        ({"value": "NaN"}, Problem.NOT_A_NUMBER, "value"),
        ({"currency": "dollars"}, Problem.UNKNOWN_CURRENCY, "currency"),
        ({"issued_on": ""}, Problem.MISSING, "issued_on"),
        ({"issued_on": "2019-02-30"}, Problem.NO_SUCH_DAY, "issued_on"),
        ({"valid_until": "03/06/2023"}, Problem.UNKNOWN_DATE, "valid_until"),
        ({"valid_until": "2019-06-09"}, Problem.EXPIRY_BEFORE_START, "valid_until"),
    ],
)
def test_a_line_is_rejected_with_its_column_value_and_reason(line, problem, column):
    plan, _problems = judged(line)

    [judgement] = plan.lines
    assert (judgement.line, judgement.result) == (2, LineResult.REJECTED)
    assert (judgement.problem, judgement.column) == (problem, column)
    assert judgement.value == line[column]
    assert plan.permits == {}


@pytest.mark.parametrize(
    ("line", "problem", "column"),
    [
        ({"destination": "ZA;TR"}, Problem.JOINT_DESTINATIONS, "destination"),
        ({"consignee": "Germany"}, Problem.CONSIGNEE_NOT_KEPT, "consignee"),
        ({"value": ""}, Problem.NO_VALUE, "value"),
        ({"value": "0"}, Problem.ZERO_VALUE, "value"),
    ],
)
def test_a_line_is_accepted_with_a_warning(line, problem, column):
    plan, _problems = judged(line)

    [judgement] = plan.lines
    assert (judgement.result, judgement.reference) == (LineResult.WARNED, "EX-1")
    assert (judgement.problem, judgement.column) == (problem, column)
    assert list(plan.permits) == ["EX-1"]


def test_a_line_of_another_width_is_rejected_and_the_rest_is_read():
    content = make_registers.written(make_registers.STANDARD, {}) + b"EX-2,export\n"

    plan = plan_import(ContentFile(content), STANDARD)

    assert [each.problem for each in plan.lines] == ["", Problem.FIELD_COUNT]


def test_of_several_problems_the_first_that_rejects_is_kept():
    _plan, problems = judged({"destination": "ZA;TR", "value": "much", "currency": "?"})

    assert problems == [Problem.UNKNOWN_CURRENCY]


# --- Lines of one permit ------------------------------------------------------------------------
def test_lines_with_one_number_are_the_goods_of_one_permit():
    plan, problems = judged({}, {"item": "2-5", "description": "Fire control"})

    assert problems == ["", ""]
    assert [goods.code for goods in plan.permits["EX-1"].goods] == ["2-15.d", "2-5"]


def test_a_line_said_twice_is_kept_once_with_a_warning():
    plan, problems = judged({}, {})

    assert problems == ["", Problem.REPEATED]
    assert len(plan.permits["EX-1"].goods) == 1


@pytest.mark.parametrize(
    ("fact", "other"),
    [
        ("kind", "brokering"),
        ("holder", "Other Ltd."),
        ("destination", "DE"),
        ("end_user", "Navy"),
        ("issued_on", "2019-06-04"),
        ("valid_from", "2019-06-11"),
        ("valid_until", "2023-06-03"),
    ],
)
def test_a_line_that_disagrees_with_its_permit_is_rejected(fact, other):
    plan, problems = judged({}, {fact: other, "description": "More"})

    assert problems == ["", Problem.DISAGREES]
    assert (plan.lines[1].column, plan.lines[1].value) == (fact, other)
    assert len(plan.permits["EX-1"].goods) == 1


def test_a_number_already_on_the_register_is_rejected():
    taken = make.submitted_permit()

    _plan, problems = judged({"reference": taken.reference}, {"reference": "EX-2"})

    assert problems == [Problem.ALREADY_REGISTERED, ""]


def test_a_party_is_matched_by_its_whole_name_or_not_at_all():
    known = make.party("Optics Ltd.")
    plan, problems = judged({"end_user": "Optics Ltd"})

    assert problems == [""]
    assert plan.parties == {"Optics Ltd.": [known.pk]}

    make.party("Optics Ltd.")
    assert judged({})[1] == [Problem.AMBIGUOUS_PARTY]


# --- Extensions, as the Dutch register marks them -----------------------------------------------
EXTENSION = {"Verl.": "J", "afgifte datum": "01/01/2013", "verval datum": "01/31/2014"}


def test_an_extension_moves_the_end_of_the_term_and_adds_no_goods():
    plan, problems = judged({}, EXTENSION, profile=DUTCH)

    permit = plan.permits["NL-28000001"]
    assert problems == ["", Problem.EXTENDED]
    assert (permit.first.valid_from, permit.valid_until) == (date(2012, 1, 31), date(2014, 1, 31))
    assert len(permit.goods) == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"afgifte datum": "02/01/2013"}, Problem.EXTENDED),  # the day after the last
        ({"afgifte datum": "02/02/2013"}, Problem.AFTER_EXPIRY),
        ({"verval datum": "01/31/2013"}, Problem.REPEATED),
        ({"verval datum": "01/30/2013"}, Problem.SHORTENS),
        ({"afgifte datum": "01/30/2012"}, Problem.DISAGREES),
        ({"land van eindbestemming": "VS"}, Problem.DISAGREES),
        ({"D/T": "T"}, Problem.DISAGREES),
        ({"Verl.": "N"}, Problem.DISAGREES),
        ({"Verl.": "?"}, Problem.UNKNOWN_FLAG),
    ],
)
def test_an_extension_must_continue_its_permit(change, problem):
    plan, problems = judged({}, EXTENSION | change, profile=DUTCH)

    assert problems == ["", problem]
    moved = problem == Problem.EXTENDED
    assert plan.permits["NL-28000001"].valid_until == date(2014 if moved else 2013, 1, 31)


def test_an_extension_of_an_extension_continues_it():
    further = {"Verl.": "J", "afgifte datum": "01/15/2014", "verval datum": "01/31/2015"}

    plan, problems = judged({}, EXTENSION, further, profile=DUTCH)

    assert problems == ["", Problem.EXTENDED, Problem.EXTENDED]
    assert plan.permits["NL-28000001"].valid_until == date(2015, 1, 31)


def test_a_dutch_line_is_read_with_what_its_register_leaves_unsaid():
    plan, problems = judged({"D/T": "T", "nummer": "2"}, profile=DUTCH)

    first = plan.permits["NL-2"].first
    assert problems == [Problem.UNUSUAL_NUMBER]
    assert (first.holder, first.temporary) == ("Holder not published (Netherlands)", True)
    assert (first.destinations, first.consignees) == (("TR",), ("DE",))
    assert (first.goods.code, first.goods.currency) == ("2-15.d", "EUR")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"land van eindbestemming": "ZUID-AFRIKA, TURKIJE"}, Problem.JOINT_DESTINATIONS),
        ({"land van eindbestemming": "EU, NAVO+"}, Problem.GROUP_OF_COUNTRIES),
        ({"land van eindbestemming": "VS, NAVO"}, Problem.GROUP_OF_COUNTRIES),
        ({"land van eindbestemming": "D/NL"}, Problem.UNKNOWN_COUNTRY),
        ({"SGP": "ML2,6"}, Problem.SEVERAL_ITEMS),
        ({"SGP": "ML10a,b"}, ""),
        ({"SGP": "DIV"}, Problem.MIXED_ITEMS),
        ({"SGP": "M10"}, Problem.UNKNOWN_ITEM),
        ({"verval datum": "31-06-2014"}, Problem.NO_SUCH_DAY),
    ],
)
def test_what_the_dutch_register_leaves_open_is_not_guessed(change, problem):
    assert judged(change, profile=DUTCH)[1] == [problem]


# --- Words --------------------------------------------------------------------------------------
def test_every_problem_either_rejects_or_warns_and_has_words():
    warnings = [problem for problem in Problem if not problem.rejects]

    assert Problem.SHORTENS.rejects
    assert Problem.DATE_DAY_FIRST_COMPACT in warnings
    with translation.override("en-ca"):
        assert in_words("expiry-before-start") == "The permit expires before it begins."
        assert in_words("of-another-time") == "of-another-time"


def test_profiles_are_named_once():
    assert list(PROFILES) == ["standard", "dutch-military-register"]
