"""Notices of an order: one letter per holder, of its permits alone, in its language, sent once."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pypdf import PdfReader

from accounts.roles import Role
from audit.verification import Verification
from decisions.actions import notices, templates
from decisions.models import Notice, NoticeKind, NoticeStatus, NoticeTemplate
from decisions.models.notices import Channel, Standing
from decisions.rules.notices import NoticeRefusal
from decisions.shipped_texts import TEXTS
from office import documents, work
from office.models import DeliveryState, Job, JobState, Message
from permits import actions as register
from permits.models.orders import OrderKind
from tests import make, make_amendments, make_decisions, make_notices
from tests.audit import going_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def posting(settings):
    settings.WORK_IN_PLACE = False
    settings.BORDER_AGENCY_EMAIL = "lists@border.example"


@pytest.fixture
def texts():
    make_notices.templates_in_use()


def codes(refused):
    return [error.code for error in refused.value.error_list]


def words(notice):
    """The text of its PDF in one line: where lines end depends on what stands before."""
    reader = PdfReader(io.BytesIO(documents.read(notice.document)))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


class TestLetters:
    def test_each_holder_gets_one_letter_with_its_permits_alone(self, texts):
        one, other = make_notices.holder("Şahin Optik"), make_notices.holder("Nord Vision")
        order = make_notices.suspension(one, other)

        border, first, second = make_notices.told(order)

        assert [border.kind, first.kind, second.kind] == ["border", "suspension", "suspension"]
        assert (first.holder, second.holder) == (one, other)
        mine = [each.permit.reference for each in first.noticed.all()]
        others = [each.permit.reference for each in second.noticed.all()]
        assert len(mine) == len(others) == 2
        for text in (first.text_en, words(first), first.message.text):
            assert all(number in text for number in mine)
            assert not any(number in text for number in others)
        assert first.text_fr == ""
        assert "To allow time to assess" in first.text_en
        assert "5 October 2020, 00:00 (Ottawa)" in first.text_en
        assert "Goods in transit" in first.text_en

    def test_a_letter_is_in_the_language_of_its_holder(self, texts):
        one = make_notices.holder("Optique du Nord", language="fr-ca")
        letter = make_notices.letter(one)

        assert letter.text_en == ""
        assert "Pour laisser le temps d'évaluer" in letter.text_fr
        assert "5 octobre 2020" in letter.text_fr
        assert "Loi sur les licences d'exportation" in letter.text_fr
        assert letter.message.language == "fr-ca"
        assert "Marchandises en transit" in words(letter)

    def test_the_document_is_kept_by_content_and_goes_with_the_message(self, texts):
        letter = make_notices.letter()
        assert documents.read(letter.document).startswith(b"%PDF")
        assert [each.document for each in letter.message.attachments.all()] == [letter.document]
        assert letter.message.about == letter.order.number

    def test_letters_are_asked_for_in_the_transaction_of_the_act(self, texts):
        order = make_notices.suspension(make_notices.holder())
        job = Job.objects.get(about=order.number)
        assert job.state == JobState.WAITING
        assert job.asked_by == order.signed_by

    def test_each_kind_of_change_has_its_letter(self, texts):
        one = make_notices.holder()
        permits = make.valid_permits(1, holder=one)
        batch = make_decisions.executed_batch(make.suspension(permits))
        while work.work_off_next():
            pass
        assert list(
            Notice.objects.letters().order_by("pk").values_list("kind", "order__number")
        ) == [
            ("suspension", batch.decision.suspensions.get().number),
            ("cancellation", batch.order.number),
        ]

    def test_what_was_told_is_not_told_again(self, texts):
        order = make_notices.suspension(make_notices.holder())
        make_notices.told(order)
        with pytest.raises(ValidationError) as refused:
            notices.issue_letters(order, by=make.officer(), reason="A test")
        assert codes(refused) == ["nothing-to-tell"]
        assert Message.objects.count() == 2

    def test_a_holder_without_an_address_is_held_and_shown(self, texts):
        one = make_notices.holder("Nowhere Ltd.", email="", address="")
        letter = make_notices.letter(one)

        assert (letter.status, letter.standing) == (NoticeStatus.HELD, Standing.HELD)
        assert letter.document is None
        assert not Message.objects.exists()
        assert [told.permit.holder for told in letter.noticed.all()] == [one, one]
        with pytest.raises(ValidationError) as refused:
            notices.release(letter, by=make.officer(), reason="A test")
        assert codes(refused) == ["no-address"]

    def test_a_holder_without_a_language_is_held_until_it_is_known(self, texts):
        one = make_notices.holder(language="")
        letter = make_notices.letter(one)
        assert letter.status == NoticeStatus.HELD

        register.change_contact(
            one, email=one.email, address="", language="fr-ca", by=make.officer(), reason="Asked"
        )
        notices.release(letter, by=make.officer(), reason="The language is known")

        letter.refresh_from_db()
        assert letter.status == NoticeStatus.ISSUED
        assert letter.text_en == ""
        assert letter.message.to_address == one.email

    def test_a_holder_without_email_gets_a_letter_by_post(self, texts):
        letter = make_notices.letter(email="", address="1 Main Street\nOttawa ON")
        assert (letter.channel, letter.standing) == (Channel.POST, Standing.PENDING)
        assert "1 Main Street" in words(letter)

    def test_the_words_of_a_holder_are_no_markup_and_no_placeholder(self, texts):
        one = make_notices.holder('{reasons} #read("x") *bold* <b>')
        letter = make_notices.letter(one)
        assert '{reasons} #read("x") *bold* <b>' in letter.text_en
        assert '{reasons} #read("x") *bold* <b>' in words(letter)

    def test_without_an_approved_template_the_job_says_so(self):
        order = make_notices.suspension(make_notices.holder())
        assert make_notices.told(order) == []
        job = Job.objects.get(about=order.number)
        assert job.state == JobState.FAILED
        assert job.problem == str(NoticeRefusal.NO_TEMPLATE.label)

    def test_no_letter_tells_of_an_order_that_is_not_carried_out(self, texts):
        order = make.order(OrderKind.SUSPEND, make.valid_permits(1), effective_at=make.SUSPENDED_AT)
        with pytest.raises(ValidationError) as refused:
            notices.issue_letters(order, by=make.officer(), reason="A test")
        assert codes(refused) == ["not-carried-out"]

    def test_letters_need_permission(self, texts):
        order = make_notices.suspension(make_notices.holder())
        with pytest.raises(PermissionDenied):
            notices.issue_letters(order, by=make.user(Role.AUDITOR), reason="A test")

    def test_an_amendment_is_told(self, texts):
        if not hasattr(make_amendments, "granted"):
            pytest.skip("no builder of a granted amendment")
        make_amendments.granted()
        work.work_off_next()
        assert Notice.objects.filter(kind=NoticeKind.AMENDMENT).exists()


class TestWhatIsForAll:
    @pytest.fixture
    def order(self, texts):
        return make_notices.suspension(make_notices.holder("Secret Holder Ltd."))

    def test_the_border_agency_gets_a_list_and_a_file(self, order):
        notice = notices.publish(order, NoticeKind.BORDER, by=make.officer(), reason="A test")
        assert notice.message.to_address == "lists@border.example"
        names = [each.document for each in notice.message.attachments.all()]
        assert names == [notice.document, notice.attached]
        lines = documents.read(notice.attached).decode("utf-8-sig").splitlines()
        assert lines[0].split(",")[:2] == ["permit", "order"]
        assert len(lines) == 3
        assert notice.text_en and notice.text_fr

    def test_without_an_address_the_list_is_held(self, order, settings):
        settings.BORDER_AGENCY_EMAIL = ""
        notice = notices.publish(order, NoticeKind.BORDER, by=make.officer(), reason="A test")
        assert notice.status == NoticeStatus.HELD
        with pytest.raises(ValidationError) as refused:
            notices.release(notice, by=make.officer(), reason="A test")
        assert codes(refused) == ["no-border-address"]

    def test_a_notice_to_exporters_is_numbered_and_names_nobody(self, order):
        notice = notices.publish(
            order, NoticeKind.EXPORTERS, serial=992, by=make.officer(), reason="A test"
        )
        assert notice.channel == Channel.PUBLISHED
        assert "No. 992" in notice.text_en and "N° 992" in notice.text_fr
        assert "Secret Holder" not in notice.text_en + notice.text_fr + words(notice)
        with pytest.raises(ValidationError) as refused:
            notices.publish(
                order, NoticeKind.EXPORTERS, serial=992, by=make.officer(), reason="A test"
            )
        assert codes(refused) == ["already-issued", "serial-taken"]

    def test_a_notice_to_exporters_needs_its_number(self, order):
        with pytest.raises(ValidationError) as refused:
            notices.publish(order, NoticeKind.EXPORTERS, by=make.officer(), reason="A test")
        assert codes(refused) == ["needs-serial"]

    def test_a_public_statement_is_in_both_languages(self, order):
        notice = notices.publish(order, NoticeKind.PUBLIC, by=make.officer(), reason="A test")
        assert "Order" in notice.subject_en and "Arrêté" in notice.subject_fr
        assert "Licences" not in notice.text_en


class TestTakingBack:
    def test_a_correction_follows_and_both_stay(self, texts):
        letter = make_notices.letter()
        make_notices.delivered()
        after = notices.correct(
            letter,
            correction_en="The permit number was wrong.",
            correction_fr="Le numéro de licence était erroné.",
            replace=True,
            by=make.officer(),
            reason="A test",
        )
        letter.refresh_from_db()
        assert (letter.status, after.status) == (NoticeStatus.RETRACTED, NoticeStatus.ISSUED)
        assert after.corrects == letter
        assert f"corrects and replaces notice {letter}" in after.text_en
        assert "The permit number was wrong." in words(after)
        assert after.message.answers == letter.message
        assert letter.message.delivery.state == DeliveryState.RETRACTED
        assert letter.message.events.filter(what="accepted").exists()
        assert words(letter)

    def test_a_message_not_sent_yet_is_not_sent(self, texts, settings):
        letter = make_notices.letter()
        notices.correct(
            letter,
            correction_en="Wrong.",
            correction_fr="Erroné.",
            replace=False,
            by=make.officer(),
            reason="A test",
        )
        make_notices.delivered()
        [file] = settings.MAIL_FOLDER.iterdir()
        first = f"Message-ID: {letter.message.message_id}".encode()
        assert first not in file.read_bytes()
        taken_back = letter.corrected_by
        assert taken_back.kind == NoticeKind.RETRACTION
        assert "Wrong." in taken_back.text_en

    def test_is_done_once(self, texts):
        letter = make_notices.letter()
        facts = {"correction_en": "A", "correction_fr": "B", "by": make.officer(), "reason": "C"}
        notices.correct(letter, replace=True, **facts)
        with pytest.raises(ValidationError) as refused:
            notices.correct(letter, replace=True, **facts)
        assert codes(refused) == ["retracted"]

    def test_issued_words_are_kept_by_the_database(self, texts):
        letter = make_notices.letter()
        with going_round.refused("retract it"), going_round.an_entry():
            going_round.sql(
                "UPDATE decisions_notice SET text_en = 'other' WHERE id = %s", [letter.pk]
            )


class TestPost:
    @pytest.fixture
    def letter(self, texts):
        return make_notices.letter(email="", address="1 Main Street")

    def follow(self, letter, what, **facts):
        facts = {"happened_at": timezone.now(), "detail": "", "by": make.officer(), **facts}
        return notices.follow(letter, what=what, reason="A test", **facts)

    def test_is_followed_step_by_step(self, letter):
        for what in (Standing.SENT, Standing.BOUNCED, Standing.SENT, Standing.ACKNOWLEDGED):
            letter = self.follow(letter, what)
            assert letter.standing == what
        assert letter.events.count() == 4

    def test_nothing_comes_back_that_was_not_posted(self, letter):
        with pytest.raises(ValidationError) as refused:
            self.follow(letter, Standing.ACKNOWLEDGED)
        assert codes(refused) == ["not-posted"]

    def test_not_before_it_was_issued_nor_in_the_future(self, letter):
        for when, code in ((-timedelta(days=1), "before-issue"), (timedelta(days=1), "in-future")):
            with pytest.raises(ValidationError) as refused:
                self.follow(letter, Standing.SENT, happened_at=timezone.now() + when)
            assert codes(refused) == [code]

    def test_not_of_an_email(self, texts):
        with pytest.raises(ValidationError) as refused:
            self.follow(make_notices.letter(), Standing.SENT)
        assert codes(refused) == ["not-by-post"]


class TestTemplates:
    def draft(self, kind=NoticeKind.PUBLIC, *, by=None, **changes):
        facts = {**TEXTS[kind], **changes}
        return templates.draft_template(kind, by=by or make.officer(), reason="A test", **facts)

    @pytest.mark.parametrize("kind", NoticeKind.values)
    def test_what_ships_is_right(self, kind):
        self.draft(NoticeKind(kind))

    @pytest.mark.parametrize(
        ("field", "text", "code"),
        [
            ("body_en", "{effective} {minister}", "unknown-placeholder"),
            ("body_fr", "{effective} {holder}", "private-placeholder"),
            ("body_en", "{effective} {", "stray-brace"),
            ("body_fr", "Rien.", "missing-placeholder"),
            ("subject_en", "{nothing}", "unknown-placeholder"),
            ("body_fr", "", "blank"),
            ("subject_fr", "", "blank"),
        ],
    )
    def test_a_text_that_cannot_be_filled_is_refused_by_field(self, field, text, code):
        with pytest.raises(ValidationError) as refused:
            self.draft(**{field: text})
        assert code in [error.code for error in refused.value.error_dict[field]]
        assert not NoticeTemplate.objects.exists()

    def test_the_one_who_wrote_it_does_not_approve_it(self):
        both = make.user(Role.DIRECTOR, Role.PERMIT_OFFICER)
        drafted = self.draft(by=both)
        with pytest.raises(ValidationError) as refused:
            templates.approve_template(
                drafted, version=drafted.newest_version(), by=both, reason="A test"
            )
        assert codes(refused) == ["wrote-it"]

    def test_the_next_version_replaces_the_one_in_use(self):
        [first] = make_notices.templates_in_use(NoticeKind.PUBLIC)
        second = self.draft(subject_en="Another: {title}")
        templates.approve_template(
            second, version=second.newest_version(), by=make.director(), reason="A test"
        )
        first.refresh_from_db()
        assert (first.status, second.version) == ("replaced", 2)
        assert NoticeTemplate.objects.in_use(NoticeKind.PUBLIC) == second

    def test_a_draft_that_changed_meanwhile_is_not_approved(self):
        drafted = self.draft()
        read = drafted.newest_version()
        templates.edit_template(
            drafted, version=read, by=make.officer(), reason="A test",
            **{**TEXTS[NoticeKind.PUBLIC], "subject_en": "Other"},
        )  # fmt: skip
        with pytest.raises(ValidationError) as refused:
            templates.approve_template(drafted, version=read, by=make.director(), reason="A test")
        assert codes(refused) == ["other-change"]

    def test_the_database_keeps_approved_words(self):
        make_notices.templates_in_use(NoticeKind.PUBLIC)
        with going_round.refused("draft the next version"), going_round.an_entry():
            going_round.sql("UPDATE decisions_noticetemplate SET body_en = 'other'")

    def test_an_approved_version_is_not_edited(self):
        [template] = make_notices.templates_in_use(NoticeKind.PUBLIC)
        with pytest.raises(ValidationError) as refused:
            templates.edit_template(
                template,
                version=template.newest_version(),
                by=make.officer(),
                reason="A test",
                **TEXTS[NoticeKind.PUBLIC],
            )
        assert codes(refused) == ["not-draft"]


def test_holders_are_told_of_an_intended_cancellation(texts):
    from decisions import actions

    one = make_notices.holder()
    decision = make_decisions.memorandum(make.suspension(make.valid_permits(1, holder=one)))
    today = timezone.localdate()
    intent = actions.notify_intent(
        decision,
        text_en="The goods were used elsewhere.",
        text_fr="Les marchandises ont été utilisées ailleurs.",
        notified_on=today,
        respond_by=today + timedelta(days=30),
        by=decision.prepared_by,
        reason="A test",
    )
    while work.work_off_next():
        pass
    assert list(Job.objects.exclude(problem="").values_list("problem", flat=True)) == []
    letter = Notice.objects.get(kind=NoticeKind.INTENDED)
    assert letter.holder == one
    assert "The goods were used elsewhere." in letter.text_en
    assert intent.number in words(letter) or intent.number in letter.text_en
    assert letter.reply_by == intent.respond_by


def test_the_record_of_all_this_is_whole(texts):
    make_notices.told(make_notices.suspension(make_notices.holder()))
    make_notices.delivered()
    assert list(Verification()) == []
