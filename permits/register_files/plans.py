"""What importing a file would do: its permits put together, and a judgement on every line.

The same plan is shown before an import and carried out by it. Nothing is written here.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.files import File

from permits.models.imports import LineResult, Reason
from permits.problems import Problem, in_words
from permits.register_files.files import read_lines
from permits.register_files.known import Known, on_the_register, parties_named
from permits.register_files.lines import Finding, Goods, Line, LineReader, Rejected, finding
from permits.register_files.profiles import Profile

# What every line of one permit says alike: of itself, and of its term.
LASTING = ("kind", "holder", "end_user", "destinations", "temporary")
TERM = ("issued_on", "valid_from", "valid_until")
COLUMN_OF = {"destinations": "destination"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of one line of the file, and why."""

    line: int
    result: LineResult
    reference: str = ""
    column: str = ""
    value: str = ""
    problem: str = ""

    @property
    def result_label(self) -> str:
        return str(self.result.label)

    @property
    def words(self) -> str:
        return in_words(self.problem)


class Judgements(list[Judgement]):
    """The judgements on a file, asked in the words that kept lines are asked in."""

    def with_result(self, result: str) -> "Judgements":
        return Judgements(each for each in self if each.result == result)

    def because_of(self, problem: str) -> "Judgements":
        return Judgements(each for each in self if each.problem == problem)

    def by_result(self) -> dict[LineResult, int]:
        """How many lines have each result; together they are all lines of the file."""
        counted = Counter(each.result for each in self)
        return {result: counted[result] for result in LineResult}

    def reasons(self) -> list[Reason]:
        """Each result and problem, and how many lines have it, the most frequent first."""
        counted = Counter((each.result, each.problem) for each in self if each.problem)
        reasons = [Reason(result, problem, lines) for (result, problem), lines in counted.items()]
        return sorted(reasons, key=lambda reason: (-reason.lines, reason.problem))


@dataclass(slots=True)
class PlannedPermit:
    """A permit that the file would put on the register: its first line, and all its goods."""

    first: Line
    valid_until: date  # of the last extension, where there is one
    goods: list[Goods]


@dataclass
class Plan:
    """Everything that importing a file would do."""

    profile: Profile
    permits: dict[str, PlannedPermit] = field(default_factory=dict)
    lines: Judgements = field(default_factory=Judgements)
    # The parties on the register that bear a name of the file.
    parties: dict[str, list[int]] = field(default_factory=dict)

    def names(self) -> set[str]:
        """Every party that the planned permits name."""
        first_lines = [permit.first for permit in self.permits.values()]
        return {name for line in first_lines for name in (line.holder, line.end_user) if name}


def plan_import(file: File, profile: Profile) -> Plan:
    """Read a whole file. Raises ``ValidationError`` when it is not a register file."""
    reader = LineReader(profile, Known())
    read = [_attempt(reader, number, said) for number, said in read_lines(file, profile)]
    lines = [each for each in read if isinstance(each, Line)]
    taken = on_the_register({line.reference for line in lines})
    named = {name for line in lines for name in (line.holder, line.end_user) if name}
    plan = Plan(profile, parties=parties_named(named))
    for each in read:
        if isinstance(each, Line):
            plan.lines.append(_judgement(each, _place(each, plan, taken)))
        else:
            plan.lines.append(each)
    return plan


def _attempt(reader: LineReader, number: int, said: dict[str, str] | None) -> Line | Judgement:
    try:
        return reader.read(number, said)
    except Rejected as rejected:
        return _rejected(number, rejected.finding)


def _rejected(number: int, why: Finding, reference: str = "") -> Judgement:
    return Judgement(number, LineResult.REJECTED, reference, why.column, why.value, why.problem)


def _judgement(line: Line, why: Finding | None) -> Judgement:
    if why is None:
        return Judgement(line.number, LineResult.ACCEPTED, line.reference)
    if why.problem.rejects:
        return _rejected(line.number, why)
    return Judgement(
        line.number, LineResult.WARNED, line.reference, why.column, why.value, why.problem
    )


def _place(line: Line, plan: Plan, taken: set[str]) -> Finding | None:
    """Put a line where it belongs in the plan; returns what is to be said about it."""

    def found(problem: Problem, fact: str) -> Finding:
        return finding(plan.profile, line.said, problem, fact)

    if line.reference in taken:
        return found(Problem.ALREADY_REGISTERED, "reference")
    for fact, name in (("holder", line.holder), ("end_user", line.end_user)):
        if len(plan.parties.get(name, ())) > 1:
            return found(Problem.AMBIGUOUS_PARTY, fact)
    permit = plan.permits.get(line.reference)
    if permit is None:
        plan.permits[line.reference] = PlannedPermit(line, line.valid_until, [line.goods])
        return line.warning
    if fact := _disagreement(line, permit.first, LASTING):
        return found(Problem.DISAGREES, fact)
    if fact := _disagreement(line, permit.first, TERM):
        problem = _extend(line, permit) if line.extends else Problem.DISAGREES
        return found(problem, "valid_until" if line.extends else fact)
    if line.goods in permit.goods:
        return found(Problem.REPEATED, "reference")
    permit.goods.append(line.goods)
    return line.warning


def _disagreement(line: Line, first: Line, facts: tuple[str, ...]) -> str | None:
    """The first of these facts that a line states otherwise than the first line of its permit."""
    for fact in facts:
        if getattr(line, fact) != getattr(first, fact):
            return COLUMN_OF.get(fact, fact)
    return None


def _extend(line: Line, permit: PlannedPermit) -> Problem:
    """Extend a permit to the day that a line marked as an extension gives, if it can be."""
    if line.issued_on < permit.first.issued_on:
        return Problem.DISAGREES
    if line.valid_from > permit.valid_until + timedelta(days=1):
        return Problem.AFTER_EXPIRY
    if line.valid_until < permit.valid_until:
        return Problem.SHORTENS
    if line.valid_until == permit.valid_until:
        return Problem.REPEATED
    permit.valid_until = line.valid_until
    return Problem.EXTENDED
