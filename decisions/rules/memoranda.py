"""May a memorandum be written, sent off, reviewed, put forward, and returned?"""

from django.db import models
from django.http import QueryDict

from accounts.models import User
from audit.models import Entry
from decisions.models import (
    Act,
    ConditionAct,
    Decision,
    DecisionStatus,
    Option,
    OptionEffect,
    PopulationKind,
)
from decisions.rules.refusals import Refusal
from investigations.models import Investigation
from investigations.models.standards import OPEN, FindingStatus
from permits.filters import PermitFilter
from permits.models import Country, Permit
from permits.models.orders import OrderKind, OrderStatus

# Filters of the register that leave a question as wide as a country, or wider.
NOT_NARROW = {"destination", "status", "type", "expired", "in_term_on"}
# What each change of a condition has to say.
SIDES = {
    ConditionAct.ADD: ["new"],
    ConditionAct.REPLACE: ["old", "new"],
    ConditionAct.WITHDRAW: ["old"],
}
FEWEST_OPTIONS, MOST_OPTIONS = 2, 4
# What each act makes of the status it finds. docs/decisions.md is drawn from this table.
DECISION_TRANSITIONS: dict[str, dict[str, str]] = {
    Act.SUBMIT: {DecisionStatus.DRAFT: DecisionStatus.LEGAL},
    Act.OPINE: {DecisionStatus.LEGAL: DecisionStatus.DIRECTION},
    Act.ENDORSE: {DecisionStatus.DIRECTION: DecisionStatus.SUBMITTED},
    Act.RETURN: {
        DecisionStatus.LEGAL: DecisionStatus.DRAFT,
        DecisionStatus.DIRECTION: DecisionStatus.DRAFT,
        DecisionStatus.SUBMITTED: DecisionStatus.DRAFT,
    },
    Act.SIGN: {DecisionStatus.SUBMITTED: DecisionStatus.SIGNED},
    Act.REJECT: {DecisionStatus.SUBMITTED: DecisionStatus.REJECTED},
}


def against_drafting(investigation: Investigation) -> list[Refusal]:
    """A memorandum puts an investigation's recommendation to the Minister."""
    return [] if investigation.recommendations.exists() else [Refusal.NO_RECOMMENDATION]


def against_editing(decision: Decision) -> list[Refusal]:
    """What is before the Minister, or signed, stays as it is."""
    return [] if decision.status == DecisionStatus.DRAFT else [Refusal.NOT_DRAFT]


def against_submitting(decision: Decision) -> list[Refusal]:
    """A memorandum is whole, in both languages, and rests on findings that were adopted."""
    refusals = against_editing(decision)
    if not _both(decision, "title"):
        refusals.append(Refusal.TITLE_IN_BOTH)
    if not _both(decision, "background"):
        refusals.append(Refusal.BACKGROUND_IN_BOTH)
    return [
        *refusals,
        *_against_options(list(decision.options.all())),
        *_against_population(decision),
        *_against_findings(decision),
    ]


def _both(record: models.Model, field: str) -> bool:
    return all(getattr(record, f"{field}_{language}").strip() for language in ("en", "fr"))


def _against_options(options: list[Option]) -> list[Refusal]:
    refusals = []
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        refusals.append(Refusal.NUMBER_OF_OPTIONS)
    if sum(option.recommended for option in options) != 1:
        refusals.append(Refusal.ONE_RECOMMENDED)
    if not all(_both(option, "text") for option in options):
        refusals.append(Refusal.OPTIONS_IN_BOTH)
    if not all(_both(option, "risks") for option in options):
        refusals.append(Refusal.RISKS_IN_BOTH)
    if not all(_says_its_condition(option) for option in options):
        refusals.append(Refusal.CONDITION_UNSAID)
    return refusals


def _says_its_condition(option: Option) -> bool:
    """Whether an option that amends names the condition as it is, as it shall be, or both."""
    if option.effect != OptionEffect.AMEND:
        return True
    return bool(option.condition) and all(
        _both(option, side) for side in SIDES[ConditionAct(option.condition)]
    )


