"""The analysis of the cases: explanations, timelines, the frozen population, and consultations."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from exportcontrol.demonstration.people import REASON
from exportcontrol.demonstration.register import at
from investigations.actions import analysing, consulting, covering, timelines
from investigations.actions.analysing import Judgement
from investigations.models import CaseConsultation, Evidence, Explanation, Investigation
from permits.models import Country

DEFENCE = "Department of National Defence"
EXPLANATIONS = [
    ("Sensors exported from Canada under the permits in question were used in the conflict.", "Des capteurs exportés du Canada en vertu des licences visées ont été utilisés dans le conflit."),
    ("Sensors of the same model, bought by another country, were used.", "Des capteurs du même modèle, achetés par un autre pays, ont été utilisés."),
    ("The images are of another place or another year.", "Les images proviennent d'un autre lieu ou d'une autre année."),
]  # fmt: skip
# By the position of the item: what it says of each of the three explanations, and why.
WEIGHED = {
    0: ("sns", "The data plate and the terrain agree with the account."),
    1: ("sns", "The same video; the caption adds nothing."),
    2: ("scn", "The partial serial number is of a batch shipped under the permits."),
    3: ("snc", "Fragments were found in place; the part number is the manufacturer's."),
    4: ("nnn", "Speaks of deliveries, not of later use."),
    5: ("css", "Says that every sensor is in national use."),
    6: ("nnn", "Reports what others say."),
    8: ("xxx", "Of another theatre."),
    11: ("scn", "Four turrets of the batch left for the consignee."),
}
BEARINGS = {"s": "supports", "c": "contradicts", "n": "neutral", "x": "not-applicable"}
# Name, country, latitude, longitude, how it is known; the last has no coordinates.
PLACES = [
    ("Nagorno-Karabakh", None, "39.81750", "46.75250", "Named in the reports; it has no country code."),
    ("Burlington, Ontario", "CA", "43.32550", "-79.79900", "Where the sensors were made, by the bills of lading."),
    ("Ankara", "TR", "39.93340", "32.85970", "Seat of the consignee, on the permits."),
    ("Airfield of the consignee (fictional)", "TR", None, None, "Named on the certificate; its place is not known."),
]  # fmt: skip
# What, first day, last day, how exactly, place, description, positions of the items it rests on.
EVENTS = [
    ("Four turrets are shipped to the consignee", date(2019, 3, 1), None, "month", 1, "", [11]),
    ("Two permits are issued as exceptions", date(2020, 5, 1), None, "month", None, "", []),
    ("Fighting", date(2020, 9, 27), date(2020, 11, 10), "day", 0, "From the first reports to the ceasefire.", [6, 10]),
    ("An unmanned aircraft is downed", date(2020, 10, 19), None, "about", 0, "Two days or so before the video appeared.", [0, 3]),
    ("The importing ministry denies any transfer", date(2020, 11, 5), None, "day", 2, "", [5]),
]  # fmt: skip


class Analysis:
    """Plays the analysis of a case, by the people whose acts they are."""

    def __init__(self, people: dict[str, User]):
        self.people = people
        self.by = {"by": people["investigator"], "reason": REASON}

    def of_the_case(self, investigation: Investigation, items: Sequence[Evidence]) -> None:
        """Explanations weighed, events and places, a frozen population, National Defence asked."""
        self._explain(investigation, items)
        places = [self._place(investigation, *each) for each in PLACES]
        for title, first, last, precision, place, text, rests_on in EVENTS:
            timelines.record_occurrence(
                investigation,
                title=title,
                happened_on=first,
                ended_on=last,
                precision=precision,
                place=None if place is None else places[place],
                description=text,
                evidence=[items[number] for number in rests_on],
                **self.by,
            )
        mistaken = timelines.record_occurrence(
            investigation,
            title="A second aircraft is downed",
            happened_on=date(2020, 10, 22),
            evidence=[items[1]],
            **self.by,
        )
        timelines.withdraw_occurrence(
            mistaken, by=self.by["by"], reason="The post shows the same wreck."
        )
        self._freeze(investigation)
        self._consult_defence(investigation)

    def _explain(self, investigation: Investigation, items: Sequence[Evidence]) -> None:
        question = investigation.questions.get(position=1)
        proposed: list[Explanation] = [
            analysing.propose(
                question,
                text_en=english,
                text_fr=french,
                proposed_at=at(date(2020, 12, 1), 10),
                **self.by,
            )
            for english, french in EXPLANATIONS
        ]
        cells = {
            (items[number], explanation): Judgement(BEARINGS[letter], why)
            for number, (letters, why) in WEIGHED.items()
            for letter, explanation in zip(letters, proposed, strict=True)
        }
        analysing.weigh(investigation, cells, weighed_at=at(date(2021, 1, 25), 14), **self.by)
        analysing.weigh(
            investigation,
            {
                (items[3], proposed[1]): Judgement(
                    "contradicts", "The part number was only ever sold under these permits."
                )
            },
            by=self.people["director"],
            reason=REASON,
            weighed_at=at(date(2021, 2, 3), 9),
        )
        analysing.withdraw_explanation(
            proposed[2],
            by=self.by["by"],
            reason="Terrain, shadow and the fragments place the images beyond doubt.",
        )

    def _place(self, investigation, name, country, latitude, longitude, note):
        return timelines.record_place(
            investigation,
            name=name,
            country=country and Country.objects.get(code=country),
            latitude=latitude and Decimal(latitude),
            longitude=longitude and Decimal(longitude),
            note=note,
            **self.by,
        )

    def _freeze(self, investigation: Investigation) -> None:
        """Every permit suspended or valid to the destination after the last suspension."""
        population = covering.define(
            investigation,
            title="Suspended or valid to Turkey after the last suspension",
            as_of=date(2020, 11, 10),
            destination=Country.objects.get(code="TR"),
            **self.by,
        )
        covering.freeze(
            population,
            expected=population.matching().count(),
            frozen_at=at(date(2020, 11, 12), 11),
            **self.by,
        )

    def _consult_defence(self, investigation: Investigation) -> None:
        """National Defence answers for the sensors, by items."""
        sensors = investigation.scope.filter(permit__lines__code__in=["2-15", "2-5"])
        asked = self._consult(
            investigation,
            subject="Sensors of the kind seen on unmanned aircraft",
            question="Are the goods on these permits of the kind seen on the aircraft?\nWhat would follow for the forces of allies if the permits were cancelled?",
            told="Media allege that sensors exported from Canada were used in a conflict. A video shows a turret with a legible data plate.",
            scope=sensors,
            asked_on=date(2020, 11, 23),
            due_on=date(2021, 1, 22),
        )  # fmt: skip
        by = {"by": self.people["defence"], "reason": REASON}
        turrets = asked.permits.filter(scope__permit__lines__code="2-15")
        consulting.give_positions(
            turrets,
            consultation=asked,
            position="objection",
            reasons="Sensors of the kind seen on the aircraft.",
            answered_at=at(date(2021, 1, 18), 10),
            **by,
        )
        consulting.answer(
            asked,
            position="conditions",
            reasons="The other goods are of no concern by themselves.",
            conditions="Delivery is verified on the spot.",
            holds_for_rest=True,
            answered_on=date(2021, 1, 20),
            **by,
        )

    def _consult(self, investigation: Investigation, **facts) -> CaseConsultation:
        return consulting.consult(investigation, office=DEFENCE, **facts, **self.by)

    def of_open_work(self, investigation: Investigation) -> None:
        """A case half-way: cells not weighed, a question not frozen, one answer due, one overdue."""
        today = timezone.localdate()
        question = investigation.questions.get(position=1)
        item = investigation.evidence.order_by("pk").first()
        for english, french in [
            ("The maintenance company sent the components on.", "L'entreprise d'entretien a réexpédié les composants."),
            ("The forwarder mistook one consignment for another.", "Le transitaire a confondu deux envois."),
        ]:  # fmt: skip
            explanation = analysing.propose(question, text_en=english, text_fr=french, **self.by)
        analysing.weigh(
            investigation,
            {(item, explanation): Judgement("contradicts", "The numbers of the boxes agree.")},
            **self.by,
        )
        covering.define(
            investigation,
            title="Suspended or valid today, wing components",
            as_of=today,
            destination=Country.objects.get(code="AE"),
            goods="2-10",
            **self.by,
        )
        dropped = covering.define(
            investigation, title="Everything that is valid", as_of=today, **self.by
        )
        covering.drop(dropped, by=self.by["by"], reason="Far wider than the allegation.")
        self._ask_of_open_work(investigation, today)

    def _ask_of_open_work(self, investigation: Investigation, today: date) -> None:
        overdue = self._consult(
            investigation,
            subject="Wing components for maintenance",
            question="Is such maintenance done on the aircraft of the forces?",
            asked_on=today - timedelta(days=60),
            due_on=today - timedelta(days=20),
        )
        consulting.remind(overdue, **self.by)
        silent = self._consult(
            investigation,
            subject="Known airfields of the maintenance company",
            question="Which airfields does the company use?",
            asked_on=today - timedelta(days=80),
            due_on=today - timedelta(days=45),
        )
        consulting.record_silence(silent, day=today - timedelta(days=40), **self.by)
        due = self._consult(
            investigation,
            subject="Wing components by permit",
            question="Which of these permits would you object to?",
            told="A freight forwarder reports that components were sent on to a third country.",
            scope=investigation.scope.all(),
            asked_on=today - timedelta(days=5),
            due_on=today + timedelta(days=25),
        )
        first = due.permits.order_by("pk")[:1].values("pk")
        consulting.give_positions(
            due.permits.filter(pk__in=first),
            consultation=due,
            position="no-objection",
            reasons="Spare parts in small number.",
            by=self.people["defence"],
            reason=REASON,
        )
