"""Several files go up together, with progress; what is refused leaves what was typed and chosen."""

from tests import make_files

TYPED = {
    "title": "Data plate",
    "source": "Mission (fictional)",
    "summary": "The plate is legible.",
    "captured_at": "2023-11-02T09:30",
    "place": "Apron (fictional)",
    "documented_by": "Two engineers",
    "reason": "Received today",
}


def chosen(*files):
    return [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files]


def inquiry_of(investigator):
    """The address of an investigation that goes on."""
    investigator.go("/investigations/?status=active")
    return investigator.page.locator("main table a").first.get_attribute("href")


def test_files_go_up_together_and_a_refusal_loses_nothing(visitor):
    investigator = visitor("investigator")
    page = investigator.page
    investigator.go(inquiry_of(investigator)).follow("Register evidence")
    investigator.answer(kind="inspection").press("Go on")
    good = ("plate.jpg", make_files.picture((400, 300)))
    investigator.answer(**TYPED, uploads=chosen(good, ("tool.exe", make_files.program())))

    page.get_by_role("button", name="Register the evidence").click()
    page.locator(".govuk-error-summary").wait_for()
    assert "tool.exe: What the file contains is of no type" in investigator.text
    assert page.locator("[name=title]").input_value() == "Data plate"
    assert page.locator("[name=uploads]").evaluate("field => field.files.length") == 2
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")

    investigator.answer(uploads=chosen(good, ("notes.csv", b"time,note\n")))
    investigator.press("Register the evidence")
    assert "is registered." in investigator.text
    assert "plate.jpg" in investigator.text
    assert "notes.csv" in investigator.text
    shown = page.get_by_role("img", name="Preview of plate.jpg")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 400


def test_a_file_beyond_the_limit_is_said_before_it_is_sent(visitor):
    investigator = visitor("investigator")
    page = investigator.page
    investigator.go(inquiry_of(investigator)).follow("Register evidence")
    investigator.answer(kind="inspection").press("Go on")
    page.locator("[name=uploads]").evaluate("field => { field.dataset.uploadMost = '10'; }")
    investigator.answer(**TYPED, uploads=chosen(("film.mp4", bytes(20))))

    page.get_by_role("button", name="Register the evidence").click()

    status = page.locator("[data-upload-status]")
    assert status.inner_text() == "film.mp4 is larger than the limit."
    assert page.locator("[name=title]").input_value() == "Data plate"
