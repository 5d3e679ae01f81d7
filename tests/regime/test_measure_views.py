"""The pages of measures: what is shown, what is refused, who may not enter."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit import ledger
from permits.actions import orders
from permits.filters import MOST_CHOSEN
from permits.models import Order, Permit, PermitLine
from regime.models import Measure, MeasureVersion
from tests import make, make_decisions, make_regime

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy(sign_in):
    return sign_in(make_regime.policy_officer())


@pytest.fixture
def office(sign_in):
    return sign_in(make.ministers_office())


def page(client, name, *args, **query):
    answer = client.get(reverse(f"regime:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def typed(**changes):
    """A whole draft, as a browser sends the form."""
    parts = {
        "dates": [{"day": "2019-10-11", "source": "Decision of the Minister"}],
        "provisions": [
            {
                "new_effect": "moratorium",
                "existing_effect": "none",
                "included": "2, 5504",
                "kinds": ["export", "brokering"],
                "text_en": "No new permit is issued.",
                "text_fr": "Aucune nouvelle licence n'est délivrée.",
            }
        ],
        "exemptions": [],
        "preconditions": [],
        **{name: changes.pop(name) for name in list(changes) if name in PARTS},
    }
    data = {
        "title_en": "Permits for Turkey",
        "title_fr": "Licences pour la Turquie",
        "destinations": [make.country("TR").pk],
        "starts_at": "2019-10-11 00:00",
        "instrument": "Decision of the Minister",
        "reason": "A test",
        **changes,
    }
    for part, rows in parts.items():
        data |= {f"{part}-TOTAL_FORMS": len(rows) + 1, f"{part}-INITIAL_FORMS": 0}
        for number, row in enumerate([*rows, LEFT_EMPTY.get(part, {})]):
            data |= {f"{part}-{number}-{name}": value for name, value in row.items()}
    return {name: value for name, value in data.items() if value is not None}


PARTS = ("dates", "provisions", "exemptions", "preconditions")
# What a browser sends of a row that nobody filled.
LEFT_EMPTY = {
    "provisions": {"existing_effect": "none", "kinds": ["export", "brokering"]},
    "exemptions": {"effect": "case-by-case"},
}
EXEMPTION = {
    name: value for name, value in make_regime.exemption().items() if name != "from_preconditions"
}
PROVISION = {"new_effect": "moratorium", "existing_effect": "none", "kinds": ["export"]}


def test_the_list_says_how_each_measure_stands_today(policy, django_assert_num_queries):
    make_regime.the_real_sequence()
    make_regime.measure(title_en="Another policy")

    shown = page(policy, "measure_list")
    assert "Lifted" in shown
    assert "Notice to Exporters No. 1108" in shown
    assert "Another policy" not in page(policy, "measure_list", state="lifted")
    assert "Another policy" in page(policy, "measure_list", state="draft")
    assert "MS-2019" not in page(policy, "measure_list", destination="ZA")
    assert "MS-2019" in page(policy, "measure_list", q="1108")
    for _each in range(3):
        make_regime.signed_version()
    with django_assert_num_queries(13):
        page(policy, "measure_list")


def test_an_empty_list_teaches(policy):
    assert "No measure here" in page(policy, "measure_list")


def test_a_measure_is_shown_as_at_a_day_with_all_its_versions(policy):
    versions = make_regime.the_real_sequence()
    number = versions[0].measure.number

    now = page(policy, "measure_detail", number)
    assert f"Measure {number} · Lifted" in now
    assert "Announcement to reporters; no formal notice" in now
    assert "No: the version begins on another day" in now
    assert now.count('<rect class="') == 10
    then = page(policy, "measure_detail", number, on="2020-05-01")
    assert f"Measure {number} · Eased" in then
    assert "version 2 counts" in then
    assert "Ask" not in page(policy, "measure_detail", number, on="not a day")


def test_a_draft_is_offered_to_be_signed_or_shows_every_reason_against_it(office, policy):
    draft = make_regime.measure(text_fr="")

    shown = page(office, "measure_detail", draft.measure.number)
    assert "The public text is missing in one language." in shown
    assert "There is no office in whose name you may sign." in shown
    assert "Edit the draft" in page(policy, "measure_detail", draft.measure.number)


def test_a_measure_is_drafted(policy):
    answer = policy.post(reverse("regime:measure_new"), typed())

    measure = Measure.objects.get()
    assert answer.url == measure.get_absolute_url()
    version = measure.versions.get()
    assert version.provisions.get().included() == ["2", "5504"]
    assert version.dates.get().followed


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"starts_at": ""}, "This field is required."),
        ({"term_ends_at": "2019-10-10 00:00"}, "The version ends before it begins."),
        ({"destinations": None}, "This field is required."),
        ({"reason": ""}, "This field is required."),
        (
            {"provisions": [{**PROVISION, "included": "two"}]},
            "“two” is not written as a group or an item of the List.",
        ),
        (
            {"provisions": [{**PROVISION, "included": "2", "excluded": "2"}]},
            "The provision both names and leaves out the same goods.",
        ),
        (
            {"provisions": [PROVISION, {**PROVISION, "new_effect": "case-by-case"}]},
            "Provisions 1 and 2 say different things about the same applications or permits",
        ),
        (
            {"provisions": [{**PROVISION, "included": "2-15", "excluded": "2"}]},
            "A provision leaves out all the goods that it names.",
        ),
        (
            {"exemptions": [{"programme": "nato", "title_en": "NATO", "effect": "case-by-case"}]},
            "Say who may grant the exemption.",
        ),
        ({"provisions-TOTAL_FORMS": "many"}, "ManagementForm data is missing"),
        ({"dates": [{"day": "2019-02-31", "source": "A source"}]}, "Enter a valid date."),
    ],
)
def test_bad_input_gets_a_clear_message_and_changes_nothing(policy, changes, message):
    sent = typed(**changes)
    if "provisions-TOTAL_FORMS" in changes:
        sent |= changes
    answer = policy.post(reverse("regime:measure_new"), sent)

    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Measure.objects.exists()
    assert not MeasureVersion.history.exists()


def test_a_new_version_begins_from_the_one_before_it(policy):
    first = make_regime.signed_version(exemptions=[make_regime.exemption()])
    number = first.measure.number

    shown = page(policy, "measure_version_new", number, change="eased")
    assert "NATO cooperation programs" in shown
    assert "No new permit is issued." in shown
    sent = typed(
        title_en=None, title_fr=None, change="lifted", starts_at="2020-04-16 00:00",
        dates=[{"day": "2020-04-16", "source": "Notice"}], exemptions=[EXEMPTION],
    )  # fmt: skip
    answer = policy.post(reverse("regime:measure_version_new", args=[number]), sent)

    second = first.measure.versions.get(position=2)
    assert answer.url == second.get_absolute_url()
    assert second.supersedes == first
    assert second.exemptions.get().title_en == first.exemptions.get().title_en
    assert "Another version of the measure is in draft." in page(
        policy, "measure_version_new", number
    )


def test_a_draft_is_edited_and_a_conflict_shows_what_is_saved(policy):
    draft = make_regime.measure()
    address = reverse("regime:measure_version_edit", args=[draft.measure.number, 1])
    seen = draft.newest_entry()
    assert "Permits for Turkey" in policy.get(address).content.decode()

    first = policy.post(address, typed(version=seen, text_en="Mine"))
    second = policy.post(address, typed(version=seen, text_en="Theirs"))

    assert first.status_code == 302
    shown = second.content.decode()
    assert "Someone else changed this version after you opened it." in shown
    assert "What is saved now" in shown
    draft.refresh_from_db()
    assert draft.text_en == "Mine"


def test_a_signature_takes_two_pages(office, policy):
    draft = make_regime.measure()
    minister = make.minister()
    address = reverse("regime:measure_version_sign", args=[draft.measure.number, 1])
    sent = {"appointment": minister.pk, "signed_at": "2019-10-11 09:00", "reason": "Signed"}

    assert "all goods, export and brokering permits" in office.get(address).content.decode()
    confirm = office.post(address, sent).content.decode()
    assert "Confirm the signature" in confirm
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert office.post(address, {**sent, "confirmed": "yes"}).status_code == 302

    draft.refresh_from_db()
    assert draft.status == "approved"
    assert "The version is not a draft." in office.get(address).content.decode()


def test_an_office_holder_whose_term_ended_yesterday_cannot_sign(office):
    draft = make_regime.measure()
    yesterday = timezone.localdate() - timedelta(days=1)
    minister = make.minister(valid_until=yesterday)
    address = reverse("regime:measure_version_sign", args=[draft.measure.number, 1])
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    sent = {"appointment": minister.pk, "signed_at": now, "reason": "Signed"}

    for step in ({}, {"confirmed": "yes"}):
        answer = office.post(address, {**sent, **step}).content.decode()
        assert "The office-holder named was not in office when the order was signed." in answer
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_draft_is_withdrawn(policy):
    draft = make_regime.measure()
    address = reverse("regime:measure_version_withdraw", args=[draft.measure.number, 1])

    assert policy.post(address, {"reason": "Not needed"}).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "withdrawn"
    assert "The version is not a draft." in policy.get(address).content.decode()


def test_a_destination_is_asked_about_on_a_day(policy):
    make_regime.the_real_sequence()

    asked = {"country": "TR", "goods": "2-15", "on": "2021-05-01"}
    shown = page(policy, "destination", **asked)
    assert '<p class="verdict__answer">Presumptive denial</p>' in shown
    assert "Turkey: which rules applied on 1 May 2021" in shown
    assert "Dialogue mechanism concluded with the destination" in shown
    assert "NATO cooperation programs" in shown
    assert "Nothing that applied." in shown, "lists and sanctions are shown apart"
    other = page(policy, "destination", country="TR", goods="1-5", on="2021-05-01")
    assert '<p class="verdict__answer">Case by case</p>' in other
    unknown = page(policy, "destination", **asked, known="2021-06-01")
    assert '<p class="verdict__answer">No effect</p>' in unknown, "all was recorded today"
    assert "Ask about a destination" in page(policy, "destination")
    assert "is not written as a group" in page(policy, "destination", country="TR", goods="x")


SUSPENDING = {"included": ["2"], "existing_effect": "suspend-scope"}
ORDER = {
    "effective_at": "2020-10-05 00:00",
    "title_en": "Suspension of the permits in scope",
    "title_fr": "Suspension des licences visées",
    "ground_en": "To allow time to assess",
    "ground_fr": "Pour laisser le temps d'évaluer",
    "authority": "Export and Import Permits Act, s. 10(1)",
    "review_on": "2021-04-05",
    "reason": "The measure suspends by scope",
}


def suspending(version):
    return reverse("regime:measure_version_suspend", args=[version.measure.number, 1])


def test_permits_in_scope_are_offered_to_an_order(sign_in):
    director = sign_in(make.director())
    version = make_regime.signed_version(provisions=[make_regime.provision(**SUSPENDING)])
    assert suspending(version) not in page(director, "measure_detail", version.measure.number)

    inside = make.valid_permit()
    outside = make.valid_permit(destination=make.country("ZA"))

    assert suspending(version) in page(director, "measure_detail", version.measure.number)
    shown = director.get(suspending(version)).content.decode()
    assert inside.reference in shown
    assert outside.reference not in shown


def test_an_order_takes_all_the_permits_in_scope_however_many_but_those_left_out(sign_in):
    director = sign_in(make.director())
    permits = make_decisions.many_valid_permits(MOST_CHOSEN + 3)
    with ledger.entry(by=None, action="permit.register", reason="A test"):
        PermitLine.objects.bulk_create(
            PermitLine(permit=permit, position=1, item=make.item(), code="2-15", value=1)
            for permit in permits
        )
    make.valid_permit(destination=make.country("ZA"))
    version = make_regime.signed_version(provisions=[make_regime.provision(**SUSPENDING)])

    looked = director.post(
        suspending(version), {**ORDER, "look": "1", "left_out": permits[0].reference}
    ).content.decode()
    answer = director.post(suspending(version), {**ORDER, "left_out": permits[0].reference})

    assert f"{MOST_CHOSEN + 2} permits will be suspended" in looked
    order = Order.objects.get(kind="suspend")
    assert answer.url == order.get_absolute_url()
    listed = set(order.schedule.values_list("permit", flat=True))
    assert listed == {permit.pk for permit in permits[1:]}
    make.signed(order)
    assert Permit.objects.suspended_by(order).count() == MOST_CHOSEN + 2


def test_permits_are_suspended_by_scope_only_under_a_version_that_says_so_and_counts(sign_in):
    director = sign_in(make.director())
    make.valid_permit()
    told = [
        (
            make_regime.measure(provisions=[make_regime.provision(**SUSPENDING)]),
            "The version is not signed.",
        ),
        (
            make_regime.signed_version(
                provisions=[make_regime.provision(existing_effect="suspend-listed")]
            ),
            "No provision of the version suspends permits by its scope.",
        ),
        (
            make_regime.signed_version(
                provisions=[make_regime.provision(**SUSPENDING)],
                term_ends_at=make_regime.EASED_AT,
            ),
            "The version is no longer in force.",
        ),
    ]

    for version, why in told:
        assert why in director.get(suspending(version)).content.decode()
        assert why in director.post(suspending(version), ORDER).content.decode()
    assert not Order.objects.filter(kind="suspend").exists()


def test_a_permit_left_out_that_is_not_on_the_register_is_named(sign_in):
    director = sign_in(make.director())
    make.valid_permit()
    version = make_regime.signed_version(provisions=[make_regime.provision(**SUSPENDING)])

    for pressed in ({"look": "1"}, {}):
        sent = {**ORDER, **pressed, "left_out": "XP-1999-000001"}
        shown = director.post(suspending(version), sent).content.decode()
        assert "Not on the register: XP-1999-000001." in shown
    assert not Order.objects.filter(kind="suspend").exists()


def test_an_order_drawn_up_later_is_named_on_the_page(policy):
    version = make_regime.signed_version(
        provisions=[make_regime.provision(existing_effect="suspend-scope")]
    )
    order = make.order("suspend", [make.valid_permit()], effective_at=make.SUSPENDED_AT)
    address = reverse("regime:measure_version_order", args=[version.measure.number, 1])

    withdrawn = make.order("suspend", [make.valid_permit()], effective_at=make.SUSPENDED_AT)
    orders.withdraw(withdrawn, by=make.director(), reason="Another one is drawn up")

    assert address in page(policy, "measure_detail", version.measure.number)
    refused = policy.post(address, {"order": withdrawn.pk, "reason": "Drawn up"})
    assert "The order is withdrawn." in refused.content.decode()
    assert policy.post(address, {"order": order.pk, "reason": "Drawn up"}).status_code == 302
    assert order.number in page(policy, "measure_detail", version.measure.number)
    assert "names its order already" in policy.get(address).content.decode()


def test_measures_to_sign_wait_for_the_ministers_office(office):
    draft = make_regime.measure()
    make_regime.measure(reasons_fr="")

    home = office.get(reverse("home")).content.decode()

    assert "Measures to sign" in home
    assert str(draft) in home


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("measure_list", Role.CONSULTED_DEPARTMENT),
        ("measure_detail", Role.CONSULTED_DEPARTMENT),
        ("destination", Role.CONSULTED_DEPARTMENT),
        ("measure_new", Role.PERMIT_OFFICER),
        ("measure_version_new", Role.MINISTERS_OFFICE),
        ("measure_version_edit", Role.MINISTERS_OFFICE),
        ("measure_version_withdraw", Role.MINISTERS_OFFICE),
        ("measure_version_order", Role.MINISTERS_OFFICE),
        ("measure_version_suspend", Role.POLICY_OFFICER),
        ("measure_version_sign", Role.POLICY_OFFICER),
    ],
)
def test_a_page_is_closed_to_those_without_the_permission(sign_in, name, role):
    draft = make_regime.measure()
    args = [draft.measure.number] if "measure_" in name else []
    on_a_version = ("edit", "withdraw", "order", "suspend", "sign")
    args += [1] if name.removeprefix("measure_version_") in on_a_version else []
    args = [] if name in ("measure_list", "measure_new") else args

    assert sign_in(make.user(role)).get(reverse(f"regime:{name}", args=args)).status_code == 403


def test_what_does_not_exist_is_not_found(policy):
    draft = make_regime.measure()
    edit = reverse("regime:measure_version_edit", args=[draft.measure.number, 7])

    assert policy.get(edit).status_code == 404
    assert policy.get(reverse("regime:measure_detail", args=["MS-1900-1"])).status_code == 404