def _against_population(decision: Decision) -> list[Refusal]:
    """What the options are about can be found, and is something."""
    if decision.population == PopulationKind.SUSPENSIONS:
        return _against_suspensions(decision)
    if decision.population == PopulationKind.QUESTION and not _readable(decision.question):
        return [Refusal.QUESTION_UNREADABLE]
    if _cancels_by_country(decision):
        return [Refusal.BY_COUNTRY]
    return [] if decision.permits_in_question().exists() else [Refusal.NOTHING_IN_QUESTION]


def _readable(question: str) -> bool:
    """Whether a question asks something, and every part of it is understood."""
    asked = QueryDict(question)
    names = set(PermitFilter.base_filters)
    return (
        any(asked.get(name) for name in names)
        and set(asked) <= names
        and PermitFilter(asked, queryset=Permit.objects.none()).is_valid()
    )


def _cancels_by_country(decision: Decision) -> bool:
    """Whether an option cancels whatever goes somewhere, or all there is.

    What was announced is the cancellation of certain permits, never of a country's: others to the
    same country are valid and untouched.
    """
    if decision.population != PopulationKind.QUESTION:
        return False
    if not any(option.effect == OptionEffect.CANCEL for option in decision.options.all()):
        return False
    asked = QueryDict(decision.question)
    text = asked.get("q", "").strip()
    names = {name for name in asked if asked.get(name)} - (
        {"q"} if Country.objects.named(text).exists() else set()
    )
    return names <= NOT_NARROW


def _against_suspensions(decision: Decision) -> list[Refusal]:
    orders = list(decision.suspensions.all())
    if not orders:
        return [Refusal.NO_SUSPENSION]
    if any(
        order.kind != OrderKind.SUSPEND or order.status != OrderStatus.CARRIED_OUT
        for order in orders
    ):
        return [Refusal.NOT_A_SUSPENSION]
    return []


def _against_findings(decision: Decision) -> list[Refusal]:
    """A memorandum rests on adopted findings; one that corrects a batch, on the batch."""
    if decision.population == PopulationKind.BATCH:
        return []
    statuses = set(decision.investigation.findings.values_list("status", flat=True))
    refusals = []
    if FindingStatus.ADOPTED not in statuses:
        refusals.append(Refusal.NO_FINDING_ADOPTED)
    if statuses & {*OPEN}:
        refusals.append(Refusal.FINDING_IN_DRAFT)
    return refusals


def against_opining(decision: Decision, *, by: User, text: str = "given") -> list[Refusal]:
    """The legal review is by a counsel who had no hand in the memorandum."""
    refusals = []
    if decision.status not in DECISION_TRANSITIONS[Act.OPINE]:
        refusals.append(Refusal.NOT_IN_REVIEW)
    if wrote(by, decision):
        refusals.append(Refusal.COUNSEL_WROTE)
    if not text.strip():
        refusals.append(Refusal.OPINION_EMPTY)
    return refusals


def against_endorsing(decision: Decision, *, by: User) -> list[Refusal]:
    """A director general or deputy puts before the Minister what somebody else wrote."""
    refusals = []
    if decision.status not in DECISION_TRANSITIONS[Act.ENDORSE]:
        refusals.append(Refusal.NOT_BEFORE_DIRECTION)
    if wrote(by, decision) or had_a_hand(by, decision.number, Act.OPINE):
        refusals.append(Refusal.ENDORSER_WROTE)
    return refusals


def against_returning(decision: Decision) -> list[Refusal]:
    """Whoever has it before them may send a memorandum back to its author."""
    movable = DECISION_TRANSITIONS[Act.RETURN]
    return [] if decision.status in movable else [Refusal.NOTHING_TO_RETURN]


def wrote(person: User, decision: Decision) -> bool:
    """Whether a person drafted, edited or sent off a memorandum."""
    return person.pk == decision.prepared_by_id or had_a_hand(
        person, decision.number, Act.DRAFT, Act.EDIT, Act.SUBMIT
    )


def had_a_hand(person: User, number: str, *acts: str) -> bool:
    """Whether the ledger knows an act of this person on the record with this number."""
    return Entry.objects.by_person(person).filter(about=number, action__in=acts).exists()
