"""The fictional evidence of the demonstration: items of each kind, with its file and its grade."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from investigations.models.evidence import EvidenceKind


@dataclass(frozen=True)
class Item:
    """One item: what it is, what it says, its grade, and for or against what it speaks."""

    kind: EvidenceKind
    title: str
    source: str
    summary: str
    captured_on: date
    reliability: str
    credibility: str
    why: str
    file_name: str = ""
    captured_with: str = ""
    address: str = ""
    derived_from: int | None = None  # the position of another item in the table below
    confirmed_by: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)  # what its type asks for


FICTIONAL = "Fictional, written for the demonstration. "
K = EvidenceKind

EVIDENCE = [
    Item(K.IMAGE, "Video of a downed unmanned aircraft", "Witness account, published online", "Shows the wreck of an unmanned aircraft; a sensor turret lies beside it, and a data plate with a partial serial number is legible for two seconds.", date(2020, 10, 21), "C", "2", "Place and time agree with terrain and shadow; the account has published reliable footage before.", "video-frames.txt", "Capture tool 4.2", "https://example.org/video/7781", facts={"account": "@field_observer (fictional)", "post": "7781", "language": "Armenian", "archive_address": "https://archive.example.org/video/7781", "place": "South-east of Hadrut (fictional account)"}),
    Item(K.SOCIAL_POST, "Repost of the video with a caption", "Account of a news aggregator", "The same video, with a caption that names the sensor model.", date(2020, 10, 22), "D", "3", "A repost: it adds the caption and nothing else.", "post.txt", "Capture tool 4.2", "https://example.org/post/90112", derived_from=0, facts={"account": "@newsfeed (fictional)", "post": "90112", "language": "English"}),
    Item(K.TRACE_REPLY, "Manufacturer's reply to the trace request", "Aurora Optronics Inc.", "The partial serial number belongs to a batch of four turrets shipped to Anadolu Kartal in March 2019.", date(2020, 12, 3), "B", "2", "Drawn from production records; the match is by batch, not by exact serial.", "trace-reply.txt", facts={"reference": "AO-TR-2020-41", "dated_on": date(2020, 12, 1), "author": "Quality and records, Aurora Optronics Inc.", "serial_number": "Batch 2019-03-T", "goods_model": "AX-15 imaging turret (fictional)"}),
    Item(K.INSPECTION, "Examination of recovered fragments", "Technical mission of a partner", "Fragments of a turret housing bear the manufacturer's part number.", date(2020, 12, 15), "B", "1", "Documented in place, each marking photographed; agrees with the trace reply.", "fragments.txt", confirmed_by=2, facts={"place": "Workshop where the wreck was kept (fictional)", "documented_by": "Technical mission, two engineers", "marking": "PN 7741-AX · partial serial T-0…", "serial_number": "T-0 (partial)", "goods_model": "AX-15 imaging turret (fictional)"}),
    Item(K.COMPANY_RESPONSE, "Answer of the exporter", "Aurora Optronics Inc.", "All deliveries went to the consignee named on the permits; the company knows of no transfer.", date(2020, 10, 30), "B", "3", "Speaks of deliveries, not of later use.", "company-answer.txt", facts={"reference": "Letter of 28 October 2020", "dated_on": date(2020, 10, 28), "author": "Vice-president, trade compliance"}),
    Item(K.OFFICIAL_STATEMENT, "Statement of the importing ministry", "Directorate of Defence Procurement (fictional)", "All imported sensors remain in national use.", date(2020, 11, 5), "C", "4", "A denial without particulars; contradicted by two independent items."),
    Item(K.EMBASSY_REPORT, "Flash report", "Embassy (fictional)", "Reports social media accounts of unmanned aircraft in use beyond the border.", date(2020, 9, 29), "A", "3", "A reliable reporter of what others say.", "flash-report.txt", facts={"reference": "FLASH-0412 (fictional)", "dated_on": date(2020, 9, 28)}),
    Item(K.PARTNER_INFORMATION, "Information shared by a partner", "Partner government (fictional)", "", date(2020, 11, 18), "A", "2", "The partner has direct observation.", facts={"is_classified": True, "pointer_number": "PG-2020-114 (fictional)", "pointer_holder": "Secure registry, policy division", "pointer_caveat": "Originator controlled"}),
    Item(K.EXPERT_REPORT, "Report of a panel of experts", "Panel of experts (fictional)", "Describes the same model of unmanned aircraft in another theatre.", date(2021, 3, 8), "B", "2", "Stated method, corroborated sources.", "panel-extract.txt", facts={"reference": "Final report 2021 (fictional)", "dated_on": date(2021, 3, 8), "author": "Panel of experts", "passage": "Paragraphs 60 to 64"}),
    Item(K.NGO_REPORT, "Report on sensor exports", "Institute for Arms Monitoring (fictional)", "Links export statistics to the sensors seen on the aircraft.", date(2020, 9, 22), "C", "3", "Careful with what is open, cautious where it is not.", "report-extract.txt", facts={"reference": "Sensor exports, 2020", "dated_on": date(2020, 9, 21), "passage": "Pages 11 to 19"}),
    Item(K.MEDIA, "Newspaper article", "The Daily Courier (fictional)", "First report of the sensors on the aircraft, citing the video's predecessors.", date(2020, 9, 29), "C", "3", "Reputable; names no source of its own.", "article.txt", "Capture tool 4.2", "https://example.org/article/331", facts={"author": "Staff reporter", "dated_on": date(2020, 9, 29), "language": "English"}),
    Item(K.SHIPPING_RECORD, "Bills of lading 2019", "Border agency", "Four turrets left in March 2019 under permit for Anadolu Kartal.", date(2020, 10, 14), "A", "2", "Admissible as proof of shipment under section 23.", "bills.txt", facts={"reference": "BL-2019-0318 to 0321", "dated_on": date(2019, 3, 18), "transport": "Flight AC 870 (fictional)", "shipped_from": "Hamilton, Ontario", "shipped_to": "Ankara"}),
    Item(K.ASSURANCE_DOCUMENT, "End-use certificate of June 2018", "Anadolu Kartal Havacılık A.Ş.", "Undertakes own use in the country of final destination, no re-export and no transfer without consent.", date(2020, 10, 6), "A", "2", "The original on file.", "certificate.txt", facts={"reference": "EUC 2018-06", "dated_on": date(2018, 6, 12), "author": "Head of procurement"}),
]  # fmt: skip
