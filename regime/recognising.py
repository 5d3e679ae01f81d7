"""Countries by the names that laws give them: formal ones, turned round, in either language."""

from collections.abc import Callable

from permits.country_names import folded
from permits.models import CountryName

# Formal names that the law uses where our tables hold the ordinary one.
FORMAL_NAMES = {
    "KP": ("Democratic People's Republic of Korea", "République populaire démocratique de Corée"),
    "KR": ("Republic of Korea", "République de Corée"),
    "CD": ("Democratic Republic of the Congo", "République démocratique du Congo"),
    "IR": ("Islamic Republic of Iran", "République islamique d'Iran"),
    "RU": ("Russian Federation", "Fédération de Russie"),
    "SY": ("Syrian Arab Republic", "République arabe syrienne"),
}

Recognise = Callable[[str], str | None]


def recogniser() -> Recognise:
    """Tells the code of a country from a name, by all names kept, now or earlier; one query."""
    codes = {
        folded(name): code
        for code, *names in CountryName.objects.values_list("country__code", "name_en", "name_fr")
        for name in names
    }
    codes |= {folded(name): code for code, names in FORMAL_NAMES.items() for name in names}

    def recognise(name: str) -> str | None:
        head, _comma, tail = name.partition(",")
        for form in (name, f"{tail} {head}", name.removeprefix("the ")):
            if code := codes.get(folded(form)):
                return code
        return None

    return recognise
