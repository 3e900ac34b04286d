"""The handbook on paper and in a browser: everything set, nothing loaded, nothing unescaped."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from srh_assess import cli
from srh_assess.errors import BadInput, Refused
from srh_assess.letters import handbook as paper
from srh_assess.letters import handbook_html
from srh_assess.protocol.handbook import handbook
from srh_assess.protocol.handbook_tree import Chapter, Entry, Fact, Handbook, Table, fact
from srh_assess.protocol.load import load
from srh_assess.protocol.plain import Line
from srh_assess.workflow import print_protocol

ODD = "a < b & \"c\" 'd' <script>alert(1)</script>"


def made(words: str = ODD) -> Handbook:
    table = Table(
        title=words, head=("One", "Two"), rows=(((words,), ("1", "2")), (("b",), ("x" * 300,)))
    )
    lines = tuple(Line(f"line {n}", n) for n in range(8))
    entry = Entry(
        id="e-1", title=words, facts=(fact("F", words), Fact("L", lines)), tables=(table,)
    )
    bare = Entry(id="e-2", title="Nothing")
    chapter = Chapter(id="c-1", title=words, intro=(words,), entries=(entry, bare))
    return Handbook(title="Book", version="1", content_hash="abc", chapters=(chapter,))


class Reader(HTMLParser):
    """Checks that tags close in order; keeps text, anchors and links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        given = dict(attrs)
        if "id" in given:
            self.anchors.append(given["id"] or "")
        if "href" in given:
            self.links.append(given["href"] or "")
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def parsed(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_escapes_everything_and_runs_nothing() -> None:
    html = handbook_html.page(made(), ODD)
    reader = parsed(html)
    assert "script" not in reader.tags
    assert "default-src &#x27;none&#x27;" in html
    assert reader.text.count(ODD) == 9
    assert not re.search(r"(src|@import|url\()\s*=?", html.split("</style>")[1].replace(ODD, ""))
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.anchors)
    assert len(reader.anchors) == len(set(reader.anchors))
    assert "<strong>" not in handbook_html.page(made())


def test_the_whole_shipped_handbook_as_a_page() -> None:
    protocol = load(cases=True)
    reader = parsed(handbook_html.page(handbook(protocol)))
    said = "\n".join(reader.text)
    for case in protocol.cases:
        assert case.id in said
    assert protocol.content_hash in said
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.anchors)


def test_the_paper_has_every_entry_its_contents_and_its_foot() -> None:
    data = paper.pdf(made(), "Not yet approved.")
    reader = PdfReader(BytesIO(data))
    pages = [page.extract_text() for page in reader.pages]
    text = "\n".join(pages)
    assert "Not yet approved." in pages[0]
    assert text.count(ODD) >= 7
    assert "line 7" in text
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Book, version 1, content abc" in page
    contents = [line for line in pages[0].splitlines() if line.startswith("Nothing")]
    assert contents == [f"Nothing{len(pages)}"] or pages[0].count(str(len(pages)))
    assert len(reader.outline) == 2
    assert data == paper.pdf(made(), "Not yet approved.")
    assert "Not yet" not in PdfReader(BytesIO(paper.pdf(made()))).pages[0].extract_text()


def test_it_tells_how_far_it_is_and_the_pages_of_both_passes_agree() -> None:
    told: list[tuple[int, int]] = []

    def on(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    data = paper.pdf(made("words"), told=on)
    pages = len(PdfReader(BytesIO(data)).pages)
    assert told == [(n, 0) for n in range(1, pages + 1)] + [(n, pages) for n in range(1, pages + 1)]
    assert data == paper.pdf(made("words")), "who watches changes nothing"


@pytest.mark.parametrize("at", [(1, 0), (1, 2)])
def test_it_can_be_stopped_at_the_end_of_any_page(at: tuple[int, int]) -> None:
    with pytest.raises(Refused) as fault:
        paper.pdf(made("words"), told=lambda done, whole: (done, whole) != at)
    assert fault.value.code == "handbook-stopped"


def test_a_sign_that_no_font_prints_is_named() -> None:
    with pytest.raises(BadInput) as caught:
        paper.pdf(made("\u6f22"))
    assert caught.value.code == "letter-sign"


def test_the_whole_shipped_handbook_on_paper(tmp_path: Path) -> None:
    """By its command, as a trust prints it."""
    book = print_protocol.book(load(cases=True))
    place = tmp_path / "handbook.pdf"
    assert cli.main(["protocol", "--format", "pdf", "-o", str(place)]) == cli.DONE
    reader = PdfReader(place)
    titles = []
    for chapter in book.chapters:
        titles += [chapter.title, *(entry.title for entry in chapter.entries)]
    assert [title for title, _ in outline(reader.outline)] == titles
    links = [note for page in reader.pages for note in page.get("/Annots", ())]
    assert len(links) == len(titles)
    contents = "\n".join(page.extract_text() for page in reader.pages[:20])
    for title, found in outline(reader.outline)[::40]:
        number = (reader.get_destination_page_number(found) or 0) + 1
        assert tight(title) in tight(reader.pages[number - 1].extract_text())
        assert f"{tight(title)}{number}" in tight(contents)


def outline(found):
    flat: list[tuple[str, Any]] = []
    for one in found:
        flat += outline(one) if isinstance(one, list) else [(str(one.title), one)]
    return flat


def tight(text):
    return re.sub(r"\s", "", text)


def test_nothing_else_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paper.pdf(made())
    handbook_html.page(made())
    assert list(tmp_path.iterdir()) == []
