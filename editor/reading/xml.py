"""XML from strangers: no entity, no network, no DOCTYPE unless the format has one; local names."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from editor.reading.errors import ReadError
from editor.reading.limits import Limits

Element: TypeAlias = etree._Element

ENTITY = (b"<!ENTITY", "<!ENTITY".encode("utf-16-le"), "<!ENTITY".encode("utf-16-be"))


def root(data: bytes, name: str, limits: Limits, doctype: bool = False) -> Element:
    """The root element of an XML file.

    A DOCTYPE is refused, or, where `doctype` allows one, ignored unless it declares entities.
    Raises ReadError `damaged`, `unsafe`, `too_large` or `too_deep`.
    """
    if len(data) > limits.part:
        raise ReadError("too_large", name=name)
    if any(mark in data for mark in ENTITY):
        raise ReadError("unsafe", name=name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        found = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error)
        raise ReadError("too_deep" if deep else "damaged", name=name) from None
    except ValueError:
        raise ReadError("damaged", name=name) from None
    if found.getroottree().docinfo.internalDTD is not None and not doctype:
        raise ReadError("unsafe", name=name)
    return found


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Element) -> str:
    """The element's name without its namespace; "" for comments, entities and instructions."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant at `path` of local names, or None."""
    for name in path:
        if element is None:
            return None
        for part in element:
            if local(part) == name:
                element = part
                break
        else:
            return None
    return element


def attribute(element: Element, name: str) -> str:
    """The attribute with this local name, whatever its namespace, or ""."""
    for key, value in element.attrib.items():
        if _local(str(key)) == name:
            return str(value)
    return ""


def value(element: Element | None, *path: str) -> str:
    """The `val` attribute of the element at `path`, or ""."""
    found = child(element, *path)
    return attribute(found, "val") if found is not None else ""


def words(element: Element | None) -> str:
    """All text inside an element, with white space runs as one space."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
