"""Components found somewhere are matched with permit lines and shipments by a person."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from investigations import actions, rules
from investigations.candidates import candidates_for
from investigations.models import Trace, TraceMatch
from investigations.rules import Refusal
from permits import actions as register
from tests import make, make_cases, make_inquiries
from tests.audit.going_round import an_entry, refused, sql
from tests.investigations.test_views import errors_of, text_of

pytestmark = pytest.mark.django_db


def address(view, *args):
    return reverse(f"investigations:{view}", args=args)


def line_of(description, **facts):
    """A line of a submitted permit with this description."""
    permit = make.submitted_permit(
        lines=[
            {
                "item": make.item(),
                "code": "2-15",
                "description": description,
                "quantity": Decimal(4),
                "unit": "each",
                "value": Decimal("1250000.00"),
            }
        ],
        **facts,
    )
    return permit.lines.get()


def shipment_of(line, reference="BOL-1"):
    return register.record_shipment(
        line,
        reference=reference,
        shipped_on=date(2019, 7, 1),
        reported_on=date(2019, 7, 9),
        value=Decimal(1000),
        by=make.officer(),
        reason="A test",
    )


def case_with(*lines):
    return make_cases.investigation(*[line.permit for line in lines])


def refusals_of(act):
    with pytest.raises(ValidationError) as refusal:
        act()
    return [error.code for error in refusal.value.error_list]


def test_candidates_bear_a_mark_the_most_telling_first():
    by_model = line_of("Imaging turret AO-15")
    by_serial = line_of("Imaging turret, serial SN-4711")
    line_of("Antenna")
    case = case_with(by_model, by_serial)
    shipped = shipment_of(by_serial, "BOL-77")
    trace = make_inquiries.trace(make_cases.evidence(case))

    found = candidates_for(trace, make_cases.investigator())

    assert [(each.line, each.shipment, each.mark) for each in found] == [
        (by_serial, None, "SN-4711"),
        (by_serial, shipped, "SN-4711"),
        (by_model, None, "AO-15"),
    ]
    assert all(each.in_scope for each in found)


def test_the_serial_may_stand_on_a_shipping_document():
    line = line_of("Imaging turret")
    shipped = shipment_of(line, "BOL-9 sn-4711")
    trace = make_inquiries.trace(make_cases.evidence(case_with(line)), model="")

    found = candidates_for(trace, make_cases.investigator())

    assert [(each.line, each.shipment) for each in found] == [(line, shipped)]


def test_the_whole_register_is_searched_when_asked():
    outside = line_of("Turret AO-15")
    trace = make_inquiries.trace(make_cases.evidence(case_with(line_of("Antenna"))))
    reader = make_cases.investigator()

    assert candidates_for(trace, reader) == []
    found = candidates_for(trace, reader, everywhere=True)
    assert [(each.line, each.in_scope) for each in found] == [(outside, False)]
    assert candidates_for(trace, make.user(Role.ADMINISTRATOR), everywhere=True) == []


def test_a_mark_of_a_letter_or_two_is_not_looked_for():
    line = line_of("Imaging turret AO")
    trace = make_inquiries.trace(make_cases.evidence(case_with(line)), serial="", model="AO")

    assert candidates_for(trace, make_cases.investigator()) == []


def test_a_match_names_a_line_and_a_later_one_stands_in_its_place():
    line = line_of("Imaging turret AO-15")
    shipped = shipment_of(line)
    trace = make_inquiries.trace(make_cases.evidence(case_with(line)))

    make_inquiries.match(trace, status="model", line=line)
    newest = make_inquiries.match(trace, status="serial", line=line, shipment=shipped)

    read = Trace.objects.with_matches().get(pk=trace.pk)
    assert [match.status for match in read.matches.all()] == ["model", "serial"]
    assert read.newest_match == newest
    assert list(Trace.objects.all().matched_with(line.permit)) == [trace]


def test_a_match_that_was_taken_back_is_no_match_of_the_permit():
    line = line_of("Imaging turret AO-15")
    trace = make_inquiries.trace(make_cases.evidence(case_with(line)))
    make_inquiries.match(trace, status="model", line=line)

    make_inquiries.match(trace, status="none")

    assert not Trace.objects.all().matched_with(line.permit).exists()


def test_each_reason_against_a_match():
    line, other = line_of("Turret"), line_of("Turret")
    case = case_with(line)
    item = make_cases.evidence(case)
    trace, bare = make_inquiries.trace(item), make_inquiries.trace(item, serial="", model="")
    by = {"by": make_cases.judge(case)}
    shipped = shipment_of(other)

    def against(component, status, **facts):
        return rules.against_matching(
            component, status=status, **{"line": None, "shipment": None, **facts}, **by
        )

    assert against(trace, "model") == [Refusal.NEEDS_A_LINE]
    assert against(trace, "none", line=line) == [Refusal.NO_LINE_TO_NAME]
    assert against(trace, "serial", line=line, shipment=shipped) == [Refusal.OTHER_LINE]
    assert against(bare, "serial", line=line) == [Refusal.MARK_NOT_READ]
    assert against(bare, "batch", line=line) == [Refusal.MARK_NOT_READ]
    assert against(bare, "model", line=line) == [Refusal.MARK_NOT_READ]
    assert against(bare, "resemblance", line=line) == []
    assert rules.against_looking(trace, by=make_cases.investigator()) == [Refusal.NOT_DECLARED]


def test_nothing_is_traced_in_a_concluded_case():
    item = make_cases.concluded_investigation().evidence.first()
    assert refusals_of(lambda: make_inquiries.trace(item)) == ["concluded"]


def test_the_database_keeps_matches_whole():
    line = line_of("Turret")
    trace = make_inquiries.trace(make_cases.evidence(case_with(line)))
    make_inquiries.match(trace, status="resemblance", line=line)
    shipped = shipment_of(line)
    facts = {
        "trace": trace,
        "why": "So",
        "matched_by": make_cases.investigator(),
        "matched_at": make.SUSPENDED_AT,
    }
    wrong = {
        "trace_match_is_known": {"status": "certain", "line": line},
        "trace_match_names_a_line": {"status": "serial"},
        "trace_match_of_shipment_names_its_line": {"status": "none", "shipment": shipped},
        "trace_match_says_why": {"status": "serial", "line": line, "why": ""},
    }
    for name, given in wrong.items():
        with refused(name), an_entry() as entry:
            TraceMatch.objects.create(entry=entry, **{**facts, **given})
    for table in ("investigations_trace", "investigations_tracematch"):
        with refused("rows are only ever added"), an_entry():
            sql(f"DELETE FROM {table}")


# --- Pages ----------------------------------------------------------------------------------------

FACTS = {
    "component": "Imaging turret",
    "model": "AO-15",
    "serial": "SN-4711",
    "made_on": "2019-03",
    "documented_by": "Mission",
    "reason": "It is legible",
}


def test_a_component_is_recorded_and_matched_on_pages(sign_in):
    line = line_of("Imaging turret AO-15")
    shipped = shipment_of(line)
    case = case_with(line)
    item = make_cases.evidence(case)
    client = sign_in(make_cases.judge(case))

    client.post(address("trace_new", item.number), FACTS)
    trace = Trace.objects.get()
    assert (trace.made_on, trace.serial) == ("2019-03", "SN-4711")

    page = client.get(trace.get_absolute_url())
    assert shipped.reference in text_of(page)
    url = address("trace_match", trace.pk)
    wordless = client.post(url, {"candidate": f"{line.pk}-{shipped.pk}", "status": "model"})
    assert errors_of(wordless) == ["This field is required."]
    client.post(
        url,
        {"candidate": f"{line.pk}-{shipped.pk}", "status": "model", "reason": "The plate"},
    )
    match = TraceMatch.objects.get()
    assert (match.line, match.shipment, match.status) == (line, shipped, "model")
    for record in (trace, item, case, line.permit):
        assert "Model only" in text_of(client.get(record.get_absolute_url())), record


def test_another_line_is_named_by_its_permit(sign_in):
    line = line_of("Turret")
    case = make_cases.investigation()
    trace = make_inquiries.trace(make_cases.evidence(case))
    client = sign_in(make_cases.judge(case))
    url = address("trace_match", trace.pk)
    facts = {"status": "resemblance", "reason": "The housing"}

    for wrong in ("XP-1900-1", f"{line.permit.reference}/9", f"{line.permit.reference}/x"):
        page = client.post(url, {**facts, "permit_line": wrong})
        assert errors_of(page) == ["No permit has this line."], wrong
        assert wrong in page.content.decode()
    client.post(url, {**facts, "permit_line": f"{line.permit.reference}/1"})
    assert TraceMatch.objects.get().line == line


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"made_on": "March"}, "Write the day as 2019, 2019-03 or 2019-03-14."),
        ({"made_on": "2019-13"}, "Write the day as 2019, 2019-03 or 2019-03-14."),
        ({"made_on": "2999"}, "The day is to come."),
        ({"documented_on": "2999-01-01"}, "The day is to come."),
        ({"component": ""}, "This field is required."),
        ({"serial": "SN\u202e4711"}, "cannot be seen"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(sign_in, wrong, words):
    item = make_cases.evidence(make_cases.investigation())
    client = sign_in(make_cases.investigator())

    page = client.post(address("trace_new", item.number), {**FACTS, **wrong})

    assert page.status_code == 200
    assert words in errors_of(page)[0]
    assert not Trace.objects.exists()
    assert "It is legible" in page.content.decode()


def test_whoever_may_not_record_reads_without_a_form(sign_in):
    item = make_cases.evidence(make_cases.investigation())
    trace = make_inquiries.trace(item)
    client = sign_in(make.director())

    page = client.get(trace.get_absolute_url())

    assert page.status_code == 200
    assert "Match it with an export" not in text_of(page)
    assert client.get(address("trace_new", item.number)).status_code == 403
    assert client.post(address("trace_match", trace.pk)).status_code == 403


def test_traces_of_hidden_items_stay_hidden(sign_in):
    line = line_of("Turret")
    case = case_with(line)
    item = make_cases.evidence(case, is_restricted=True)
    keeper = item.registered_by
    trace = make_inquiries.trace(item, by=keeper)
    actions.match_trace(
        trace,
        status="resemblance",
        line=line,
        by=make_cases.declared(case, keeper),
        reason="The housing",
    )

    shown = sign_in(keeper).get(line.permit.get_absolute_url())
    hidden = sign_in(make_cases.investigator())

    assert "Components traced to this permit" in text_of(shown)
    permit_page = hidden.get(line.permit.get_absolute_url())
    assert "Components traced to this permit" not in text_of(permit_page)
    assert hidden.get(trace.get_absolute_url()).status_code == 404
