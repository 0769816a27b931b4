"""The reader: runs the steps in order and puts what they give into one reading.

A reading is a pure function of document, language pack and settings: no clock, no chance, no memory of the document
before. Each step says what it needs and gives; the order is checked before the first step runs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tanik import __version__
from tanik.errors import SettingError
from tanik.languages.pack import Language, language
from tanik.reading.annotations import Citation, DateExpression, Doubt, Entity, Quotation, Reading, Statement, Work
from tanik.reading.citations import find_citations
from tanik.reading.dates import convert_date, find_dates
from tanik.reading.dialogue import Dialogue
from tanik.reading.enclosures import Enclosures
from tanik.reading.event_dates import find_two_dates
from tanik.reading.kinds import guess_kind
from tanik.reading.offices import offices_of
from tanik.reading.people import People, find_mentions
from tanik.reading.quotations import find_quotations, parted
from tanik.reading.references import References
from tanik.reading.settings import ReadingSettings
from tanik.reading.speakers import speaker_finder
from tanik.reading.statements import StatementFinder
from tanik.reading.units import PassageMaker
from tanik.reading.voice import FIRST_PERSON_KINDS, Voice
from tanik.text.document import Document
from tanik.text.tokens import lexicon

if TYPE_CHECKING:
    from tanik.reading.careful import CarefulReader

_NOUNS = ("generic", "phrase")
"""How the rules of entities end that common nouns and phrases made."""
MAKER = f"tanik-rules {__version__}"
Progress = Callable[[int, int], None]
"""Called with (letters read, letters in all)."""


@dataclass
class Desk:
    """What lies on the reader's desk while a document is read."""

    document: Document
    pack: Language
    settings: ReadingSettings
    progress: Progress | None = None
    kind: str = ""
    maker: str = field(default_factory=lambda: MAKER)
    citations: list[Citation] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)
    people: People | None = None
    statements: list[Statement] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """One step of a reading: a name, what it needs, what it gives, and the function."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Desk], None]


def _citations(desk: Desk) -> None:
    desk.citations, desk.works, doubts = find_citations(desk.document, desk.pack)
    desk.doubts += doubts


def _kind(desk: Desk) -> None:
    desk.kind = desk.settings.kind or guess_kind(desk.document, desk.citations, desk.pack)


def _quotations(desk: Desk) -> None:
    desk.quotations, doubts = find_quotations(desk.document, desk.pack)
    speaker_finder(desk.pack.code).classify(desk.document, desk.quotations)
    desk.quotations = parted(desk.document, desk.quotations)
    desk.doubts += doubts


def _dates(desk: Desk) -> None:
    skip = [(citation.start, citation.end) for citation in desk.citations]
    desk.dates, doubts = find_dates(desk.document, desk.pack, skip, kind=desk.kind, written=desk.settings.written)
    desk.doubts += doubts
    _in_calendar(desk)


def _in_calendar(desk: Desk) -> None:
    """Read the dates again in the calendar of the source, where they stand in that calendar's years."""
    calendar = desk.settings.calendar
    if calendar in (None, "gregorian"):
        return
    for date in desk.dates:
        if date.anaphoric or date.calendar != "gregorian" or not _possible(date.edtf, calendar):
            continue
        try:
            read = convert_date(desk.document.text[date.start : date.end], calendar=calendar, language=desk.pack.code)
        except SettingError:
            continue  # not a date by itself: it keeps the value that its context gave
        if read.edtf:
            date.edtf, date.calendar, date.alternatives, date.rule = read.edtf, calendar, read.alternatives, read.rule


def _possible(edtf: str | None, calendar: str | None) -> bool:
    year = int(edtf[:4]) if edtf and edtf[:4].isdigit() else 0
    return year > 1500 if calendar == "julian" else 1200 <= year <= 1450


def _people(desk: Desk) -> None:
    skip = [(citation.start, citation.end) for citation in desk.citations]
    cited = list(dict.fromkeys(item.author for citation in desk.citations for item in citation.items if item.author))
    desk.people = find_mentions(
        desk.document,
        lexicon(desk.pack.code),
        desk.settings.authority,
        skip=skip,
        cited=cited,
        kind=desk.kind,
        authors=desk.settings.authors,
    )
    desk.doubts += desk.people.doubts
    if desk.settings.authority.entries:
        offices = offices_of(desk.settings.authority, desk.pack.code)
        desk.doubts += offices.find(desk.document, desk.people, desk.dates, desk.settings.written)
    for citation in desk.citations:
        for item in citation.items:
            if item.author and desk.people.named(item.author) is None:
                desk.doubts.append(Doubt(citation.start, citation.end, "citation.author", (), {"author": item.author}))
    desk.doubts += find_two_dates(desk.document, desk.people, desk.dates)


