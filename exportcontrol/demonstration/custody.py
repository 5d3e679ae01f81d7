"""Evidence with pictures, custody, restriction and a legal hold, in the case that is unfinished."""

import io
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import ExifTags, Image, ImageDraw

from exportcontrol.demonstration.evidence import FICTIONAL
from exportcontrol.demonstration.people import REASON
from exportcontrol.demonstration.register import Register
from investigations import actions as inquiry
from investigations.models import Evidence, Investigation
from investigations.models.custody import CustodyKind
from investigations.models.kinds import EvidenceKind


class Custody:
    """Plays what an evidence custodian and an investigator do with fictional items."""

    def __init__(self, registered: Register):
        self.people = registered.people
        self.now = timezone.now().replace(minute=0, second=0, microsecond=0)

    def load(self) -> None:
        investigation = Investigation.objects.active().earliest("pk")
        self._inspection(investigation)
        self._restricted(investigation)
        self._pointer(investigation)

    def _ago(self, days):
        return self.now - timedelta(days=days)

    def _register(self, investigation, **facts) -> Evidence:
        given = {"source": "Field mission of a partner (fictional)", "uploads": [], **facts}
        return inquiry.register(
            investigation, by=self.people["investigator"], reason=REASON, **given
        )

    def _inspection(self, investigation: Investigation) -> None:
        """A part that was documented in place, sealed, sent to a laboratory, and is held."""
        item = self._register(
            investigation,
            kind=EvidenceKind.INSPECTION,
            title="Wing component with its data plate",
            summary=FICTIONAL + "The data plate of a component, photographed where it lay.",
            captured_at=self._ago(60),
            place="Airfield in a third country (fictional)",
            documented_by="Two engineers of the mission",
            marking="DEMO PN 88-1 SN 0042",
            serial_number="0042",
            goods_model="Wing component 88-1",
            uploads=[
                ContentFile(_photograph("SN 0042", self._ago(60)), name="data-plate.jpg"),
                ContentFile(_report(), name="mission-report.pdf"),
                ContentFile(b"time,note\n10:42,plate found\n", name="field-notes.csv"),
            ],
        )
        self._hand_on(item)
        inquiry.grade(
            item,
            reliability="B",
            credibility="3",
            by=self.people["director"],
            reason="Documented in place by people whom the partner names.",
        )
        inquiry.hold_evidence(
            item, by=self.people["custodian"], reason="Notice of an application for review."
        )

    def _hand_on(self, item: Evidence) -> None:
        """What the custodian does with it, and a copy of the photograph to be shown to others."""
        for kind, days, facts in [
            (CustodyKind.SEALED, 60, {"note": "Bag 7, seal 113-C (fictional)"}),
            (
                CustodyKind.TRANSFERRED,
                58,
                {"handed_by": "Field mission", "handed_to": "Evidence custodian, Ottawa"},
            ),
            (CustodyKind.ANALYSED, 40, {"note": "Metallurgy and markings: laboratory report 2"}),
        ]:
            inquiry.record_custody(
                item,
                kind=kind,
                happened_at=self._ago(days),
                by=self.people["custodian"],
                reason=REASON,
                **facts,
            )
        photograph = item.files.originals().get(name="data-plate.jpg")
        inquiry.share(
            photograph, by=self.people["custodian"], reason="To be put to the manufacturer."
        )
        inquiry.verify(
            [item],
            about=item.number,
            by=self.people["custodian"],
            reason="After the laboratory returned it.",
        )

    def _restricted(self, investigation: Investigation) -> None:
        """A statement whose source must be kept safe, released to two people."""
        item = self._register(
            investigation,
            kind=EvidenceKind.COMPANY_RESPONSE,
            title="Statement of a former employee",
            source="A person whose name is protected (fictional)",
            summary=FICTIONAL + "Says who ordered the parts to be sent on.",
            captured_at=self._ago(20),
            is_restricted=True,
            uploads=[
                ContentFile(b"Fictional statement.\n", name="statement.txt"),
                ContentFile(_photograph("NOTEBOOK", self._ago(21)), name="notebook.jpg"),
            ],
        )
        inquiry.release_evidence(
            item,
            person=self.people["director"],
            by=self.people["custodian"],
            reason="To judge the source.",
        )

    def _pointer(self, investigation: Investigation) -> None:
        """What another registry holds, and this one only points at."""
        self._register(
            investigation,
            kind=EvidenceKind.PARTNER_INFORMATION,
            title="Information held elsewhere",
            captured_at=self._ago(15),
            is_classified=True,
            pointer_number="PG-DEMO-7 (fictional)",
            pointer_holder="Secure registry, policy division",
            pointer_caveat="Originator controlled",
        )


def _photograph(words: str, taken) -> bytes:
    """A drawn photograph with what a camera would embed in it."""
    picture = Image.new("RGB", (1200, 800), (120, 128, 120))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((220, 250, 980, 560), fill=(188, 188, 178), outline=(40, 40, 40), width=6)
    for place in ((250, 280), (950, 280), (250, 530), (950, 530)):
        draw.ellipse((place[0] - 9, place[1] - 9, place[0] + 9, place[1] + 9), fill=(60, 60, 60))
    draw.text((300, 330), f"FICTIONAL\nDEMO PN 88-1\n{words}", fill=(20, 20, 20), font_size=56)
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Demo Camera Works", "DC-1 (fictional)"
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.DateTimeOriginal] = f"{taken:%Y:%m:%d %H:%M:%S}"
    details[ExifTags.Base.OffsetTimeOriginal] = "+00:00"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[1], place[2], place[3], place[4] = "N", (25.0, 15.0, 36.0), "E", (55.0, 21.0, 0.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, quality=88)
    return out.getvalue()


def _report() -> bytes:
    """A page of a report, as a PDF with the properties that an office program writes."""
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    words = (
        "FICTIONAL REPORT\n\nThe component was found on the apron.\nEach marking is photographed."
    )
    draw.text((140, 160), words, fill=(20, 20, 20), font_size=44)
    out = io.BytesIO()
    page.save(out, "PDF", title="Report of a fictional mission", author="Mission", resolution=150)
    return out.getvalue()
