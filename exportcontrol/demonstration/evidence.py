"""The fictional evidence of the demonstration: one item of each kind, with its file and its grade."""

from dataclasses import dataclass
from datetime import date

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


FICTIONAL = "Fictional, written for the demonstration. "
K = EvidenceKind

EVIDENCE = [
    Item(K.IMAGE, "Video of a downed unmanned aircraft", "Witness account, published online", "Shows the wreck of an unmanned aircraft; a sensor turret lies beside it, and a data plate with a partial serial number is legible for two seconds.", date(2020, 10, 21), "C", "2", "Place and time agree with terrain and shadow; the account has published reliable footage before.", "video-frames.txt", "Capture tool 4.2", "https://example.org/video/7781"),
    Item(K.SOCIAL_POST, "Repost of the video with a caption", "Account of a news aggregator", "The same video, with a caption that names the sensor model.", date(2020, 10, 22), "D", "3", "A repost: it adds the caption and nothing else.", "post.txt", "Capture tool 4.2", "https://example.org/post/90112", derived_from=0),
    Item(K.TRACE_REPLY, "Manufacturer's reply to the trace request", "Aurora Optronics Inc.", "The partial serial number belongs to a batch of four turrets shipped to Anadolu Kartal in March 2019.", date(2020, 12, 3), "B", "2", "Drawn from production records; the match is by batch, not by exact serial.", "trace-reply.txt"),
    Item(K.INSPECTION, "Examination of recovered fragments", "Technical mission of a partner", "Fragments of a turret housing bear the manufacturer's part number.", date(2020, 12, 15), "B", "1", "Documented in place, each marking photographed; agrees with the trace reply.", "fragments.txt", confirmed_by=2),
    Item(K.COMPANY_RESPONSE, "Answer of the exporter", "Aurora Optronics Inc.", "All deliveries went to the consignee named on the permits; the company knows of no transfer.", date(2020, 10, 30), "B", "3", "Speaks of deliveries, not of later use.", "company-answer.txt"),
    Item(K.OFFICIAL_STATEMENT, "Statement of the importing ministry", "Directorate of Defence Procurement (fictional)", "All imported sensors remain in national use.", date(2020, 11, 5), "C", "4", "A denial without particulars; contradicted by two independent items."),
    Item(K.EMBASSY_REPORT, "Flash report", "Embassy (fictional)", "Reports social media accounts of unmanned aircraft in use beyond the border.", date(2020, 9, 29), "A", "3", "A reliable reporter of what others say.", "flash-report.txt"),
    Item(K.PARTNER_INFORMATION, "Information shared by a partner", "Partner government (pointer only)", "Pointer: file PG-2020-114, held by the policy division, caveat originator controlled. The content is not kept here.", date(2020, 11, 18), "A", "2", "The partner has direct observation."),
    Item(K.EXPERT_REPORT, "Report of a panel of experts", "Panel of experts (fictional)", "Describes the same model of unmanned aircraft in another theatre.", date(2021, 3, 8), "B", "2", "Stated method, corroborated sources.", "panel-extract.txt"),
    Item(K.NGO_REPORT, "Report on sensor exports", "Institute for Arms Monitoring (fictional)", "Links export statistics to the sensors seen on the aircraft.", date(2020, 9, 22), "C", "3", "Careful with what is open, cautious where it is not.", "report-extract.txt"),
    Item(K.MEDIA, "Newspaper article", "The Daily Courier (fictional)", "First report of the sensors on the aircraft, citing the video's predecessors.", date(2020, 9, 29), "C", "3", "Reputable; names no source of its own.", "article.txt", "Capture tool 4.2", "https://example.org/article/331"),
    Item(K.SHIPPING_RECORD, "Bills of lading 2019", "Border agency", "Four turrets left in March 2019 under permit for Anadolu Kartal.", date(2020, 10, 14), "A", "2", "Admissible as proof of shipment under section 23.", "bills.txt"),
    Item(K.ASSURANCE_DOCUMENT, "End-use certificate of June 2018", "Anadolu Kartal Havacılık A.Ş.", "Undertakes own use in the country of final destination, no re-export and no transfer without consent.", date(2020, 10, 6), "A", "2", "The original on file.", "certificate.txt"),
    Item(K.SILENCE, "No answer to the questions sent", "Government of the place of use (fictional)", "Questions sent on 13 October 2020, due on 13 November; no answer came. A silence is on record as a silence.", date(2020, 11, 16), "F", "6", "Nothing can be judged from a silence."),
]  # fmt: skip
