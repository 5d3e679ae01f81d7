"""A list of countries and a sanctions schedule, small and fictional, read as published ones are."""

from exportcontrol.demonstration.people import REASON
from exportcontrol.demonstration.register import Register
from regime.actions import area_lists, sanctions, screening
from regime.models import ScreeningQuestion

LIMS = "http://justice.gc.ca/lims"
AREA_LIST = {
    "en": ("SOR/81-543", "Area Control List", "North Korea"),
    "fr": ("DORS/81-543", "Liste des pays visés", "Corée du Nord"),
}
SCHEDULE = {
    "en": (
        "SOR/2019-999",
        "Special Economic Measures (Fictional Persons) Regulations",
        ("PART 1", "Entities — Ground"),
        ["Severnside Defense Trading (also known as SDT)", "Baltic Watch Holding"],
    ),
    "fr": (
        "DORS/2019-999",
        "Règlement sur les mesures économiques spéciales (personnes fictives)",
        ("PARTIE 1", "Entités — Motif"),
        ["Severnside Defense Trading (aussi connue sous le nom de SDT)", "Baltic Watch Holding"],
    ),
}


def _regulation(language: str, number: str, title: str, act: str, body: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Regulation xmlns:lims="{LIMS}"'
        f' xml:lang="{language}" lims:lastAmendedDate="2019-01-01"'
        f' lims:current-date="2025-07-24"><Identification><InstrumentNumber>{number}'
        "</InstrumentNumber><EnablingAuthority>"
        f'<XRefExternal reference-type="act" link="{act}">ACT</XRefExternal>'
        f"</EnablingAuthority><LongTitle>{title}</LongTitle></Identification>{body}</Regulation>"
    ).encode()


def _area_list(language: str) -> bytes:
    number, title, country = AREA_LIST[language]
    body = f"<Schedule><List><Item><Text>{country}</Text></Item></List></Schedule>"
    return _regulation(language, number, title, "E-19", body)


def _schedule(language: str) -> bytes:
    number, title, (part, ground), names = SCHEDULE[language]
    items = "".join(
        f"<Item><Label>{label}</Label><Text>{name}</Text></Item>"
        for label, name in enumerate(names, start=1)
    )
    word = "SCHEDULE" if language == "en" else "ANNEXE"
    body = (
        f"<Schedule><ScheduleFormHeading><Label>{word} 1</Label></ScheduleFormHeading>"
        f'<Heading level="1"><Label>{part}</Label><TitleText>{ground}</TitleText></Heading>'
        f"<List>{items}</List></Schedule>"
    )
    return _regulation(language, number, title, "S-14.5", body)


def load(registered: Register) -> None:
    """Load both, screen the parties, and answer one of the questions that this asks."""
    policy = registered.people["policy"]
    named = {"names": ("fictional-en.xml", "fictional-fr.xml"), "by": policy}
    area_lists.load_area_list(_area_list("en"), _area_list("fr"), **named)
    sanctions.load_sanctions(_schedule("en"), _schedule("fr"), **named)
    screening.screen(registered.parties.values(), by=policy, reason=REASON)
    question = ScreeningQuestion.objects.get(party=registered.parties["baltic"])
    screening.answer(
        question,
        answer="different",
        reason="Another company: other country, other register number (fictional).",
        by=policy,
    )
