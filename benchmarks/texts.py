"""What is read: web pages around the annotated documents of the tests, and short notes."""

from __future__ import annotations

import gzip
import html
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
DOCUMENTS = HERE.parent / "tests" / "golden" / "documents"
BACKGROUND = HERE / "background.txt"  # prose of ours that tells of no harm
WORDS = 800  # of an article
NOTES = ("acled_2020_global", "acled_2015_asia", "gva_notes")
_LINKS = ("World", "Politics", "Business", "Science", "Sport", "Opinion", "Weather", "Video", "Newsletters", "Archive")
_OTHERS = (
    "Ministers meet over grain prices", "River levels fall after a dry month", "A new bridge opens to traffic",
    "Orchestra returns after two years", "Tram drivers agree to new hours", "School terms to begin a week later",
)  # fmt: skip


def articles(count: int) -> list[str]:
    """Texts of some 800 words as news has them: two documents, their paragraphs among ones that tell of no harm."""
    documents = [path.read_text("utf-8").strip() for path in sorted(DOCUMENTS.glob("*.txt"))]
    background = BACKGROUND.read_text("utf-8").strip().split("\n\n")
    found: list[str] = []
    for number in range(count):
        pair = [documents[number % len(documents)], documents[(7 * number + 11) % len(documents)]]
        told = [part for document in pair for part in document.split("\n") if part.strip()]
        between: list[str] = []
        while sum(len(part.split()) for part in (*told, *between)) < WORDS - 20:
            between.append(background[(5 * number + len(between)) % len(background)])
        each = max(1, len(between) // max(1, len(told)))
        parts: list[str] = []
        for part in told:
            parts += [part, *between[:each]]
            between = between[each:]
        found.append("\n\n".join([*parts, *between]))
    return found


def dense(count: int) -> list[str]:
    """Texts of some 800 words that tell of harm alone: whole documents, in another order every time round."""
    documents = [path.read_text("utf-8").strip() for path in sorted(DOCUMENTS.glob("*.txt"))]
    found: list[str] = []
    for number in range(count):
        step = 1 + number // len(documents)
        parts: list[str] = []
        at = number
        while sum(len(part.split()) for part in parts) < WORDS - 50:
            parts.append(documents[at % len(documents)])
            at += step
        found.append("\n\n".join(parts))
    return found


def page(text: str, number: int) -> str:
    """An HTML page around a text, with the furniture of a news site."""
    title = html.escape(text.split("\n", 1)[0][:90])
    body = "\n".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part.strip())
    menu = "".join(f'<li class="nav-item"><a href="/{link.lower()}">{link}</a></li>' for link in _LINKS)
    cards = "".join(
        f'<div class="card"><a href="/story/{number}-{i}"><img src="/img/{i}.jpg" alt=""><h3>{other}</h3></a>'
        f'<span class="time">{i + 1} hours ago</span></div>'
        for i, other in enumerate(_OTHERS)
    )
    script = "window.dataLayer=window.dataLayer||[];function track(){dataLayer.push(arguments);}track('page',1);" * 12
    style = ".card{display:flex;margin:0 0 1rem}.nav-item a{color:#123;padding:.4rem}@media print{nav{display:none}}"
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Daily Ledger</title>
<meta name="description" content="{title}"><meta property="og:title" content="{title}">
<meta property="og:site_name" content="The Daily Ledger">
<meta property="article:published_time" content="2023-05-{number % 27 + 1:02}T08:00:00Z">
<style>{style * 8}</style><script>{script}</script></head><body>
<header><a class="logo" href="/">The Daily Ledger</a><nav><ul>{menu}</ul></nav></header>
<div class="banner">Sign up to our newsletter</div>
<main><article><h1>{title}</h1><div class="byline">By our staff</div>
<div class="share"><a href="#">Share</a><a href="#">Print</a></div>
{body}
</article><aside class="related"><h2>More stories</h2>{cards}</aside></main>
<section class="comments"><h2>Comments</h2><form><textarea></textarea><button>Send</button></form></section>
<footer><ul>{menu}</ul><p>All rights reserved. Terms of use. Privacy. Contact us.</p></footer></body></html>"""


def notes(data: Path | None, count: int) -> tuple[list[str], str]:
    """Distinct short notes and where they are from: the sets in ``data`` in turn, else sentences of the documents."""
    sets = [path for name in NOTES if data and (path := data / f"{name}.jsonl.gz").is_file()]
    if sets:
        found = list(dict.fromkeys(text for texts in zip(*map(_lines, sets), strict=False) for text in texts))
        return found[:count], ", ".join(path.name.split(".")[0] for path in sets)
    return list(dict.fromkeys(_paragraphs()))[:count], "paragraphs of the annotated documents"


def many(texts: Sequence[str], count: int) -> Iterator[str]:
    """So many texts, no two the same."""
    for number in range(count):
        yield f"{texts[number % len(texts)]} Note {number + 1}."


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [str(json.loads(line)["text"]) for line in lines]


def _paragraphs() -> Iterator[str]:
    for path in sorted(DOCUMENTS.glob("*.txt")):
        for part in path.read_text("utf-8").split("\n"):
            if len(part.split()) >= 12:
                yield part.strip()
