"""What is asked outside, traced, challenged and declared in the cases of the demonstration."""

from datetime import date, timedelta

from django.utils import timezone

from exportcontrol.demonstration.people import REASON
from exportcontrol.demonstration.register import Register, at
from investigations import actions as inquiry
from investigations.models import Evidence, InformationRequest, Investigation
from investigations.models.challenges import Effect
from investigations.models.evidence import EvidenceKind
from investigations.models.requests import Channel, RequestOutcomeKind
from permits.models import Shipment

# To whom, of which kind, sent, due, question, language, what it asks, and which item answers it.
SENT = [
    ("Aurora Optronics Inc.", "manufacturer", date(2020, 10, 20), date(2020, 11, 20), "To whom was the turret with this partial serial number delivered, and when? (fictional)", "en", "", (date(2020, 12, 3), 2)),
    ("Aurora Optronics Inc.", "company", date(2020, 10, 14), date(2020, 10, 30), "Do you know of a transfer of any of the sensors delivered under your permits? (fictional)", "en", "", (date(2020, 10, 30), 4)),
    ("Directorate of Defence Procurement (fictional)", "destination", date(2020, 10, 13), date(2020, 11, 13), "Kanada'dan ithal edilen sensörlerin tamamı hâlâ ülkenizde mi kullanılıyor? (kurgusal)", "tr", "Whether all sensors imported from Canada are still in use in the country.", (date(2020, 11, 5), 5)),
    ("Government of the place of use (fictional)", "other", date(2020, 10, 13), date(2020, 11, 13), "Sensors of Canadian make were seen there: in whose service are they? (fictional)", "en", "", None),
]  # fmt: skip


