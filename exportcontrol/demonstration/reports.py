"""The report of the first case, released in part, and a finding at each step of its review."""

from datetime import date

from exportcontrol.demonstration.people import REASON
from exportcontrol.demonstration.register import Register, at
from investigations import actions as inquiry
from investigations.models import Investigation, ReportEdition
from investigations.report.passages import passages

SUMMARY_EN = (
    "Imaging sensors exported under Canadian permits were used in a conflict beyond the country"
    " of final destination, against an undertaking given for them.\n\nNo substantial risk under"
    " section 7.4 is found for exports on the whole. The recommendation rests on the loss of"
    " confidence in the assurances."
)
SUMMARY_FR = (
    "Des capteurs d'imagerie exportés en vertu de licences canadiennes ont été utilisés dans un"
    " conflit hors du pays de destination finale, contrairement à un engagement pris à leur"
    " sujet.\n\nAucun risque sérieux au sens de l'article 7.4 n'est constaté pour les exportations"
    " dans leur ensemble. La recommandation repose sur la perte de confiance dans les assurances."
)
ANALYSIS_EN = (
    "Two origins that know nothing of each other agree on the use of the sensors. The reposts of"
    " the video were counted once, with the video."
)
ANALYSIS_FR = (
    "Deux origines qui s'ignorent s'accordent sur l'utilisation des capteurs. Les repartages de la"
    " vidéo ont été comptés une seule fois, avec la vidéo."
)
# What the public does not read, by the end of its key: the section of the Act it is withheld under.
WITHHELD = {"embassy-report": "15", "company-response": "20"}


class Reports:
    """Freezes the report of the first case and releases it in part, each by whose act it is."""

    def __init__(self, registered: Register) -> None:
        self.people = registered.people

    def load(self) -> None:
        first = Investigation.objects.earliest("pk")
        self._dissent(first)
        edition = self._freeze(first)
        self._release(edition)
        self._change_the_basis(first)
        self._begin_again(edition)
        self._draft(Investigation.objects.get(title__startswith="Onward shipment"))

    def _freeze(self, investigation: Investigation) -> ReportEdition:
        author = self.people["investigator"]
        inquiry.write_report(
            investigation,
            version=0,
            summary_en=SUMMARY_EN,
            summary_fr=SUMMARY_FR,
            analysis_en=ANALYSIS_EN,
            analysis_fr=ANALYSIS_FR,
            by=author,
            reason=REASON,
        )
        return inquiry.freeze_report(
            investigation, by=author, reason=REASON, frozen_at=at(date(2021, 3, 24), 14)
        )

    def _release(self, edition: ReportEdition) -> None:
        """What an embassy reported, and what a company told of its trade, stay out."""
        version = inquiry.prepare_public(edition, by=self.people["policy"], reason=REASON)
        inquiry.withhold(
            version, self._chosen(edition), by=self.people["policy"], reason="Sections 15 and 20."
        )
        inquiry.release_report(
            version,
            by=self.people["director"],
            reason="Read against the edition; the choice is right.",
            released_at=at(date(2021, 4, 12), 12),
        )

    def _chosen(self, edition: ReportEdition) -> dict[str, str]:
        items = edition.investigation.evidence.filter(kind__in=WITHHELD)
        sections = {item.number: WITHHELD[item.kind] for item in items}
        return {
            passage["key"]: section
            for passage in passages(edition.report)
            for number, section in sections.items()
            if passage["key"].startswith(f"evidence/{number}/summary")
        }

    def _dissent(self, investigation: Investigation) -> None:
        """An officer does not agree with the finding on risk, and says why."""
        inquiry.dissent(
            investigation.findings.get(kind="risk"),
            name="Owen Clarke, Export Controls Policy",
            reasons="The question under section 7.4 is of risk, not of proof. That no violation is"
            " shown does not show that none is likely.",
            by=self.people["policy"],
            stated_at=at(date(2021, 3, 16), 9),
        )

    def _change_the_basis(self, investigation: Investigation) -> None:
        """A later grade of an item cited changes the basis of two findings; one is looked at."""
        post = investigation.evidence.filter(kind="social-post").earliest("pk")
        inquiry.grade(
            post,
            reliability="D",
            credibility="4",
            by=self.people["director"],
            reason="The account was closed for posting staged material.",
        )
        use = investigation.findings.get(kind="use")
        inquiry.review_basis(
            use,
            outcome="stands",
            reasons="The finding rests on the fragments and the video; the post only repeated it.",
            by=self.people["director"],
        )

    def _begin_again(self, edition: ReportEdition) -> None:
        """A second public version waits for its release, and a second edition for its readers."""
        version = inquiry.prepare_public(edition, by=self.people["policy"], reason=REASON)
        inquiry.withhold(
            version,
            {**version.sections(), "questions/case/source": "16"},
            by=self.people["policy"],
            reason="The source of the allegation asked not to be named.",
        )
        inquiry.freeze_report(
            edition.investigation,
            by=self.people["investigator"],
            reason="A later grade changed the basis of a finding.",
        )

    def _draft(self, investigation: Investigation) -> None:
        """A draft that meets its conditions, and waits to be put to a peer."""
        author = self.people["investigator"]
        draft = inquiry.draft(
            investigation.questions.get(position=1),
            kind="other",
            standard="reasonable-suspicion",
            statement_en="The freight forwarder may have known where the components went.",
            statement_fr="Le transitaire savait peut-être où allaient les composants.",
            reasoning="The bills of lading name a port that no permit names.",
            confidence="low",
            likelihood="even",
            contrary="The forwarder's own letters were read; none speaks of the port.",
            would_change="A letter by which the consignee hid the port from the forwarder.",
            by=author,
            reason=REASON,
        )
        for item in investigation.evidence.filter(grades__isnull=False).distinct()[:2]:
            inquiry.cite(
                draft,
                item,
                stance="for",
                why="It names the port.",
                by=author,
                reason=REASON,
            )