def _dialogue(desk: Desk) -> None:
    """Speakers of a narrative, where the verb of saying stands beside the quotation; Turkish finds them by clause."""
    assert desk.people is not None
    if desk.pack.rules("quotations").get("speech"):
        Dialogue(desk.document, desk.pack, desk.people, desk.quotations).run()
    desk.people.references, doubts = References(desk.document, desk.pack, desk.people, desk.quotations).find()
    desk.doubts += doubts


def _statements(desk: Desk) -> None:
    assert desk.people is not None
    author = desk.people.authors[0] if desk.people.authors else None
    voice = Voice(desk.kind, author, desk.pack, desk.people)
    if desk.kind in FIRST_PERSON_KINDS:
        voice.enclose(Enclosures(desk.document, desk.people, desk.pack, author).senders)
    finder = StatementFinder(desk.pack, desk.people, desk.citations, desk.dates, desk.settings, voice)
    finder.signs.follow(desk.document, desk.quotations)
    maker = PassageMaker(desk.document, desk.pack, desk.people, desk.citations, desk.quotations)
    careful = _careful_reader(desk, finder)
    total = len(desk.document.text)
    for index, paragraph in enumerate(desk.document.paragraphs):
        if paragraph.kind == "bibliography":
            continue
        passage = maker.make(index)
        statements, doubts = finder.of_passage(passage)
        if careful:
            statements, doubts = careful.take(passage, statements, voice.author, doubts)
        desk.statements += statements
        desk.doubts += doubts
        if desk.progress and (index % 64 == 0 or careful):
            desk.progress(paragraph.end, total)
    if careful:
        statements, doubts = careful.finish()
        desk.statements += statements
        desk.doubts += doubts
    elif desk.settings.threshold is not None:
        desk.statements = [s for s in desk.statements if s.confidence >= desk.settings.threshold]
    if finder.blocks:
        desk.quotations = sorted([*desk.quotations, *finder.blocks], key=lambda q: (q.outer_start, -q.outer_end))


def _careful_reader(desk: Desk, finder: StatementFinder) -> CarefulReader | None:
    """The network's part of the reading, when it is wanted and there; who read is written into the reading."""
    if desk.settings.reader != "careful":
        return None
    from tanik.reading import neural_brain  # numpy and onnxruntime come with it

    if not neural_brain.ready():
        return None
    from tanik.reading.careful import CarefulReader

    assert desk.people is not None
    network = neural_brain.brain()
    desk.maker = f"{MAKER} + {network.name}"
    return CarefulReader(
        desk.pack, desk.kind, desk.people, desk.citations, finder.finisher, desk.settings.threshold, network
    )


STEPS = (
    Step("citations", ("document",), ("citations", "works"), _citations),
    Step("kind", ("document", "citations"), ("kind",), _kind),
    Step("quotations", ("document",), ("quotations",), _quotations),
    Step("dates", ("document", "citations", "kind"), ("dates",), _dates),
    Step("people", ("document", "citations", "dates", "kind"), ("people",), _people),
    Step("dialogue", ("document", "quotations", "people"), ("speakers",), _dialogue),
    Step(
        "statements",
        ("document", "citations", "quotations", "dates", "people", "speakers", "kind"),
        ("statements",),
        _statements,
    ),
)


def _without_idle_nouns(desk: Desk, people: People) -> list[Entity]:
    """The entities without those common nouns and phrases that neither hold a view nor are looked at in one."""
    busy = {quotation.speaker for quotation in desk.quotations}
    for statement in desk.statements:
        busy |= {statement.holder, *statement.relay, *(target.id for target in statement.targets)}
    return [entity for entity in people.entities if entity.id in busy or not entity.rule.endswith(_NOUNS)]


def check_order(steps: tuple[Step, ...] = STEPS) -> None:
    """ValueError when a step needs what no earlier step gives."""
    given = {"document"}
    for step in steps:
        missing = [need for need in step.needs if need not in given]
        if missing:
            raise ValueError(f"step {step.name!r} needs {', '.join(missing)} before it")
        given.update(step.gives)


def read_document(
    document: Document, settings: ReadingSettings | None = None, progress: Progress | None = None
) -> Reading:
    """Read one document; the same input gives the same reading in any process."""
    settings = settings or ReadingSettings()
    check_order()
    desk = Desk(document, language(settings.language or document.language), settings, progress)
    for step in STEPS:
        step.run(desk)
    assert desk.people is not None
    entities = _without_idle_nouns(desk, desk.people)
    kept = {entity.id for entity in entities}
    doubts = [Doubt(d.start, d.end, d.kind, (), dict(d.values)) for d in document.doubts] + desk.doubts
    doubts.sort(key=lambda doubt: (doubt.start, doubt.end, doubt.kind))
    return Reading(
        document=document.id,
        maker=desk.maker,
        language=desk.pack.code,
        kind=desk.kind,
        citations=desk.citations,
        works=desk.works,
        quotations=desk.quotations,
        dates=desk.dates,
        entities=entities,
        mentions=[mention for mention in desk.people.mentions if mention.entity in kept],
        statements=sorted(desk.statements, key=lambda s: (s.start, s.end, s.holder)),
        doubts=doubts,
    )
