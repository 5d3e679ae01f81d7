"""What a finding must show before a peer reads it and another person adopts it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from investigations.models import Evidence, Finding, Investigation
from investigations.models.standards import FindingKind, Likelihood, Stance, Standard
from investigations.rules.challenges import against_citing_silence, against_relying
from investigations.rules.refusals import Refusal
from permits.models import Permit, Undertaking
from permits.models.assurances import UndertakingQuerySet


@dataclass(frozen=True)
class Condition:
    """One condition: its words, whether it is met, and the items that meet it or stand against it.

    Where an exception is reasoned, a condition of the floor that is not met is excused.
    """

    refusal: Refusal
    text: str
    met: bool
    items: Sequence[tuple[Evidence, str]] = field(default_factory=tuple)
    excused: bool = False

    @property
    def holds(self) -> bool:
        return self.met or self.excused


FLOOR = {Refusal.TOO_FEW_ORIGINS, Refusal.BELOW_FLOOR}


def conditions_of(finding: Finding) -> list[Condition]:
    """Every condition of adopting a finding, met or not, in the order in which they are read."""
    stances = dict(finding.citations.values_list("evidence", "stance"))
    items = list(Evidence.objects.filter(pk__in=stances).with_state().order_by("pk"))
    supporting = [item for item in items if stances[item.pk] == Stance.FOR]
    return [
        Condition(
            Refusal.NOTHING_FOR,
            _("Evidence is cited for it."),
            bool(supporting),
            _named(supporting),
        ),
        *_floor(finding, supporting),
        *_evidence(items),
        *_silences(finding, items),
        *_set_aside([item for item in items if item.challenges.all()]),
        *_of_its_kind(finding),
        *_wording(finding, against=len(items) > len(supporting)),
    ]


def _named(items: Sequence[Evidence]) -> list[tuple[Evidence, str]]:
    return [(item, "") for item in items]


def _floor(finding: Finding, supporting: Sequence[Evidence]) -> Iterator[Condition]:
    """Copies of one item count once; grades are read axis by axis, never averaged."""
    excused = bool(finding.exception.strip())
    origins = finding.investigation.evidence.origins() if supporting else {}
    numbers = dict(finding.investigation.evidence.values_list("pk", "number"))
    told = [
        (item, "" if origins[item.pk] == item.pk else _from(numbers[origins[item.pk]]))
        for item in supporting
    ]
    independent = len({origins[item.pk] for item in supporting}) >= 2
    graded = [item for item in supporting if item.newest_grade and item.newest_grade.meets_floor]
    yield Condition(
        Refusal.TOO_FEW_ORIGINS,
        _("Two independent items support it; copies of one item count once."),
        independent,
        told,
        excused=excused and not independent,
    )
    yield Condition(
        Refusal.BELOW_FLOOR,
        _("One of them is graded C3 or better on both axes."),
        bool(graded),
        [(item, str(item.newest_grade)) for item in graded],
        excused=excused and not graded,
    )


def _from(number: str) -> str:
    return f"{_('counts with')} {number}"


def _evidence(items: Sequence[Evidence]) -> Iterator[Condition]:
    ungraded = [item for item in items if item.newest_grade is None]
    altered = [item for item in items if item.is_altered]
    yield Condition(
        Refusal.UNGRADED, _("Every item cited is graded."), not ungraded, _named(ungraded)
    )
    yield Condition(
        Refusal.CITED_ALTERED,
        _("The files of every item cited match their hashes."),
        not altered,
        _named(altered),
    )


def _silences(finding: Finding, items: Sequence[Evidence]) -> Iterator[Condition]:
    """What was cited while the finding named an undertaking to answer is asked again."""
    if silent := [item for item in items if item.is_silence]:
        proving = [item for item in silent if against_citing_silence(finding, item)]
        yield Condition(
            Refusal.SILENCE_PROVES_NOTHING,
            _("No refusal or silence is cited as proof of anything but itself."),
            not proving,
            _named(proving),
        )


def _set_aside(items: Sequence[Evidence]) -> Iterator[Condition]:
    """What was cited before a challenge to it led to setting it aside."""
    if aside := [item for item in items if against_relying(item)]:
        text = _("No item is cited that was set aside after a challenge.")
        yield Condition(Refusal.SET_ASIDE, text, met=False, items=_named(aside))


def undertakings_in_question(investigation: Investigation) -> UndertakingQuerySet:
    """What was undertaken in the assurances on which the permits in scope rest."""
    in_scope = Permit.objects.filter(pk__in=investigation.scope.order_by().values("permit"))
    return Undertaking.objects.given_for(in_scope)


def against_naming(finding: Finding) -> list[Refusal]:
    """The undertaking that a finding names is one on which a permit in scope rests."""
    if finding.undertaking_id is None:
        return []
    in_question = undertakings_in_question(finding.investigation)
    known = in_question.filter(pk=finding.undertaking_id).exists()
    return [] if known else [Refusal.OTHER_UNDERTAKING]


def _of_its_kind(finding: Finding) -> Iterator[Condition]:
    """Where permits rest on assurances, a breach names one; a risk answers sections 7.3 and 7.4."""
    if finding.kind == FindingKind.BREACH:
        missing = finding.undertaking_id is None
        given = missing and undertakings_in_question(finding.investigation).exists()
        wrong = against_naming(finding)
        yield Condition(
            wrong[0] if wrong else Refusal.NO_UNDERTAKING,
            _("It names the undertaking breached, given for a permit in scope."),
            not given and not wrong,
        )
    elif finding.kind == FindingKind.RISK:
        yield Condition(
            Refusal.NO_CRITERION,
            _("It answers one criterion of section 7.3(1)."),
            bool(finding.criterion),
        )
        yield Condition(
            Refusal.NO_MITIGATION,
            _("Mitigating measures are considered, as section 7.4 asks."),
            bool(finding.mitigation.strip()),
        )
        yield Condition(
            Refusal.NO_RISK_RESULT,
            _("It says whether there is a substantial risk."),
            bool(finding.risk),
        )


def _wording(finding: Finding, *, against: bool) -> Iterator[Condition]:
    if finding.likelihood and finding.standard == Standard.BALANCE:
        yield Condition(
            Refusal.LIKELIHOOD_TOO_LOW,
            _("Its likelihood is more than even, as the balance of probabilities asks."),
            Likelihood(finding.likelihood).meets_balance,
        )
    yield Condition(
        Refusal.NO_CONTRARY,
        _("Evidence against it is cited, or it says what was looked for."),
        against or bool(finding.contrary.strip()),
    )
    yield Condition(
        Refusal.NO_WOULD_CHANGE,
        _("It says what would change it."),
        bool(finding.would_change.strip()),
    )
    yield Condition(
        Refusal.NO_ENGLISH, _("It is stated in English."), bool(finding.statement_en.strip())
    )
    yield Condition(
        Refusal.NO_FRENCH, _("It is stated in French."), bool(finding.statement_fr.strip())
    )


def against_standing(
    finding: Finding, *, conditions: Sequence[Condition] | None = None
) -> list[Refusal]:
    """The conditions that do not hold, as refusals; without evidence the floor is not asked.

    A page that shows the conditions gives them, so that they are read once.
    """
    asked = conditions_of(finding) if conditions is None else conditions
    failing = [condition.refusal for condition in asked if not condition.holds]
    if Refusal.NOTHING_FOR in failing:
        return [refusal for refusal in failing if refusal not in FLOOR]
    return failing
