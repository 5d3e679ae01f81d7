"""The border agency's answers: one by one, for a list, from a file; the newest counts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from decisions.actions import border, notices
from decisions.models import BorderAnswer, NoticeKind
from decisions.models.border import Answer, AnswerSource, changes_told, unacknowledged
from office import documents
from permits.models.orders import OrderKind
from tests import make, make_notices
from tests.audit import going_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def posting(settings):
    settings.WORK_IN_PLACE = False
    settings.BORDER_AGENCY_EMAIL = "lists@border.example"


@pytest.fixture
def order():
    return make_notices.suspension(make_notices.holder(), each=3)


@pytest.fixture
def officer():
    return make.officer()


def changes(order):
    return list(changes_told().filter(order=order).order_by("pk"))


def answers(order):
    return [change.answer for change in changes(order)]


def record(change, answer=Answer.ACKNOWLEDGED, **facts):
    facts = {"answered_at": timezone.now(), "by": make.officer(), "reason": "A test", **facts}
    return border.record_answer(change, answer=answer, **facts)


def codes(refused):
    return [error.code for error in refused.value.error_list]


def test_every_kind_of_change_is_asked_about(order):
    permits = [change.permit for change in changes(order)]
    back = make.signed(
        make.order(OrderKind.REINSTATE, permits, effective_at=make.SUSPENDED_AT + timedelta(days=9))
    )
    assert answers(order) == answers(back) == [None, None, None]
    assert unacknowledged(changes_told()).count() == 6


def test_the_newest_answer_counts_and_all_are_kept(order):
    change = changes(order)[0]
    record(change, Answer.REJECTED, detail="Unknown number")
    record(change, Answer.ACKNOWLEDGED, reference="B-7")
    assert answers(order) == ["acknowledged", None, None]
    record(change, Answer.RECALLED)
    assert answers(order) == ["recalled", None, None]
    assert unacknowledged(changes_told()).count() == 3
    assert change.border_answers.count() == 3


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"answered_at": make.SUSPENDED_AT - timedelta(days=1)}, "before-change"),
        ({"answered_at": timezone.now() + timedelta(days=400)}, "in-future"),
        ({"answer": Answer.RECALLED}, "already-so"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(order, facts, code):
    with pytest.raises(ValidationError) as refused:
        record(changes(order)[0], **facts)
    assert codes(refused) == [code]


def test_the_same_answer_is_not_recorded_twice(order):
    record(changes(order)[0])
    with pytest.raises(ValidationError) as refused:
        record(changes(order)[0])
    assert codes(refused) == ["already-so"]


def test_nothing_is_asked_about_an_issue(order):
    issue = changes(order)[0].permit.changes.get(order__kind=OrderKind.ISSUE).order
    assert changes(issue) == []
    with pytest.raises(ValidationError) as refused:
        record(issue.schedule.first())
    assert codes(refused) == ["not-told"]


def test_an_answer_needs_permission(order):
    with pytest.raises(PermissionDenied):
        record(changes(order)[0], by=make.user(Role.AUDITOR))


def test_a_list_is_acknowledged_as_a_whole_but_for_what_was_answered(order, officer):
    make_notices.templates_in_use()
    listed = notices.publish(order, NoticeKind.BORDER, by=officer, reason="A test")
    record(changes(order)[1], Answer.REJECTED)
    told = border.acknowledge_list(
        listed, answered_at=timezone.now(), reference="B-1", by=officer, reason="A test"
    )
    assert told == 2
    assert answers(order) == ["acknowledged", "rejected", "acknowledged"]


class TestFile:
    def read(self, order, text, **facts):
        content = text if isinstance(text, bytes) else text.encode()
        facts = {"answered_at": timezone.now(), "by": make.officer(), "reason": "A test", **facts}
        return border.read_answers(order, content, **facts)

    def test_the_list_comes_back_filled_in(self, order, officer):
        make_notices.templates_in_use()
        listed = notices.publish(order, NoticeKind.BORDER, by=officer, reason="A test")
        lines = documents.read(listed.attached).decode("utf-8-sig").splitlines()
        filled = [lines[0], *(line[:-2] + ",acknowledged,B-9" for line in lines[1:])]

        assert self.read(order, "\r\n".join(filled)) == 3

        assert answers(order) == ["acknowledged"] * 3
        kept = BorderAnswer.objects.first()
        assert (kept.reference, kept.source) == ("B-9", AnswerSource.FILE)

    def test_lines_without_an_answer_or_known_already_are_passed_over(self, order):
        one, two, three = (change.permit.reference for change in changes(order))
        text = f"permit;answer;reference\n{one};acknowledged;B-1\n{two};;\n{three};rejeté;B-2\n"
        assert self.read(order, text) == 2
        assert answers(order) == ["acknowledged", None, "rejected"]
        assert self.read(order, text.replace(f"{two};;", f"{two};oui;")) == 1
        assert BorderAnswer.objects.count() == 3

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "first line must name"),
            ("number,reply\nA,yes\n", "first line must name"),
            ("permit,answer\nXP-0000,acknowledged\n", "Line 2: the order changed no permit"),
            ("permit,answer\n{one},perhaps\n", "is no answer"),
            ("permit,answer\n{one},\n", "No line of the file holds an answer"),
            ('permit,answer\n"{one},acknowledged\n', "cannot be read as CSV"),
            (b"\xff\xfe\x00p", "not text in UTF-8"),
            ("permit,answer\n{one},acknowledged\x00\n", "characters that no list holds"),
            ("permit,answer,reference\n{one},acknowledged," + "x" * 101, "too long"),
            (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        ],
    )
    def test_a_file_that_cannot_be_read_changes_nothing(self, order, text, said):
        if isinstance(text, str):
            text = text.replace("{one}", changes(order)[0].permit.reference)
        with pytest.raises(ValidationError) as refused:
            self.read(order, text)
        assert said in " ".join(refused.value.message_dict["file"])
        assert not BorderAnswer.objects.exists()

    def test_one_bad_line_refuses_the_whole_file(self, order):
        one = changes(order)[0].permit.reference
        with pytest.raises(ValidationError):
            self.read(order, f"permit,answer\n{one},acknowledged\nXP-0,acknowledged\n")
        assert not BorderAnswer.objects.exists()


def test_answers_are_never_changed(order):
    record(changes(order)[0])
    with going_round.refused(going_round.ADDED_ONLY):
        going_round.sql("UPDATE decisions_borderanswer SET reference = 'x'")


class TestPages:
    def test_the_permit_order_and_list_pages_show_it(self, order, officer, sign_in):
        browser = sign_in(officer)
        change = changes(order)[0]
        record(change)
        for page in (
            reverse("decisions:order_border", args=[order.number]),
            reverse("decisions:border_list"),
            order.get_absolute_url(),
            change.permit.get_absolute_url(),
        ):
            assert browser.get(page).status_code == 200
        assert b"1 of 3 permits acknowledged" in browser.get(order.get_absolute_url()).content
        assert b"Acknowledged" in browser.get(change.permit.get_absolute_url()).content

    def test_an_answer_is_recorded_on_a_page(self, order, officer, sign_in):
        browser = sign_in(officer)
        page = reverse("decisions:border_answer", args=[changes(order)[0].pk])
        assert browser.get(page).status_code == 200
        facts = {
            "answer": "acknowledged",
            "answered_at": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
            "reason": "They wrote",
        }
        assert browser.post(page, {**facts, "answer": "maybe"}).status_code == 200
        assert answers(order)[0] is None
        assert browser.post(page, facts).status_code == 302
        assert answers(order)[0] == "acknowledged"

    def test_a_file_is_read_on_a_page(self, order, officer, sign_in):
        from django.core.files.uploadedfile import SimpleUploadedFile

        browser = sign_in(officer)
        page = reverse("decisions:border_file", args=[order.number])
        one = changes(order)[0].permit.reference
        facts = {
            "answered_at": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
            "reason": "They sent it",
        }
        bad = SimpleUploadedFile("a.csv", b"permit,answer\nXP-0,acknowledged\n")
        assert "Line 2" in browser.post(page, {**facts, "file": bad}).content.decode()
        good = SimpleUploadedFile("a.csv", f"permit,answer\n{one},acknowledged\n".encode())
        assert browser.post(page, {**facts, "file": good}).status_code == 302
        assert answers(order)[0] == "acknowledged"

    def test_who_may_only_read_records_nothing(self, order, sign_in):
        browser = sign_in(make.user(Role.AUDITOR))
        assert browser.get(reverse("decisions:border_list")).status_code == 200
        page = reverse("decisions:border_answer", args=[changes(order)[0].pk])
        assert browser.get(page).status_code == 403
        assert (
            sign_in(make.user(Role.ADMINISTRATOR)).get(reverse("decisions:border_list")).status_code
            == 403
        )
