"""EPUB 2 and 3: the chapters in the order of the spine, notes over chapter ends, page labels of the printed edition."""

from __future__ import annotations

from tanik.errors import DamagedSourceError, HostileSourceError, LockedSourceError
from tanik.sources.archive import Archive, resolve
from tanik.sources.assembly import Assembly
from tanik.sources.extraction import Extraction, RawDoubt
from tanik.sources.given import Given
from tanik.sources.html import NoteLinks, Walk
from tanik.sources.markup import Element, attribute, local, parse, words
from tanik.translation import N_

MAKER = "tanik-epub 1"

_CONTAINER = "META-INF/container.xml"
_FONT_OBFUSCATION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read_epub(given: Given) -> Extraction:
    """All linear chapters; a chapter that cannot be parsed is a doubt, the others are read."""
    archive = Archive(given)
    _check_rights(archive, given)
    package_name = _package(archive, given)
    package = parse(archive.read(package_name), given, package_name, html_doctype=True)
    manifest = {attribute(item, "id") or "": item for item in package.iter("{*}item")}
    names = _spine(package, package_name, manifest, archive)
    roots, broken = _chapters(archive, given, names)
    links = NoteLinks()
    for name, root in roots.items():
        links.collect(root, name)
    assembly = Assembly()
    labels = _page_list(archive, given, package_name, manifest)
    walk = Walk(assembly, links.notes(roots), links.calls, labels, book=True)
    for name, root in roots.items():
        walk.member = name
        walk.go(next(root.iter("{*}body"), root))
    walk.rest()
    extraction = assembly.finish("epub", MAKER)
    extraction.metadata = _metadata(package)
    extraction.doubts += [RawDoubt(0, 0, "unreadable_part", {"part": name}) for name in broken]
    return extraction


def _check_rights(archive: Archive, given: Given) -> None:
    """Refuse a book whose text is encrypted; obfuscated fonts are no hindrance."""
    part = "META-INF/encryption.xml"
    if part not in archive:
        return
    for method in parse(archive.read(part), given, part).iter("{*}EncryptionMethod"):
        if not (method.get("Algorithm") or "").startswith(_FONT_OBFUSCATION):
            raise LockedSourceError(
                "T326",
                N_("“{name}” is protected by its seller (DRM) and cannot be read."),
                N_("Ask the publisher for a copy without protection."),
                name=given.name,
            )


def _package(archive: Archive, given: Given) -> str:
    root = parse(archive.read(_CONTAINER), given, _CONTAINER)
    for element in root.iter("{*}rootfile"):
        if path := element.get("full-path"):
            return resolve("", str(path))
    raise DamagedSourceError(
        "T327",
        N_("“{name}” is damaged: it does not say where its chapters are."),
        N_("Copy or download the book again."),
        name=given.name,
    )


def _spine(package: Element, package_name: str, manifest: dict[str, Element], archive: Archive) -> list[str]:
    """Member names of the chapters in reading order, each once, without the table of contents."""
    names: dict[str, None] = {}
    for reference in package.iter("{*}itemref"):
        item = manifest.get(reference.get("idref") or "")
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        if "html" not in (item.get("media-type") or "html"):
            continue
        name = _member(package_name, item, archive)
        if name:
            names[name] = None
    return list(names)


def _member(package_name: str, item: Element, archive: Archive) -> str:
    """The member that an item of the manifest names, empty when it is missing."""
    from urllib.parse import unquote

    href = item.get("href") or ""
    for candidate in (resolve(package_name, href), resolve(package_name, unquote(href))):
        if candidate in archive:
            return candidate
    return ""


def _chapters(archive: Archive, given: Given, names: list[str]) -> tuple[dict[str, Element], list[str]]:
    roots: dict[str, Element] = {}
    broken: list[str] = []
    failure: DamagedSourceError | None = None
    for name in names:
        try:
            roots[name] = parse(archive.read(name), given, name, html_doctype=True)
        except HostileSourceError:
            raise
        except DamagedSourceError as error:
            failure = error
            broken.append(name)
    if failure is not None and not roots:
        raise failure
    return roots, broken


def _page_list(archive: Archive, given: Given, package_name: str, manifest: dict[str, Element]) -> dict[str, str]:
    """``member#id`` -> label of the printed page, from the EPUB 3 navigation or the EPUB 2 NCX."""
    found: dict[str, str] = {}
    for item in manifest.values():
        is_nav = "nav" in (item.get("properties") or "").split()
        is_ncx = (item.get("media-type") or "") == "application/x-dtbncx+xml"
        name = _member(package_name, item, archive) if is_nav or is_ncx else ""
        if not name:
            continue
        try:
            root = parse(archive.read(name), given, name, html_doctype=True)
        except (DamagedSourceError, HostileSourceError):
            continue  # only the page labels are lost; an NCX often carries an old public document type
        pairs = _nav_pages(root) if is_nav else _ncx_pages(root)
        for href, label in pairs:
            path, _, fragment = href.partition("#")
            found.setdefault(f"{resolve(name, path)}#{fragment}", label)
    return found


def _nav_pages(root: Element) -> list[tuple[str, str]]:
    pairs = []
    for nav in root.iter("{*}nav"):
        if "page-list" in (attribute(nav, "type") or "") or nav.get("role") == "doc-pagelist":
            pairs += [(link.get("href") or "", words(link)) for link in nav.iter("{*}a")]
    return pairs


def _ncx_pages(root: Element) -> list[tuple[str, str]]:
    pairs = []
    for target in root.iter("{*}pageTarget"):
        content = next(target.iter("{*}content"), None)
        label = next(target.iter("{*}text"), None)
        if content is not None and label is not None:
            pairs.append((content.get("src") or "", words(label)))
    return pairs


def _metadata(package: Element) -> dict[str, str]:
    names = {"title": "title", "creator": "author", "date": "date", "language": "language"}
    found: dict[str, str] = {}
    for element in package.iter():
        key, value = names.get(local(element)), words(element)
        if key and value and not value.startswith("Unknown ") and str(element.tag).startswith("{http://purl.org/dc/"):
            found.setdefault(key, value)
    return found
