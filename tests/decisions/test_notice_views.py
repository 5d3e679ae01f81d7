"""Notices by browser: previewed, issued, followed, taken back; templates drafted and approved."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from decisions.actions import notices, templates
from decisions.models import Notice, NoticeKind, NoticeStatus, NoticeTemplate, OptionEffect
from decisions.shipped_texts import TEXTS
from office import work
from permits.models.orders import OrderKind
from tests import make, make_decisions, make_notices

pytestmark = pytest.mark.django_db

LIST = reverse("decisions:notice_list")
TEMPLATES = reverse("decisions:notice_template_list")


@pytest.fixture(autouse=True)
def posting(settings):
    settings.WORK_IN_PLACE = False
    settings.BORDER_AGENCY_EMAIL = "lists@border.example"


@pytest.fixture
def texts():
    make_notices.templates_in_use()


@pytest.fixture
def officer(sign_in):
    return sign_in(make.officer())


@pytest.fixture
def director(sign_in):
    return sign_in(make.director())


def page(name, notice):
    return reverse(f"decisions:notice_{name}", args=[notice.number])


def of(order, name="order_notices", **query):
    return reverse(f"decisions:{name}", args=[order.number], query=query or None)


def now():
    return timezone.localtime().strftime("%Y-%m-%d %H:%M")


def text(answer):
    return answer.content.decode()


class TestBeforeSigning:
    def test_the_letters_of_an_order_are_read_before_it_is_signed(self, texts, officer):
        one = make_notices.holder("Şahin Optik")
        permit = make.valid_permit(holder=one)
        order = make.order(OrderKind.SUSPEND, [permit], effective_at=make.SUSPENDED_AT)

        assert "Şahin Optik" in text(officer.get(of(order)))
        shown = text(officer.get(of(order, "order_notice_preview", holder=one.pk)))
        assert permit.reference in shown
        assert "To allow time to assess" in shown
        pdf = officer.get(of(order, "order_notice_preview_pdf", holder=one.pk))
        assert pdf["Content-Type"] == "application/pdf"
        assert pdf.content.startswith(b"%PDF")
        assert "attachment" in pdf["Content-Disposition"]
        assert not Notice.objects.exists()

    def test_the_letters_of_an_option_are_read_from_the_memorandum(self, texts, director):
        permits = make.valid_permits(1, holder=make_notices.holder("Nord Vision"))
        decision = make_decisions.memorandum(make.suspension(permits))
        option = decision.options.get(effect=OptionEffect.CANCEL)
        address = reverse("decisions:option_notice_preview", args=[option.pk])

        assert address in text(director.get(decision.get_absolute_url()))
        assert permits[0].reference in text(director.get(address))
        keep = decision.options.get(effect=OptionEffect.KEEP)
        assert director.get(address.replace(str(option.pk), str(keep.pk))).status_code == 404

    @pytest.mark.parametrize(
        "query", [{"kind": "nothing"}, {"holder": "0"}, {"holder": "x"}, {"holder": "9" * 30}]
    )
    def test_what_is_not_there_is_not_found(self, texts, officer, query):
        order = make_notices.suspension(make_notices.holder())
        assert officer.get(of(order, "order_notice_preview", **query)).status_code == 404

    def test_a_preview_without_a_language_says_what_is_missing(self, texts, officer):
        order = make_notices.suspension(make_notices.holder(language="", email=""))
        shown = text(officer.get(of(order, "order_notice_preview")))
        assert "language of correspondence" in shown
        assert "neither an e-mail nor a postal address" in shown


class TestIssuing:
    def test_letters_are_issued_from_the_order(self, officer):
        order = make_notices.suspension(make_notices.holder())
        work.work_off_next()
        assert "No approved template" in text(officer.get(of(order)))
        make_notices.templates_in_use()

        answer = officer.post(of(order, "order_notices_issue"), {"reason": "They are due"})
        assert answer.status_code == 302
        work.work_off_next()
        assert Notice.objects.letters().count() == 1
        assert "2 notices" in text(officer.get(order.get_absolute_url()))

    @pytest.mark.parametrize("day", ["2001-01-01", "2999-01-01", "never"])
    def test_a_day_that_cannot_be_is_named(self, texts, officer, day):
        order = make_notices.suspension(make_notices.holder())
        answer = officer.post(
            of(order, "order_notices_issue"), {"reply_by": day, "reason": "They are due"}
        )
        assert answer.status_code == 200
        assert "id_reply_by-error" in text(answer) or "reply_by" in text(answer)
        assert "They are due" in text(answer)

    def test_a_notice_to_exporters_is_issued_with_its_number(self, texts, officer):
        order = make_notices.suspension(make_notices.holder())
        address = reverse("decisions:order_notice_publish", args=[order.number, "exporters"])
        assert officer.get(address).status_code == 200
        assert officer.post(address, {"serial": "-4", "reason": "A"}).status_code == 200
        assert officer.post(address, {"serial": "992", "reason": "A"}).status_code == 302
        assert Notice.objects.get(serial=992).status == NoticeStatus.ISSUED

    def test_an_order_of_another_kind_has_no_notices(self, officer):
        permit = make.valid_permit()
        issue = permit.changes.get().order
        assert officer.get(of(issue)).status_code == 404


class TestANotice:
    def test_is_read_with_its_document(self, texts, officer):
        letter = make_notices.letter()
        shown = text(officer.get(letter.get_absolute_url()))
        assert letter.document.digest in shown
        assert "To be sent" in shown
        document = officer.get(page("document", letter))
        assert document.content.startswith(b"%PDF")
        assert officer.get(page("attached", letter)).status_code == 404

    def test_that_is_held_says_what_to_do_and_is_released(self, texts, officer):
        one = make_notices.holder("Nowhere Ltd.", email="", language="")
        letter = make_notices.letter(one)
        contact = reverse("permits:party_contact", args=[one.pk])
        assert contact in text(officer.get(letter.get_absolute_url()))
        assert "Not possible" in text(officer.get(page("release", letter)))

        facts = {"email": "no address", "address": "", "language": "fr-ca", "reason": "They rang"}
        assert officer.post(contact, facts).status_code == 200
        facts["email"] = "ici@optique.example"
        assert officer.post(contact, facts).status_code == 302
        assert officer.post(page("release", letter), {"reason": "Known now"}).status_code == 302
        letter.refresh_from_db()
        assert letter.status == NoticeStatus.ISSUED

    def test_is_retracted_and_corrected(self, texts, officer):
        letter = make_notices.letter()
        facts = {"correction_en": "Wrong.", "correction_fr": "", "replace": "yes", "reason": "A"}
        assert officer.post(page("correct", letter), facts).status_code == 200
        assert (
            officer.post(page("correct", letter), {**facts, "correction_fr": "Erroné."}).status_code
            == 302
        )
        shown = text(officer.get(letter.get_absolute_url()))
        assert "Retracted" in shown
        assert letter.corrected_by.number in shown

    def test_by_post_is_followed(self, texts, officer):
        letter = make_notices.letter(email="", address="1 Main Street")
        facts = {"what": "sent", "happened_at": now(), "detail": "RN 123", "reason": "A"}
        future = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
        wrong = officer.post(page("follow", letter), {**facts, "happened_at": future})
        assert "in the future" in text(wrong)
        assert officer.post(page("follow", letter), facts).status_code == 302
        assert "RN 123" in text(officer.get(letter.get_absolute_url()))

    def test_list_is_filtered_by_where_they_stand(self, texts, officer):
        sent, held = make_notices.letter(), make_notices.letter(email="")
        assert sent.number in text(officer.get(LIST))
        shown = text(officer.get(LIST, {"standing": "held"}))
        assert held.number in shown and sent.number not in shown
        assert sent.number in text(officer.get(LIST, {"standing": "pending"}))
        assert officer.get(LIST, {"standing": "x", "age": "x", "q": "\x00"}).status_code == 200

    def test_auditors_read_and_do_not_act(self, texts, sign_in):
        letter = make_notices.letter()
        auditor = sign_in(make.user(Role.AUDITOR))
        assert auditor.get(letter.get_absolute_url()).status_code == 200
        for name in ("release", "correct", "follow"):
            assert auditor.get(page(name, letter)).status_code == 403
        administrator = sign_in(make.user(Role.ADMINISTRATOR))
        assert administrator.get(letter.get_absolute_url()).status_code == 403

    def test_what_did_not_arrive_waits_at_home(self, texts, officer):
        held = make_notices.letter(email="")
        assert held.number in text(officer.get(reverse("home")))


class TestTemplates:
    def test_are_drafted_edited_and_approved_by_another(self, officer, director):
        new = reverse("decisions:notice_template_new", args=["public"])
        assert officer.get(new).status_code == 200
        facts = {**TEXTS[NoticeKind.PUBLIC], "reason": "A new text"}
        wrong = officer.post(new, {**facts, "body_fr": "{unknown} {effective}"})
        assert "{unknown}" in text(wrong)
        assert not NoticeTemplate.objects.exists()
        assert officer.post(new, facts).status_code == 302
        drafted = NoticeTemplate.objects.get()
        assert officer.get(new).status_code == 302, "the draft exists already"

        edit = reverse("decisions:notice_template_edit", args=[drafted.pk])
        stale = {**facts, "read_version": "1", "subject_en": "Other: {title}"}
        assert "Somebody changed" in text(officer.post(edit, stale))
        fresh = {**stale, "read_version": drafted.newest_version()}
        assert officer.post(edit, fresh).status_code == 302

        approve = reverse("decisions:notice_template_approve", args=[drafted.pk])
        assert officer.get(approve).status_code == 403
        assert director.get(approve).status_code == 200
        answer = director.post(
            approve, {"version": drafted.newest_version(), "reason": "It is right"}
        )
        assert answer.status_code == 302
        assert NoticeTemplate.objects.in_use(NoticeKind.PUBLIC).subject_en == "Other: {title}"

    def test_are_listed_and_read(self, texts, officer):
        shown = text(officer.get(TEMPLATES))
        assert shown.count("Version 1") == len(NoticeKind)
        used = NoticeTemplate.objects.in_use(NoticeKind.BORDER)
        assert "{permits}" in text(officer.get(used.get_absolute_url()))
        edit = reverse("decisions:notice_template_edit", args=[used.pk])
        assert "Only a draft" in text(officer.get(edit))
        other = reverse("decisions:notice_template_new", args=["nothing"])
        assert officer.get(other).status_code == 404

    def test_that_wait_for_approval_wait_at_home(self, director):
        templates.draft_template(
            NoticeKind.PUBLIC, by=make.officer(), reason="A", **TEXTS[NoticeKind.PUBLIC]
        )
        assert "Templates to approve" in text(director.get(reverse("home")))


def test_a_holder_is_not_told_twice_by_two_people(texts):
    order = make_notices.suspension(make_notices.holder())
    first = notices.issue_letters(order, by=make.officer(), reason="A")
    second = notices.issue_letters(order, by=make.officer(), reason="B")
    assert first == second
    while work.work_off_next():
        pass
    assert Notice.objects.letters().count() == 1
