"""Small files as Justice Laws would publish them, and what is loaded from them."""

from regime.actions.area_lists import load_area_list
from regime.actions.sanctions import load_sanctions
from regime.actions.screening import screen
from tests import make

LIMS = 'xmlns:lims="http://justice.gc.ca/lims"'
TITLES = {
    "acl": ("SOR/81-543", "Area Control List", "Liste des pays visés"),
    "afccl": (
        "SOR/91-575",
        "Automatic Firearms Country Control List",
        "Liste des pays désignés (armes automatiques)",
    ),
}
PERSONS = [
    (
        "Galina Rodionovna EXAMPLOVA (born on January 1, 1955) (also known as Halina EXAMPLAVA)",
        "Galina Rodionovna EXAMPLOVA (née le 1er janvier 1955) (aussi connue sous le nom de"
        " Halina EXAMPLAVA)",
    ),
    ("Dmitry Vladimirovich SPECIMEN (born in 1974)",) * 2,
]
ENTITIES = [
    (
        "Minsk Sample Plant (also known as MSP and LLC Sample Devices and Technologies)",
        "Minsk Sample Plant (aussi connue sous les noms MSP et LLC Sample Devices and"
        " Technologies)",
    ),
]


def regulation(number, title, *body, language="en", act="E-19", amended="2021-04-01", made=""):
    """A regulation in one language."""
    number = number.replace("SOR", "DORS") if language == "fr" else number
    made = f' lims:inforce-start-date="{made}"' if made else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Regulation {LIMS} xml:lang="{language}"'
        f' lims:lastAmendedDate="{amended}" lims:current-date="2025-07-24"{made}>'
        f"<Identification><InstrumentNumber>{number}</InstrumentNumber><EnablingAuthority>"
        f'<XRefExternal reference-type="act" link="{act}">AN ACT</XRefExternal>'
        f"</EnablingAuthority><LongTitle>{title}</LongTitle></Identification>"
        f"{''.join(body)}</Regulation>"
    ).encode()


def countries(names):
    """The schedule of a list of countries: names, or pairs of a name and since when."""
    pairs = [(name, "") if isinstance(name, str) else name for name in names]
    items = "".join(
        f"<Item{f' lims:inforce-start-date={chr(34)}{since}{chr(34)}' if since else ''}>"
        f"<Text>{name}</Text></Item>"
        for name, since in pairs
    )
    return f"<Schedule><List>{items}</List></Schedule>"


def area_files(area_list="acl", *, english=("Belarus",), french=("Bélarus",), **options):
    """The two files of an edition of a list of countries."""
    number, title_en, title_fr = TITLES[area_list]
    return (
        regulation(number, title_en, countries(english), **options),
        regulation(number, title_fr, countries(french), language="fr", **options),
    )


def area_list(area_list="acl", *, by=None, **options):
    """An edition of a list of countries, loaded."""
    files = area_files(area_list, **options)
    edition, _new = load_area_list(*files, names=("en.xml", "fr.xml"), by=by)
    return edition


def part(label, title, texts):
    items = "".join(
        f"<Item><Label>{number}</Label><Text>{text}</Text></Item>"
        for number, text in enumerate(texts, start=1)
    )
    return (
        f'<Heading level="1"><Label>{label}</Label><TitleText>{title}</TitleText></Heading>'
        f"<List>{items}</List>"
    )


def sanctions_files(persons=PERSONS, entities=ENTITIES, *, country="Belarus", **options):
    """The two files of sanctions regulations, with a schedule of goods that names nobody."""
    options = {"act": "S-14.5", "made": "2020-09-28"} | options
    files = []
    for at, (language, word, schedule, kinds) in enumerate(
        [
            ("en", "PART", "SCHEDULE", ("Individuals — Ground", "Entities — Ground")),
            ("fr", "PARTIE", "ANNEXE", ("Particuliers — motif", "Entités — motif")),
        ]
    ):
        body = (
            f"<Schedule><ScheduleFormHeading><Label>{schedule} 1</Label></ScheduleFormHeading>"
            f"{part(f'{word} 1', kinds[0], [pair[at] for pair in persons])}"
            f"{part(f'{word} 2', kinds[1], [pair[at] for pair in entities])}</Schedule>"
            f"<Schedule><ScheduleFormHeading><Label>{schedule} 2</Label></ScheduleFormHeading>"
            f"{part(f'{word} 1', 'Goods', ['Petroleum jelly'])}</Schedule>"
        )
        title = f"Special Economic Measures ({country}) Regulations"
        files.append(regulation("SOR/2020-214", title, body, language=language, **options))
    return tuple(files)


def sanctions(*args, by=None, **options):
    """An edition of sanctions regulations, loaded."""
    files = sanctions_files(*args, **options)
    edition, _new = load_sanctions(*files, names=("en.xml", "fr.xml"), by=by)
    return edition


def question(name="Dmitri Specimen", **options):
    """The question that screening a party of this name asks."""
    sanctions(**options)
    party = make.party(name)
    screen([party], by=None, reason="A test")
    return party.screening_questions.get()
