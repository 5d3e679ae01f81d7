"""The pages of evidence: registering, grading, and opening a file."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from investigations import files
from investigations.models import Evidence
from tests import make, make_cases
from tests.investigations.test_views import address, errors_of, text_of

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "media",
    "title": "Sensor on a drone",
    "source": "A newspaper",
    "summary": "It shows the sensor.",
    "captured_at": "2020-10-08T11:00",
    "captured_with": "Browser 120",
    "address": "https://example.org/a",
    "reason": "The press reports it",
}


def upload(content=b"<p>as received</p>", name="page.html"):
    return SimpleUploadedFile(name, content)


def opening(item):
    return address("evidence_file_open", item.number, make_cases.file_of(item).pk)


def stored():
    try:
        return default_storage.listdir(files.FOLDER)[1]
    except FileNotFoundError:
        return []


# --- Registering ----------------------------------------------------------------------------------


def test_evidence_is_registered_with_its_file(sign_in):
    case = make_cases.investigation()

    response = sign_in(make_cases.investigator()).post(
        address("evidence_new", case.number), {**TYPED, "uploads": upload()}, follow=True
    )

    item = case.evidence.get()
    assert item.captured_at.isoformat() == "2020-10-08T11:00:00+00:00"
    page = text_of(response)
    assert "EV-2020-000001 is registered." in page
    digest = make_cases.file_of(item).digest
    assert digest in page
    assert "8 October 2020, 07:00 (Ottawa) 2020-10-08 11:00 UTC" in page
    assert stored() == [digest]


def test_evidence_without_a_file_is_evidence_too(sign_in):
    case = make_cases.investigation()

    response = sign_in(make_cases.investigator()).post(
        address("evidence_new", case.number),
        {**TYPED, "kind": "silence", "asked_on": "2020-09-30"},
        follow=True,
    )

    assert "No file is kept with this item." in text_of(response)
    assert case.evidence.get().kind == "silence"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"captured_at": "yesterday"}, "captured_at"),
        ({"captured_at": "0001-01-01T00:00"}, "captured_at"),
        ({"captured_at": "9999-12-31T23:59"}, "captured_at"),
        ({"title": "n" * 201}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"title": "Sensor\u202egpj.exe"}, "title"),
        ({"address": ""}, "address"),
        ({"derived_from": "12345"}, "derived_from"),
        ({"uploads": upload(b"")}, "uploads"),
        ({"reason": ""}, "reason"),
    ],
)
def test_an_upload_refused_keeps_what_was_typed_and_no_file(sign_in, typed, field):
    case = make_cases.investigation()

    response = sign_in(make_cases.investigator()).post(
        address("evidence_new", case.number), {**TYPED, "uploads": upload(), **typed}
    )

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "It shows the sensor." in response.content.decode()
    assert stored() == []
    assert not Evidence.objects.exists()


def test_a_file_beyond_the_limit_is_refused_and_the_limit_is_said(sign_in, settings):
    settings.EVIDENCE_MAX_BYTES = 1024
    case = make_cases.investigation()
    client = sign_in(make_cases.investigator())

    page = address("evidence_new", case.number) + "?kind=media"
    assert "1.0\xa0KB each" in client.get(page).content.decode()
    response = client.post(
        address("evidence_new", case.number), {**TYPED, "uploads": upload(b"x" * 1025)}
    )

    assert errors_of(response) == ["page.html: The file is larger than the limit."]
    assert stored() == []


def test_evidence_captured_in_the_future_is_refused(sign_in):
    case = make_cases.investigation()

    response = sign_in(make_cases.investigator()).post(
        address("evidence_new", case.number),
        {**TYPED, "captured_at": "2199-01-01T00:00", "uploads": upload()},
    )

    assert errors_of(response) == ["The time given is in the future."]
    assert stored() == []


# --- The item -------------------------------------------------------------------------------------


def test_an_item_shows_what_it_is_worth_in_a_constant_number_of_queries(
    sign_in, django_assert_num_queries
):
    case = make_cases.investigation()
    item = make_cases.graded(case, "B2", b"content")
    make_cases.cite(make_cases.finding(case), item)
    copy = make_cases.evidence(case, derived_from=item)
    client = sign_in(make.director())
    client.get(item.get_absolute_url())
    with django_assert_num_queries(18):
        client.get(item.get_absolute_url())

    make_cases.grade(item, "F6")
    make_cases.cite(make_cases.finding(case), item, "against")
    make_cases.evidence(case, derived_from=item)
    with django_assert_num_queries(18):
        page = text_of(client.get(item.get_absolute_url()))

    assert "F – reliability cannot be judged" in page
    assert "B – usually reliable" in page
    assert copy.number in page
    assert "An origin of its own." in page
    assert "Against FD-2020-000002" in page


# --- Grading --------------------------------------------------------------------------------------


def test_an_item_is_graded(sign_in):
    item = make_cases.evidence(make_cases.investigation())

    sign_in(make_cases.judge(item.investigation)).post(
        address("evidence_grade", item.number),
        {"reliability": "B", "credibility": "3", "reason": "Known outlet"},
    )

    assert [(str(grade), grade.reason) for grade in item.grades.all()] == [("B3", "Known outlet")]


def test_credibility_1_is_refused_without_an_independent_item(sign_in):
    case = make_cases.investigation()
    item = make_cases.evidence(case)
    copy = make_cases.evidence(case, derived_from=item)
    other = make_cases.evidence(case)
    client = sign_in(make_cases.judge(case))
    page = address("evidence_grade", item.number)
    typed = {"reliability": "B", "credibility": "1", "reason": "Two sources"}

    assert errors_of(client.post(page, typed)) == [
        "Credibility 1 needs an independent item that confirms this one."
    ]
    by_its_copy = client.post(page, {**typed, "confirmed_by": copy.pk})
    assert list(by_its_copy.context["form"].errors) == ["confirmed_by"]
    client.post(page, {**typed, "confirmed_by": other.pk})
    assert [(str(grade), grade.confirmed_by) for grade in item.grades.all()] == [("B1", other)]


def test_who_registered_an_item_is_told_before_grading_it(sign_in):
    person = make_cases.investigator()
    item = make_cases.evidence(make_cases.investigation(), by=person)
    page = address("evidence_grade", item.number)

    assert "You registered this item." in text_of(sign_in(person).get(page))
    assert "You registered this item." not in text_of(sign_in(make.director()).get(page))


# --- The file -------------------------------------------------------------------------------------


def test_a_file_is_served_as_bytes_to_keep_and_the_reading_is_recorded(sign_in):
    item = make_cases.evidence(make_cases.investigation(), b"<script>alert(1)</script>")

    response = sign_in(make.user("auditor")).post(opening(item), {"reason": "Audit"})

    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["Content-Type"] == "text/html"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == "25"
    assert list(item.custody.values_list("kind", flat=True))[2:] == ["matched", "viewed"]


def test_a_reading_is_posted_and_gives_its_reason(sign_in):
    item = make_cases.evidence(make_cases.investigation(), b"content")
    client = sign_in(make.director())
    page = opening(item)

    assert client.get(page).status_code == 405
    assert list(client.post(page, {}).context["form"].errors) == ["reason"]
    assert item.custody.count() == 2


def test_an_altered_file_is_not_served(sign_in):
    item = make_cases.evidence(make_cases.investigation(), b"content")
    place = make_cases.place_of(item)
    place.chmod(0o640)
    place.write_bytes(b"tampered")

    response = sign_in(make.director()).post(opening(item), {"reason": "To adopt"})

    assert response.status_code == 409
    page = text_of(response)
    assert "The stored file no longer matches its hash." in page
    assert "In quarantine: the file is neither shown nor served" in page
    client = sign_in(make.director())
    assert "Do not rely on the file" in text_of(client.get(item.get_absolute_url()))
    assert b"tampered" not in response.content
    assert item.custody.last().kind == "mismatched"


def test_a_missing_file_is_said_and_is_no_error(sign_in):
    item = make_cases.evidence(make_cases.investigation(), b"content")
    make_cases.place_of(item).unlink()

    response = sign_in(make.director()).post(opening(item), {"reason": "To adopt"})

    assert response.status_code == 409
    assert "The stored file is missing." in text_of(response)
    assert "The file was missing." in text_of(response)


def test_a_consulted_department_opens_no_file(sign_in):
    item = make_cases.evidence(make_cases.investigation(), b"content")

    response = sign_in(make_cases.consulted()).post(opening(item), {"reason": "Curious"})

    assert response.status_code == 403
    assert item.custody.count() == 2


def test_a_large_file_is_hashed_and_served_whole(sign_in):
    content = b"%PDF-1.7" + bytes(range(256)) * 4096 * 3
    item = make_cases.evidence(make_cases.investigation(), content)

    response = sign_in(make.director()).post(opening(item), {"reason": "To adopt"})

    assert b"".join(response.streaming_content) == content
    assert make_cases.file_of(item).size == len(content)
