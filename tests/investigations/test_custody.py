"""Custody is only added to; restricted items are absent; a legal hold blocks every change."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from audit.models import Entry
from investigations import actions, rules
from investigations.models import CustodyEvent, Evidence, EvidenceFile, EvidenceRelease, Grade
from investigations.rules import Refusal
from tests import make, make_cases, make_files
from tests.audit.going_round import ADDED_ONLY, an_entry, refused, sql
from tests.investigations.test_views import address, errors_of, text_of

pytestmark = pytest.mark.django_db


def custodian():
    return make.user("evidence-custodian")


def restricted(*, to=(), content=None, **facts):
    """An item restricted by a custodian, released to some people."""
    item = make_cases.evidence(make_cases.investigation(), content, **facts)
    by = custodian()
    item = actions.restrict_evidence(item, by=by, reason="A test")
    for person in to:
        actions.release_evidence(item, person=person, by=by, reason="A test")
    return item


def held(content=None):
    item = make_cases.evidence(make_cases.investigation(), content)
    return actions.hold_evidence(item, by=custodian(), reason="Litigation")


def codes(refusal):
    return [error.code for error in refusal.value.error_list]


# --- What people tell -----------------------------------------------------------------------------


TOLD = {
    "kind": "transferred",
    "happened_at": "2020-10-20T09:00",
    "handed_by": "Field mission",
    "handed_to": "Laboratory",
    "note": "Bag 7",
    "reason": "For analysis",
}


def test_a_transfer_is_in_the_chain_with_who_gave_and_who_took(sign_in):
    person = make_cases.investigator()
    item = make_cases.evidence(make_cases.investigation())

    response = sign_in(person).post(address("custody_record", item.number), TOLD, follow=True)

    event = item.custody.last()
    assert (event.kind, event.handed_by, event.handed_to) == (
        "transferred",
        "Field mission",
        "Laboratory",
    )
    assert event.happened_at.isoformat() == "2020-10-20T13:00:00+00:00"
    assert (event.entry.actor, event.entry.reason) == (person, "For analysis")
    page = text_of(response)
    assert "From Field mission to Laboratory" in page
    assert "Done 20 October 2020, 09:00 (Ottawa)" in page


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"handed_by": ""}, ["handed_by"]),
        ({"handed_by": "", "handed_to": ""}, ["handed_by", "handed_to"]),
        ({"kind": "sealed"}, ["handed_by", "handed_to"]),
        ({"kind": "viewed"}, ["kind"]),
        ({"kind": ""}, ["kind"]),
        ({"happened_at": "soon"}, ["happened_at"]),
        ({"happened_at": "2150-01-01T00:00"}, ["__all__"]),
        ({"note": "n" * 301}, ["note"]),
        ({"note": "a\u202eb"}, ["note"]),
        ({"handed_to": "a\x00b"}, ["handed_to"]),
        ({"reason": ""}, ["reason"]),
        ({"file": "99999999"}, ["file"]),
    ],
)
def test_an_event_that_says_too_little_is_refused_and_kept_on_the_page(sign_in, typed, fields):
    item = make_cases.evidence(make_cases.investigation())

    response = sign_in(make_cases.investigator()).post(
        address("custody_record", item.number), {**TOLD, **typed}
    )

    assert response.status_code == 200
    assert list(response.context["form"].errors) == fields
    assert "Bag 7" in response.content.decode() or "note" in typed
    assert item.custody.count() == 1


def test_who_only_reads_records_no_custody(sign_in):
    item = make_cases.evidence(make_cases.investigation())
    assert sign_in(make.director()).get(address("custody_record", item.number)).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.record_custody(item, kind="sealed", by=make.director(), reason="x")


def test_what_the_system_records_itself_nobody_tells_it():
    assert rules.against_telling("matched", happened_at=None) == [Refusal.NOT_TOLD]
    later = timezone.now() + timedelta(hours=1)
    assert rules.against_telling("sealed", happened_at=later) == [Refusal.IN_FUTURE]
    assert rules.against_telling("sealed", happened_at=timezone.now()) == []


def test_the_database_keeps_the_chain_as_it_is():
    item = make_cases.evidence(make_cases.investigation())
    with refused(ADDED_ONLY), an_entry():
        sql("UPDATE investigations_custodyevent SET note = 'x' WHERE evidence_id = %s", [item.pk])
    with refused(ADDED_ONLY), an_entry():
        sql("DELETE FROM investigations_custodyevent WHERE evidence_id = %s", [item.pk])
    with refused("custody_handed_over_from_and_to"), an_entry() as entry:
        CustodyEvent.objects.create(entry=entry, evidence=item, kind="transferred")
    with refused("custody_event_is_known"), an_entry() as entry:
        CustodyEvent.objects.create(entry=entry, evidence=item, kind="lost")


# --- Restriction ----------------------------------------------------------------------------------


def test_a_restricted_item_is_absent_for_those_it_is_not_released_to(sign_in):
    reader, other = make_cases.investigator(), make_cases.investigator()
    item = restricted(to=[reader], content=make_files.picture(), title="The protected one")
    file, picture = item.files.order_by("pk")
    case = address("investigation_detail", item.investigation.number)
    pages = [
        item.get_absolute_url(),
        file.get_absolute_url(),
        address("evidence_preview", item.number, picture.pk),
        address("evidence_grade", item.number),
        address("evidence_correct", item.number),
        address("custody_record", item.number),
    ]

    assert "The protected one" in text_of(sign_in(reader).get(case))
    assert "The protected one" not in text_of(sign_in(other).get(case))
    assert [sign_in(reader).get(page).status_code for page in pages] == [200] * 6
    assert [sign_in(other).get(page).status_code for page in pages] == [404] * 6
    opening = address("evidence_file_open", item.number, file.pk)
    assert sign_in(other).post(opening, {"reason": "x"}).status_code == 404
    assert [Evidence.objects.visible_to(person).count() for person in (reader, other)] == [1, 0]
    assert [EvidenceFile.objects.visible_to(p).count() for p in (reader, other)] == [2, 0]
    assert CustodyEvent.objects.visible_to(reader).exists()
    assert not CustodyEvent.objects.visible_to(other).exists()


def test_no_act_reaches_a_restricted_item_that_is_not_seen():
    item = restricted(content=b"content", file_name="a.txt")
    case, person = item.investigation, make_cases.judge(item.investigation)
    file = make_cases.file_of(item)
    before = Entry.objects.count()

    for act in (
        lambda: actions.grade(item, reliability="B", credibility="2", by=person, reason="x"),
        lambda: actions.read(file, by=person, reason="x"),
        lambda: actions.look(file, by=person),
        lambda: actions.share(file, by=person, reason="x"),
        lambda: actions.record_custody(item, kind="sealed", by=person, reason="x"),
        lambda: actions.add_files(item, [ContentFile(b"y", name="y")], by=person, reason="x"),
        lambda: actions.correct(item, version=item.version, by=person, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert case.evidence.count() == 1
    assert Entry.objects.count() == before


def test_it_is_offered_nowhere_to_those_who_do_not_see_it(sign_in):
    item = restricted(title="The protected one")
    case = item.investigation
    other = make_cases.evidence(case)
    person = make_cases.judge(case)
    client = sign_in(person)
    draft = make_cases.finding(case, by=person)

    for page in (
        address("evidence_new", case.number) + "?kind=media",
        address("evidence_grade", other.number),
        address("finding_cite", draft.number),
        "/",
    ):
        response = client.get(page)
        assert response.status_code == 200
        assert "The protected one" not in response.content.decode()
        assert item.number not in response.content.decode()


def test_others_read_of_a_restricted_item_where_it_is_cited_or_copied(sign_in):
    reader = make_cases.investigator()
    item = restricted(to=[reader], title="The protected one")
    copy = make_cases.evidence(item.investigation, derived_from=item)
    draft = make_cases.finding(item.investigation, by=reader)
    make_cases.cite(draft, item, by=reader)
    client = sign_in(make_cases.investigator())

    page = text_of(client.get(copy.get_absolute_url()))
    assert "Derived from restricted item" in page
    finding = client.get(draft.get_absolute_url())
    assert "A restricted item" in text_of(finding)
    for shown in (page, finding.content.decode()):
        assert item.number not in shown
        assert "The protected one" not in shown


def test_each_viewing_of_page_preview_and_file_is_recorded(sign_in):
    reader = make_cases.investigator()
    item = restricted(to=[reader], content=make_files.picture(), file_name="plate.jpg")
    file, picture = item.files.order_by("pk")
    client = sign_in(reader)
    before = item.custody.count()

    page = text_of(client.get(item.get_absolute_url()))
    assert "Restricted: your viewing is recorded" in page
    assert "Show the preview; the viewing is recorded" in page
    client.get(address("evidence_preview", item.number, picture.pk))
    client.post(address("evidence_file_open", item.number, file.pk), {"reason": "To compare"})

    events = list(item.custody.order_by("pk"))[before:]
    assert [(event.kind, event.note, event.file) for event in events] == [
        ("viewed", "page", None),
        ("viewed", "preview", picture),
        ("matched", "", file),
        ("viewed", "", file),
    ]
    assert {event.entry.actor for event in events} == {reader}


def test_viewing_an_item_that_is_not_restricted_records_nothing(sign_in):
    item = make_cases.evidence(make_cases.investigation(), make_files.picture())
    client = sign_in(make_cases.investigator())
    before = Entry.objects.count()

    client.get(item.get_absolute_url())
    client.get(address("evidence_preview", item.number, item.files.get(role="preview").pk))

    assert Entry.objects.count() == before


def test_whoever_registers_a_restricted_item_sees_it_and_custodians_and_auditors_do():
    person = make_cases.investigator()
    item = make_cases.evidence(make_cases.investigation(), by=person, is_restricted=True)

    seeing = [person, custodian(), make.user("auditor")]
    assert all(Evidence.objects.visible_to(one).filter(pk=item.pk) for one in seeing)
    assert not Evidence.objects.visible_to(make.director()).exists()
    kinds = list(item.custody.values_list("kind", flat=True))
    assert kinds == ["collected", "restricted", "released"]


def test_a_custodian_restricts_releases_withdraws_and_lifts(sign_in):
    item = make_cases.evidence(make_cases.investigation())
    reader, client = make_cases.investigator(), sign_in(custodian())

    def acted(view, *args, **typed):
        return client.post(address(view, *args), {"reason": "A test", **typed}, follow=True)

    assert "The item is restricted" in text_of(acted("evidence_restrict", item.number))
    page = text_of(acted("evidence_release", item.number, person=reader.pk))
    assert f"Released to {reader}" in page
    released = EvidenceRelease.objects.get()
    assert Evidence.objects.visible_to(reader).exists()

    assert "withdrawn" in text_of(acted("release_withdraw", item.number, released.pk))
    assert not Evidence.objects.visible_to(reader).exists()
    acted("evidence_unrestrict", item.number)
    assert Evidence.objects.visible_to(reader).exists()
    kinds = item.custody.exclude(kind="viewed").values_list("kind", flat=True)
    assert list(kinds) == ["collected", "restricted", "released", "withdrawn", "unrestricted"]


def test_an_item_is_released_to_a_person_who_may_read_evidence_once(sign_in):
    reader, department = make_cases.investigator(), make_cases.consulted()
    item = restricted(to=[reader])

    assert rules.against_releasing(item, person=reader) == [Refusal.RELEASED_ALREADY]
    assert rules.against_releasing(item, person=department) == [Refusal.MAY_NOT_READ]
    item.is_restricted = False
    other = make_cases.investigator()
    assert rules.against_releasing(item, person=other) == [Refusal.NOT_RESTRICTED]
    response = sign_in(custodian()).post(
        address("evidence_release", item.number), {"person": department.pk, "reason": "x"}
    )
    assert list(response.context["form"].errors) == ["person"]


def test_only_custodians_say_who_sees_an_item(sign_in):
    item = make_cases.evidence(make_cases.investigation())
    client = sign_in(make_cases.investigator())
    for view in ("evidence_restrict", "evidence_unrestrict", "evidence_release"):
        assert client.get(address(view, item.number)).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.restrict_evidence(item, by=make.director(), reason="x")


# --- Legal hold -----------------------------------------------------------------------------------


def test_a_hold_stands_against_every_change():
    item = held(b"content")
    case, person = item.investigation, make_cases.judge(item.investigation)
    file = make_cases.file_of(item)
    hand = custodian()

    for act in (
        lambda: actions.grade(item, reliability="B", credibility="2", by=person, reason="x"),
        lambda: actions.add_files(item, [ContentFile(b"y", name="y")], by=person, reason="x"),
        lambda: actions.correct(item, version=item.version, title="x", by=person, reason="x"),
        lambda: actions.share(file, by=person, reason="x"),
        lambda: actions.restrict_evidence(item, by=hand, reason="x"),
        lambda: actions.hold_evidence(item, by=hand, reason="x"),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert "evidence-on-hold" in codes(refusal)
    assert case.evidence.get().title == item.title
    assert item.files.count() == 1


def test_a_held_item_is_still_read_verified_and_handed_on():
    item = held(b"content")
    person = make_cases.investigator()

    actions.read(make_cases.file_of(item), by=person, reason="For counsel").close()
    assert actions.verify([item], about=item.number, by=person, reason="For counsel")
    actions.record_custody(
        item, kind="sealed", by=person, reason="For counsel", happened_at=timezone.now()
    )
    kinds = list(item.custody.values_list("kind", flat=True))
    assert kinds[2:] == ["held", "matched", "viewed", "matched", "sealed"]


@pytest.mark.parametrize(
    "change",
    [
        "title = 'x'",
        "is_restricted = (1 = 1)",
        "on_hold = (1 = 0), title = 'x'",
        "on_hold = (1 = 0), assurance_id = NULL, place = 'x'",
        "on_hold = (1 = 0), asked_on = '2020-01-01'",
    ],
)
def test_the_database_refuses_to_change_a_held_item(change):
    item = held()
    with refused("on legal hold"), an_entry():
        sql(f"UPDATE investigations_evidence SET {change} WHERE id = %s", [item.pk])
    with an_entry():
        sql("UPDATE investigations_evidence SET on_hold = (1 = 0) WHERE id = %s", [item.pk])
    item.refresh_from_db()
    assert not item.on_hold


def test_the_database_refuses_to_add_to_a_held_item():
    item = held()
    facts = {"evidence": item, "name": "a", "size": 1, "digest": "0" * 64, "media_type": "x"}
    with refused("on legal hold"), an_entry():
        EvidenceFile.objects.create(**facts)
    with refused("on legal hold"), an_entry():
        EvidenceRelease.objects.create(evidence=item, person=make.director())
    with refused("on legal hold"), an_entry() as entry:
        Grade.objects.create(
            entry=entry, evidence=item, reliability="B", credibility="2", reason="x"
        )


def test_a_hold_is_placed_and_lifted_on_the_page(sign_in):
    item = make_cases.evidence(make_cases.investigation())
    client = sign_in(make.director())

    page = client.post(address("evidence_hold", item.number), {"reason": "Suit"}, follow=True)
    assert "On legal hold: nothing of it changes" in text_of(page)
    again = client.post(address("evidence_hold", item.number), {"reason": "Suit"})
    assert "evidence-on-hold" in [e.code for e in again.context["form"].errors.as_data()["__all__"]]
    page = client.post(address("evidence_hold_lift", item.number), {"reason": "Over"}, follow=True)
    assert "The legal hold is lifted." in text_of(page)
    kinds = list(item.custody.values_list("kind", flat=True))
    assert kinds == ["collected", "held", "hold-lifted"]
    refused_now = client.post(address("evidence_hold_lift", item.number), {"reason": "Over"})
    assert errors_of(refused_now) == ["The item is not on legal hold."]


def test_an_investigator_places_no_hold(sign_in):
    item = make_cases.evidence(make_cases.investigation())
    client = sign_in(make_cases.investigator())
    assert client.get(address("evidence_hold", item.number)).status_code == 403
    assert client.get(address("evidence_hold_lift", item.number)).status_code == 403
