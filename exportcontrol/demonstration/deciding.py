"""Decisions at every step of their way, and batches of every kind: all of it fictional."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from decisions import actions as decisions
from decisions.models import Batch, Decision, OptionEffect
from exportcontrol.demonstration.case import Case
from exportcontrol.demonstration.people import REASON, minister_on
from exportcontrol.demonstration.register import Register, at
from investigations.models import Investigation
from permits import actions as register
from permits import rules
from permits.models import Permit

# How many permits each of these is about.
GROUPS = {
    "in legal review": 1,
    "before the deputy": 1,
    "returned": 1,
    "heard": 2,
    "rejected": 1,
    "amended": 3,
    "failed": 4,
    "wrong": 2,
}
TITLES = {
    OptionEffect.CANCEL: ("Permits for wing components", "Licences visant des composants d'ailes"),
    OptionEffect.AMEND: (
        "Closer reporting of shipments",
        "Déclaration plus rapprochée des expéditions",
    ),
    OptionEffect.SUSPEND: (
        "Suspension while routes are checked",
        "Suspension pendant la vérification des itinéraires",
    ),
    OptionEffect.REINSTATE: ("Correction of a cancellation", "Correction d'une annulation"),
}
TEXTS = {
    OptionEffect.CANCEL: ("Cancel the permits.", "Annuler les licences."),
    OptionEffect.AMEND: (
        "Add a condition on reporting.",
        "Ajouter une condition sur les déclarations.",
    ),
    OptionEffect.SUSPEND: ("Suspend the permits.", "Suspendre les licences."),
    OptionEffect.REINSTATE: ("Reinstate the permits.", "Rétablir les licences."),
    OptionEffect.KEEP: ("Leave the permits as they are.", "Laisser les licences telles quelles."),
}
CONDITION = {
    "condition": "add",
    "new_en": "Each shipment is reported within 15 days, with its bill of lading.",
    "new_fr": "Chaque expédition est déclarée dans les 15 jours, avec son connaissement.",
    "report_within_days": 15,
}


class Deciding(Case):
    """Acts on an inquiry that has recommended, each by the person whose act it is."""

    background = {
        "background_en": "A finding of diversion is adopted; the review of the permits goes on.",
        "background_fr": (
            "Une constatation de détournement est adoptée; l'examen des licences se poursuit."
        ),
    }

    def __init__(self, registered: Register, inquiry: Investigation):
        super().__init__(registered)
        self.inquiry = inquiry

    def load(self) -> None:
        self.today = timezone.localdate()
        self.recommended_at = at(self._days_ago(30), 16)
        self._register_groups()
        self._on_their_way()
        self._heard()
        self._rejected()
        self._scheduled()
        self._failed()
        self._corrected()

    def _days_ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def _register_groups(self) -> None:
        issued, until = self._days_ago(300), self._days_ago(-1000)
        for group, count in GROUPS.items():
            self.registered.permits[group] = [
                self.registered.register(issued, until, "cartier", "sahra", "wing", 60 + n, "AE")
                for n in range(count)
            ]
            self.registered.issue(issued, self.registered.permits[group])

    def _option(self, effect, *, recommended=False, **said):
        english, french = TEXTS[effect]
        return {
            "effect": effect,
            "text_en": english,
            "text_fr": french,
            "risks_en": "Holders may ask a court to review the decision.",
            "risks_fr": "Des titulaires peuvent demander le contrôle judiciaire de la décision.",
            "recommended": recommended,
            **said,
        }

    def _facts(self, effect, **said):
        title_en, title_fr = TITLES[effect]
        return {
            "title_en": title_en,
            "title_fr": title_fr,
            **self.background,
            "options": [
                self._option(effect, recommended=True, **said),
                self._option(OptionEffect.KEEP),
            ],
            "by": self.people["director"],
            "reason": REASON,
        }

    def _draft(self, group, effect=OptionEffect.CANCEL, **said) -> Decision:
        """A memorandum on permits named one by one."""
        return decisions.draft(
            self.inquiry.recommendations.first(),
            population="list",
            permits=self.registered.permits[group],
            **self._facts(effect, **said),
        )

    def _on_their_way(self) -> None:
        """One memorandum with the counsel, one with the deputy, one that came back."""
        director, counsel = self.people["director"], self.people["counsel"]
        decisions.submit(self._draft("in legal review"), by=director, reason=REASON)
        endorsable = decisions.submit(self._draft("before the deputy"), by=director, reason=REASON)
        decisions.opine(
            endorsable,
            view="sound",
            text="Section 10(1) allows each option, for reasons.",
            by=counsel,
            reason="Legal review.",
        )
        returned = decisions.submit(self._draft("returned"), by=director, reason=REASON)
        decisions.opine(
            returned,
            view="unlawful",
            text="The first option rests on a report that no finding supports.",
            by=counsel,
            reason="Rest it on an adopted finding, then send it again.",
        )

    def _heard(self) -> None:
        """Holders may still answer; one did, and is to be considered."""
        decision = self._draft("heard")
        intent = decisions.notify_intent(
            decision,
            text_en="It is intended to cancel the permits: components were sent on without consent.",
            text_fr="On entend annuler les licences : des composants ont été réexpédiés sans consentement.",
            notified_on=self._days_ago(5),
            respond_by=self._days_ago(-20),
            by=self.people["director"],
            reason="Holders are heard first.",
        )
        decisions.record_representation(
            intent,
            holder=intent.holders().first(),
            received_on=self._days_ago(1),
            text="FICTIONAL. The components were lent for a trial and have come back.",
            by=self.people["officer"],
            reason=REASON,
        )

    def _rejected(self) -> None:
        decision = self.put_forward(self._draft("rejected"))
        decisions.reject(
            decision,
            reasons_en="The undertaking is under review; no step is taken on these permits yet.",
            reasons_fr="L'engagement est à l'examen; aucune mesure n'est prise pour ces licences.",
            appointment=minister_on(self.today),
            signed_at=at(self._days_ago(8), 9),
            by=self.people["minister"],
            reason=REASON,
        )

    def _decided(self, decision: Decision, effect, moment: datetime, **changes) -> Decision:
        self.put_forward(decision)
        if effect == OptionEffect.CANCEL:
            decisions.dispense(
                decision,
                reason_en="The components are on their way: a notice would let them be sent on.",
                reason_fr="Les composants sont en route : un avis permettrait leur réexpédition.",
                by=self.people["director"],
                reason=REASON,
            )
        return decisions.sign(
            decision,
            option=decision.options.get(effect=effect),
            reasons_en="The findings of the inquiry, and what they mean for these permits.",
            reasons_fr="Les constatations de l'enquête, et ce qu'elles signifient pour ces licences.",
            appointment=minister_on(self.today),
            signed_at=at(self._days_ago(7), 9),
            effective_at=moment,
            by=self.people["minister"],
            reason=REASON,
            **changes,
        )

    def _frozen(self, decision: Decision) -> Batch:
        officer = self.people["officer"]
        batch = decisions.prepare_batch(decision, by=officer, reason=REASON)
        return decisions.freeze(batch, by=officer, reason=REASON)

    def _confirmed(self, batch: Batch) -> Batch:
        return decisions.confirm(
            batch, typed_count=batch.frozen_count, by=self.people["director"], reason=REASON
        )

    def _executed(self, batch: Batch) -> Batch:
        decisions.execute(batch, by=self.people["officer"], reason=REASON)
        batch.refresh_from_db()
        return batch

    def _scheduled(self) -> None:
        """A condition is added to permits at a time to come; one permit is left out."""
        decision = self._draft("amended", OptionEffect.AMEND, **CONDITION)
        decision = self._decided(
            decision,
            OptionEffect.AMEND,
            at(self._days_ago(-20)),
            changes_en="The permit of the trial programme is left out.",
            changes_fr="La licence du programme d'essai est exclue.",
        )
        decisions.exclude(
            decision,
            self.registered.permits["amended"][-1:],
            reason_en="It belongs to the trial programme, whose reports are daily.",
            reason_fr="Elle relève du programme d'essai, déclaré chaque jour.",
            by=self.people["minister"],
            reason="As the Minister decided.",
        )
        self._confirmed(self._frozen(decision))

    def _failed(self) -> None:
        """A permit that changed after the freeze is refused, and waits to be confirmed anew."""
        moment = at(self._days_ago(7), 12)
        decision = self._draft("failed", OptionEffect.SUSPEND)
        batch = self._confirmed(self._frozen(self._decided(decision, OptionEffect.SUSPEND, moment)))
        self._amend(self.registered.permits["failed"][0])
        batch = self._executed(batch)
        again = decisions.prepare_rerun(batch, by=self.people["officer"], reason=REASON)
        decisions.freeze(again, by=self.people["officer"], reason=REASON)

    def _amend(self, permit: Permit) -> None:
        """A change of the end use by itself, between the freeze and the execution."""
        register.amend(
            permit,
            changes=rules.Changes(before=permit, end_use="Maintenance of trainers (fictional)"),
            asked_on=None,
            effective_at=at(self._days_ago(7), 10),
            appointment=minister_on(self.today),
            prepared_by=self.people["director"],
            signed_at=at(self._days_ago(7), 10),
            title_en="Amendment of the end use",
            title_fr="Modification de l'utilisation finale",
            ground_en="The end use was written wrongly.",
            ground_fr="L'utilisation finale était mal écrite.",
            by=self.people["minister"],
            reason=REASON,
        )

    def _corrected(self) -> None:
        """A cancellation is set aside by a court, and undone by a correction that cites it."""
        decision = self._decided(
            self._draft("wrong"), OptionEffect.CANCEL, at(self._days_ago(6), 9)
        )
        batch = self._executed(self._confirmed(self._frozen(decision)))
        decisions.set_aside(
            decision,
            by_whom="court",
            body="Federal Court",
            decided_on=self._days_ago(2),
            document="2026 FC 000 (fictional)",
            effect_en="Quashed: the holder was not heard, and nothing was urgent.",
            effect_fr="Annulée : le titulaire n'a pas été entendu, et rien ne pressait.",
            by=self.people["counsel"],
            reason="Judgment received.",
        )
        correction = decisions.draft_correction(batch, **self._facts(OptionEffect.REINSTATE))
        moment = timezone.now() - timedelta(minutes=1)
        correction = self._decided(correction, OptionEffect.REINSTATE, moment)
        self._executed(self._confirmed(self._frozen(correction)))
