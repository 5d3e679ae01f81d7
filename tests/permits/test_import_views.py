"""The pages of imports: shown, refused, forbidden; what was typed stays."""

import csv
import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from permits.actions.importing import import_register, upload
from permits.models import Permit, RegisterImport
from permits.models.imports import ImportStatus
from tests import make, make_registers

pytestmark = pytest.mark.django_db
NEW = "permits:register_import_new"
LINES = [{}, {"reference": "EX-2", "value": ""}, {"reference": "EX-3", "item": "=2-99"}]


def uploaded(*lines, by=None):
    return upload(
        make_registers.standard(*(lines or LINES)),
        profile="standard",
        by=by or make.officer(),
        reason="A test",
    )


def imported(*lines):
    officer = make.officer()
    return import_register(uploaded(*lines, by=officer), by=officer, reason="A test")


def address(name, kept):
    return reverse(f"permits:register_import_{name}", args=[kept.pk])


def typed(content=None, **facts):
    content = (
        make_registers.written(make_registers.STANDARD, *LINES) if content is None else content
    )
    file = SimpleUploadedFile("register.csv", content, content_type="text/csv")
    return {"file": file, "profile": "standard", "reason": "Monthly file", **facts}


def text(answer):
    return answer.content.decode()


# --- The list -----------------------------------------------------------------------------------
def test_an_empty_list_says_what_would_be_here(sign_in):
    page = text(sign_in(make.officer()).get(reverse("permits:register_import_list")))

    assert "No register file yet" in page
    assert reverse(NEW) in page


def test_the_list_shows_each_file_with_its_numbers(sign_in, django_assert_num_queries):
    kept = imported()
    uploaded({"reference": "EX-9"})
    client = sign_in(make.officer())
    listing = reverse("permits:register_import_list")
    client.get(listing)

    # The session, the person and their roles; the page, and its count.
    with django_assert_num_queries(5):
        page = text(client.get(listing))

    assert f'href="{kept.get_absolute_url()}?result=rejected#lines">1</a>' in page
    assert "Not imported yet" in page


def test_an_auditor_reads_imports_and_is_offered_no_act(sign_in):
    kept = uploaded()
    client = sign_in(make.user("auditor"))

    assert reverse(NEW) not in text(client.get(reverse("permits:register_import_list")))
    assert address("confirm", kept) not in text(client.get(kept.get_absolute_url()))
    assert client.get(address("report", kept)).status_code == 200
    assert client.get(reverse(NEW)).status_code == 403
    assert client.get(address("confirm", kept)).status_code == 403
    assert client.post(reverse(NEW), typed()).status_code == 403
    assert client.post(address("confirm", kept), {"reason": "Mine"}).status_code == 403
    assert Permit.objects.count() == 0


def test_who_has_no_part_in_imports_sees_none(sign_in):
    kept = uploaded()
    client = sign_in(make.user("investigator"))

    for name in ("detail", "confirm", "report"):
        assert client.get(address(name, kept)).status_code == 403
    assert client.get(reverse("permits:register_import_list")).status_code == 403


# --- Uploading ----------------------------------------------------------------------------------
def test_an_upload_leads_to_the_preview_and_enters_nothing(sign_in):
    officer = make.officer()
    client = sign_in(officer)

    answer = client.post(reverse(NEW), typed())

    kept = RegisterImport.objects.get()
    assert answer.url == kept.get_absolute_url()
    assert (kept.file_name, kept.uploaded_by) == ("register.csv", officer)
    assert Entry.objects.latest("sequence").reason == "Monthly file"
    page = text(client.get(answer.url))
    assert "What would become of each line" in page
    assert "The control-list item is not known." in page
    assert address("confirm", kept) in page
    assert Permit.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\0\0", "holds a NUL byte"),
        ("é,b\n1,2\n".encode("latin-1"), "Line 1 is not in UTF-8."),
        (b"a,b\n1,2\n", "The file lacks the columns"),
        (b"just words", "The file is not CSV"),
        (b"x" * 2000, "a register file has 0 MB at most"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    sign_in, settings, content, message
):
    settings.REGISTER_MAX_BYTES = 1999

    answer = sign_in(make.officer()).post(reverse(NEW), typed(content))

    assert answer.status_code == 200
    [error] = answer.context["form"].errors["file"]
    assert message in error
    assert "Monthly file</textarea>" in text(answer)
    assert not RegisterImport.objects.exists()


def test_nothing_filled_in_is_named_field_by_field(sign_in):
    answer = sign_in(make.officer()).post(reverse(NEW), {"reason": ""})

    assert set(answer.context["form"].errors) == {"file", "profile", "reason"}


