"""Country names from CLDR through Babel, and the names that countries bore before.

Dates are those from which the name was in ordinary official use in English; sources are named.
"""

from datetime import date

from babel import Locale

# Codes that CLDR names and that are no countries: unions, the world, pseudo-locales, outlying areas.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

# (code, English, French, from, until, source)
EARLIER_NAMES = [
    ("TR", "Turkey", "Turquie", None, date(2022, 6, 1), "United Nations, 1 June 2022"),
    ("CZ", "Czech Republic", "République tchèque", date(1993, 1, 1), date(2016, 7, 4), "United Nations, 5 July 2016"),
    ("MK", "Macedonia", "Macédoine", None, date(2019, 2, 11), "Prespa agreement, 12 February 2019"),
    ("SZ", "Swaziland", "Swaziland", None, date(2018, 4, 18), "Proclamation of 19 April 2018"),
    ("MM", "Burma", "Birmanie", None, date(1989, 6, 17), "Adaptation of Expressions Law, 18 June 1989"),
    ("CD", "Zaire", "Zaïre", date(1971, 10, 27), date(1997, 5, 16), "Change of name, 17 May 1997"),
    ("CV", "Cape Verde", "Cap-Vert", None, date(2013, 10, 23), "United Nations, 24 October 2013"),
]  # fmt: skip


def current_names():
    """The code of every country with its English and French names of today."""
    english, french = Locale("en", "CA").territories, Locale("fr", "CA").territories
    return {
        code: (name, french[code])
        for code, name in english.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES and code in french
    }
