"""Which listed names the name of a party is like: words first, then names, by rapidfuzz.

A name is read as its words, in any order: without accents, capitals and punctuation, without the
legal form of a company, and with the letters that transliterations interchange written in one way
(Yuliya, Julija and Iuliia are one word). Two names are

- *exact* when their words are the same;
- *close* when the words of the shorter are found again, each alike, in the longer, so that a
  second given name or a patronymic may be missing, and the longer says little else.

Nothing here knows whom a name belongs to: likeness is a question for a person.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from permits.country_names import folded
from regime.models.sanctions import ListedKind
from regime.models.screening import MatchKind

# Per cent. Two words are one word spelled in two ways: Lukashenko, Loukachenka; Dmitry, Dzmitry.
WORD_ALIKE = 82
# The words of the shorter name, weighed by their length: one of three may not be another word.
NAME_ALIKE = 85
# Of a single word nothing else confirms the likeness: it must be closer, and long if within more.
ONE_WORD_ALIKE = 90
LONG_WORD = 6
# How much of the longer name of an entity the shorter must cover, so that "Republic of Belarus" is
# no "National Bank of the Republic of Belarus"; a single word, as it is rarer, less.
COVERED = 60
COVERED_BY_ONE = 45

LEGAL_FORMS = (
    "public joint stock company", "open joint stock company", "closed joint stock company",
    "joint stock company", "limited liability company", "private limited company",
    "public limited company", "societe par actions simplifiee", "societe anonyme",
    "societe a responsabilite limitee", "anonim sirketi", "limited sirketi",
    "republican unitary enterprise", "unitary enterprise",
    "pjsc", "ojsc", "cjsc", "jsc", "pao", "oao", "zao", "ooo", "oaa", "aao", "rue", "llc", "llp",
    "ltd", "limited", "limitee", "ltee", "inc", "incorporated", "corp", "corporation", "company",
    "compagnie", "co", "plc", "gmbh", "ag", "sa", "sas", "sarl", "sarlu", "srl", "spa", "bv", "nv",
    "ab", "oy", "as", "asa", "kg", "kft", "doo", "sro", "pte", "pty", "a s", "s a", "ao", "a o",
    "sti", "san", "tic",
)  # fmt: skip
# Longest first: "open joint stock company" before "joint stock company".
LEGAL_FORM = re.compile(rf"\b(?:{'|'.join(sorted(LEGAL_FORMS, key=len, reverse=True))})\b")
SMALL_WORDS = {
    "of",
    "the",
    "and",
    "for",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "et",
    "l",
    "d",
    "en",
}
LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
# What transliterations into English, French and Belarusian Latin write in several ways.
INTERCHANGED = [
    ("tch", "ch"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("tz", "ts"), ("ou", "u"),
    ("x", "ks"), ("w", "v"), ("y", "i"), ("j", "i"),
]  # fmt: skip
DOUBLED = re.compile(r"(.)\1+")
ACRONYM = re.compile(r"\b(?=\w*[A-Z]\w*[A-Z])[A-Z]\w{2,}\b")
PATRONYMIC = re.compile(r"(?:vich|vna|una)$")


@dataclass(frozen=True)
class Spelling:
    """One way in which a listed person or entity is written."""

    name: int  # the key of the listed name
    kind: str
    text: str


def spellings_of(name: int, kind: str, texts: Iterable[str]) -> Iterator[Spelling]:
    """Each way to write a listed name, once: its aliases too, and the acronyms of an entity."""
    known = dict.fromkeys(texts)
    if kind != ListedKind.INDIVIDUAL:
        known |= dict.fromkeys(short for text in list(known) for short in acronyms(text))
    return (Spelling(name, kind, text) for text in known)


@dataclass(frozen=True)
class Match:
    """A likeness: of which listed name, in which spelling, how great."""

    name: int
    text: str
    kind: MatchKind
    score: int


def acronyms(text: str) -> list[str]:
    """Names within the name of an entity that it is known by: BelAZ, MAZ; of capitals alone, none.

    "Belarusski Avtomobilnyi Zavod BelAZ" is met in permits as BelAZ.
    """
    if text.isupper():
        return []
    found = ACRONYM.findall(text)
    return [word for word in found if folded(word) not in LEGAL_FORMS]


def plain_words(name: str) -> list[str]:
    """The words of a name, without its legal form; of a name that is nothing else, all of them."""
    whole = folded(name.translate(LETTERS))
    without = LEGAL_FORM.sub(" ", whole).split()
    kept = [word for word in without if word not in SMALL_WORDS]
    return kept or whole.split()


def transliterated(word: str) -> str:
    for written, instead in INTERCHANGED:
        word = word.replace(written, instead)
    return DOUBLED.sub(r"\1", word)


class Matcher:
    """The spellings of all listed names, ready to be compared with any number of parties.

    The words of a party are looked up among the listed words once, whichever party bears them, so
    that thousands of parties share the work; only names with enough words alike are compared.
    """

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        self._spellings = list(spellings)
        plain = [plain_words(each.text) for each in self._spellings]
        self._sorted = [sorted(words) for words in plain]
        self._words = [[*map(transliterated, words)] for words in plain]
        self._bearing: dict[str, set[int]] = defaultdict(set)
        for number, words in enumerate(self._words):
            for word in words:
                self._bearing[word].add(number)
        self._vocabulary = list(self._bearing)
        self._alike: dict[str, list[str]] = {}

    def matches(self, name: str) -> list[Match]:
        """The listed names that a name is like, each once by its likest spelling."""
        plain = plain_words(name)
        words, in_order = [*map(transliterated, plain)], sorted(plain)
        best: dict[int, Match] = {}
        for number in self._candidates(words):
            spelling = self._spellings[number]
            exact = self._sorted[number] == in_order
            score = 100 if exact else _score(words, self._words[number], spelling.kind)
            known = best.get(spelling.name)
            if score and (known is None or (exact, score) > (known.kind == "exact", known.score)):
                kind = MatchKind.EXACT if exact else MatchKind.CLOSE
                best[spelling.name] = Match(spelling.name, spelling.text, kind, score)
        return [best[key] for key in sorted(best)]

    def _candidates(self, words: list[str]) -> Iterator[int]:
        """The spellings with two words like these; with one, where either has no more.

        Initials are like too much to find anything by: they are compared afterwards.
        """
        found: dict[int, int] = defaultdict(int)
        whole = {word for word in words if len(word) > 1}
        for word in whole:
            near = {each for other in self._words_like(word) for each in self._bearing[other]}
            for number in near:
                found[number] += 1
        for number, count in found.items():
            if count >= min(2, len(whole), len(self._words[number])):
                yield number

    def _words_like(self, word: str) -> list[str]:
        if word not in self._alike:
            near = process.extract(
                word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=WORD_ALIKE, limit=None
            )
            self._alike[word] = [other for other, _ratio, _at in near]
        return self._alike[word]


def _score(one: list[str], other: list[str], kind: str) -> int:
    """How alike two names are, in per cent; nothing when they are not close."""
    shorter, longer = sorted((one, other), key=lambda words: (len(words), sum(map(len, words))))
    letters, whole = sum(map(len, shorter)), sum(map(len, longer))
    score = sum(len(word) * ratio for word, ratio in _aligned(shorter, longer)) / letters
    if len(shorter) == 1:
        within = len(longer) > 1
        if score < ONE_WORD_ALIKE or (within and letters < LONG_WORD):
            return 0
        if letters * 100 < whole * COVERED_BY_ONE:
            return 0
    elif kind != ListedKind.INDIVIDUAL and letters * 100 < whole * COVERED:
        return 0
    return min(round(score), 99) if score >= NAME_ALIKE else 0


def _aligned(shorter: Collection[str], longer: Collection[str]) -> Iterator[tuple[str, float]]:
    """Each word of the shorter name with its likeness to a word of the longer, used once."""
    left = list(longer)
    for word in sorted(shorter, key=len, reverse=True):
        ratios = [(_likeness(word, other), other) for other in left]
        ratio, other = max(ratios, default=(0.0, ""))
        if ratio >= WORD_ALIKE:
            left.remove(other)
            yield word, ratio


def _likeness(word: str, other: str) -> float:
    """How alike two words are; an initial is like what begins with it, a patronymic no surname."""
    if 1 in (len(word), len(other)):
        return 100.0 if word[0] == other[0] else 0.0
    if bool(PATRONYMIC.search(word)) != bool(PATRONYMIC.search(other)):
        return 0.0
    return fuzz.ratio(word, other)


@dataclass(frozen=True)
class Compared:
    """Two names word by word: what is the same, what is alike, and what only one of them says."""

    same: list[str]
    alike: list[tuple[str, str]]
    only_party: list[str]
    only_listed: list[str]


def compared(party: str, listed: str) -> Compared:
    """How the name of a party and a listed spelling differ, for a person who judges."""
    ours, theirs = plain_words(party), plain_words(listed)
    same = [word for word in ours if word in theirs]
    left, right = [w for w in ours if w not in same], [w for w in theirs if w not in same]
    alike = []
    for word in list(left):
        ratios = [
            (_likeness(transliterated(word), transliterated(other)), other) for other in right
        ]
        ratio, other = max(ratios, default=(0.0, ""))
        if ratio >= WORD_ALIKE:
            alike.append((word, other))
            left.remove(word)
            right.remove(other)
    return Compared(same, alike, left, right)
