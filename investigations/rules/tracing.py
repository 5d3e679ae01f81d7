"""May a component be recorded, and matched with what was exported?"""

from accounts.models import User
from investigations.models import Evidence, Trace
from investigations.models.tracing import MatchStatus
from investigations.rules.investigations import against_receiving
from investigations.rules.refusals import Refusal
from investigations.rules.team import against_judging, against_touching
from permits.models import PermitLine, Shipment


def against_tracing(evidence: Evidence, *, by: User) -> list[Refusal]:
    """What was documented is taken in until the case is concluded."""
    investigation = evidence.investigation
    return against_receiving(investigation) + against_touching(investigation, by=by)


def against_looking(trace: Trace, *, by: User) -> list[Refusal]:
    """To say what a component is matched with is to judge."""
    return against_judging(trace.evidence.investigation, by=by)


def against_matching(
    trace: Trace, *, status: str, line: PermitLine | None, shipment: Shipment | None, by: User
) -> list[Refusal]:
    """A match is of a mark that was read, with one line and a shipment made under it."""
    refusals = against_looking(trace, by=by)
    if status == MatchStatus.NONE:
        if line or shipment:
            refusals.append(Refusal.NO_LINE_TO_NAME)
        return refusals
    if line is None:
        refusals.append(Refusal.NEEDS_A_LINE)
    elif shipment and shipment.line_id != line.pk:
        refusals.append(Refusal.OTHER_LINE)
    needed = {
        MatchStatus.SERIAL: trace.serial,
        MatchStatus.BATCH: trace.batch or trace.serial,
        MatchStatus.MODEL: trace.model or trace.part_number,
    }
    if not needed.get(MatchStatus(status), "no mark is needed").strip():
        refusals.append(Refusal.MARK_NOT_READ)
    return refusals