def test_a_file_imported_before_leads_to_its_page(sign_in):
    kept = imported()
    client = sign_in(make.officer())

    answer = client.post(reverse(NEW), typed(), follow=True)

    assert answer.redirect_chain == [(kept.get_absolute_url(), 302)]
    assert "imported before; nothing changed" in text(answer)


# --- Looking through ----------------------------------------------------------------------------
@pytest.mark.parametrize("build", [uploaded, imported])
def test_lines_are_chosen_by_result_and_by_reason(sign_in, build):
    kept = build()
    client = sign_in(make.officer())

    def shown(query):
        page = client.get(kept.get_absolute_url() + query).context["page"]
        return [line.line for line in page], page.count

    assert shown("?result=all") == ([2, 3, 4], 3)
    assert shown("?result=accepted") == ([2], 1)
    assert shown("?result=warned") == ([3], 1)
    assert shown("?result=rejected") == ([4], 1)
    assert shown("?problem=no-value") == ([3], 1)
    assert "page" not in client.get(kept.get_absolute_url() + "?result=other").context


@pytest.mark.parametrize("build", [uploaded, imported])
def test_many_lines_are_shown_page_by_page(sign_in, build):
    kept = build(*({"reference": f"EX-{number}"} for number in range(120)))
    client = sign_in(make.officer())
    query, seen = "?result=all", []

    while query:
        page = client.get(kept.get_absolute_url() + query).context["page"]
        seen += [line.line for line in page]
        query = page.next_url

    assert seen == list(range(2, 122))
    for odd in ("0", "99", "-1", "x", "9" * 30, "²"):
        assert client.get(f"{kept.get_absolute_url()}?result=all&page={odd}").status_code == 200


def test_the_page_of_an_import_asks_few_questions(sign_in, django_assert_max_num_queries):
    kept = imported(*({"reference": f"EX-{number}"} for number in range(60)))
    client = sign_in(make.officer())
    client.get(kept.get_absolute_url())

    with django_assert_max_num_queries(16):
        client.get(kept.get_absolute_url() + "?result=all")


def test_a_kept_file_that_was_altered_says_so(sign_in):
    kept = uploaded()
    default_storage.delete(kept.file.name)
    client = sign_in(make.officer())

    assert "no longer in the store" in text(client.get(kept.get_absolute_url()))
    for name in ("confirm", "report"):
        answer = client.get(address(name, kept), follow=True)
        assert answer.redirect_chain == [(kept.get_absolute_url(), 302)]


# --- Confirming ---------------------------------------------------------------------------------
def test_what_is_confirmed_is_said_first_and_done_once(sign_in):
    kept = uploaded()
    client = sign_in(make.officer())

    page = text(client.get(address("confirm", kept)))
    assert "2 permits are entered as valid from the day they were issued." in page
    assert "2 parties are added to the register." in page
    assert "1 line is rejected, and kept with its reason." in page

    answer = client.post(address("confirm", kept), {"reason": "Agreed"}, follow=True)
    assert "1 lines accepted, 1 accepted with a warning, 1 rejected." in text(answer)
    kept.refresh_from_db()
    assert kept.status == ImportStatus.IMPORTED
    assert kept.order.get_absolute_url() in text(answer)
    assert Permit.objects.get(reference="EX-1").get_absolute_url() in text(answer)

    entries = Entry.objects.count()
    again = client.post(address("confirm", kept), {"reason": "Twice"})
    assert again.url == kept.get_absolute_url()
    assert (Permit.objects.count(), Entry.objects.count()) == (2, entries)


def test_an_import_without_a_reason_is_refused(sign_in):
    kept = uploaded()

    answer = sign_in(make.officer()).post(address("confirm", kept), {"reason": " "})

    assert set(answer.context["form"].errors) == {"reason"}
    assert Permit.objects.count() == 0


# --- The report ---------------------------------------------------------------------------------
@pytest.mark.parametrize("build", [uploaded, imported])
def test_the_report_has_every_line_and_no_formula(sign_in, build):
    kept = build()

    answer = sign_in(make.officer()).get(address("report", kept))

    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer["Content-Disposition"].startswith("attachment")
    assert list(csv.reader(io.StringIO(content))) == [
        ["Line", "Result", "Permit", "Column", "Value", "Reason"],
        ["2", "Accepted", "EX-1", "", "", ""],
        ["3", "Accepted with a warning", "EX-2", "value", "", "No value is stated."],
        ["4", "Rejected", "", "item", "'=2-99", "The control-list item is not known."],
    ]
