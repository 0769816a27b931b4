"""A small study made by hand: two sources, their documents and their readings, for tests of analysis and report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tanik.reading.annotations import (
    Citation,
    CitationItem,
    DateExpression,
    Doubt,
    Entity,
    Mention,
    Polarity,
    Quotation,
    Reading,
    Statement,
    Target,
    Work,
)
from tanik.report.items import ReportItem
from tanik.sources.source import Source
from tanik.text.document import Document, Note, Page, Paragraph

STUDY = (
    (1, "heading", "Kuzeye Giden Heyet"),
    (
        1,
        "body",
        "Heyet başkanı Nazım Bey, 12 Mart 1921 tarihli mektubunda Sovyet Komiserini “sözünü tutan, ölçülü bir adam” "
        "olarak tanımlamaktadır (Serin, 1956: 41). Aynı mektupta kuzeydeki yönetimin ihtilalden beri halkı aç "
        "bıraktığını, buna karşılık vaat edilen yardımın zamanında geldiğini yazmıştır (Serin, 1956: 44-45).",
    ),
    (
        1,
        "body",
        "Cemile Hanım’a göre ise Komiser “her kapıyı açık bırakan, hiçbirinden geçmeyen” biridir; 1920 yazında verilen "
        "sözlerin hiçbiri yerine getirilmemiştir.",
    ),
    (1, "note", "Mektubun aslı aile arşivindedir; bkz. Serin, 1956a: 3."),
    (
        2,
        "body",
        "Nazım Bey 1922 başında görüşünü değiştirmiş, Komiserin “iki yüzlü bir siyaset” güttüğünü söylemiştir. Heyet "
        "üyeleri sınır meselesinde antlaşmanın yeterli olduğu kanısındaydı (Karaca, 1978: 1981). ”Dostluk, dedi, "
        "kağıtta kalmaz.",
    ),
    (
        2,
        "body",
        "Cemile Hanım antlaşmayı “kuzeyin bize uzattığı ilk dürüst el” saymış, Heyeti ağır davranmakla suçlamıştır.",
    ),
)
MEMOIR = (
    (1, "body", "I met the Commissar in the spring of 1921. I thought him patient and fair, and I still do."),
    (
        1,
        "body",
        "The delegation, in my opinion, was badly prepared. The treaty of 16 March 1921 was nevertheless the best "
        "that could be had; the northern government wanted it more than we did.",
    ),
)


class Writer:
    """Builds a document from (page, kind, words) and finds spans in it by their words."""

    def __init__(self, parts: Sequence[tuple[int, str, str]], language: str, kind: str) -> None:
        text, paragraphs, notes, starts = "", [], [], {}
        for page, part, words in parts:
            starts.setdefault(page, len(text))
            start, end = len(text), len(text) + len(words)
            note = None
            if part == "note":
                note = len(notes)
                notes.append(Note(start, end, anchor=start - 2, mark="1"))
            paragraphs.append(Paragraph(((start, end),), kind=part, level=int(part == "heading"), note=note))
            text += words + "\n\n"
        edges = [*starts.values(), len(text)]
        pages = tuple(Page(a, b, n, str(10 + n)) for n, (a, b) in enumerate(pairwise(edges), 1))
        self.document = Document("d" * 16, text, language, pages, tuple(paragraphs), (), (), tuple(notes))
        self.reading = Reading(self.document.id, "rules 1.0", language, kind)

    def span(self, words: str) -> tuple[int, int]:
        at = self.document.text.index(words)
        return at, at + len(words)

    def entity(self, id: str, kind: str, name: str, *aliases: str) -> None:
        self.reading.entities.append(Entity(id, kind, name, aliases))
        for alias in (name, *aliases):
            at = self.document.text.find(alias)
            while at >= 0:
                self.reading.mentions.append(Mention(at, at + len(alias), at + len(alias), id))
                at = self.document.text.find(alias, at + 1)
        self.reading.mentions.sort(key=lambda mention: mention.start)

    def says(self, words: str, holder: str, targets: dict[str, Polarity], **more: object) -> None:
        start, end = self.span(words)
        found = tuple(Target(id, polarity) for id, polarity in targets.items())
        values = {"mode": "reported", "evidence": ((start, end),), **more}
        self.reading.statements.append(Statement(start, end, holder=holder, targets=found, **values))

    def cites(self, words: str, *items: CitationItem) -> None:
        self.reading.citations.append(Citation(*self.span(words), items))

    def quotes(self, words: str, speaker: str | None, citation: int | None = None) -> None:
        start, end = self.span(words)
        self.reading.quotations.append(Quotation(start, end, start - 1, end + 1, speaker=speaker, citation=citation))

    def dates(self, words: str, edtf: str | None, **more: object) -> None:
        self.reading.dates.append(DateExpression(*self.span(words), edtf, **more))

    def doubts(self, words: str, kind: str, *alternatives: str, **values: str) -> None:
        self.reading.doubts.append(Doubt(*self.span(words), kind, alternatives, values))


def study() -> ReportItem:
    made = Writer(STUDY, "tr", "study")
    made.entity("nazim", "person", "Nazım Bey")
    made.entity("cemile", "person", "Cemile Hanım")
    made.entity("komiser", "person", "Komiser", "Sovyet Komiseri")
    made.entity("heyet", "group", "Heyet", "Heyet üyeleri")
    made.entity("kuzey", "state", "Kuzey Yönetimi", "kuzeydeki yönetim")
    made.entity("antlasma", "treaty", "Antlaşma", "antlaşma")
    made.cites("(Serin, 1956: 41)", CitationItem("Serin", "1956", "", "41", "", "w1"))
    made.cites("(Serin, 1956: 44-45)", CitationItem("Serin", "1956", "", "44-45", "", "w1"))
    made.cites("Serin, 1956a: 3", CitationItem("Serin", "1956", "a", "3", "bkz."))
    made.cites("(Karaca, 1978: 1981)", CitationItem("Karaca", "1978", "", "1981"))
    made.reading.works = [Work("w1", "Serin", "1956", title="Kuzey Defteri", start=0, end=5)]
    quoted = "sözünü tutan, ölçülü bir adam"
    made.says(
        quoted,
        "nazim",
        {"komiser": "positive"},
        mode="quote",
        said="1921-03-12",
        citation=0,
        topics=("leader_portrait",),
    )
    hungry = "kuzeydeki yönetimin ihtilalden beri halkı aç bıraktığını"
    made.says(
        hungry, "nazim", {"kuzey": "negative"}, said="1921-03-12", citation=1, topics=("living_conditions", "own_code")
    )
    aid = "vaat edilen yardımın zamanında geldiğini"
    made.says(aid, "nazim", {"kuzey": "positive"}, said="1921-03-12", citation=1, confidence=0.7)
    doors = "her kapıyı açık bırakan, hiçbirinden geçmeyen"
    made.says(doors, "cemile", {"komiser": "negative"}, mode="quote")
    made.says(
        "1920 yazında verilen sözlerin hiçbiri yerine getirilmemiştir",
        "cemile",
        {"komiser": "negative"},
        refers_to="1920-22",
    )
    made.says("“iki yüzlü bir siyaset” güttüğünü", "nazim", {"komiser": "negative"}, said="1922", relay=("heyet",))
    made.says("iki yüzlü bir siyaset", "nazim", {"komiser": "negative"}, mode="quote", said="1922")
    made.says("antlaşmanın yeterli olduğu", "heyet", {"antlasma": "positive", "heyet": "neutral"}, citation=3)
    made.says("kuzeyin bize uzattığı ilk dürüst el", "cemile", {"antlasma": "positive", "kuzey": "mixed"}, mode="quote")
    made.says("ağır davranmakla", "cemile", {})
    made.quotes(quoted, "nazim", 0)
    made.quotes(doors, "cemile")
    made.quotes("iki yüzlü bir siyaset", "nazim")
    made.quotes("kuzeyin bize uzattığı ilk dürüst el", None)
    made.dates("12 Mart 1921", "1921-03-12")
    made.dates("1920 yazında", "1920-22")
    made.dates("1922 başında", "1922", calendar="rumi", alternatives=("1922", "1923"))
    made.dates("ihtilalden beri", None, anaphoric=True)
    made.doubts("Serin, 1956a: 3", "citation.letter", "1956", "1956a", work="Serin")
    made.doubts("(Karaca, 1978: 1981)", "citation.pages", pages="1981")
    made.doubts("”Dostluk", "quotation.unopened")
    source = Source(
        "a" * 16, "kuzey.txt", "study", "Kuzeye Giden Heyet", ("Ayşe Serin", "Ali Karaca"), None, "1998", "tr"
    )
    return ReportItem(source, made.document, made.reading)


def memoir() -> ReportItem:
    made = Writer(MEMOIR, "en", "memoir")
    made.entity("author", "person", "J. Hale", "I")
    made.entity("komiser", "person", "Komiser", "Commissar")
    made.entity("group", "group", "The delegation", "delegation")
    made.entity("treaty", "treaty", "The treaty", "treaty")
    made.entity("north", "state", "Northern government", "northern government")
    made.says("I thought him patient and fair", "author", {"komiser": "positive"}, said="1921-21", confidence=0.8)
    made.says("was badly prepared", "author", {"group": "negative"})
    best = "was nevertheless the best that could be had"
    made.says(best, "author", {"treaty": "positive"}, relay=("author", "nobody"))
    made.says("wanted it more than we did", "author", {"north": "neutral"})
    made.dates("spring of 1921", "1921-21")
    made.dates("16 March 1921", "1921-03-16")
    source = Source("b" * 16, "hale.pdf", None, "Northern Days", ("J. Hale",), "1934", "1951~", "en")
    return ReportItem(source, made.document, made.reading)
