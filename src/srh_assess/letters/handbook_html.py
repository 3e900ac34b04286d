"""The handbook as one self-contained page for a browser: no script, nothing loaded from elsewhere.

Every text is escaped. It prints: a chapter begins on a new sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from srh_assess.protocol.handbook_tree import Chapter, Entry, Fact, Handbook, Table
from srh_assess.protocol.plain import Line

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.9rem; } h2 { font-size: 1.5rem; margin-top: 3rem; border-top: 3px solid; }
h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; } h4 { margin: 1rem 0 .3rem; }
dl { display: grid; grid-template-columns: 14rem 1fr; gap: .2rem 1rem; margin: 0; }
dt { font-weight: 600; } dd { margin: 0; } p { margin: .2rem 0; }
.d1 { margin-left: 1.5rem; } .d2 { margin-left: 3rem; } .d3 { margin-left: 4.5rem; }
.d4 { margin-left: 6rem; } .d5 { margin-left: 7.5rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid; padding: .3rem .5rem; text-align: left; vertical-align: top; }
nav ul { list-style: none; padding-left: 1rem; } nav > ul { padding: 0; columns: 2; }
.hash { font-family: monospace; overflow-wrap: anywhere; }
@media print { h2 { break-before: page; } h3, h4, tr { break-inside: avoid; }
  h3, h4 { break-after: avoid; } body { max-width: none; font-size: 10pt; } }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } nav > ul { columns: 1; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_DEEPEST = 5


def page(book: Handbook, notice: str = "") -> str:
    """The handbook. ``notice`` says first how its approval stands."""
    return "\n".join(_lines(book, notice))


def _lines(book: Handbook, notice: str) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en-GB"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(book.title)} {escape(book.version)}</title>"
    yield f"<style>{_STYLE}</style></head><body>"
    yield f"<header><h1>{escape(book.title)}</h1>"
    yield f"<p>Version {escape(book.version)}</p>"
    yield f'<p class="hash">Content {escape(book.content_hash)}</p>'
    if notice:
        yield f"<p><strong>{escape(notice)}</strong></p>"
    yield "</header>"
    yield from _contents(book.chapters)
    yield "<main>"
    for chapter in book.chapters:
        yield from _chapter(chapter)
    yield "</main></body></html>"


def _contents(chapters: Iterable[Chapter]) -> Iterator[str]:
    yield '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ul>'
    for chapter in chapters:
        yield f"<li>{_link(chapter.id, chapter.title)}<ul>"
        yield from (f"<li>{_link(entry.id, entry.title)}</li>" for entry in chapter.entries)
        yield "</ul></li>"
    yield "</ul></nav>"


def _link(anchor: str, words: str) -> str:
    return f'<a href="#{escape(anchor)}">{escape(words)}</a>'


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f'<section aria-labelledby="{escape(chapter.id)}">'
    yield f'<h2 id="{escape(chapter.id)}">{escape(chapter.title)}</h2>'
    yield from (f"<p>{escape(line)}</p>" for line in chapter.intro)
    for entry in chapter.entries:
        yield from _entry(entry)
    yield "</section>"


def _entry(entry: Entry) -> Iterator[str]:
    yield f'<article><h3 id="{escape(entry.id)}">{escape(entry.title)}</h3>'
    if entry.facts:
        yield "<dl>"
        yield from (_fact(fact) for fact in entry.facts)
        yield "</dl>"
    for table in entry.tables:
        yield from _table(table)
    yield "</article>"


def _fact(fact: Fact) -> str:
    return f"<dt>{escape(fact.label)}</dt><dd>{''.join(_line(line) for line in fact.lines)}</dd>"


def _line(line: Line) -> str:
    depth = min(line.depth, _DEEPEST)
    return f'<p class="d{depth}">{escape(line.text)}</p>'


def _table(table: Table) -> Iterator[str]:
    yield f"<h4>{escape(table.title)}</h4><table><thead><tr>"
    yield "".join(f'<th scope="col">{escape(word)}</th>' for word in table.head)
    yield "</tr></thead><tbody>"
    for name, *cells in table.rows:
        yield f'<tr><th scope="row">{_cell(name)}</th>'
        yield "".join(f"<td>{_cell(cell)}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table>"


def _cell(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
