"""Jobs and messages by browser: progress without JavaScript, downloads, what a person records."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from office import documents, outbox, work
from office.models import DeliveryState, Job, JobState
from tests import make
from tests.office.test_outbox import document, message, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_worker")]


@pytest.fixture
def person():
    return make.officer()


@pytest.fixture
def officer(sign_in, person):
    return sign_in(person)


@pytest.fixture
def job(person):
    known = dict(work.KINDS)

    @work.kind("test.result", "Test work")
    def result(task):
        task.expect(2)
        for _number in range(2):
            with task.step():
                pass
        return documents.keep(
            b"a,b", name="result.csv", media_type="text/csv", by=task.by, reason="A test"
        )

    yield work.enqueue("test.result", about="X-1", by=person, back_to="/permits/")
    work.KINDS.clear()
    work.KINDS.update(known)


def text(answer):
    return answer.content.decode()


def page(name, row, *more):
    return reverse(f"office:{name}", args=[row.pk, *more])


def test_progress_is_shown_with_and_without_javascript(job, officer):
    shown = text(officer.get(job.get_absolute_url()))
    assert '<noscript><meta http-equiv="refresh"' in shown
    assert "Waiting" in shown
    told = officer.get(page("job_progress", job)).json()
    assert told == {"open": True, "done": 0, "total": None, "words": "Waiting"}

    held = Job.objects.take("a worker")
    task = work.Task(job=held, owner="a worker")
    task.expect(2)
    with task.step():
        pass
    assert officer.get(page("job_progress", job)).json()["words"] == "Under way: 1 of 2"


def test_work_of_a_single_step_is_not_counted_in_steps(job, officer):
    held = Job.objects.take("a worker")
    task = work.Task(job=held, owner="a worker")
    task.expect(1)

    told = officer.get(page("job_progress", job)).json()
    assert told["words"] == "Under way: all of it at once, or nothing"
    assert told["total"] is None
    shown = text(officer.get(job.get_absolute_url()))
    assert "0 of 1" not in shown
    assert "<progress" not in shown

    with task.step():
        pass
    task.end(JobState.DONE)
    assert officer.get(page("job_progress", job)).json()["words"] == "Done"


def test_interrupted_work_is_said_to_be_and_taken_up(job, officer):
    Job.objects.take("dead")
    Job.objects.update(lease_until=timezone.now())
    shown = text(officer.get(job.get_absolute_url()))
    assert "Interrupted" in shown
    assert page("job_carry_on", job) in shown

    assert officer.post(page("job_carry_on", job)).status_code == 302
    assert Job.objects.get().state == JobState.DONE
    assert officer.get(page("job_carry_on", job)).status_code == 405


def test_the_result_is_a_download(job, officer):
    assert officer.get(page("job_result", job)).status_code == 404
    work.work_off_next()
    answer = officer.get(page("job_result", job))
    assert answer.getvalue() == b"a,b"
    assert answer["Content-Disposition"] == 'attachment; filename="result.csv"'
    assert "refresh" not in text(officer.get(job.get_absolute_url()))


def test_one_sees_ones_own_work_and_those_who_oversee_see_all(job, officer, sign_in):
    other = sign_in(make.officer())
    assert other.get(job.get_absolute_url()).status_code == 404
    assert "Test work" not in text(other.get(reverse("office:job_list")))
    assert "Test work" in text(officer.get(reverse("office:job_list")))
    assert sign_in(make.user(Role.AUDITOR)).get(job.get_absolute_url()).status_code == 200
    assert sign_in(make.user(Role.ADMINISTRATOR)).get(job.get_absolute_url()).status_code == 403


class TestMessages:
    LIST = reverse("office:message_list")

    def test_are_counted_by_state_and_filtered(self, officer):
        sent, waiting = message(subject="Letter A"), message(subject="Letter B")
        outbox.deliver(sent.delivery)
        shown = text(officer.get(self.LIST))
        assert "Letter A" in shown and "Letter B" in shown
        assert "written to a folder" in shown
        pending = text(officer.get(self.LIST, {"state": "pending"}))
        assert "Letter B" in pending and "Letter A" not in pending
        assert officer.get(self.LIST, {"state": "x", "q": "a\x00", "page": "z"}).status_code == 200
        assert state(waiting) == DeliveryState.PENDING

    def test_are_shown_as_text_and_never_as_markup(self, officer):
        kept = message(text="<script>alert(1)</script>\n", attachments=[document()])
        outbox.deliver_next()
        shown = text(officer.get(kept.get_absolute_url()))
        assert "<script>alert(1)" not in shown
        assert "&lt;script&gt;alert(1)" in shown
        assert kept.message_id.strip("<>") in shown
        assert "in the folder" in shown
        source = officer.get(page("message_source", kept))
        assert source["Content-Disposition"].startswith("attachment")
        assert source["Content-Type"] == "message/rfc822"
        attached = officer.get(page("message_attachment", kept, 1))
        assert attached.content == b"%PDF-1.7 a letter"
        assert "sandbox" in attached["Content-Security-Policy"]
        assert officer.get(page("message_attachment", kept, 2)).status_code == 404

    def test_an_altered_attachment_is_not_given_out(self, officer):
        kept = message(attachments=[document()])
        path = documents._path(kept.attachments.get().document.digest)
        path.chmod(0o600)
        path.write_bytes(b"other")
        assert officer.get(page("message_attachment", kept, 1)).status_code == 410
        assert officer.get(page("message_source", kept)).status_code == 302

    def test_that_are_confidential_are_seen_by_few(self, officer, person, sign_in):
        kept = message(by=person, confidential=True, subject="Restricted")
        assert officer.get(kept.get_absolute_url()).status_code == 200
        other = sign_in(make.officer())
        assert other.get(kept.get_absolute_url()).status_code == 404
        assert "Restricted" not in text(other.get(self.LIST))
        assert sign_in(make.user(Role.AUDITOR)).get(kept.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize(
        ("name", "expected"), [("bounce", "bounced"), ("acknowledge", "acknowledged")]
    )
    def test_what_became_of_them_is_recorded(self, officer, name, expected):
        kept = message()
        address = page(f"message_{name}", kept)
        assert "was not sent yet" in text(officer.get(address))
        outbox.deliver_next()
        facts = {"happened_at": "never", "detail": "They rang", "reason": "A test"}
        wrong = officer.post(address, facts)
        assert wrong.status_code == 200
        assert "They rang" in text(wrong)
        facts["happened_at"] = timezone.localtime().strftime("%Y-%m-%d %H:%M")
        assert officer.post(address, facts).status_code == 302
        assert state(kept) == expected

    def test_are_sent_again(self, officer):
        kept = message()
        outbox.deliver_next()
        address = page("message_try_again", kept)
        assert "nothing has come back" in text(officer.get(address))
        kept.delivery.state = DeliveryState.FAILED
        kept.delivery.save()
        assert officer.post(address, {"reason": ""}).status_code == 200
        assert officer.post(address, {"reason": "The address is right now"}).status_code == 302
        assert state(kept) == DeliveryState.PENDING

    def test_auditors_read_and_record_nothing(self, sign_in):
        kept = message()
        auditor = sign_in(make.user(Role.AUDITOR))
        assert auditor.get(kept.get_absolute_url()).status_code == 200
        assert auditor.get(page("message_bounce", kept)).status_code == 403
