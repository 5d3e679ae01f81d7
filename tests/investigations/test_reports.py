"""Reports: written, frozen in both languages, typeset, and released to the public in part."""

import io
import json
from datetime import UTC, datetime

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader

from accounts.roles import Role
from audit import ledger
from investigations import actions, rules
from investigations.models import PublicVersion, ReportEdition, ReportTexts
from investigations.report.content import content_of
from investigations.report.passages import digest_of, in_language, passages, repeats, withheld
from investigations.report.typesetting import pdf_of, public_pdf_of
from investigations.rules import Refusal
from office import documents
from tests import make, make_cases, make_reports
from tests.investigations.test_views import address, text_of

pytestmark = pytest.mark.django_db

SECRET = "Turrets of batch K-1733 left with Şahin Göğüş İhracat A.Ş. of Bursa"


@pytest.fixture
def case():
    """A case with a finding adopted on items of which one says what the public may not read."""
    case = make_cases.investigation(make.valid_permit())
    draft = make_cases.drafted_finding(case)
    make_cases.cite(draft, make_cases.graded(case, "A2", b"content", summary=SECRET))
    make_cases.adopted(make_cases.peer_reviewed(draft))
    make_cases.recommendation(case)
    return case


@pytest.fixture
def edition(case):
    return make_reports.edition(case)


