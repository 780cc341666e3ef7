"""Names of bodies in the words around a title, a document or a ministry, and the words that make a body."""

from __future__ import annotations

from uncounted.extract.bodies import in_registry, is_media
from uncounted.extract.chunks import Chunk, Sentence
from uncounted.extract.names import past_determiner
from uncounted.reference.fold import words as listed

ORGANISATION = frozenset(
    listed("""
        police military army ministry government hospital force forces command department authority authorities
        agency organisation organization group council committee commission office united observatory network centre
        center association union court coalition navy administration embassy party movement militia bureau corps
        service front guard watch international institute university health mission nations pentagon kremlin
        parliament presidency hospitals prosecutor prosecutors coroner morgue rescuers fire civil defence defense
        state republic security palace house cross crescent society foundation initiative project amnesty airwars
        unicef unhcr ocha who ocha taliban hamas hezbollah isis daesh houthis rebels militants regime opposition
        brigade brigades army's company directorate secretariat
    """)
)
# Words of bodies that name none by themselves: "a provincial health official" speaks for nobody named.
WEAK = frozenset(listed("health security state civil international united front service house defence defense fire"))
STRONG = ORGANISATION - WEAK
_COUNTRIES = frozenset({"US", "UK", "USA", "UAE", "DRC", "EU"})
_MINISTRIES = frozenset(listed("defence defense interior health foreign information justice security"))


def dateline_end(sentence: Sentence) -> int:
    """How many chunks "KABUL, Dec. 12 (Reuters) --" takes: a city that opens a text is not its government."""
    chunks = sentence.chunks
    dash = next((k for k, c in enumerate(chunks[:12]) if c.kind == "DASH"), None)
    if dash is None or sentence.number > 3 or not sentence.tokens[chunks[0].first].text.isupper():
        return 0
    return dash if chunks[dash - 1].kind in {"RP", "TIME", "NP"} else 0


def named_inside(sentence: Sentence, chunk: Chunk) -> str | None:
    """``an internal UN review``: the body of the registry that the words before the document name."""
    tokens = sentence.tokens
    caps = [k for k in range(past_determiner(sentence, chunk.first), chunk.last - 1) if tokens[k].cap and k > 0]
    if not caps or caps[-1] != chunk.last - 2:
        return None
    name = sentence.quote(caps[0], caps[-1] + 1)
    return name if in_registry(name) and not is_media(name) else None


def ministry_in(sentence: Sentence, chunk: Chunk, name: str) -> str | None:
    """``the health ministry in Hamas-run Gaza``: the registry's "Gaza health ministry"."""
    tokens = sentence.tokens
    if chunk.last + 1 >= len(tokens) or tokens[chunk.last].low != "in":
        return None
    for k in range(chunk.last + 1, min(chunk.last + 4, len(tokens))):
        if tokens[k].cap and tokens[k].text.isalpha() and in_registry(f"{tokens[k].text} {name}"):
            return f"{tokens[k].text} {name}"
    return None


def body_before(sentence: Sentence, first: int, title: int, spokes: bool) -> str | None:
    """The body before a title: "Pentagon spokesman", "U.N. aid chief", "Defence Minister" for its ministry."""
    tokens = sentence.tokens
    last = title - 1 if title > first and tokens[title - 1].tag == "POS" else title
    if last <= first:
        return None
    name = sentence.quote(first, last).strip(" '’")
    words = set(name.lower().replace("-", " ").split())
    if tokens[title].low == "minister":
        return f"{name} Ministry" if tokens[last - 1].low in _MINISTRIES else None
    capital = next((k for k in range(first, last) if not tokens[k].cap), last)
    if capital == first:
        return name if tokens[last - 1].low in STRONG else None
    if words & STRONG or spokes or (name.isupper() and name.replace(".", "") not in _COUNTRIES):
        return name
    begun = sentence.quote(first, capital)
    return begun if in_registry(begun) else name if words & ORGANISATION else None


def registered(sentence: Sentence, chunk: Chunk) -> tuple[int, int] | None:
    """The tokens of a name of the registry that may reach over its phrase: "Doctors Without Borders"."""
    tokens = sentence.tokens
    if not tokens[chunk.last - 1].cap:
        return None
    begin = past_determiner(sentence, chunk.first)
    spans = [(k, chunk.last) for k in range(max(0, chunk.first - 5), chunk.first)]
    named = next((k for k in range(begin, chunk.last) if tokens[k].cap), begin)  # "the medical charity Doctors Without"
    spans += [(b, k) for b in {begin, named} for k in range(min(len(tokens), chunk.last + 7), chunk.last - 1, -1)]
    for first, last in spans:
        if tokens[first].cap and tokens[last - 1].cap and tokens[last - 1].tag in {"N", "V"}:
            name = sentence.quote(first, last)
            if not is_media(name) and in_registry(name):
                return first, last
    return None
