"""Broken and hostile files, made here: each ends in a clear message or is kept, and never runs."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import UnreadablePostError
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from exportcontrol.uploads import LimitedUploadHandler
from investigations import actions, files
from investigations.models import Evidence, EvidenceFile
from tests import make, make_cases, make_files
from tests.audit.going_round import an_entry, refused, sql
from tests.investigations.test_views import address, errors_of, text_of
from tests.investigations.test_views_evidence import TYPED

pytestmark = pytest.mark.django_db


def stored():
    try:
        return sorted(default_storage.listdir(files.FOLDER)[1])
    except FileNotFoundError:
        return []


def sent(client, case, *uploads, **typed):
    return client.post(
        address("evidence_new", case.number),
        {**TYPED, "uploads": [SimpleUploadedFile(name, data) for name, data in uploads], **typed},
        follow=True,
    )


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("bomb.zip", make_files.zip_bomb(), "application/zip"),
        ("plan.svg", make_files.svg(), "image/svg+xml"),
        ("page.html", make_files.html(), "text/html"),
        ("script.jpg", make_files.html(), "text/html"),
        ("both.gif", make_files.polyglot(), "image/gif"),
        ("huge.png", make_files.huge_picture(), "image/png"),
        ("clip.mp4", make_files.truncated_video(), "video/mp4"),
        ("cut.jpg", make_files.truncated_picture(), "image/jpeg"),
        ("broken.pdf", b"%PDF-1.7 rubbish", "application/pdf"),
    ],
)
def test_a_hostile_file_is_kept_as_it_is_not_shown_and_served_as_bytes(
    sign_in, name, content, media_type
):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())

    assert sent(client, case, (name, content)).status_code == 200
    file = make_cases.file_of(case.evidence.get())
    page = client.get(file.get_absolute_url())
    served = client.post(
        address("evidence_file_open", file.evidence.number, file.pk), {"reason": "To look"}
    )

    assert (file.media_type, file.copies.count()) == (media_type, 0)
    assert stored() == [file.digest]
    assert "are not shown here" in text_of(page)
    assert b"alert(" not in page.content
    assert b"".join(served.streaming_content) == content
    assert served["Content-Disposition"].startswith("attachment")
    assert served["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert served["X-Content-Type-Options"] == "nosniff"


def test_a_name_that_speaks_of_another_type_is_told(sign_in):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    sent(client, case, ("photo.jpg", make_files.html()))
    page = client.get(make_cases.file_of(case.evidence.get()).get_absolute_url())
    assert "The name of the file speaks of another type." in text_of(page)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", "empty.pdf: The file is empty."),
        (
            "invoice.pdf",
            make_files.program(),
            "invoice.pdf: What the file contains is of no type that is accepted here, whatever its"
            " name says.",
        ),
        (
            "noise.dat",
            bytes(range(1, 256)),
            "noise.dat: What the file contains is of no type that is accepted here, whatever its"
            " name says.",
        ),
    ],
)
def test_a_file_that_is_not_taken_is_named_and_nothing_is_kept(sign_in, name, content, reason):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())

    response = sent(client, case, ("good.txt", b"good"), (name, content))

    assert errors_of(response) == [reason]
    assert "It shows the sensor." in response.content.decode()
    assert stored() == []
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\secret\\a.txt", "a.txt"),
        ("a\u202etxt.exe.txt", "atxt.exe.txt"),
        ("a\r\nX-Evil: 1.txt", "aX-Evil: 1.txt"),
        ("n" * 300 + ".txt", "n" * 196 + ".txt"),
    ],
)
def test_a_name_keeps_no_folder_and_nothing_that_cannot_be_seen(name, kept):
    item = make_cases.evidence(make_cases.investigation(), b"x", file_name="x")
    actions.add_files(item, [_named(name)], by=make_cases.investigator(), reason="A test")
    assert item.files.originals().last().name == kept
    assert all("/" not in each and len(each) == 64 for each in stored())


def _named(name):
    upload = ContentFile(name.encode("utf-8", "replace"))
    upload.name = name
    return upload


# --- Beyond the limits ----------------------------------------------------------------------------


class Endless(io.RawIOBase):
    """A request whose file has five thousand million bytes, made while they are read."""

    def __init__(self, head, size, tail):
        self.parts, self.size = [head, size, tail], len(head) + size + len(tail)

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.parts:
            return 0
        part, wanted = self.parts[0], len(buffer)
        if isinstance(part, int):
            count = min(part, wanted)
            buffer[:count] = bytes(count)
            self.parts[0] = part - count
            if not self.parts[0]:
                self.parts.pop(0)
            return count
        buffer[: len(part[:wanted])] = part[:wanted]
        self.parts[0] = part[wanted:]
        if not self.parts[0]:
            self.parts.pop(0)
        return min(len(part), wanted)


def body_with(size):
    fields = encode_multipart(BOUNDARY, TYPED).removesuffix(f"--{BOUNDARY}--\r\n".encode())
    head = (
        fields
        + (
            f"--{BOUNDARY}\r\n"
            'Content-Disposition: form-data; name="uploads"; filename="film.mp4"\r\n'
            "Content-Type: video/mp4\r\n\r\n"
        ).encode()
    )
    return Endless(head, size, f"\r\n--{BOUNDARY}--\r\n".encode())


def posted(client, case, stream, length=None):
    return client.generic(
        "POST",
        address("evidence_new", case.number),
        **{
            "wsgi.input": stream,
            "CONTENT_LENGTH": length or stream.size,
            "CONTENT_TYPE": MULTIPART_CONTENT,
        },
    )


class WatchedUploadHandler(LimitedUploadHandler):
    """The handler in use, and how much of a file lay on the disk after each part of it."""

    lay: list[int] = []

    def receive_data_chunk(self, *args):
        super().receive_data_chunk(*args)
        self.lay.append(self.file.tell())


def test_five_gigabytes_are_refused_while_they_arrive_and_never_fill_the_disk(sign_in, settings):
    """The size is scaled to the limit, so that the test takes a second and not a minute."""
    settings.EVIDENCE_MAX_BYTES = settings.UPLOAD_MAX_BYTES = 1024 * 1024
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.WatchedUploadHandler"]
    WatchedUploadHandler.lay.clear()
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())

    response = posted(client, case, body_with(100 * 1024 * 1024))

    assert errors_of(response) == ["film.mp4: The file is larger than the limit."]
    assert "It shows the sensor." in response.content.decode()
    assert 0 < max(WatchedUploadHandler.lay) <= 1024 * 1024
    assert stored() == []


def test_files_that_are_too_large_together_are_refused(sign_in, settings):
    settings.EVIDENCE_MAX_TOTAL_BYTES = settings.UPLOAD_MAX_TOTAL_BYTES = 1000
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())

    response = sent(client, case, ("a.txt", b"a" * 600), ("b.txt", b"b" * 600))

    assert errors_of(response) == [
        "Together the files are larger than what is taken in at once. Add them in parts."
    ]
    assert stored() == []


def test_more_files_than_are_taken_in_at_once_are_refused(sign_in, settings):
    settings.EVIDENCE_MAX_FILES = 2
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    response = sent(client, case, *[(f"{n}.txt", b"%d" % n) for n in range(3)])
    assert errors_of(response) == ["More files are chosen than are taken in at once."]


class Broken(Endless):
    """A connection that is lost in the middle of a file."""

    def readinto(self, buffer):
        if len(self.parts) == 2:
            raise OSError("connection reset")
        return super().readinto(buffer)


def test_a_connection_that_is_lost_leaves_nothing_half_done(sign_in):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    whole = body_with(200_000)

    with pytest.raises(UnreadablePostError):
        posted(client, case, Broken(whole.parts[0], 100_000, b""), length=whole.size)

    assert stored() == []
    assert not Evidence.objects.exists()


def test_a_process_that_was_killed_leaves_a_file_that_is_swept_later(settings, capsys):
    import os
    import time

    folder = settings.EVIDENCE_ROOT / "evidence"
    folder.mkdir(parents=True)
    old, new = folder / "incoming-old", folder / "incoming-new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)

    call_command("verify_evidence")

    assert stored() == ["incoming-new"]
    assert "1 files that never arrived whole are removed." in capsys.readouterr().out


# --- Several files, previews and text -------------------------------------------------------------


def test_several_files_are_kept_together_and_the_script_is_told_where_to_go(sign_in):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    response = client.post(
        address("evidence_new", case.number),
        {
            **TYPED,
            "uploads": [
                SimpleUploadedFile("a.txt", b"one"),
                SimpleUploadedFile("b.jpg", make_files.picture()),
            ],
        },
        headers={"X-Upload": "1"},
    )

    item = case.evidence.get()
    assert response.json() == {"location": item.get_absolute_url()}
    originals = item.files.originals()
    assert [(file.name, file.media_type) for file in originals] == [
        ("a.txt", "text/plain"),
        ("b.jpg", "image/jpeg"),
    ]
    picture = originals[1].copies.get()
    served = client.get(address("evidence_preview", item.number, picture.pk))
    assert served["Content-Type"] == "image/png"
    assert b"".join(served.streaming_content).startswith(b"\x89PNG")
    assert served["Content-Security-Policy"] == "default-src 'none'; sandbox"
    original = address("evidence_preview", item.number, originals[1].pk)
    assert client.get(original).status_code == 404
    page = text_of(client.get(originals[1].get_absolute_url()))
    assert "Maker Model 1 SER-77" in page
    assert "2020-10-07 14:11:09 +04:00" in page


def test_the_same_file_is_kept_with_an_item_once(sign_in):
    item = make_cases.evidence(make_cases.investigation(), b"content", file_name="a.txt")
    response = sign_in(make_cases.investigator()).post(
        address("evidence_files_add", item.number),
        {"uploads": SimpleUploadedFile("b.txt", b"content"), "reason": "Again"},
    )
    assert errors_of(response) == ["b.txt: The same file is kept with this item already."]
    assert item.files.count() == 1


def test_files_are_added_later_all_or_none(sign_in):
    item = make_cases.evidence(make_cases.investigation())
    client, page = sign_in(make_cases.investigator()), address("evidence_files_add", item.number)

    empty = client.post(page, {"reason": "More"})
    assert list(empty.context["form"].errors) == ["uploads"]
    done = client.post(
        page,
        {
            "uploads": [SimpleUploadedFile(f"{n}.txt", b"%d" % n) for n in range(2)],
            "reason": "More",
        },
        follow=True,
    )
    assert "2 files are added." in text_of(done)
    assert item.files.count() == 2


def test_a_text_is_shown_escaped_and_its_marks_of_direction_are_seen(sign_in):
    text = "5 < 6 & <b>bold</b> a\u202eb\n".encode()
    item = make_cases.evidence(make_cases.investigation(), text, file_name="a.txt")
    page = sign_in(make.director()).get(make_cases.file_of(item).get_absolute_url())
    assert "5 &lt; 6 &amp; &lt;b&gt;bold&lt;/b&gt; a[U+202E]b" in page.content.decode()


@pytest.mark.parametrize("field", ["title", "source", "summary", "account", "place", "reason"])
@pytest.mark.parametrize("bad", ["a\x00b", "a\u202eb", "\u2067x", "a\x1bb"])
def test_text_that_cannot_be_seen_is_refused_in_any_field(sign_in, field, bad):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    typed = {**TYPED, "kind": "image", "summary": "It shows the sensor.", field: bad}

    response = client.post(address("evidence_new", case.number), typed)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not Evidence.objects.exists()
    if field != "title":
        assert "Sensor on a drone" in response.content.decode()


def test_languages_keep_the_joiners_they_need(sign_in):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    client.post(address("evidence_new", case.number), {**TYPED, "title": "می\u200cخواهم"})
    assert case.evidence.get().title == "می\u200cخواهم"


# --- Verifying everything -------------------------------------------------------------------------


def test_the_command_finds_what_was_altered_quarantines_it_and_alerts(sign_in, capsys):
    case = make_cases.investigation()
    item = make_cases.evidence(case, make_files.picture(), file_name="plate.jpg")
    whole = make_cases.evidence(case, b"whole", file_name="a.txt")
    place = make_cases.place_of(item)
    original = place.read_bytes()
    place.chmod(0o640)
    place.write_bytes(b"tampered")

    with pytest.raises(SystemExit):
        call_command("verify_evidence")

    output = capsys.readouterr()
    assert "plate.jpg: does not match" in output.err
    assert "3 files verified." in output.out
    file = make_cases.file_of(item)
    assert (file.altered, file.is_quarantined) == (True, True)
    assert not make_cases.file_of(whole).altered
    for role in ("evidence-custodian", "director"):
        home = text_of(sign_in(make.user(role)).get("/"))
        assert "Evidence that fails its verification" in home
        assert item.number in home
    assert "fails its verification" not in text_of(sign_in(make_cases.investigator()).get("/"))
    page = text_of(sign_in(make.director()).get(file.get_absolute_url()))
    assert "it is never hashed anew" in page
    assert EvidenceFile.objects.get(pk=file.pk).digest == file.digest

    place.write_bytes(original)
    call_command("verify_evidence")
    assert not make_cases.file_of(item).altered
    assert "Every file is whole." in capsys.readouterr().out


def test_the_command_names_files_that_no_record_speaks_of(settings, capsys):
    folder = settings.EVIDENCE_ROOT / "evidence"
    folder.mkdir(parents=True)
    (folder / ("f" * 64)).write_bytes(b"stray")
    call_command("verify_evidence")
    assert f"{'f' * 64}: no record speaks of this file" in capsys.readouterr().err


def test_an_altered_preview_is_not_shown(sign_in):
    item = make_cases.evidence(make_cases.investigation(), make_files.picture())
    picture = item.files.get(role="preview")
    place = make_cases.Path(default_storage.path(files.name_for(picture.digest)))
    place.chmod(0o640)
    place.write_bytes(make_files.picture(kind="PNG"))

    client = sign_in(make.director())
    shown = client.get(address("evidence_preview", item.number, picture.pk))

    assert shown.status_code == 404
    assert item.custody.last().kind == "mismatched"
    assert not Evidence.objects.with_state().get(pk=item.pk).is_altered


# --- Copies for sharing ---------------------------------------------------------------------------


def test_a_copy_for_sharing_is_made_on_record_and_the_original_stays(sign_in):
    content = make_files.picture()
    item = make_cases.evidence(make_cases.investigation(), content, file_name="plate.jpg")
    file, client = make_cases.file_of(item), sign_in(make_cases.investigator())

    page = text_of(client.get(address("evidence_share", item.number, file.pk)))
    assert "Maker Model 1 SER-77" in page
    client.post(address("evidence_share", item.number, file.pk), {"reason": "For the maker"})

    shared = item.files.get(role="sharing")
    assert (shared.made_from, shared.media_type) == (file, "image/jpeg")
    assert item.custody.get(kind="copied").note == shared.digest
    served = client.post(
        address("evidence_file_open", item.number, shared.pk), {"reason": "To send"}
    )
    bytes_ = b"".join(served.streaming_content)
    assert b"SER-77" not in bytes_
    assert make_cases.place_of(item).read_bytes() == content


def test_what_cannot_be_encoded_anew_is_not_shared(sign_in):
    item = make_cases.evidence(make_cases.investigation(), b"a text", file_name="a.txt")
    file = make_cases.file_of(item)
    page = sign_in(make_cases.investigator()).post(
        address("evidence_share", item.number, file.pk), {"reason": "x"}
    )
    assert "No copy without embedded facts can be made" in text_of(page)
    assert item.files.count() == 1


# --- Pointers -------------------------------------------------------------------------------------

POINTER = {
    "kind": "partner-information",
    "pointer": "on",
    "title": "Information held elsewhere",
    "source": "A partner",
    "pointer_number": "PG-7",
    "pointer_holder": "Registry",
    "pointer_caveat": "Originator controlled",
    "captured_at": "2020-10-08T11:00",
    "reason": "A pointer",
}


def test_classified_material_is_a_pointer_without_content_or_file(sign_in):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    form = client.get(address("evidence_new", case.number) + "?kind=media&pointer=on")
    assert not {"summary", "uploads", "address"} & set(form.context["form"].fields)

    page = text_of(client.post(address("evidence_new", case.number), POINTER, follow=True))

    item = case.evidence.get()
    assert (item.is_classified, item.summary) == (True, "")
    assert "PG-7" in page
    assert "A pointer has no file." in page
    assert client.get(address("evidence_files_add", item.number)).status_code == 200
    refused_ = client.post(
        address("evidence_files_add", item.number),
        {"uploads": SimpleUploadedFile("a.txt", b"x"), "reason": "x"},
    )
    assert "has no file: its content is not kept here" in text_of(refused_)
    assert stored() == []


@pytest.mark.parametrize("name", ["pointer_number", "pointer_holder", "pointer_caveat"])
def test_a_pointer_says_where_the_material_is(sign_in, name):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    response = client.post(address("evidence_new", case.number), {**POINTER, name: ""})
    assert list(response.context["form"].errors) == [name]


def test_a_file_sent_with_a_pointer_is_not_kept(sign_in):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    client.post(
        address("evidence_new", case.number),
        {**POINTER, "uploads": SimpleUploadedFile("a.txt", b"secret"), "summary": "secret"},
    )
    assert stored() == []
    assert case.evidence.get().summary == ""
    with pytest.raises(Exception, match="has no file"):
        make_cases.evidence(case, b"secret", is_classified=True, summary="")


def test_the_database_refuses_content_of_classified_material():
    case = make_cases.investigation()
    pointer = make_cases.evidence(
        case, is_classified=True, summary="",
        pointer_number="PG-7", pointer_holder="Registry", pointer_caveat="OC",
    )  # fmt: skip
    filed = make_cases.evidence(case, b"content", summary="")
    with refused("pointer and has no file"), an_entry():
        EvidenceFile.objects.create(
            evidence=pointer, name="a", size=1, digest="0" * 64, media_type="x"
        )
    with refused("evidence_points_or_says"), an_entry():
        sql("UPDATE investigations_evidence SET summary = 'x' WHERE id = %s", [pointer.pk])
    with refused("pointer and has no file"), an_entry():
        sql(
            "UPDATE investigations_evidence SET is_classified = (1 = 1), pointer_number = 'a',"
            " pointer_holder = 'b', pointer_caveat = 'c' WHERE id = %s",
            [filed.pk],
        )


def test_the_database_keeps_a_file_as_it_was_received():
    item = make_cases.evidence(make_cases.investigation(), b"content")
    for change in ("digest = 'x'", "size = 8", "name = 'x'", "media_type = 'x'"):
        with refused("kept as it was received"), an_entry():
            table = "investigations_evidencefile"
            sql(f"UPDATE {table} SET {change} WHERE evidence_id = %s", [item.pk])
    with refused("kept as received"), an_entry():
        sql("DELETE FROM investigations_evidencefile WHERE evidence_id = %s", [item.pk])
    with refused("evidence is never deleted"), an_entry():
        sql("DELETE FROM investigations_evidence WHERE id = %s", [item.pk])


# --- Types and corrections ------------------------------------------------------------------------


def test_the_type_is_chosen_first_and_decides_what_is_asked(sign_in):
    case, client = make_cases.investigation(), sign_in(make_cases.investigator())
    page = address("evidence_new", case.number)

    chooser = client.get(page)
    assert "Each type asks for its own facts" in text_of(chooser)
    asked = {
        kind: set(client.get(f"{page}?kind={kind}").context["form"].fields)
        for kind in ("social-post", "inspection", "shipping-record", "silence")
    }
    assert {"address", "account", "post", "archive_address"} <= asked["social-post"]
    assert {"marking", "serial_number", "documented_by"} <= asked["inspection"]
    assert {"transport", "shipped_from", "shipped_to"} <= asked["shipping-record"]
    assert {"asked_on", "due_on"} <= asked["silence"]
    assert not {"marking", "transport", "asked_on"} & asked["social-post"]
    rumour = client.get(f"{page}?kind=rumour")
    assert list(rumour.context["form"].errors) == ["kind"]


def test_facts_are_corrected_on_record_and_those_of_another_type_are_cleared(sign_in):
    item = make_cases.evidence(
        make_cases.investigation(), kind="social-post", address="https://a.example", account="@a"
    )
    client = sign_in(make_cases.investigator())
    page = address("evidence_correct", item.number)
    typed = {
        **TYPED, "kind": "media", "title": "Corrected", "version": item.version,
        "reason": "It is an article",
    }  # fmt: skip

    client.post(page, typed)
    again = client.post(page, {**typed, "title": "Lost?"})

    item.refresh_from_db()
    assert (item.kind, item.title, item.account) == ("media", "Corrected", "")
    assert item.history.count() == 2
    assert item.custody.last().kind == "corrected"
    assert errors_of(again) == [
        "Someone changed the item after you opened it. Compare with the item, then save again."
    ]
    assert "Lost?" in again.content.decode()
    assert "The item as it is now" in text_of(again)
