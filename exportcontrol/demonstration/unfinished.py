"""The second case, unfinished: at each of its steps something waits for one of the roles."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from decisions import actions as decisions
from decisions.models import OptionEffect
from exportcontrol.demonstration.analysis import Analysis
from exportcontrol.demonstration.case import Case
from exportcontrol.demonstration.deciding import Deciding
from exportcontrol.demonstration.evidence import Item
from exportcontrol.demonstration.people import REASON, minister_on
from exportcontrol.demonstration.register import at
from investigations import actions as inquiry
from investigations.models.evidence import EvidenceKind
from permits import actions as register
from permits.actions import importing
from permits.models import Permit
from permits.models.orders import OrderKind

# How many permits wait at each step.
GROUPS = {
    "to suspend": 3,
    "to submit": 2,
    "to decide": 3,
    "to prepare": 3,
    "to freeze": 2,
    "to confirm": 4,
    "to execute": 2,
}

GRADED = [
    (EvidenceKind.SHIPPING_RECORD, "Onward bills of lading", "Freight forwarder (fictional)", "B", "2"),
    (EvidenceKind.TRACE_REPLY, "Reply of the manufacturer", "Aérostructures Cartier-Nord inc.", "B", "2"),
]  # fmt: skip
UNGRADED = [
    (EvidenceKind.MEDIA, "Trade press article", "Gulf Aviation Weekly (fictional)"),
    (EvidenceKind.COMPANY_RESPONSE, "Answer of the consignee", "Sahra Air Works (fictional)"),
]

# A line that is fine, one with two countries of destination, one with a country nobody knows.
REGISTER_FILE = """\
reference,kind,holder,destination,consignee,end_user,item,description,quantity,unit,value,currency,issued_on,valid_from,valid_until
DEMO-1,export,Aurora Optronics Inc.,NO,NO,Nordfjell Forsvar AS,2-15,Imaging turret (fictional),2,each,2300000.00,CAD,{issued},{issued},{until}
DEMO-2,export,Aurora Optronics Inc.,NO;EE,NO,Baltic Watch OÜ,2-15,Spare parts (fictional),10,each,84000.00,CAD,{issued},{issued},{until}
DEMO-3,export,Dominion Satellite Works Ltd.,XX,NO,Nordfjell Forsvar AS,2-11,Antenna (fictional),1,each,41000.00,CAD,{issued},{issued},{until}
"""


class Unfinished(Case):
    """Components that may have been sent on from a maintenance company: all of it fictional.

    The days are counted back from today, so that the permits are always in term.
    """

    background = {
        "background_en": "A finding of diversion is adopted; the review of the permits goes on.",
        "background_fr": (
            "Une constatation de détournement est adoptée; l'examen des licences se poursuit."
        ),
    }

    def load(self) -> None:
        self.today = timezone.localdate()
        self.peer_reviewed_at = at(self._days_ago(72), 11)
        self.adopted_at = at(self._days_ago(70), 11)
        self.recommended_at = at(self._days_ago(65), 16)
        self._register()
        investigation = self.declare_interests(self._open(), self._days_ago(85))
        items = self._evidence(investigation)
        Analysis(self.people).of_open_work(investigation)
        first, second = investigation.questions.order_by("position")
        facts = {
            "kind": "diversion",
            "statement_en": "Wing components were sent on to a third country without consent.",
            "statement_fr": "Des composants d'ailes ont été réexpédiés vers un pays tiers sans consentement.",
            "reasoning": "Bills of lading and the manufacturer's records agree.",
            "confidence": "moderate",
            "contrary": "The consignee's books were asked for, and show no return of the parts.",
            "would_change": "Proof that the parts came back before they were sent on.",
        }
        self.finding(first, cites=[(item, "for") for item in items], **facts)
        self._batches(investigation)
        self._signed(investigation, "to prepare", OptionEffect.REINSTATE)
        self._dispense(self.memorandum(investigation, [self._suspend("to decide", days_ago=40)]))
        self.memorandum(investigation, [self._suspend("to submit", days_ago=30)], submit=False)
        Deciding(self.registered, investigation).load()
        self.finding(
            second,
            adopt=False,
            cites=[(item, "for") for item in items],
            **{
                **facts,
                "kind": "breach",
                "statement_en": "The undertaking not to re-export was not kept.",
                "statement_fr": "L'engagement de ne pas réexporter n'a pas été respecté.",
            },
        )
        self._order("to suspend", days_ago=0)
        self._register_file()

    def _days_ago(self, days):
        return self.today - timedelta(days=days)

    def _register(self) -> None:
        self.registered.parties["sahra"] = register.register_party(
            name="Sahra Air Works FZE (fictional)",
            country=self.registered._country("AE"),
            by=self.people["officer"],
            reason=REASON,
        )
        issued, until = self._days_ago(400), self._days_ago(-1000)
        for group, count in GROUPS.items():
            self.registered.permits[group] = [
                self.registered.register(issued, until, "cartier", "sahra", "wing", 40 + n, "AE")
                for n in range(count)
            ]
            self.registered.issue(issued, self.registered.permits[group])

    def _register_file(self) -> None:
        lines = REGISTER_FILE.format(issued=self._days_ago(30), until=self._days_ago(-1795))
        importing.upload(
            ContentFile(lines.encode(), name="register-fictional.csv"),
            profile="standard",
            by=self.people["officer"],
            reason=REASON,
        )

    def _open(self):
        chosen = [p.pk for group in GROUPS for p in self.registered.permits[group]]
        return inquiry.open_investigation(
            title="Onward shipment of wing components from a maintenance company",
            allegation="A freight forwarder reports that components exported for maintenance were sent on.",
            allegation_source="Freight forwarder (fictional)",
            learned_on=self._days_ago(90),
            questions=[
                "Were components sent on to a third country?",
                "Was the undertaking not to re-export kept?",
            ],
            lead=self.people["investigator"],
            permits=Permit.objects.filter(pk__in=chosen),
            opened_at=at(self._days_ago(85), 9),
            by=self.people["investigator"],
            reason=REASON,
        )

    def _evidence(self, investigation):
        """Two graded items that a finding can rest on, and two that wait for a grade."""
        graded = []
        for kind, title, source, reliability, credibility in GRADED:
            item = self._item(investigation, kind, title, source)
            inquiry.grade(
                item,
                reliability=reliability,
                credibility=credibility,
                by=self.people["director"],
                reason="Records made in the ordinary course of business.",
            )
            graded.append(item)
        for kind, title, source in UNGRADED:
            self._item(investigation, kind, title, source)
        return graded

    def _item(self, investigation, kind, title, source):
        return self.register_evidence(
            investigation,
            Item(
                kind=kind,
                title=title,
                source=source,
                summary="Speaks of components sent on.",
                captured_on=self._days_ago(80),
                reliability="",
                credibility="",
                why="",
                file_name=f"{kind}.txt",
            ),
        )

    def _order(self, group, *, days_ago):
        """A suspension drawn up by the officer, which waits for a signature."""
        return register.draw_up(
            kind=OrderKind.SUSPEND,
            permits=Permit.objects.filter(pk__in=[p.pk for p in self.registered.permits[group]]),
            title_en="Suspension pending the inquiry into onward shipment",
            title_fr="Suspension pendant l'enquête sur la réexpédition",
            ground_en="To allow time to assess a report of onward shipment.",
            ground_fr="Pour laisser le temps d'évaluer un signalement de réexpédition.",
            effective_at=at(self._days_ago(days_ago)),
            by=self.people["officer"],
            reason=REASON,
        )

    def _suspend(self, group, *, days_ago):
        order = self._order(group, days_ago=days_ago)
        day = self._days_ago(days_ago)
        register.sign(
            order,
            appointment=minister_on(day),
            signed_at=at(day),
            by=self.people["minister"],
            reason=REASON,
        )
        return order

    def _batches(self, investigation) -> None:
        """Batches prepared, frozen and confirmed: each waits for its next step."""
        self._batch(investigation, "to freeze")
        officer, director = self.people["officer"], self.people["director"]
        decisions.freeze(self._batch(investigation, "to confirm"), by=officer, reason=REASON)
        batch = decisions.freeze(
            self._batch(investigation, "to execute"), by=officer, reason=REASON
        )
        decisions.confirm(batch, typed_count=batch.frozen_count, by=director, reason=REASON)

    def _batch(self, investigation, group):
        decision = self._signed(investigation, group, OptionEffect.CANCEL)
        return decisions.prepare_batch(
            decision, announced=GROUPS[group], by=self.people["officer"], reason=REASON
        )

    def _signed(self, investigation, group, effect):
        """A decision on the permits of a group, signed and not carried out."""
        suspension = self._suspend(group, days_ago=60)
        decision = self.memorandum(investigation, [suspension])
        self._dispense(decision)
        signed_on = self._days_ago(10)
        return decisions.sign(
            decision,
            option=decision.options.get(effect=effect),
            reasons_en="The findings of the inquiry, and what they mean for these permits.",
            reasons_fr="Les constatations de l'enquête, et ce qu'elles signifient pour ces licences.",
            appointment=minister_on(signed_on),
            signed_at=at(signed_on, 9),
            effective_at=at(signed_on, 9),
            by=self.people["minister"],
            reason=REASON,
        )

    def _dispense(self, decision) -> None:
        decisions.dispense(
            decision,
            reason_en="The components are on their way: a notice would let them be sent on.",
            reason_fr="Les composants sont en route : un avis permettrait leur réexpédition.",
            by=self.people["director"],
            reason=REASON,
        )
