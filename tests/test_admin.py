"""The administration: accounts and reference data on record, windows on everything else."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from accounts.admin import RecordedAdmin
from accounts.models import Appointment, Power, RoleAssignment, User
from accounts.roles import PERMISSIONS, Role
from audit import ledger
from audit.admin import HouseAdmin, Window
from audit.models import Entry, Source, audited_models
from permits.models import ControlListItem, Country, Party, Permit, StatusChange
from tests import make

pytestmark = pytest.mark.django_db

REGISTERED = sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label)
WINDOWS = [(model, window) for model, window in REGISTERED if isinstance(window, Window)]
KEPT_HERE = {"User", "Appointment", "Country", "ControlListEdition", "ControlListItem"}


def address(model, view, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


@pytest.fixture
def administrator(sign_in):
    person = make.user(Role.ADMINISTRATOR, name="A. Dministrator", is_staff=True)
    client = sign_in(person)
    client.person = person
    return client


@pytest.fixture
def auditor(sign_in):
    return sign_in(make.user(Role.AUDITOR, is_staff=True))


@pytest.fixture
def root(sign_in):
    person = User.objects.create_superuser("root", "a long pass phrase", name="Root")
    client = sign_in(person)
    client.person = person
    return client


def roles(*given):
    """The posted rows of the inline of roles: those to be added."""
    rows = {
        "role_assignments-TOTAL_FORMS": len(given),
        "role_assignments-INITIAL_FORMS": 0,
    }
    for number, role in enumerate(given):
        rows[f"role_assignments-{number}-role"] = role.value
    return rows


def account(person, **changes):
    """The posted form of an account with changes."""
    facts = {
        "username": person.username,
        "name": person.name,
        "email": "",
        "office": "",
        "language": "en-ca",
        "is_active": "on",
        "reason": "A test",
        **roles(),
        **changes,
    }
    return {name: value for name, value in facts.items() if value is not None}


def new_account(**changes):
    return {
        "username": "newcomer",
        "name": "N. Ewcomer",
        "language": "fr-ca",
        "usable_password": "true",
        "password1": "a rather long pass phrase",
        "password2": "a rather long pass phrase",
        "reason": "Joined the division",
        **roles(),
        **changes,
    }


def state(model):
    """Every row of a model, to compare before and after."""
    return list(model._base_manager.order_by("pk").values_list())


# What the administration is made of


def test_every_registered_model_is_kept_here_or_a_window():
    kept = {model.__name__ for model, each in REGISTERED if isinstance(each, RecordedAdmin)}
    assert kept == KEPT_HERE
    assert all(isinstance(each, RecordedAdmin | Window) for _model, each in REGISTERED)


def test_case_records_have_a_window_each():
    seen = {model for model, _window in REGISTERED}
    records, events = audited_models(apps)
    cases = [
        model
        for model in records + events
        if model._meta.app_label in {"permits", "investigations", "decisions"}
    ]
    missing = {model.__name__ for model in cases if model not in seen}
    assert missing == {"CountryName"}  # kept beside its country


@pytest.mark.parametrize(
    ("model", "each"), REGISTERED, ids=[model.__name__ for model, _each in REGISTERED]
)
def test_no_page_of_the_administration_is_a_trap(model, each):
    assert isinstance(each, HouseAdmin)
    assert not isinstance(each, SimpleHistoryAdmin)
    assert (each.actions, each.date_hierarchy, each.list_editable) == (None, None, ())
    assert each.show_full_result_count is False
    relations = {
        name
        for name in each.list_display
        if name in {field.name for field in model._meta.fields if field.is_relation}
    }
    assert relations <= {path.partition("__")[0] for path in each.list_select_related or ()}
    assert each.search_fields


def test_groups_are_not_a_second_way_to_rights():
    assert Group not in admin.site._registry


# Windows


def test_no_form_or_action_of_a_window_writes(root):
    make.suspended_permit()
    with ledger.entry(by=None, action="test.act", reason="Every role, against the rules"):
        RoleAssignment.objects.bulk_create(
            RoleAssignment(user=root.person, role=role) for role in Role
        )
    before, entries = [state(model) for model, _window in WINDOWS], Entry.objects.count()
    posted = {"status": "cancelled", "reason": "Try", "name": "Try", "_save": "Save"}

    for model, _window in WINDOWS:
        row = model._base_manager.order_by("-pk").first()
        key = row.pk if row else 1
        chosen = {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
        for url, data, answers in [
            (address(model, "add"), posted, {403}),
            (address(model, "change", key), posted, {403}),
            (address(model, "delete", key), {"post": "yes"}, {403}),
            (address(model, "history", key), posted, {302, 404}),
            (address(model, "changelist"), chosen, {200, 302}),
        ]:
            assert root.post(url, data).status_code in answers, url

    assert [state(model) for model, _window in WINDOWS] == before
    assert Entry.objects.count() == entries


def test_an_auditor_sees_every_window_and_an_administrator_none(auditor, administrator):
    make.suspended_permit()
    seen = 0

    for model, _window in WINDOWS:
        pages = [address(model, "changelist"), address(model, "changelist") + "?q=x"]
        if row := model._base_manager.order_by("-pk").first():
            pages.append(address(model, "change", row.pk))
            seen += 1
        for page in pages:
            assert auditor.get(page).status_code == 200, page
            assert administrator.get(page).status_code in {403, 404}, page

    assert seen >= 7


def test_a_window_is_searched(auditor):
    permits = make.valid_permits(2)

    page = auditor.get(address(Permit, "changelist"), {"q": permits[0].reference}).content.decode()

    assert permits[0].reference in page
    assert permits[1].reference not in page


def test_a_window_makes_the_same_queries_for_any_number_of_rows(auditor, django_assert_num_queries):
    make.valid_permits(2)
    auditor.get(address(StatusChange, "changelist"))
    with django_assert_num_queries(5):  # session, person, roles, count, rows
        auditor.get(address(StatusChange, "changelist"))
    make.valid_permits(20)
    with django_assert_num_queries(5):
        auditor.get(address(StatusChange, "changelist"))


def test_the_index_offers_an_administrator_no_case_record(administrator, auditor):
    assert "/admin/permits/permit/" in auditor.get("/admin/").content.decode()

    page = administrator.get("/admin/").content.decode()

    assert "/admin/permits/permit/" not in page
    assert "/admin/investigations/" not in page
    assert "/admin/decisions/" not in page
    assert "/admin/audit/" not in page
    assert "/admin/permits/country/" in page


def test_the_administration_is_closed_to_whoever_is_not_staff(sign_in):
    response = sign_in(make.user(Role.ADMINISTRATOR)).get("/admin/")

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


# History


def test_the_history_button_opens_our_own_history(auditor, administrator):
    permit = make.suspended_permit()
    change = StatusChange.objects.last()

    assert auditor.get(address(Permit, "history", permit.pk)).url == reverse(
        "audit:record_history", args=["permits.permit", permit.pk]
    )
    assert auditor.get(address(StatusChange, "history", change.pk)).url == reverse(
        "audit:entry_detail", args=[change.entry.sequence]
    )
    assert administrator.get(address(Permit, "history", permit.pk)).status_code == 404

    country = make.country("TR")
    response = administrator.get(address(Country, "history", country.pk))
    assert response.status_code == 200
    assert "Türkiye" in response.content.decode()


def test_the_history_of_what_is_not_there_is_not_found(auditor):
    assert auditor.get(address(Permit, "history", 10**9)).status_code == 404


# Accounts


def test_an_account_is_added_with_its_roles_as_one_act(administrator):
    response = administrator.post(
        address(User, "add"), new_account(**roles(Role.INVESTIGATOR, Role.PERMIT_OFFICER))
    )

    person = User.objects.get(username="newcomer")
    assert response.status_code == 302
    assert person.created_by == administrator.person
    assert person.check_password("a rather long pass phrase")
    assert person.roles() == [Role.PERMIT_OFFICER, Role.INVESTIGATOR]
    entry = Entry.objects.latest("sequence")
    assert (entry.actor, entry.action, entry.about, entry.reason, entry.source) == (
        administrator.person,
        "admin.change",
        "newcomer",
        "Joined the division",
        Source.ADMIN,
    )
    assert entry.rows_changed == 3
    assert {person.history.get().entry, person.role_assignments.first().history.get().entry} == {
        entry
    }


@pytest.mark.parametrize("reason", ["", "   ", None, "a\x00b"])
def test_nothing_is_changed_without_a_reason(administrator, reason):
    person = make.user()
    entries = Entry.objects.count()

    response = administrator.post(
        address(User, "change", person.pk), account(person, name="Other", reason=reason)
    )

    assert response.status_code == 200
    assert response.context["errors"]
    assert "Other" in response.content.decode()
    person.refresh_from_db()
    assert person.name != "Other"
    assert Entry.objects.count() == entries


def test_a_change_that_changes_nothing_leaves_no_entry(administrator):
    person = make.user()
    entries = Entry.objects.count()

    assert (
        administrator.post(address(User, "change", person.pk), account(person)).status_code == 302
    )

    assert Entry.objects.count() == entries


def test_a_person_is_deactivated_and_signed_out_at_once(administrator, sign_in):
    person = make.user(Role.PERMIT_OFFICER)
    theirs = sign_in(person)
    assert theirs.get("/").status_code == 200

    administrator.post(address(User, "change", person.pk), account(person, is_active=None))

    person.refresh_from_db()
    assert not person.is_active
    assert theirs.get("/").status_code == 302


def test_a_person_is_never_deleted(administrator, root):
    person = make.user()
    for client in (administrator, root):
        assert client.post(address(User, "delete", person.pk), {"post": "yes"}).status_code == 403
        client.post(
            address(User, "changelist"),
            {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"},
        )
    assert User.objects.filter(pk=person.pk).exists()


def test_a_password_is_set_on_record_with_its_reason(administrator):
    person = make.user()
    url = reverse("admin:auth_user_password_change", args=[person.pk])
    posted = {
        "usable_password": "true",
        "password1": "an entirely new phrase",
        "password2": "an entirely new phrase",
        "set-password": "Change password",
    }
    assert "Reason" in administrator.get(url).content.decode()

    assert administrator.post(url, posted).status_code == 200  # no reason
    person.refresh_from_db()
    assert not person.check_password("an entirely new phrase")

    assert administrator.post(url, {**posted, "reason": "Forgotten"}).status_code == 302
    person.refresh_from_db()
    assert person.check_password("an entirely new phrase")
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.about, entry.reason, entry.source) == (
        "account.change_password",
        person.username,
        "Forgotten",
        Source.ADMIN,
    )


def test_roles_are_given_and_withdrawn(administrator):
    person = make.user(Role.INVESTIGATOR)
    held = person.role_assignments.get()
    posted = {
        "role_assignments-TOTAL_FORMS": 2,
        "role_assignments-INITIAL_FORMS": 1,
        "role_assignments-0-id": held.pk,
        "role_assignments-0-user": person.pk,
        "role_assignments-0-DELETE": "on",
        "role_assignments-1-role": Role.DIRECTOR.value,
        "role_assignments-1-user": person.pk,
    }

    response = administrator.post(
        address(User, "change", person.pk), account(person, **posted, reason="Promoted")
    )

    assert response.status_code == 302, response.context["errors"]
    person.forget_roles()
    assert person.roles() == [Role.DIRECTOR]
    kinds = RoleAssignment.history.filter(user=person).values_list(
        "role", "history_type", "history_change_reason"
    )
    assert list(kinds.order_by("history_id")) == [
        ("investigator", "+", "A test"),
        ("investigator", "-", "Promoted"),
        ("director", "+", "Promoted"),
    ]


def test_a_role_is_never_altered_into_another(administrator):
    person = make.user(Role.INVESTIGATOR)
    held = person.role_assignments.get()
    posted = {
        "role_assignments-TOTAL_FORMS": 1,
        "role_assignments-INITIAL_FORMS": 1,
        "role_assignments-0-id": held.pk,
        "role_assignments-0-user": person.pk,
        "role_assignments-0-role": Role.MINISTERS_OFFICE.value,
    }

    administrator.post(address(User, "change", person.pk), account(person, **posted))

    held.refresh_from_db()
    assert held.role == Role.INVESTIGATOR


@pytest.mark.parametrize("who", ["administrator", "root"])
def test_nobody_gives_themselves_a_role(who, request):
    client = request.getfixturevalue(who)
    person = client.person
    before = person.roles()

    client.post(
        address(User, "change", person.pk),
        account(person, is_staff="on", **roles(Role.MINISTERS_OFFICE)),
    )

    person.forget_roles()
    assert person.roles() == before
    page = client.get(address(User, "change", person.pk)).content.decode()
    assert not re.findall(r'name="role_assignments-\d+-role"', page)


def test_nobody_closes_their_own_account_or_makes_themselves_a_superuser(administrator):
    person = administrator.person

    administrator.post(
        address(User, "change", person.pk),
        account(person, is_active=None, is_staff=None, is_superuser="on", name="Renamed"),
    )

    person.refresh_from_db()
    assert (person.name, person.is_active, person.is_staff, person.is_superuser) == (
        "Renamed",
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("held", "given"),
    [((), (Role.AUDITOR, Role.ADMINISTRATOR)), ((Role.AUDITOR,), (Role.ADMINISTRATOR,))],
)
def test_auditor_and_administrator_are_never_one_person(administrator, held, given):
    person = make.user(*held)
    posted = roles(*held, *given)
    posted["role_assignments-INITIAL_FORMS"] = len(held)
    for number, assignment in enumerate(person.role_assignments.all()):
        posted[f"role_assignments-{number}-id"] = assignment.pk
        posted[f"role_assignments-{number}-user"] = person.pk

    response = administrator.post(address(User, "change", person.pk), account(person, **posted))

    assert response.status_code == 200
    assert "One person cannot be both auditor and administrator." in response.content.decode()
    person.forget_roles()
    assert person.roles() == list(held)


def test_a_superuser_has_no_right_to_decide(root):
    permissions = frozenset().union(*PERMISSIONS.values())
    assert {"permits.sign_order", "decisions.sign_decision"} <= permissions
    held = {permission for permission in permissions if root.person.has_perm(permission)}
    assert held == PERMISSIONS[Role.ADMINISTRATOR]
    assert root.get("/admin/").status_code == 200
    assert root.get(address(Permit, "changelist")).status_code == 403


# Reference data


def test_a_country_and_its_names_are_changed_as_one_act(administrator):
    country = make.country("TR")
    names = list(country.names.order_by("pk"))
    posted = {
        "code": "TR",
        "name_en": "Türkiye",
        "name_fr": "Turquie",
        "names-TOTAL_FORMS": 1,
        "names-INITIAL_FORMS": 0,
        "names-0-name_en": "Anatolia",
        "names-0-name_fr": "Anatolie",
        "names-0-source": "A test",
        "reason": "Corrected",
    }
    name_before = country.name_fr

    response = administrator.post(address(Country, "change", country.pk), posted)

    assert response.status_code == 302, response.context["errors"]
    country.refresh_from_db()
    assert country.names.count() == len(names) + 1
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.about, entry.reason) == ("admin.change", "TR", "Corrected")
    assert entry.rows_changed == 1 + (name_before != "Turquie" or country.name_en != "Türkiye")


def test_a_control_list_item_is_put_in_its_place_in_the_order(administrator):
    edition = make.item().edition

    response = administrator.post(
        address(ControlListItem, "add"),
        {
            "edition": edition.pk,
            "group": 2,
            "code": "2-99",
            "depth": 0,
            "state": "in-force",
            "text_en": "Text",
            "text_fr": "Texte",
            "reason": "A test",
        },
    )

    assert response.status_code == 302, response.context["errors"]
    assert ControlListItem.objects.get(code="2-99").sort_key == "00002-00099"


POWERS = [f"covers_{power}" for power in ["group_2", *Power.values]]


def test_a_delegation_is_recorded_with_its_limits_and_the_minister_has_none(administrator):
    typed = {
        "office_en": "Director General",
        "office_fr": "Directeur général",
        "holder_name": "D. Elegate",
        "instrument": "Delegation 2021-1",
        "valid_from": date(2021, 1, 12),
        "highest_value": "500000.00",
        "covers_deny": "on",
        "reason": "Delegated",
    }
    refused = administrator.post(address(Appointment, "add"), {**typed, "is_minister": "on"})
    assert "Limits are set for delegates; the Minister has none." in refused.content.decode()

    assert administrator.post(address(Appointment, "add"), typed).status_code == 302

    delegation = Appointment.objects.get()
    assert delegation.highest_value == 500000
    assert [power for power in Power if delegation.gives(power)] == [Power.DENY]


def test_an_appointment_is_recorded(administrator):
    response = administrator.post(
        address(Appointment, "add"),
        {
            "office_en": "Minister of Foreign Affairs",
            "office_fr": "Ministre des Affaires étrangères",
            "holder_name": "M. Inister",
            "is_minister": "on",
            "instrument": "P.C. 2021-1",
            "valid_from": date(2021, 1, 12),
            **dict.fromkeys(POWERS, "on"),
            "reason": "Sworn in",
        },
    )

    assert response.status_code == 302, response.context["errors"]
    entry = Appointment.objects.get().history.get().entry
    assert (entry.about, entry.reason) == ("M. Inister", "Sworn in")


def test_an_officer_who_is_staff_changes_no_reference_data(sign_in):
    officer = sign_in(make.user(Role.PERMIT_OFFICER, is_staff=True))
    party = make.party()

    assert officer.get(address(Country, "changelist")).status_code == 403
    assert officer.post(address(Country, "add"), {"code": "ZZ"}).status_code == 403
    assert officer.post(address(Party, "change", party.pk), {"name": "Other"}).status_code == 403
