"""How easy a letter is to read: LIX for Danish, Swedish and Norwegian, Flesch-Douma for Dutch.

Both figures jump in texts under about a hundred words: show them and advise, never block on them.
"""

import re

# Written out before counting, so that their dots end no sentence and each word counts as one.
ABBREVIATIONS = {
    "bl.a.": "blandt andet",
    "ca.": "cirka",
    "d.v.s.": "det vil sige",
    "dvs.": "det vil sige",
    "d.w.z.": "dat wil zeggen",
    "dr.": "doktor",
    "e.g.": "for example",
    "evt.": "eventuelt",
    "f.eks.": "for eksempel",
    "i.e.": "that is",
    "inkl.": "inklusive",
    "kl.": "klokken",
    "m.a.o.": "med andra ord",
    "m.b.t.": "met betrekking tot",
    "nr.": "nummer",
    "pga.": "på grund af",
    "t.a.v.": "ter attentie van",
    "t.ex.": "till exempel",
    "t.o.m.": "till och med",
    "tel.": "telefon",
    "tlf.": "telefon",
    "bijv.": "bijvoorbeeld",
    "vedr.": "vedrørende",
}
# These stand where a sentence may also end, so their last dot stays.
CLOSING_ABBREVIATIONS = {
    "e.d.": "en dergelijke.",
    "enz.": "enzovoort.",
    "etc.": "et cetera.",
    "m.m.": "med mere.",
    "m.v.": "med videre.",
    "o.s.v.": "og så videre.",
    "osv.": "og så videre.",
}
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:" + "|".join(map(re.escape, ABBREVIATIONS | CLOSING_ABBREVIATIONS)) + ")",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+[^\s.,;:!?)]|https?://\S+[^\s.,;:!?)]")
# The dot of an initial ("J. Holm") and the dots of a date in figures ("3. 4. 2027").
_INNER_DOT = re.compile(r"(?<=\b[A-ZÆØÅÄÖ])\.(?=\s)|(?<=\d)\.(?=\s\d)")
# A dot before a small letter belongs to a number or a date: "den 3. maj".
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)]*(?=\s+[\"'“‘«(]*[^\Wa-zæøåäöéü_]|\s*$)")
_NUMBER = r"\d+(?:[ .,:/-]\d+)*"
_WORD = re.compile(rf"{_NUMBER}|[^\W\d_]+(?:['’-][^\W_]+)*")
_SYLLABLE = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ai|au|ou|[aeiouyàáèéêëïíóöúüæøå]")
# Dutch words whose spelling hides how they are said; the figure is added to what the vowels give.
_SPOKEN = {"deadline": -2, "museum": 1, "online": -1, "service": -1, "team": -1}
# A line this short without a full stop is a greeting, a heading or a signature.
_SHORT_LINE = 12


def lix(text: str) -> int:
    """Return the readability index: words per sentence plus the percentage of words over six letters.

    Up to 24 very easy, 34 easy, 44 medium, 54 hard (C.-H. Björnsson, Läsbarhet, 1968). An empty text is 0.
    """
    sentences = _sentences(text)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0
    long_words = sum(1 for word in words if _letters(word) > 6)
    return round(len(words) / len(sentences) + 100 * long_words / len(words))


def flesch_douma(text: str) -> int:
    """Return 206.84 − 0.93 × words per sentence − 77 × syllables per word, for Dutch.

    From 70 fairly easy, 60 normal, 45 fairly hard, 30 hard (W.H. Douma, De leesbaarheid van
    landbouwbladen, 1960, after R. Flesch). An empty text is 0.
    """
    sentences = _sentences(text)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0
    syllables = sum(_syllables(word) for word in words)
    return round(206.84 - 0.93 * len(words) / len(sentences) - 77 * syllables / len(words))


def longest_sentence(text: str) -> int:
    """Return the number of words in the longest sentence; an empty text is 0."""
    return max(map(len, _sentences(text)), default=0)


def _sentences(text: str) -> list[list[str]]:
    """Split into sentences of words, without greetings, headings and signatures."""
    found = []
    for paragraph in re.split(r"\n\s*\n", _plain(text)):
        pieces = [words for piece in _SENTENCE_END.split(paragraph) if (words := _WORD.findall(piece))]
        if _SENTENCE_END.search(paragraph) or sum(map(len, pieces)) > _SHORT_LINE:
            found += pieces
    return found


def _plain(text: str) -> str:
    """Take away what looks like a sentence end but is none; an address counts as one short word."""
    return _INNER_DOT.sub("", _ABBREVIATION.sub(_expanded, _ADDRESS.sub("x", text)))


def _expanded(match: re.Match[str]) -> str:
    short = match[0].lower()
    return ABBREVIATIONS.get(short) or CLOSING_ABBREVIATIONS[short]


def _letters(word: str) -> int:
    return sum(letter.isalpha() for letter in word)


def _syllables(word: str) -> int:
    """Count Dutch syllables by groups of vowels; a number counts as one."""
    spelled = word.lower().replace("qu", "kw")
    spoken = sum(change for part, change in _SPOKEN.items() if part in spelled)
    return max(1, len(_SYLLABLE.findall(spelled)) + spoken)