def words(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def raw(pdf):
    """Every stream of a PDF, unpacked, and everything else that it holds."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [each.read_bytes() for each in opened.objects if isinstance(each, pikepdf.Stream)]
        plain = io.BytesIO()
        opened.save(
            plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    return b"\n".join([pdf, plain.getvalue(), *streams])


def keys_saying(edition, said):
    return [
        passage["key"]
        for passage in passages(edition.report)
        if said in json.dumps(passage, ensure_ascii=False)
    ]


def codes(refusal):
    return [error.code for error in refusal.value.error_list]


# --- Content --------------------------------------------------------------------------------------


def test_the_report_says_what_the_record_says_in_both_languages(case):
    make_reports.written(case)
    case.refresh_from_db()
    finding = case.findings.get()
    make_cases.actions.dissent(
        finding, name="A. Singh", reasons="Too little.", by=make_cases.judge(case)
    )
    make_cases.grade(finding.citations.first().evidence, "E5")
    content = content_of(case)
    headings = {
        language: [section["heading"] for section in in_language(content, language)["sections"]]
        for language in ("en", "fr")
    }
    english = json.dumps(in_language(content, "en"), ensure_ascii=False)
    french = json.dumps(in_language(content, "fr"), ensure_ascii=False)

    assert headings["en"] == [
        "Summary",
        "The allegation and the questions",
        "Evidence by origin",
        "Analysis",
        "Findings",
        "Review of the permits",
        "Recommendation",
        "Annex A: evidence and hashes",
        "Annex B: permits in scope",
        "Annex C: standards and scales",
    ]
    for said in [
        "The goods were used there.",
        "Balance of probabilities. Clear, convincing",
        "Evidence for",
        "A. Singh",
        "Too little.",
        "Its basis changed since it was closed",
        "0 of 1 permits in scope are reviewed.",
        "Cancel the permits.",
        case.scope.get().permit.reference,
        case.evidence.last().files.get().digest,
        "Open sources",
    ]:
        assert said in english
    assert "Annuler les licences." in french
    assert "Les marchandises y ont été utilisées." in french
    assert "Prépondérance des probabilités" in french
    assert "Cancel the permits." not in french


def test_a_moment_is_told_by_its_day_in_ottawa():
    """Late on 7 October in Ottawa it is the 8th in universal time."""
    late = datetime(2020, 10, 8, 2, 0, tzinfo=UTC)
    case = make_cases.investigation(make.valid_permit())
    make_cases.evidence(case, captured_at=late)
    ready = make_cases.adoptable_finding(case)
    actions.adopt(ready, by=make_cases.director_of(case), reason="A test", closed_at=late)

    said = json.dumps(content_of(case), ensure_ascii=False)

    assert said.count("7 October 2020") == said.count("7 octobre 2020") == 2
    assert ", 7 October 2020" in said, "who adopted it, and when"
    make_reports.written(case)
    frozen = actions.freeze_report(case, by=make_cases.judge(case), reason="A test", frozen_at=late)
    assert "frozen on 7 October 2020" in words(pdf_of(frozen, "en"))


def test_the_report_tells_nothing_of_a_restricted_item(case):
    item = case.evidence.last()
    make_reports.restricted(item)
    said = json.dumps(content_of(case), ensure_ascii=False)
    assert item.number in said
    assert "Restricted: what it says is not told in this report." in said
    assert SECRET not in said
    assert item.title not in said


def test_each_passage_has_a_key_of_its_own(case):
    keys = [passage["key"] for passage in passages(content_of(case))]
    assert len(keys) > 40
    assert len(keys) == len(set(keys))
    assert max(map(len, keys)) <= 120


# --- Editions -------------------------------------------------------------------------------------


def test_an_edition_keeps_the_report_as_it_stood(case, edition):
    assert (edition.position, edition.number) == (1, "RP-2020-000001")
    assert edition.digest == digest_of(edition.content)
    before = edition.content
    make_cases.grade(case.evidence.last(), "E5")
    later = actions.freeze_report(case, by=edition.frozen_by, reason="Regraded")

    assert ReportEdition.objects.get(pk=edition.pk).content == before
    assert later.position == 2
    assert later.digest != edition.digest
    assert rules.is_superseded(edition)
    assert not rules.is_superseded(later)


def test_what_stands_against_freezing():
    case = make_cases.investigation()
    author = make_cases.judge(case)
    make_cases.finding(case)
    assert rules.against_freezing(case, by=author) == [
        Refusal.NO_SUMMARY,
        Refusal.NO_FINDING_CLOSED,
        Refusal.FINDINGS_IN_DRAFT,
    ]
    make_reports.written(case, by=author, analysis_fr="")
    case = type(case).objects.get(pk=case.pk)
    assert Refusal.UNTRANSLATED in rules.against_freezing(case, by=author)
    assert Refusal.NOT_DECLARED in rules.against_freezing(case, by=make_cases.investigator())


def test_each_act_needs_its_permission(edition):
    version = make_reports.public_version(edition)
    officer, case = make.officer(), edition.investigation
    for act in [
        lambda: actions.write_report(case, version=0, by=officer, reason="x"),
        lambda: actions.freeze_report(case, by=officer, reason="x"),
        lambda: actions.prepare_public(edition, by=officer, reason="x"),
        lambda: actions.withhold(version, {}, by=officer, reason="x"),
        lambda: actions.release_report(version, by=officer, reason="x"),
        lambda: actions.typeset_report(edition, None, "en", by=make.user()),
        lambda: actions.typeset_report(edition, None, "en", by=None),
    ]:
        with pytest.raises(PermissionDenied):
            act()


def test_freezing_makes_the_pdf_of_both_languages(case, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        edition = make_reports.edition(case)

    files = {file.language: file.document for file in edition.files.all()}
    assert sorted(files) == ["en", "fr"]
    assert documents.read(files["en"]) == pdf_of(edition, "en")
    assert documents.read(files["fr"]) == pdf_of(edition, "fr")


def test_the_pdf_is_tagged_and_says_what_the_edition_says(edition):
    english, french = pdf_of(edition, "en"), pdf_of(edition, "fr")
    with pikepdf.open(io.BytesIO(french)) as pdf:
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "fr-CA"
    assert "Şahin Göğüş İhracat A.Ş." in words(english)
    assert "Report of investigation INV-2020-000001" in words(english)
    assert "Recommandation" in words(french)
    assert "Protected B" in words(english)


# --- The public version ---------------------------------------------------------------------------


def test_what_is_withheld_is_not_in_the_public_pdf(edition):
    keys = keys_saying(edition, SECRET)
    assert len(keys) == 1
    assert SECRET.split(" of ")[0].encode() in raw(pdf_of(edition, "en")) or SECRET in words(
        pdf_of(edition, "en")
    )
    version = make_reports.public_version(edition, dict.fromkeys(keys, "20"))

    for language, mark in [
        ("en", "[Withheld – Access to Information Act, section 20 – Third party information]"),
        ("fr", "[Retenu – Loi sur l'accès à l'information, article 20 – Renseignements de tiers]"),
    ]:
        pdf = public_pdf_of(version, language)
        assert mark in words(pdf)
        for piece in ("K-1733", "Şahin", "Bursa", "Turrets"):
            assert piece not in words(pdf)
            assert piece.encode() not in raw(pdf)
            assert piece.encode("utf-16-be") not in raw(pdf)
        assert SECRET in edition.content
        assert SECRET in words(pdf_of(edition, language))


@pytest.mark.parametrize("kind", ["paragraph", "fact", "row"])
def test_every_kind_of_passage_can_be_withheld(edition, kind):
    chosen = {
        "paragraph": "recommendation/text/1",
        "fact": "questions/case/source",
        "row": f"annex-b/permits/{edition.investigation.scope.get().permit.reference}",
    }[kind]
    public = withheld(edition.report, {chosen: "13"})
    gone = next(passage for passage in passages(public) if passage["key"] == chosen)

    assert "text" not in gone
    assert "cells" not in gone
    assert gone["withheld"] == "13"
    others = [passage for passage in passages(public) if passage["key"] != chosen]
    assert others == [p for p in passages(edition.report) if p["key"] != chosen]


def test_words_that_stand_again_elsewhere_are_pointed_out(edition):
    holder = str(edition.investigation.scope.get().permit.holder)
    title = edition.investigation.title
    sections = {"questions/case/title": "16"}
    assert repeats(edition.report, sections) == {}
    assert holder
    statement = keys_saying(edition, "Les marchandises y ont été utilisées.")
    assert len(statement) > 1
    assert repeats(edition.report, {statement[0]: "16"}) == {statement[0]: statement[1:]}
    assert title in edition.content


def test_another_person_releases_and_then_nothing_changes(edition):
    version = make_reports.public_version(edition, {"recommendation/text/1": "21"})
    both = make.user(Role.POLICY_OFFICER, Role.DIRECTOR)
    actions.withhold(version, {"recommendation/text/1": "23"}, by=both, reason="A test")
    version = PublicVersion.objects.get(pk=version.pk)
    assert rules.against_releasing_report(version, by=both) == [Refusal.YOU_PREPARED_IT]

    released = make_reports.released(version)
    assert released.sections() == {"recommendation/text/1": "23"}
    assert rules.against_withholding(released, by=both) == [Refusal.RELEASED]
    assert rules.against_releasing_report(released, by=both) == [Refusal.RELEASED]
    for statement in (
        "UPDATE investigations_withholding SET section = '13'",
        "DELETE FROM investigations_withholding",
        "UPDATE investigations_publicversion SET status = 'draft', released_by_id = NULL,"
        " released_at = NULL",
    ):
        assert "released version stays" in refused(statement)
    for statement in (
        "UPDATE investigations_reportedition SET content = '{}'",
        "DELETE FROM investigations_reportedition",
    ):
        assert "only ever added" in refused(statement)


def test_the_next_version_begins_with_what_the_last_withheld(case, edition):
    chosen = {"recommendation/text/1": "21"}
    make_reports.released(make_reports.public_version(edition, chosen))
    assert make_reports.public_version(edition).sections() == chosen
    with pytest.raises(ValidationError) as refusal:
        make_reports.public_version(edition)
    assert codes(refusal) == ["public-in-draft"]
    later = actions.freeze_report(case, by=edition.frozen_by, reason="A test")
    assert make_reports.public_version(later).sections() == chosen
    assert rules.against_preparing(edition, by=make_reports.access_officer()) == [
        Refusal.SUPERSEDED_EDITION,
        Refusal.PUBLIC_IN_DRAFT,
    ]


def test_only_passages_of_the_report_are_withheld_under_known_sections(edition):
    version = make_reports.public_version(edition)
    officer = version.prepared_by
    with pytest.raises(ValidationError) as refusal:
        actions.withhold(version, {"no/such/passage": "13"}, by=officer, reason="x")
    assert codes(refusal) == ["no-such-passage"]
    with pytest.raises(ValidationError):
        actions.withhold(version, {"recommendation/text/1": "99"}, by=officer, reason="x")
    assert version.sections() == {}


def refused(statement):
    with (
        pytest.raises(DatabaseError) as refusal,
        transaction.atomic(),
        ledger.entry(by=None, action="test", reason="Round Python"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return str(refusal.value)


# --- Pages ----------------------------------------------------------------------------------------


def test_the_texts_are_written_by_two_people_who_see_each_other(sign_in, case):
    make_reports.written(case)
    client = sign_in(make_cases.judge(case))
    page = address("report_write", case.number)
    read = client.get(page).context["form"]["version"].value()
    written = ReportTexts.objects.get()
    actions.write_report(
        case,
        version=written.version,
        by=make_cases.judge(case),
        reason="x",
        **{**make_reports.TEXTS, "summary_en": "Theirs."},
    )
    mine = {**make_reports.TEXTS, "summary_en": "Mine.", "version": read, "reason": "x"}

    shown = client.post(page, mine)
    assert "Someone changed the texts after you opened them." in text_of(shown)
    assert "Theirs." in text_of(shown)
    assert "Mine." in shown.content.decode()
    client.post(page, {**mine, "version": shown.context["form"]["version"].value()})
    assert ReportTexts.objects.get().summary_en == "Mine."


def test_an_edition_is_frozen_read_and_released_on_pages(
    sign_in, case, django_capture_on_commit_callbacks
):
    make_reports.written(case)
    author = sign_in(make_cases.judge(case))
    assert "no edition of it" in text_of(author.get(address("report_detail", case.number)))
    with django_capture_on_commit_callbacks(execute=True):
        page = author.post(address("report_freeze", case.number), {"reason": "x"}, follow=True)
    edition = ReportEdition.objects.get()
    assert f"Edition {edition} of the report is frozen." in text_of(page)
    assert edition.files.count() == 2
    pdf = author.get(address("edition_file", edition.number, "fr"))
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    assert pdf.content == pdf_of(edition, "fr")
    assert author.get(address("edition_file", edition.number, "de")).status_code == 404

    officer = sign_in(make_reports.access_officer())
    officer.post(address("public_new", edition.number), {"reason": "x"})
    version = PublicVersion.objects.get()
    page = officer.get(address("public_withhold", version.number))
    assert "Withhold passage recommendation/text/1 under" in text_of(page)
    field = page.context["form"].by_passage()["recommendation/text/1"].name
    wrong = officer.post(address("public_withhold", version.number), {field: "99", "reason": "x"})
    assert wrong.status_code == 200
    assert field in wrong.context["form"].errors
    officer.post(address("public_withhold", version.number), {field: "21", "reason": "x"})
    shown = text_of(officer.get(version.get_absolute_url()))
    assert "section 21 – Advice]" in shown
    assert "Cancel the permits." not in shown

    director = sign_in(make.director())
    assert "1 passage is withheld" in text_of(
        director.get(address("public_release", version.number))
    )
    with django_capture_on_commit_callbacks(execute=True):
        director.post(address("public_release", version.number), {"reason": "x"})
    public = director.get(address("public_file", version.number, "en"))
    assert "Cancel the permits." not in words(public.content)
    assert "Cancel the permits." in text_of(director.get(edition.get_absolute_url()))


def test_a_kept_pdf_that_was_altered_is_not_served(
    sign_in, case, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        edition = make_reports.edition(case)
    document = edition.files.get(language="en").document
    path = documents._path(document.digest)
    path.chmod(0o640)
    path.write_bytes(b"another")

    page = sign_in(make.director()).get(address("edition_file", edition.number, "en"), follow=True)
    assert "its hash differs" in text_of(page)


@pytest.mark.parametrize(
    ("view", "role"),
    [
        ("report_write", Role.POLICY_OFFICER),
        ("report_freeze", Role.MINISTERS_OFFICE),
        ("public_new", Role.DIRECTOR),
        ("public_withhold", Role.INVESTIGATOR),
        ("public_release", Role.POLICY_OFFICER),
        ("report_detail", Role.INTAKE_OFFICER),
    ],
)
def test_who_may_not_is_kept_out(sign_in, edition, view, role):
    version = make_reports.public_version(edition)
    number = {
        "public_new": edition.number,
        "public_withhold": version.number,
        "public_release": version.number,
    }.get(view, edition.investigation.number)
    assert sign_in(make.user(role)).get(address(view, number)).status_code == 403


def test_an_edition_that_does_not_exist_is_not_found(sign_in):
    client = sign_in(make.director())
    for view in ("edition_detail", "public_detail"):
        assert client.get(address(view, "RP-2020-000009")).status_code == 404
