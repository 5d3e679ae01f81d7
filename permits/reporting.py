"""What a holder has to report of a permit, by when, and whether the reports agree."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from permits.models import Permit, Shipment, UtilizationReport

# What is allowed for a report where no condition of the permit says otherwise.
DAYS_TO_REPORT = 30


def days_to_report(permit: Permit) -> int:
    """How many days the holder has, by the strictest of the conditions that set any."""
    asked = [condition.report_within_days for condition in permit.conditions.all()]
    return min((days for days in asked if days is not None), default=DAYS_TO_REPORT)


def report_due(shipment: Shipment, permit: Permit) -> date:
    """The last day on which a shipment is reported in time."""
    return shipment.shipped_on + timedelta(days=days_to_report(permit))


@dataclass(frozen=True)
class Utilization:
    """A report on the use of a permit beside what the register knows of the same period."""

    report: UtilizationReport
    due_on: date
    recorded: dict[str, Decimal]  # the value of the shipments of the period, by currency

    @property
    def is_late(self) -> bool:
        return self.report.received_on > self.due_on

    @property
    def agrees(self) -> bool:
        """Whether the shipments recorded are worth what the report says, and nothing else."""
        if self.report.nothing_shipped:
            return not self.recorded
        return self.recorded == {self.report.currency: self.report.shipped_value}


def utilization_of(permit: Permit) -> list[Utilization]:
    """Every report on the use of a permit, in the order of the periods."""
    within = timedelta(days=days_to_report(permit))
    return [
        Utilization(
            report=report,
            due_on=report.period_until + within,
            recorded=_recorded(permit, report.period_from, report.period_until),
        )
        for report in permit.utilization_reports.all()
    ]


def _recorded(permit: Permit, first: date, last: date) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for line in permit.lines.all():
        for shipment in line.shipments.all():
            if first <= shipment.shipped_on <= last:
                so_far = totals.get(line.currency, Decimal(0))
                totals[line.currency] = so_far + shipment.value
    return totals
