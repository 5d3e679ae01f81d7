"""What the regulations ask for is named, paragraph by paragraph, when an application lacks it."""

import pytest
from defusedxml import ElementTree

from applications.models import Application
from applications.rules import completeness
from tests import make, make_applications

pytestmark = pytest.mark.django_db

LEVELS = {"Section", "Subsection", "Paragraph", "Subparagraph", "Clause"}


def paragraphs(**changes):
    application = make_applications.application(**changes)
    return [lack.paragraph for lack in completeness.missing(application)]


def test_a_whole_application_lacks_nothing():
    assert completeness.missing(make_applications.application()) == []
    assert completeness.advised(make_applications.application()) == []


def test_everything_that_an_empty_application_lacks_is_named():
    lacking = completeness.missing(make_applications.incomplete_application())

    assert [(lack.paragraph, lack.what) for lack in lacking] == [
        ("3(2)(a)", "The date on which the form was completed."),
        ("3(2)(b)", "The address of the applicant."),
        ("3(2)(b)", "The telephone number of the applicant."),
        ("3(2)(b)", "The e-mail address of the applicant."),
        ("3(2)(b)", "The contact person of the applicant."),
        ("3(2)(b)", "The telephone number of the contact person of the applicant."),
        ("3(2)(d)", "A consignee."),
        ("3(2)(f)", "The goods or technology."),
        ("3(2)(g)", "How the permit is to be sent."),
        (
            "3(2)(h)",
            "One document or fact at least that shows a purpose consistent with the control.",
        ),
        ("3(3)(a)", "The declaration against diversion."),
        ("3(2)", "The signature of the form, and its day."),
    ]


def test_a_line_without_its_facts_is_named_fact_by_fact():
    bare = {"code": "", "description": ""}
    application = make_applications.application(lines=[bare], shipping_point="")

    assert [(lack.paragraph, lack.field) for lack in completeness.missing(application)] == [
        ("3(2)(f)(i)", "lines-0-origin"),
        ("3(2)(f)(ii)", "lines-0-code"),
        ("3(2)(f)(iii)", "lines-0-description"),
        ("3(2)(f)(iv)", "lines-0-quantity"),
        ("3(2)(f)(iv)", "lines-0-value"),
        ("3(2)(f)(v)", "lines-0-factory"),
        ("3(2)(f)(vi)", "lines-0-mass_kg"),
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"destination": None}, ["3(2)(e)"]),
        ({"contacts": {}, "applicant_is_person": True}, ["3(2)(b)"] * 3),
        ({"controlled_goods_status": ""}, ["3(3)(b)"]),
        ({"controlled_goods": ""}, ["3(3)(b)(i)(A)"]),
        ({"controlled_goods_status": "not-subject", "controlled_goods": ""}, ["3(3)(b)(i)(B)"]),
        ({"us_controlled_goods": True}, ["3(3)(c)"]),
        ({"controlled_goods_status": "not-controlled", "controlled_goods": ""}, []),
    ],
)  # fmt: skip
def test_what_is_asked_once_of_the_whole(changes, expected):
    assert paragraphs(**changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"code": "5400"}, ["3(2)(f)(i)"]),
        ({"code": "5103"}, ["4(1)"]),
        ({"code": "5504(2)(d)"}, ["3(3)(b)"]),
        ({"code": "6-1"}, ["3(3)(b)"]),
        ({"code": "1-7.A.5."}, []),
    ],
)
def test_what_is_asked_of_some_goods_only(changes, expected):
    lines = [make_applications.line(**changes)]

    assert paragraphs(lines=lines, controlled_goods_status="") == expected


def test_an_exporter_who_is_not_the_applicant_is_reached_too():
    assert paragraphs(exporter=make.party()) == ["3(2)(c)"] * 5


def test_what_the_register_knows_of_a_party_need_not_be_stated_again():
    party = make.party(address="2 Quay", email="office@agency.example")
    reached = make_applications.contact(address="", email="")

    assert paragraphs(consignees=[{"party": party, **reached}]) == []


def test_brokering_is_asked_by_its_own_regulations():
    broker = make.party()
    application = make_applications.application(
        kind="brokering",
        applicant_is_person=True,
        intermediaries=[{"role": "seller", "party": broker, **make_applications.contact()}],
    )

    lacking = completeness.missing(application)

    assert [lack.paragraph for lack in lacking] == ["1(b)", "1(c)", "1(d)(ii)", "1(i)", "1(h)"]
    assert lacking[0].label == (
        "The citizenship of the applicant. (Brokering Permit Regulations, s. 1(b))"
    )


def test_what_only_the_review_needs_is_advised(django_assert_num_queries):
    kept = make_applications.application(end_user=None, end_user_class="")
    application = Application.objects.with_contents().get(pk=kept.pk)

    with django_assert_num_queries(0):
        assert completeness.is_complete(application)
        assert completeness.advised(application) == [
            "The end user.",
            "The class of end user: measures may turn on it.",
        ]


def paragraphs_of(path):
    """Every provision of some regulations, by its number: 3(2)(f)(iv), 1(d)(ii)."""
    found = set()

    def walk(element, above):
        label = element.findtext("Label", "").lstrip("*").strip()
        here = above + label if element.tag in LEVELS else above
        found.add(here)
        for child in element:
            walk(child, here)

    walk(ElementTree.parse(path).getroot().find("Body"), "")
    return found


def test_every_paragraph_that_is_named_stands_in_the_regulations(shared_data):
    laws = shared_data / "laws" / "en"
    known = {
        "export": paragraphs_of(laws / "SOR-97-204.xml"),
        "brokering": paragraphs_of(laws / "SOR-2019-221.xml"),
    }
    bare = {"lines": [{"code": "5103"}, {"code": ""}], "contacts": {}, "consignees": []}
    lacking = []
    for kind in known:
        facts = {"controlled_goods": "", "us_controlled_goods": True, **bare, "kind": kind}
        application = make_applications.incomplete_application(
            destination=None, exporter=make.party(), **facts
        )
        lacking += completeness.missing(application)

    assert len(lacking) > 30
    assert {lack.paragraph for lack in lacking if lack.paragraph not in known[lack.law]} == set()
