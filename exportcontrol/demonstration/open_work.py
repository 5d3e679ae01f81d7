"""A policy and applications that are not finished: something waits at each step, all fictional.

The days are counted back from today, so that what is due stays due.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from applications.actions import amending, entering, reviewing
from applications.actions.importing import import_applications
from applications.models import Application
from exportcontrol.demonstration.applications import ANSWERS, Applications, Asked
from exportcontrol.demonstration.people import REASON, minister_on
from exportcontrol.demonstration.register import at
from permits import actions as register
from permits.actions import verifying
from permits.models import Country
from permits.rules import Changes
from regime.actions import dialogues, measures
from regime.models import ChangeKind, ExistingEffect, MeasureVersion, NewEffect

MEASURE = {
    "title_en": "Aircraft components to the United Arab Emirates (fictional)",
    "title_fr": "Composants d'aéronefs vers les Émirats arabes unis (fictif)",
    "instrument": "Decision of the Minister (fictional)",
    "text_en": "Applications for goods of Group 2 are presumptively denied (fictional).",
    "text_fr": "Les demandes visant le groupe 2 font l'objet d'une présomption de refus (fictif).",
    "reasons_en": "Components may have been sent on without consent (fictional).",
    "reasons_fr": "Des composants ont pu être réexpédiés sans consentement (fictif).",
    "provisions": [
        {
            "new_effect": NewEffect.PRESUMPTIVE_DENIAL,
            "existing_effect": ExistingEffect.SCOPE,
            "included": ["2"],
            "text_en": "New applications are presumptively denied (fictional).",
            "text_fr": "Les nouvelles demandes font l'objet d'une présomption de refus (fictif).",
        }
    ],
    "exemptions": [
        {
            "programme": programme,
            "title_en": english,
            "title_fr": french,
            "scope_en": "As the title says (fictional).",
            "scope_fr": "Comme le titre l'indique (fictif).",
            "evidence_en": "An agreement on file (fictional).",
            "evidence_fr": "Un accord au dossier (fictif).",
            "granted_by": granted_by,
            "effect": NewEffect.CASE_BY_CASE,
            "from_preconditions": False,
        }
        for programme, english, french, granted_by in [
            ("nato", "NATO cooperation programs", "Programmes de coopération de l'OTAN", "delegate"),
            ("exceptional", "Exceptional circumstances", "Circonstances exceptionnelles", "minister"),
        ]
    ],
    "preconditions": [
        {
            "title_en": "Written account of the onward shipments received (fictional)",
            "title_fr": "Compte rendu écrit des réexpéditions reçu (fictif)",
            "provision": 1,
        }
    ],
}  # fmt: skip
# A line that can be read, and one whose country nobody knows.
FILE = """\
application,received,completed_on,kind,applicant,destination,end_user,item,description,quantity,unit,value,currency
REQ-1,{received} 10:00,{completed},export,Dominion Satellite Works Ltd.,NO,Nordfjell Forsvar AS,2-11,Antenna (fictional),1,each,41000.00,CAD
REQ-2,{received} 10:00,{completed},export,Aurora Optronics Inc.,XX,Nordfjell Forsvar AS,2-15,Imaging turret (fictional),1,each,1150000.00,CAD
"""
ASKED = Asked("open", timezone.localdate(), NewEffect.NONE, "cartier", "sahra", "wing", 40)


class OpenWork(Applications):
    """Leaves a measure, a dialogue, applications and requests each at a step of their own."""

    def load(self) -> None:
        self.today = timezone.localdate()
        version = self._measure()
        self._dialogue(version)
        self._applications(version)
        self._amendment()
        self._verification()

    def _ago(self, days):
        return self.today - timedelta(days=days)

    def _measure(self) -> MeasureVersion:
        """A version in force whose order is not named yet, and the draft of the next."""
        by = {"by": self.people["policy"], "reason": REASON}
        begins = self._ago(60)
        said = {
            **MEASURE,
            "destinations": [Country.objects.get(code="AE")],
            "dates": [(begins, "Decision of the Minister (fictional)")],
        }
        version = measures.sign(
            measures.draft(starts_at=at(begins), **said, **by),
            appointment=minister_on(begins),
            signed_at=at(begins),
            by=self.people["minister"],
            reason=REASON,
        )
        titles = {"title_en", "title_fr"}
        begins = self._ago(-20)
        measures.draft_version(
            version.measure,
            change=ChangeKind.EASED,
            starts_at=at(begins),
            **{
                **{name: fact for name, fact in said.items() if name not in titles},
                "dates": [(begins, "Draft of the bureau (fictional)")],
                "text_en": "Applications are reviewed case by case (fictional draft).",
                "text_fr": "Les demandes sont examinées au cas par cas (projet fictif).",
            },
            **by,
        )
        return version

    def _dialogue(self, version: MeasureVersion) -> None:
        by = {"by": self.people["policy"], "reason": REASON}
        talks = dialogues.open_dialogue(
            country=Country.objects.get(code="AE"),
            title_en="Onward shipment of aircraft components (fictional)",
            title_fr="Réexpédition de composants d'aéronefs (fictif)",
            opened_on=self._ago(50),
            precondition=version.preconditions.get(),
            **by,
        )
        dialogues.record_commitment(
            talks,
            side="destination",
            text_en="A written account of the onward shipments (fictional).",
            text_fr="Un compte rendu écrit des réexpéditions (fictif).",
            made_on=self._ago(45),
            due_on=self._ago(5),
            **by,
        )

    def _applications(self, version: MeasureVersion) -> None:
        """One incomplete, one to take up, one that waits and claims, one to be decided on."""
        entering.enter(
            received_at=at(self._ago(3), 9),
            applicant=self.registered.parties["estuaire"],
            destination=Country.objects.get(code="AE"),
            by=self.people["intake"],
            reason=REASON,
        )
        self._received(9)
        waiting = self._taken_up(30)
        reviewing.claim_exemption(
            waiting,
            version.exemptions.get(programme="exceptional"),
            evidence="See the documents of the application (fictional).",
            claimed_on=self._ago(12),
            by=self.people["officer"],
            reason=REASON,
        )
        assessed = self._taken_up(40, defence="silence")
        reviewing.assess(assessed, ANSWERS, by=self.people["officer"], reason=REASON)
        file = FILE.format(received=self._ago(2), completed=self._ago(6))
        import_applications(
            ContentFile(file.encode(), name="applications-demo.csv"),
            by=self.people["intake"],
            reason=REASON,
        )

    def _received(self, days: int, **facts) -> Application:
        asked = replace(ASKED, received=self._ago(days), **facts)
        return self._entered(asked, code="AE")

    def _taken_up(self, days: int, **facts) -> Application:
        asked = replace(ASKED, received=self._ago(days), **facts)
        application = self._entered(asked, code="AE")
        officer = {"by": self.people["officer"], "reason": REASON}
        entering.take_up(application, **officer)
        application.refresh_from_db()
        reviewing.classify(application, self._items(application, asked), **officer)
        self._consult(application, asked)
        return application

    def _amendment(self) -> None:
        """A holder asks for a later expiry; another person has to decide."""
        permit = self.registered.permits["to suspend"][0]
        permit.refresh_from_db()
        amending.record_request(
            permit,
            changes=Changes(before=permit, valid_until=permit.valid_until + timedelta(days=365)),
            received_on=self._ago(8),
            requested_by="P. Lavoie, export manager (fictional)",
            own_motion=False,
            language="fr-ca",
            terms="The expiry date",
            grounds="The customer takes delivery a year later (fictional).",
            by=self.people["officer"],
            reason=REASON,
        )

    def _verification(self) -> None:
        """A check after shipment that the end user was asked for, and that nobody answered yet."""
        permit = self.registered.permits["to suspend"][1]
        officer = {"by": self.people["officer"], "reason": REASON}
        register.record_shipment(
            permit.lines.get(),
            reference="BOL-31007",
            shipped_on=self._ago(90),
            reported_on=self._ago(80),
            quantity=Decimal(10),
            value=Decimal(465_000),
            **officer,
        )
        permit.refresh_from_db()
        verifying.request_verification(
            permit,
            asked_of=self.registered.parties["sahra"],
            question="Where are the components, and in which aircraft? (fictional)",
            requested_on=self._ago(45),
            due_on=self._ago(5),
            **officer,
        )
