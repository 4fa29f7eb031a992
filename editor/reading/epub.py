"""EPUB: the chapters of the spine, one after the other, each with its own structure."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from urllib.parse import unquote

from editor.reading.canonical import DocumentBuilder, Draft, canonical, promote_headline
from editor.reading.encodings import decode
from editor.reading.errors import ReadError
from editor.reading.html import declared_in, parse, write_passages
from editor.reading.html_blocks import passages
from editor.reading.html_notes import take_out
from editor.reading.limits import Limits
from editor.reading.package import Package
from editor.reading.xml import Element, attribute, child, local, words

UNNAMED = ("", "Unknown Title", "Untitled", "Unknown Author", "Unknown")
"""What programs write where nobody told them."""
CONTENT = ("application/xhtml+xml", "text/html")


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of a book; raises ReadError as `Package` does, `encrypted` for a locked one."""
    package = Package(data, name, limits)
    opf = _opf(package)
    root = package.xml(opf)
    if root is None or local(root) != "package":
        raise ReadError("damaged", name=name)
    locked = _locked(package)
    builder = DocumentBuilder()
    left_out = 0
    for part in _spine(root, posixpath.dirname(opf)):
        if part in locked:
            raise ReadError("encrypted", name=name)
        content = package.content(part)
        if content is None:
            left_out += 1
            continue
        text = canonical(decode(content, name, declared_in(content))[0])
        try:
            chapter = parse(text, name, limits)
            take_out(chapter)
            write_passages(builder, passages(chapter))
        except ReadError as error:
            if error.code != "empty":
                raise
    draft = builder.finish()
    told = child(root, "metadata")
    title = canonical(words(child(told, "title")))
    names = (canonical(words(e)) for e in _all(told, "creator"))
    return replace(
        draft,
        blocks=draft.blocks if title not in UNNAMED else promote_headline(draft.blocks),
        headline="" if title in UNNAMED else title,
        writers=tuple(name for name in names if name not in UNNAMED),
        published=words(child(told, "date")),
        language=words(child(told, "language")),
        lost=(f"Chapters missing from the file: {left_out}.",) if left_out else (),
    )


def _opf(package: Package) -> str:
    container = package.xml("META-INF/container.xml")
    rootfile = child(container, "rootfiles", "rootfile")
    if rootfile is None:
        raise ReadError("damaged", name=package.name)
    return posixpath.normpath(attribute(rootfile, "full-path")).lstrip("./")


def _spine(root: Element, folder: str) -> list[str]:
    """The parts of the book in reading order; the table of contents is left aside."""
    items = {
        attribute(item, "id"): item
        for item in _all(child(root, "manifest"), "item")
        if attribute(item, "media-type") in CONTENT
        and "nav" not in attribute(item, "properties").split()
    }
    found = []
    for itemref in _all(child(root, "spine"), "itemref"):
        item = items.get(attribute(itemref, "idref"))
        if item is not None:
            href = unquote(attribute(item, "href").partition("#")[0])
            found.append(posixpath.normpath(posixpath.join("/", folder, href)).lstrip("/"))
    return list(dict.fromkeys(found))


def _locked(package: Package) -> set[str]:
    """The parts that are encrypted; fonts often are, which does not matter."""
    root = package.xml("META-INF/encryption.xml")
    references = root.iter("{*}CipherReference") if root is not None else ()
    return {unquote(attribute(reference, "URI")) for reference in references}


def _all(element: Element | None, name: str) -> list[Element]:
    return [e for e in element if local(e) == name] if element is not None else []