class Inquiries:
    """Plays the correspondence of the cases, and what people declare of themselves in them."""

    def __init__(self, registered: Register):
        self.registered = registered
        self.people = registered.people
        self.today = timezone.localdate()

    def _by(self, who):
        return {"by": self.people[who], "reason": REASON}

    # --- The first case, of autumn 2020 ---------------------------------------------------------

    def first_case(self, investigation: Investigation, items: list[Evidence]) -> None:
        """Everything that was sent in it came to an end before it was concluded."""
        self._team(investigation)
        self._questions(investigation, items)
        self._components(items)
        self._challenged(items)

    def _team(self, investigation: Investigation) -> None:
        """An officer who had issued some of the permits joins, declares it, and is recused."""
        for who, role in [("policy", "peer-reviewer"), ("director", "director")]:
            inquiry.join_team(
                investigation,
                person=self.people[who],
                role=role,
                joined_on=date(2020, 10, 6),
                **self._by("investigator"),
            )
        membership = inquiry.join_team(
            investigation,
            person=self.people["officer"],
            role="liaison",
            joined_on=date(2020, 10, 7),
            **self._by("investigator"),
        )
        declaration = inquiry.declare(
            investigation,
            interest="I reviewed two of the permits in question in 2019 (fictional).",
            declared_at=at(date(2020, 10, 7), 14),
            **self._by("officer"),
        )
        inquiry.decide_interest(
            declaration,
            outcome="recused",
            decided_at=at(date(2020, 10, 8), 9),
            by=self.people["director"],
            reason="Whoever reviewed the permits does not judge how they were used.",
        )
        inquiry.leave_team(membership, left_on=date(2020, 10, 8), **self._by("investigator"))

    def _questions(self, investigation: Investigation, items: list[Evidence]) -> None:
        sent = self._by("investigator")
        for addressee, kind, sent_on, due_on, question, language, gist, answer in SENT:
            asked = inquiry.send_request(
                investigation,
                addressee_kind=kind,
                addressee=addressee,
                channel=Channel.LETTER if kind in ("manufacturer", "company") else Channel.NOTE,
                language=language,
                question=question,
                gist=gist,
                sent_on=sent_on,
                due_on=due_on,
                **sent,
            )
            if answer is None:
                self._silence(asked)
                continue
            on, position = answer
            if on > due_on:
                inquiry.remind_addressee(
                    asked,
                    text="We ask you again for an answer (fictional).",
                    sent_on=due_on + timedelta(days=5),
                    due_on=due_on + timedelta(days=14),
                    **sent,
                )
            inquiry.record_answer(asked, evidence=items[position], on=on, **sent)

    def _silence(self, asked: InformationRequest) -> None:
        ended = inquiry.record_no_answer(
            asked,
            outcome=RequestOutcomeKind.SILENT,
            on=date(2020, 11, 16),
            by=self.people["investigator"],
            reason="No answer came; a silence is on record as a silence.",
        )
        inquiry.grade(
            ended.evidence,
            reliability="F",
            credibility="6",
            by=self.people["director"],
            reason="Nothing can be judged from a silence.",
        )

    def _components(self, items: list[Evidence]) -> None:
        """A turret in a video resembles the goods; fragments are matched by their batch."""
        shipment = Shipment.objects.select_related("line").get(reference="BOL-20110")
        seen = inquiry.trace(
            items[0],
            component="Sensor turret beside the wreck",
            model="imaging turret",
            platform="Unmanned aircraft",
            place="Place of use (fictional)",
            documented_by="Witness, by video",
            documented_on=date(2020, 10, 21),
            **self._by("investigator"),
        )
        found = inquiry.trace(
            items[3],
            component="Fragments of a turret housing",
            maker="Aurora Optronics Inc.",
            model="imaging turret",
            part_number="7741-AX",
            batch="T-0",
            made_on="2019-02",
            platform="Unmanned aircraft",
            place="Place of use (fictional)",
            documented_by="Technical mission of a partner (fictional)",
            documented_on=date(2020, 12, 12),
            **self._by("investigator"),
        )
        for component, status, shipped, why in [
            (seen, "resemblance", None, "The housing has the shape of those exported; no mark can be read."),
            (found, "batch", shipment, "The manufacturer says that the batch left with this shipment; no serial number is left on the fragments."),
        ]:  # fmt: skip
            inquiry.match_trace(
                component,
                status=status,
                line=shipment.line,
                shipment=shipped,
                matched_at=at(date(2020, 12, 16), 11),
                by=self.people["investigator"],
                reason=why,
            )

    def _challenged(self, items: list[Evidence]) -> None:
        received = inquiry.challenge(
            items[0],
            party="Aurora Optronics Inc.",
            capacity="holder",
            received_on=date(2020, 12, 10),
            grounds="The video shows a housing that other makers use too (fictional).",
            document="Letter of 8 December 2020 (fictional)",
            **self._by("investigator"),
        )
        inquiry.answer_challenge(
            received,
            text="The finding does not rest on the shape alone: fragments bear the part number.",
            effect=Effect.KEPT,
            answered_on=date(2021, 1, 15),
            **self._by("investigator"),
        )

    # --- The case that is unfinished, and one that rests ----------------------------------------

    def load(self) -> None:
        """In the active case something waits for each of its people; another case is on hold."""
        investigation = Investigation.objects.active().earliest("pk")
        self._waiting(investigation)
        self._undecided(investigation)
        graded = Evidence.objects.filter(investigation=investigation, grades__isnull=False)
        inquiry.challenge(
            graded.earliest("pk"),
            party="Sahra Air Works FZE (fictional)",
            capacity="end-user",
            received_on=self._ago(4),
            grounds="The bills of lading name another consignment (fictional).",
            **self._by("investigator"),
        )
        inspected = Evidence.objects.filter(
            investigation=investigation, kind=EvidenceKind.INSPECTION
        )
        for item in inspected[:1]:
            inquiry.trace(
                item,
                component="Wing component with its data plate",
                model="Machined wing components",
                part_number=item.goods_model,
                serial=item.serial_number,
                place=item.place,
                documented_by=item.documented_by,
                **self._by("investigator"),
            )
        self._resting()

    def _ago(self, days):
        return self.today - timedelta(days=days)

    def _waiting(self, investigation: Investigation) -> None:
        """One question is overdue although a reminder was sent; another waits for its day."""
        sent = self._by("investigator")
        late = inquiry.send_request(
            investigation,
            addressee_kind="company",
            addressee="Sahra Air Works FZE (fictional)",
            channel=Channel.LETTER,
            language="ar",
            question="أين المكونات الآن، وفي أي طائرة؟ (خيالي)",
            gist="Where the components are, and in which aircraft.",
            sent_on=self._ago(60),
            due_on=self._ago(30),
            **sent,
        )
        inquiry.remind_addressee(
            late,
            text="نرجو منكم الإجابة. (خيالي)",
            sent_on=self._ago(25),
            due_on=self._ago(6),
            **sent,
        )
        inquiry.send_request(
            investigation,
            addressee_kind="partner",
            addressee="Customs service of a partner (fictional)",
            channel=Channel.NOTE,
            language="fr",
            question="Ces envois ont-ils passé votre frontière? (fictif)",
            sent_on=self._ago(10),
            due_on=self._ago(-20),
            **sent,
        )

    def _undecided(self, investigation: Investigation) -> None:
        inquiry.join_team(
            investigation,
            person=self.people["officer"],
            role="liaison",
            joined_on=self._ago(7),
            **self._by("investigator"),
        )
        inquiry.declare(
            investigation,
            interest="A cousin works for the freight forwarder that made the report (fictional).",
            declared_at=at(self._ago(6), 10),
            **self._by("officer"),
        )

    def _resting(self) -> None:
        case = inquiry.open_investigation(
            title="Optical parts offered for sale abroad",
            allegation="An advertisement offers parts that look like exported ones (fictional).",
            allegation_source="Advertisement on a trading site (fictional)",
            learned_on=self._ago(50),
            questions=["Are the parts offered those that were exported?"],
            lead=self.people["investigator"],
            opened_at=at(self._ago(48), 9),
            **self._by("investigator"),
        )
        inquiry.put_on_hold(
            case,
            until=self._ago(-45),
            by=self.people["investigator"],
            reason="A mission of a partner looks at the parts next month (fictional).",
        )
