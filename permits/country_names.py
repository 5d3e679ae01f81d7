"""Country names from CLDR through Babel, and the names that countries bore before.

Dates are those from which the name was in ordinary official use in English; sources are named.
"""

import re
import unicodedata
from datetime import date

from babel import Locale

# What CLDR names and is no country: unions, the world, pseudo-locales, outlying areas.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

# Names that Canada uses officially where CLDR keeps to another.
OFFICIAL_NAMES = {"TR": ("Türkiye", "Türkiye"), "CV": ("Cabo Verde", "Cabo Verde")}

# (code, English, French, from, until, source)
EARLIER_NAMES = [
    ("TR", "Turkey", "Turquie", None, date(2022, 6, 1), "UN, 1 June 2022"),
    ("CZ", "Czech Republic", "République tchèque", date(1993, 1, 1), date(2016, 7, 4), "UN, 2016"),
    ("MK", "Macedonia", "Macédoine", None, date(2019, 2, 11), "Prespa agreement, 12 February 2019"),
    ("SZ", "Swaziland", "Swaziland", None, date(2018, 4, 18), "Proclamation of 19 April 2018"),
    ("MM", "Burma", "Birmanie", None, date(1989, 6, 17), "Law of 18 June 1989"),
    ("CD", "Zaire", "Zaïre", date(1971, 10, 27), date(1997, 5, 16), "Change of name, 17 May 1997"),
    ("CV", "Cape Verde", "Cap-Vert", None, date(2013, 10, 23), "UN, 24 October 2013"),
]  # fmt: skip


def current_names():
    """The code of every country with its English and French names of today."""
    english, french = Locale("en", "CA").territories, Locale("fr", "CA").territories
    names = {
        code: (name, french[code])
        for code, name in english.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES and code in french
    }
    return names | OFFICIAL_NAMES


def folded(name: str) -> str:
    """A name without accents, capitals and punctuation, by which it is looked up."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[\W_]+", " ", letters).strip()
