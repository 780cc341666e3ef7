"""Which language a text is in, so that a text nobody can read is never a text without claims."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from uncounted.model.errors import UnreadLanguage
from uncounted.read.words import words

if TYPE_CHECKING:
    from typing import Any

READ = ("en",)
FEW_WORDS = 20  # below this an identifier trained on paragraphs is not asked first
SURE = 0.5
SAMPLE = 20_000  # characters
# Words that carry English sentences, few of which other languages spell the same; then the words of this field, for
# notes too short to have grammar.
_ENGLISH = words(
    "the and were with from that which by has have said been they their this who when after near least about under",
    "there than into during would could before against other others some where its",
)
_FIELD = words(
    "killed dead deaths death wounded injured casualties people civilians children women men strike airstrike attack",
    "bombing village town yesterday today missing arrested detained five seven eight nine twelve dozens",
)
_NEAR = ("pcm", "sco")  # spelled as English is: a short note does not tell them apart
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "ARABIC": "ar", "CYRILLIC": "ru", "HEBREW": "he", "DEVANAGARI": "hi", "BENGALI": "bn", "CJK": "zh",
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "GREEK": "el", "MYANMAR": "my", "ETHIOPIC": "am",
    "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy", "TAMIL": "ta", "SINHALA": "si", "GURMUKHI": "pa",
    "KHMER": "km", "LAO": "lo", "TIBETAN": "bo", "TELUGU": "te", "GUJARATI": "gu", "KANNADA": "kn",
    "MALAYALAM": "ml", "THAANA": "dv", "SYRIAC": "syr", "TIFINAGH": "ber",
}  # fmt: skip
_NAMES = {
    "ar": "Arabic", "ru": "Russian", "he": "Hebrew", "hi": "Hindi", "bn": "Bengali", "zh": "Chinese",
    "ja": "Japanese", "ko": "Korean", "el": "Greek", "my": "Burmese", "am": "Amharic", "th": "Thai", "ka": "Georgian",
    "hy": "Armenian", "fa": "Persian", "ur": "Urdu", "uk": "Ukrainian", "es": "Spanish", "fr": "French",
    "de": "German", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "tr": "Turkish", "pl": "Polish",
    "id": "Indonesian", "sw": "Swahili", "so": "Somali", "ku": "Kurdish", "ps": "Pashto", "en": "English",
}  # fmt: skip
# Letters that one language of a script has and its commonest one has not.
_LETTERS = (("ARABIC", "ٹڈڑےں", "ur"), ("ARABIC", "پچژگ", "fa"), ("CYRILLIC", "іїєґ", "uk"))


def language_of(text: str, *, declared: str | None = None, hint: str | None = None) -> str:
    """The ISO 639-1 code of a text's language.

    ``declared`` (a person's word) wins over detection; ``hint`` (the page's own word) decides where detection is not
    sure, then English.
    """
    if declared:
        return declared.strip().lower().replace("_", "-").split("-")[0]
    sample = text[:SAMPLE]
    if script := _by_script(sample):
        return script
    tokens = [word.lower() for word in _WORD.findall(sample)]
    known = [word for word in tokens if word in _ENGLISH or word in _FIELD]
    if len(known) >= 0.1 * len(tokens) and len(set(known)) >= 4:
        return "en"
    if len(tokens) < FEW_WORDS and sample.isascii() and known:
        return "en"
    code, sure = _identify(sample)
    if code in _NEAR and len(tokens) < FEW_WORDS:
        return "en"
    if sure >= SURE or code == "en":
        return code
    return (hint or "en").lower().split("-")[0]


def check_read(language: str, path: str) -> None:
    """Raise UnreadLanguage unless an installed reader reads the language."""
    if language not in READ:
        name = _NAMES.get(language)
        named = f"{name} ({language})" if name else f"language '{language}'"
        message = (
            f"the text is in {named} and only English (en) is read; give an English translation,"
            " or --language en if this is wrong"
        )
        raise UnreadLanguage(message, path=path, reason="language")


def _by_script(text: str) -> str | None:
    """The language of a text of which at least half the letters are not Latin, by its script; null for Latin."""
    letters = Counter(character for character in text if character.isalpha())
    scripts: Counter[str] = Counter()
    for character, n in letters.items():
        scripts[unicodedata.name(character, "LATIN").split(" ")[0].split("-")[0]] += n
    total = sum(scripts.values())
    script, n = max(scripts.items(), key=lambda item: item[1], default=("LATIN", 0))
    if not total or scripts["LATIN"] * 2 > total or script not in _SCRIPTS:
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"]:
        return "ja"
    for of, marks, language in _LETTERS:
        if of == script and sum(letters[mark] for mark in marks) > 0.01 * n:
            return language
    return _SCRIPTS[script]


def _identify(text: str) -> tuple[str, float]:
    code, sure = _identifier().classify(text)
    return str(code), float(sure)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
