"""The scanner for harmful software: asked over its socket; what it has not judged is kept back."""

import io

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import CommandError, call_command

from investigations import actions, files
from investigations.models import EvidenceFile
from tests import make, make_cases, make_files
from tests.investigations.test_views import address, text_of
from tests.make_scanner import HARMFUL, scanner_at

pytestmark = pytest.mark.django_db


def scanned(content):
    return files.scan(io.BytesIO(content))


def test_without_a_scanner_nothing_is_asked():
    assert scanned(b"content") is None


def test_a_file_is_judged_over_a_unix_socket(settings, tmp_path):
    with scanner_at(settings, tmp_path) as scanner:
        assert scanned(b"content").clean
        assert scanned(HARMFUL) == files.Verdict(answered=True, found="Test.Harmful")
    assert scanner.received == [b"content", HARMFUL]


def test_a_large_file_is_judged_whole_over_tcp(settings):
    content = bytes(range(256)) * 4096
    with scanner_at(settings) as scanner:
        assert scanned(content).clean
    assert scanner.received == [content]


@pytest.mark.parametrize("says", [b"stream: ", b"UNKNOWN COMMAND", b"INSTREAM ERROR", b""])
def test_an_answer_that_judges_nothing_leaves_the_file_unjudged(settings, says):
    with scanner_at(settings, says=says):
        verdict = scanned(b"content")
    assert (verdict.answered, verdict.clean) == (False, False)
    assert verdict.problem


def test_a_scanner_that_hangs_up_leaves_the_file_unjudged(settings):
    with scanner_at(settings, hangs_up_after=1000):
        verdict = scanned(bytes(5_000_000))
    assert not verdict.answered


def test_a_scanner_that_is_not_there_leaves_the_file_unjudged(settings, tmp_path):
    settings.CLAMD = f"unix:{tmp_path / 'nobody'}"
    verdict = scanned(b"content")
    assert not verdict.answered
    assert verdict.problem


@pytest.mark.parametrize("address", ["clamd", "tcp://host", "http://host:3310"])
def test_an_address_that_cannot_be_read_stops_the_scan(settings, address):
    settings.CLAMD = address
    with pytest.raises(ImproperlyConfigured):
        scanned(b"content")


# --- Quarantine -----------------------------------------------------------------------------------


def custody_of(item):
    return list(item.custody.order_by("pk").values_list("kind", "note"))


def test_a_clean_file_is_shown(settings):
    with scanner_at(settings):
        item = make_cases.evidence(make_cases.investigation(), make_files.picture())
        file = make_cases.file_of(item)

        assert (file.scan, file.is_quarantined) == ("clean", False)
        assert ("scanned", "OK") in custody_of(item)
        assert file.copies.get().role == "preview"
        assert not file.copies.get().is_quarantined


def test_a_harmful_file_is_kept_in_quarantine(settings, sign_in):
    with scanner_at(settings):
        item = make_cases.evidence(
            make_cases.investigation(), make_files.picture() + HARMFUL, file_name="a.jpg"
        )
        file = make_cases.file_of(item)

        assert (file.scan, file.is_quarantined, file.copies.count()) == ("infected", True, 0)
        assert ("scanned", "Test.Harmful") in custody_of(item)
        with pytest.raises(ValidationError) as refusal:
            actions.read(file, by=make.director(), reason="To look")
        assert refusal.value.messages == [
            "The file is in quarantine. It is neither shown nor served until that is lifted."
        ]
        page = text_of(sign_in(make.director()).get(file.get_absolute_url()))
    assert "The scanner says that it is harmful." in page
    assert "Download and record the reading" not in page


def test_a_file_waits_in_quarantine_until_the_scanner_answers(settings, tmp_path, sign_in, capsys):
    settings.CLAMD = f"unix:{tmp_path / 'clamd.ctl'}"
    item = make_cases.evidence(
        make_cases.investigation(), make_files.picture(), file_name="plate.jpg"
    )
    file = make_cases.file_of(item)
    assert (file.scan, file.is_quarantined, file.copies.count()) == ("waiting", True, 0)
    home = text_of(sign_in(make.user("evidence-custodian")).get("/"))
    assert "Evidence that waits for the scanner" in home

    with scanner_at(settings, tmp_path):
        call_command("scan_evidence")
        file = EvidenceFile.objects.get(pk=file.pk)
        assert (file.scan, file.is_quarantined) == ("clean", False)
        assert file.copies.get().role == "preview"
        assert file.embedded.get(kind="device").value == "Maker Model 1 SER-77"
        assert "1 files judged." in capsys.readouterr().out


def test_files_kept_before_there_was_a_scanner_are_judged_too(settings):
    item = make_cases.evidence(make_cases.investigation(), b"content", file_name="a.txt")
    file = make_cases.file_of(item)
    assert (file.scan, file.is_quarantined) == ("none", False)

    with scanner_at(settings):
        assert file.is_quarantined
        judged = actions.scan_waiting(by=make_cases.investigator(), reason="It is here now")
        assert judged == [file]
        assert not EvidenceFile.objects.get(pk=file.pk).is_quarantined


def test_without_a_scanner_the_pages_say_so(sign_in):
    item = make_cases.evidence(make_cases.investigation(), b"content", file_name="a.txt")
    client = sign_in(make_cases.investigator())

    assert "files are kept and served unscanned" in text_of(client.get(item.get_absolute_url()))
    file = make_cases.file_of(item)
    assert "No scanner for harmful software" in text_of(client.get(file.get_absolute_url()))
    refused = text_of(client.post(address("evidence_scan", item.number), {"reason": "x"}))
    assert "No scanner is configured." in refused
    with pytest.raises(CommandError, match="No scanner is configured"):
        call_command("scan_evidence")


def test_a_scan_asked_for_on_the_page_judges_the_files_of_the_item(settings, sign_in):
    case = make_cases.investigation()
    first, second = (make_cases.evidence(case, text) for text in (b"one", b"two"))

    with scanner_at(settings):
        sign_in(make_cases.investigator()).post(
            address("evidence_scan", first.number), {"reason": "It is here now"}
        )

    assert make_cases.file_of(first).scan == "clean"
    assert make_cases.file_of(second).scan == "none"
