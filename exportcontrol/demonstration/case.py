"""The first case, whole: suspensions of autumn 2020 to the cancellation of 12 April 2021."""

from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile

from decisions import actions as decisions
from decisions.models import Decision, OptionEffect
from exportcontrol.demonstration import findings
from exportcontrol.demonstration.analysis import Analysis
from exportcontrol.demonstration.evidence import EVIDENCE, FICTIONAL, Item
from exportcontrol.demonstration.hearing import hear
from exportcontrol.demonstration.inquiries import Inquiries
from exportcontrol.demonstration.people import REASON, minister_on
from exportcontrol.demonstration.register import Register, at
from investigations import actions as inquiry
from investigations.models import Evidence, Finding, Investigation, PermitInScope, Recommendation
from investigations.rules import undertakings_in_question
from permits import actions as register
from permits.models import Order, Permit, Undertaking
from permits.models.orders import OrderKind

ALLEGATION = (
    "Media and a research institute allege that imaging sensors exported from Canada under permits"
    " to Turkey were used on unmanned aircraft in a conflict beyond its borders, against the"
    " end-use assurances given."
)
QUESTIONS = [
    "Were goods exported under Canadian permits used in the conflict?",
    "Did the consignees and the importing government keep the end-use assurances on the permits?",
    "Is continued export consistent with the Act, in particular with sections 7.3 and 7.4?",
]


