"""Languages in which questions are sent, named in the reader's language."""

from babel import Locale
from django.utils.translation import get_language, to_locale

# The two of the country first, then those of the people one writes to, by name.
OFFICIAL = ("en", "fr")
OTHERS = (
    "ar", "az", "be", "bg", "cs", "da", "de", "el", "es", "et", "fa", "fi", "he", "hi", "hr", "hu",
    "hy", "id", "it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "ms", "nb", "nl", "pl", "ps", "pt",
    "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "ur", "uz", "vi", "zh",
)  # fmt: skip
RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "ur")


def name_of(code: str) -> str:
    """The name of a language, with a capital."""
    names = Locale.parse(to_locale(get_language() or "en"), sep="_").languages
    name = str(names.get(code, code))
    return name[:1].upper() + name[1:]


def choices() -> list[tuple[str, str]]:
    others = sorted(((code, name_of(code)) for code in OTHERS), key=lambda pair: pair[1])
    return [*((code, name_of(code)) for code in OFFICIAL), *others]
