"""The team of a case as its page shows it: who, in which part, and what each declared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from audit.models import Entry
from investigations.models import Declaration, InterestRuling, Investigation, Membership
from investigations.models.team import InterestOutcome


class Standing(models.TextChoices):
    """How a person stands to a case, by their last declaration and what was decided on it."""

    UNDECLARED = "undeclared", _("No declaration yet")
    CLEAR = "clear", _("No interest declared")
    UNDECIDED = "undecided", _("Interest declared, to be decided")
    CONTINUES = "continues", pgettext_lazy("interest", "May take part")
    RECUSED = "recused", pgettext_lazy("interest", "Recused")


COLOURS = {
    Standing.UNDECLARED: "warning",
    Standing.CLEAR: "yes",
    Standing.UNDECIDED: "warning",
    Standing.CONTINUES: "yes",
    Standing.RECUSED: "no",
}


@dataclass
class Member:
    """One person: their parts in the case, past ones too, and their declarations."""

    person: User
    leads: bool = False
    memberships: list[Membership] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)

    @property
    def is_on_team(self):
        return self.leads or any(each.left_on is None for each in self.memberships)

    @property
    def declaration(self):
        return self.declarations[-1] if self.declarations else None

    @property
    def rulings(self) -> list[InterestRuling]:
        each = [ruling for given in self.declarations for ruling in given.rulings.all()]
        return sorted(each, key=lambda ruling: ruling.pk)

    @property
    def standing(self):
        rulings, last = self.rulings, self.declaration
        if rulings and rulings[-1].outcome == InterestOutcome.RECUSED:
            return Standing.RECUSED
        if last is None:
            return Standing.UNDECLARED
        if not last.interest:
            return Standing.CLEAR
        return Standing.CONTINUES if last.rulings.all() else Standing.UNDECIDED

    @property
    def colour(self):
        return COLOURS[self.standing]


@dataclass(frozen=True)
class Lead:
    """Who led from when, and why it passed to them."""

    name: str
    since: datetime
    entry: Entry


@dataclass(frozen=True)
class Team:
    """Everybody who has or had a part in a case, and who led it."""

    members: list[Member]
    leads: list[Lead]
    reader: Member

    @property
    def undecided(self):
        return [each for each in self.members if each.standing == Standing.UNDECIDED]


def team_of(investigation: Investigation, reader: User) -> Team:
    """Read the team in a constant number of statements; the reader is found in it or added."""
    found: dict[int, Member] = {}

    def member(person):
        return found.setdefault(person.pk, Member(person))

    member(investigation.lead).leads = True
    for membership in investigation.memberships.select_related("person").order_by("pk"):
        member(membership.person).memberships.append(membership)
    declarations = investigation.declarations.select_related("person").order_by("pk")
    for declaration in declarations.prefetch_related("rulings__decided_by"):
        member(declaration.person).declarations.append(declaration)
    members = sorted(found.values(), key=lambda each: (not each.leads, not each.is_on_team))
    return Team(
        members=members,
        leads=list(_leads(investigation)),
        reader=found.get(reader.pk, Member(reader)),
    )


def _leads(investigation: Investigation) -> Iterator[Lead]:
    """Who led it, by its history, the first lead first."""
    versions = list(investigation.history.select_related("entry").order_by("history_id"))
    people = User.objects.in_bulk({version.lead_id for version in versions})
    last = None
    for version in versions:
        if version.lead_id != last:
            last = version.lead_id
            yield Lead(str(people[last]), version.entry.recorded_at, version.entry)
