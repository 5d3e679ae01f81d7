"""The people of the demonstration, one for each role, and the offices in whose name they sign."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import Act, Appointment, RoleAssignment, User
from accounts.roles import Role
from audit import ledger

PASSWORD = "for-the-demonstration-only"
REASON = "Set up for the demonstration"


@dataclass(frozen=True)
class Account:
    """A sign-in name of the demonstration and the role it plays."""

    username: str
    name: str
    office: str
    role: Role | None
    language: str = "en-ca"

    @property
    def role_label(self):
        return self.role.label if self.role else _("Superuser")


ACCOUNTS = [
    Account("officer", "Julien Roy", "Export Controls Operations", Role.PERMIT_OFFICER),
    Account("intake", "Nadia Tremblay", "Export Controls Operations", Role.INTAKE_OFFICER, "fr-ca"),
    Account("policy", "Owen Clarke", "Export Controls Policy", Role.POLICY_OFFICER),
    Account("investigator", "Amara Singh", "Export Controls Policy", Role.INVESTIGATOR),
    Account(
        "custodian",
        "Marie-Ève Fortin",
        "Information Management",
        Role.EVIDENCE_CUSTODIAN,
        "fr-ca",
    ),
    Account("director", "Helen MacLeod", "Trade and Export Controls Bureau", Role.DIRECTOR),
    Account("counsel", "Ingrid Lavoie", "Legal Services", Role.LEGAL_COUNSEL, "fr-ca"),
    Account("deputy", "Thomas Okafor", "Office of the Deputy Minister", Role.DEPUTY_MINISTER),
    Account("minister", "Luc Gagnon", "Office of the Minister", Role.MINISTERS_OFFICE, "fr-ca"),
    Account("defence", "Peter Novak", "Department of National Defence", Role.CONSULTED_DEPARTMENT),
    Account("auditor", "Claire Bouchard", "Office of the Chief Audit Executive", Role.AUDITOR),
    Account("administrator", "Sam Taylor", "Information Management", Role.ADMINISTRATOR),
]

# Office (English, French), holder, minister?, account, instrument, from, until
OFFICES = [
    ("Minister of Foreign Affairs", "Ministre des Affaires étrangères", "Eleanor Whitcombe", True, None, "Order in council (fictional) 2015-11", date(2015, 11, 4), date(2019, 11, 19)),
    ("Minister of Foreign Affairs", "Ministre des Affaires étrangères", "Étienne Marchand", True, None, "Order in council (fictional) 2019-11", date(2019, 11, 20), date(2021, 1, 11)),
    ("Minister of Foreign Affairs", "Ministre des Affaires étrangères", "Robert Ashdown", True, None, "Order in council (fictional) 2021-01", date(2021, 1, 12), None),
    ("Director General, Trade and Export Controls", "Direction générale, Contrôles commerciaux et à l'exportation", "Helen MacLeod", False, "director", "Instrument of delegation (fictional) 2018-04", date(2018, 4, 1), None),
]  # fmt: skip


def load() -> dict[str, User]:
    """Create the accounts, their roles and the offices; returns the people by sign-in name."""
    people = {}
    for account in ACCOUNTS:
        person = User.objects.create_user(
            account.username,
            PASSWORD,
            reason=REASON,
            name=account.name,
            office=account.office,
            email=f"{account.username}@example.ca",
            language=account.language,
            is_staff=account.role in {Role.ADMINISTRATOR, Role.AUDITOR},
        )
        with ledger.entry(by=None, action=Act.ASSIGN_ROLE, about=person.username, reason=REASON):
            RoleAssignment.objects.create(user=person, role=account.role)
        people[account.username] = person
    for english, french, holder, is_minister, account, instrument, begins, ends in OFFICES:
        with ledger.entry(by=None, action=Act.APPOINT, about=holder, reason=REASON):
            Appointment.objects.create(
                office_en=english,
                office_fr=french,
                holder_name=holder,
                is_minister=is_minister,
                user=people.get(account),
                instrument=instrument,
                valid_from=begins,
                valid_until=ends,
            )
    return people


def minister_on(day: date) -> Appointment:
    """The minister in office on a day of the story."""
    return Appointment.objects.filter(is_minister=True, valid_from__lte=day).latest("valid_from")