class Case:
    """Plays the case through the application's own acts, each by the person whose act it is."""

    background = {
        "background_en": (
            "The issue of new permits to the destination was stopped in October 2019 and eased in"
            " April 2020; two permits for sensors were issued in May 2020 as exceptions. Permits"
            " were suspended in October and November 2020. The investigation is complete: every"
            " suspended and every valid permit was reviewed with National Defence."
        ),
        "background_fr": (
            "La délivrance de nouvelles licences vers la destination a cessé en octobre 2019 et a"
            " été assouplie en avril 2020; deux licences visant des capteurs ont été délivrées en"
            " mai 2020 à titre d'exception. Des licences ont été suspendues en octobre et en"
            " novembre 2020. L'enquête est terminée : chaque licence suspendue et chaque licence"
            " valide a été examinée avec la Défense nationale."
        ),
    }

    peer_reviewed_at = at(date(2021, 3, 11), 15)
    adopted_at = at(date(2021, 3, 15), 11)
    recommended_at = at(date(2021, 3, 22), 16)

    def __init__(self, registered: Register):
        self.registered = registered
        self.people = registered.people

    def load(self) -> Decision:
        """The decision that the case ends with."""
        suspensions = [
            self.suspend("october", date(2020, 10, 5)),
            self.suspend("mid-october", date(2020, 10, 16)),
            self.suspend("november", date(2020, 11, 9)),
        ]
        investigation = self._investigate(suspensions[0])
        self.declare_interests(investigation, date(2020, 10, 6))
        items = self._gather(investigation)
        Inquiries(self.registered).first_case(investigation, items)
        Analysis(self.people).of_the_case(investigation, items)
        self._review(investigation)
        self._find(investigation, items)
        decision = self._decide(investigation, suspensions)
        self._cancel(decision)
        inquiry.conclude(investigation, by=self.people["investigator"], reason=REASON)
        return decision

    def suspend(self, group: str, day: date) -> Order:
        """A suspension drawn up by the officer and signed for the minister of the day."""
        order = register.draw_up(
            kind=OrderKind.SUSPEND,
            permits=Permit.objects.filter(pk__in=[p.pk for p in self.registered.permits[group]]),
            title_en="Suspension of export permits to Turkey",
            title_fr="Suspension de licences d'exportation vers la Turquie",
            ground_en="To allow time to assess the allegations about the use of exported sensors.",
            ground_fr="Pour laisser le temps d'évaluer les allégations sur l'utilisation de capteurs exportés.",
            effective_at=at(day),
            review_on=date(2021, 4, 5),
            by=self.people["officer"],
            reason=REASON,
        )
        register.sign(
            order,
            appointment=minister_on(day),
            signed_at=at(day),
            by=self.people["minister"],
            reason=REASON,
        )
        return order

    def _investigate(self, suspension: Order) -> Investigation:
        """All suspended and all valid permits to the destination are reviewed, not only some."""
        reviewed = [
            permit.pk
            for group in ("october", "mid-october", "november", "untouched")
            for permit in self.registered.permits[group]
            if permit.destination.code == "TR"
        ]
        return inquiry.open_investigation(
            title="Use of Canadian imaging sensors beyond the country of final destination",
            allegation=ALLEGATION,
            allegation_source="The Daily Courier (fictional); Institute for Arms Monitoring (fictional)",
            learned_on=date(2020, 9, 29),
            questions=QUESTIONS,
            lead=self.people["investigator"],
            permits=Permit.objects.filter(pk__in=reviewed),
            order=suspension,
            opened_at=at(date(2020, 10, 6), 9),
            by=self.people["investigator"],
            reason=REASON,
        )

    def declare_interests(self, investigation: Investigation, day: date) -> Investigation:
        """Whoever judges in the case declares first that they have no interest in it."""
        for person in ("investigator", "director", "policy"):
            inquiry.declare(
                investigation,
                interest="",
                by=self.people[person],
                declared_at=at(day, 10),
                reason=REASON,
            )
        return investigation

    def _gather(self, investigation: Investigation) -> list[Evidence]:
        items: list[Evidence] = []
        for each in EVIDENCE:
            items.append(self.register_evidence(investigation, each, items))
        for each, item in zip(EVIDENCE, items, strict=True):
            confirming = None if each.confirmed_by is None else items[each.confirmed_by]
            inquiry.grade(
                item,
                reliability=each.reliability,
                credibility=each.credibility,
                confirmed_by=confirming,
                by=self.people["director"],
                reason=each.why,
            )
        return items

    def register_evidence(self, investigation, each: Item, earlier=()) -> Evidence:
        text = f"{FICTIONAL}\n\n{each.title}\n{each.source}\n\n{each.summary}\n"
        uploads = [ContentFile(text.encode(), name=each.file_name)] if each.file_name else []
        origin = None if each.derived_from is None else earlier[each.derived_from]
        return inquiry.register(
            investigation,
            kind=each.kind,
            title=each.title,
            source=each.source,
            summary=FICTIONAL + each.summary if each.summary else "",
            captured_at=at(each.captured_on, 10, 30),
            captured_with=each.captured_with,
            address=each.address,
            derived_from=origin,
            uploads=uploads,
            **each.facts,
            by=self.people["investigator"],
            reason=REASON,
        )

    def _review(self, investigation: Investigation) -> None:
        """The sensors as National Defence answered; the rest by the investigator's own look."""
        scope = PermitInScope.objects.filter(investigation=investigation)
        sensors = scope.filter(permit__lines__code__in=["2-15", "2-5"])
        for chosen, result, person, reason in [
            (
                sensors,
                "concern",
                "investigator",
                "Sensors of the kind seen on the aircraft, as National Defence answered.",
            ),
            (
                scope.not_reviewed().filter(permit__status="suspended"),
                "undetermined",
                "investigator",
                "No sign of use beyond the destination; the same assurer as the sensors.",
            ),
            (
                scope.not_reviewed(),
                "no-concern",
                "investigator",
                "Valid permit; NATO programme or trainer aircraft, end use confirmed.",
            ),
        ]:
            inquiry.review(
                chosen,
                investigation=investigation,
                result=result,
                by=self.people[person],
                reason=reason,
                reviewed_at=at(date(2021, 2, 12), 15),
            )

    def _find(self, investigation: Investigation, items: list[Evidence]) -> None:
        first, second, third = investigation.questions.order_by("position")
        image, post, trace, fragments, answer, denial = items[:6]
        certificate, panel = items[12], items[8]
        supporting = [(item, "for") for item in (image, trace, fragments, post)]
        self.finding(
            first, cites=[*supporting, (denial, "against"), (answer, "against")], **findings.USE
        )
        self.finding(
            second,
            undertaking=self._undertaking(second.investigation),
            cites=[(certificate, "for"), (fragments, "for"), (denial, "against")],
            **findings.BREACH,
        )
        self.finding(third, cites=[(panel, "for"), (items[7], "for")], **findings.RISK)

    def _undertaking(self, investigation) -> Undertaking:
        """Not to transfer, as the end user of the first sensors undertook."""
        given = undertakings_in_question(investigation).filter(
            kind="no-transfer", assurance__issuer=self.registered.parties["kartal"]
        )
        return given.order_by("assurance__given_on", "pk").first()

    def finding(self, question, *, cites, adopt=True, **facts) -> Finding:
        finding = inquiry.draft(
            question,
            standard="balance-of-probabilities",
            by=self.people["investigator"],
            reason=REASON,
            **facts,
        )
        for item, stance in cites:
            inquiry.cite(
                finding,
                item,
                stance=stance,
                why="See its summary and grade.",
                by=self.people["investigator"],
                reason=REASON,
            )
        finding = inquiry.submit(finding, by=self.people["investigator"], reason=REASON)
        inquiry.review_as_peer(
            finding,
            result="sound",
            comments="I read every item cited, for and against; the reasoning follows from them.",
            by=self.people["policy"],
            reviewed_at=self.peer_reviewed_at,
        )
        if adopt:
            inquiry.adopt(
                finding,
                by=self.people["director"],
                reason="The evidence meets the standard.",
                closed_at=self.adopted_at,
            )
        return finding

    def _decide(self, investigation: Investigation, suspensions: list[Order]) -> Decision:
        decision = self.memorandum(investigation, suspensions)
        hear(decision, self.people)
        risk = investigation.findings.get(kind="risk")
        return decisions.sign(
            decision,
            option=decision.options.get(effect=OptionEffect.CANCEL),
            reasons_en="Sensors were used beyond the country of final destination, against the assurances on which the permits rest. Although "
            f"no substantial risk under section 7.4 is found ({risk}), confidence in the assurances is "
            "lost, and with it the basis of the permits.",
            reasons_fr="Des capteurs ont été utilisés hors du pays de destination finale, contrairement aux assurances sur lesquelles reposent les licences. Bien "
            f"qu'aucun risque sérieux au sens de l'article 7.4 ne soit constaté ({risk}), la confiance dans "
            "les assurances est perdue et, avec elle, le fondement des licences.",
            appointment=minister_on(date(2021, 4, 12)),
            signed_at=at(date(2021, 4, 12), 9),
            effective_at=at(date(2021, 4, 12), 9),
            by=self.people["minister"],
            reason="Decision of the Minister, entered from the signed memorandum.",
        )

    def recommend(self, investigation) -> Recommendation:
        return inquiry.recommend(
            investigation,
            text_en="Cancel the permits suspended, under section 10(1) of the Act.",
            text_fr="Annuler les licences suspendues, en vertu du paragraphe 10(1) de la Loi.",
            made_at=self.recommended_at,
            by=self.people["investigator"],
            reason=REASON,
        )

    def memorandum(self, investigation, suspensions, *, submit=True) -> Decision:
        """A memorandum on the recommendation, put before the Minister or left a draft."""
        decision = decisions.draft(
            investigation.recommendations.first() or self.recommend(investigation),
            suspensions=suspensions,
            title_en="Export permits suspended after allegations about end use",
            title_fr="Licences d'exportation suspendues à la suite d'allégations sur l'utilisation finale",
            **self.background,
            options=[
                {
                    "effect": OptionEffect.CANCEL,
                    "text_en": "Cancel the suspended permits.",
                    "text_fr": "Annuler les licences suspendues.",
                    "risks_en": "Holders lose contracts, and may ask a court to review the decision.",
                    "risks_fr": "Des titulaires perdent des contrats et peuvent demander le contrôle judiciaire de la décision.",
                    "recommended": True,
                },
                {
                    "effect": OptionEffect.KEEP,
                    "text_en": "Keep the permits suspended while more diligence is done.",
                    "text_fr": "Maintenir la suspension pendant que l'on poursuit les vérifications.",
                    "risks_en": "The uncertainty of holders goes on, and permits expire meanwhile.",
                    "risks_fr": "L'incertitude des titulaires se prolonge et des licences expirent entre-temps.",
                    "recommended": False,
                },
                {
                    "effect": OptionEffect.REINSTATE,
                    "text_en": "Reinstate the permits on separate conditions.",
                    "text_fr": "Rétablir les licences à des conditions distinctes.",
                    "risks_en": "Further exports may be used against the assurances.",
                    "risks_fr": "D'autres exportations pourraient être utilisées contrairement aux assurances.",
                    "recommended": False,
                },
            ],
            by=self.people["director"],
            reason=REASON,
        )
        if not submit:
            return decision
        return self.put_forward(decision)

    def put_forward(self, decision: Decision) -> Decision:
        """Legal review, then the deputy, then the Minister."""
        decisions.submit(
            decision, by=self.people["director"], reason=REASON, made_at=self._routed(1)
        )
        decisions.opine(
            decision,
            view="concerns",
            text="Section 10(1) allows each option. The reasons must say how they stand to the finding under section 7.4, and the holders must be heard.",
            by=self.people["counsel"],
            reason="Legal review.",
            given_at=self._routed(2),
        )
        decision.refresh_from_db()
        return decisions.endorse(
            decision,
            by=self.people["deputy"],
            reason="The options are complete.",
            made_at=self._routed(3),
        )

    def _routed(self, days: int) -> datetime:
        """So many days after the recommendation, never in the future."""
        return self.recommended_at + timedelta(days=days)

    def _cancel(self, decision: Decision) -> None:
        """Thirty permits were suspended; twenty-nine were announced; one expired meanwhile."""
        batch = decisions.prepare_batch(
            decision, announced=29, by=self.people["officer"], reason=REASON
        )
        batch = decisions.freeze(batch, by=self.people["officer"], reason=REASON)
        batch = decisions.confirm(
            batch, typed_count=batch.frozen_count, by=self.people["director"], reason=REASON
        )
        decisions.execute(
            batch, by=self.people["officer"], reason="Carrying out the Minister's decision."
        )
