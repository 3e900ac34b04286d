"""Reads the tags of a finished PDF back: what each element says, in the order of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from msgspec import Struct
from pypdf import PdfReader

_SHOWS = {"Tj", "TJ", "'", '"'}


class Part(Struct, frozen=True):
    """One element: its role, how deep it stands, its marks as (page, number)."""

    role: str
    depth: int
    marks: tuple[tuple[int, int], ...]
    scope: str = ""
    alt: str = ""


def parts(data: bytes) -> list[Part]:
    """The tree, in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return list(_below(pdf.Root.StructTreeRoot.K, pages, 0))


def _below(node: Any, pages: dict[Any, int], depth: int) -> Iterator[Part]:
    kids: list[Any] = list(node.K) if isinstance(node.K, pikepdf.Array) else [node.K]
    own = [(pages[node.Pg.objgen], int(kid)) for kid in kids if isinstance(kid, int)]
    kids = [kid for kid in kids if not isinstance(kid, int)]
    marks = (*own, *((pages[kid.Pg.objgen], int(kid.MCID)) for kid in kids if "/MCID" in kid))
    cell: Any = node.get("/A", {})
    yield Part(
        str(node.S)[1:], depth, marks, str(cell.get("/Scope", ""))[1:], str(node.get("/Alt", ""))
    )
    for kid in kids:
        if "/S" in kid:
            yield from _below(kid, pages, depth + 1)


def loose(data: bytes) -> int:
    """How often words are shown outside of any mark, in all pages."""
    found = 0
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            depth = 0
            for step in pikepdf.parse_content_stream(page):
                name = str(step.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
                found += name in _SHOWS and depth == 0
                assert 0 <= depth <= 1, "marks do not stand inside each other"
    return found


def marks(data: bytes) -> list[tuple[int, int]]:
    """Every mark of the pages in the order of drawing."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            for step in pikepdf.parse_content_stream(page):
                if str(step.operator) == "BDC":
                    found.append((number, int(step.operands[1].MCID)))
    return found


def words(data: bytes) -> str:
    """What pypdf finds in the content of the pages, in its order, without what is the page's own
    (its foot, the mark across a draft)."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            kept, own = [], False
            for step in pikepdf.parse_content_stream(page):
                name = str(step.operator)
                own = own or (name in {"BDC", "BMC"} and str(step.operands[0]) == "/Artifact")
                if not (own and name in _SHOWS):
                    kept.append(step)
                own = own and name != "EMC"
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(out)
    return "\n".join(page.extract_text() for page in PdfReader(out).pages)


def is_sound(data: bytes) -> None:
    """What must hold of any tagged paper: nothing is said outside the tags but what is the page's
    own, what is read and what is drawn have one order, the file is clean."""
    tree = parts(data)
    read = [mark for part in tree for mark in part.marks]
    assert read == marks(data)
    assert loose(data) == 0
    assert any(part.role.startswith("H") for part in tree)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        for place, page in enumerate(pdf.pages):
            for font in page.obj.Resources.Font.values():
                assert "/FontFile2" in font.FontDescriptor, font.BaseFont
            assert page.obj.Tabs == "/S"
            assert page.obj.StructParents == place
            owners = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[2 * place + 1]
            assert len(owners) == sum(mark[0] == place for mark in read)
