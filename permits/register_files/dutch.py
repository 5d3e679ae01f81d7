"""The profile of the Dutch government's monthly overviews of military export licences."""

import re

from babel import Locale
from django.utils.translation import gettext_lazy as _

from permits.country_names import NOT_COUNTRIES, folded
from permits.register_files.dates import (
    DAY_FIRST_COMPACT,
    DAY_FIRST_DASHED,
    MONTH_FIRST,
    SERIAL,
)
from permits.register_files.profiles import NotACountry, Profile

# Names that CLDR does not give in Dutch: abbreviations, and names of their day.
OTHER_NAMES = {
    "BES eilanden": "BQ",
    "Bonaire": "BQ",
    "Bosnië-H": "BA",
    "Brunei Darussalam": "BN",
    "Dom. Republiek": "DO",
    "Filippijnen": "PH",
    "Hongkong": "HK",
    "Macedonië": "MK",
    "Moldavië (Republiek)": "MD",
    "VAE": "AE",
    "VK": "GB",
    "Voorm. Joegosl. Republ. Macedonië": "MK",
    "VS": "US",
}
# Unions, alliances, and the world with or without exceptions.
GROUPS = re.compile(
    r"(eu|eg|eeg|navo)( landen| lidstaten)?|europa niet eu|diverse( landen)?|alle landen .*"
    r"|landen van tussenhandel|demo wereldwijd|vs bases|navo .*"
)
# Wassenaar's munitions list: ML15d, ML8c4d. Several are divided by commas or slashes, and what
# they share may be left out: ML10a,b; ML5b, 21.
ENTRY = re.compile(r"(?:ML ?)?(\d{1,2})?([a-z](?:\d+[a-z])*\d*)?", re.IGNORECASE | re.ASCII)
MIXED = {"div", "diverse"}
LAST_ENTRY = 22


def _dutch_names() -> dict[str, str]:
    names = {
        folded(name): code
        for code, name in Locale("nl").territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }
    return names | {folded(name): code for name, code in OTHER_NAMES.items()}


COUNTRIES = _dutch_names()


def dutch_country(name: str) -> str | None:
    key = folded(name)
    if GROUPS.fullmatch(key):
        raise NotACountry(name)
    return COUNTRIES.get(key)


def dutch_items(text: str) -> list[str] | None:
    """The items of Group 2 that entries of the munitions list stand for: the numbers are equal."""
    if text.casefold() in MIXED:
        return []
    codes: list[str] = []
    number = ""
    for part in re.split(r" ?[,/] ?", text):
        entry = ENTRY.fullmatch(part)
        if not part or entry is None or not (codes or part[:2].upper() == "ML"):
            return None
        number = entry[1] or number
        if not number or not 1 <= int(number) <= LAST_ENTRY:
            return None
        parts = re.findall(r"[a-z]|\d+", (entry[2] or "").lower(), re.ASCII)
        codes.append(".".join([f"2-{int(number)}", *parts]))
    return codes


DUTCH = Profile(
    name="dutch-military-register",
    label=_("Dutch overviews of military export licences"),
    columns={
        "reference": "nummer",
        "destination": "land van eindbestemming",
        "consignee": "land van bestemming",
        "item": "SGP",
        "description": "goederen omschrijving",
        "value": "waarde (€)",
        "temporary": "D/T",
        "extension": "Verl.",
        "issued_on": "afgifte datum",
        "valid_until": "verval datum",
    },
    country=dutch_country,
    items=dutch_items,
    date_form=MONTH_FIRST,
    other_date_forms=(DAY_FIRST_COMPACT, DAY_FIRST_DASHED, SERIAL),
    country_separator=r"[,/]",
    flags={"temporary": {"D": False, "T": True}, "extension": {"": False, "N": False, "J": True}},
    holder="Holder not published (Netherlands)",
    holder_country="NL",
    currency="EUR",
    prefix="NL-",
    usual_number=r"\d{8}|NL\d{4}CDIU\d{7}",
)
