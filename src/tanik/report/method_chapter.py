"""How a publication was made, written from the study itself, and the passages behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tanik.analysis.answers import METHODS
from tanik.report.blocks import Block, Heading, Table, paragraph
from tanik.report.markup import shortened
from tanik.report.telling import QUOTED, Teller
from tanik.report.wording import SOURCE_KINDS
from tanik.translation import N_

POLICIES = {
    "all": N_("All statements count that nobody rejected, whoever or whatever made them (policy: all)."),
    "accepted": N_("Only statements count that a person accepted, corrected or added (policy: accepted)."),
    "consensus": N_("Only statements count on which the coders settled (policy: consensus)."),
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as the method lists it. ``words``: of its text; ``statements``: that count."""

    name: str
    kind: str | None
    authors: tuple[str, ...]
    written: str | None
    published: str | None
    words: int
    statements: int


@dataclass(frozen=True, slots=True)
class Making:
    """What the method tells. ``judged``: how many statements persons accepted, corrected, rejected and added;
    ``agreement``: round, field, coefficient, value and units; ``filter``: which statements were chosen ("" for all).
    """

    policy: str
    filter: str
    sources: tuple[SourceLine, ...]
    makers: tuple[str, ...]
    coders: tuple[str, ...]
    codebooks: tuple[tuple[str, int], ...]
    judged: dict[str, int]
    people_file: str | None
    tanik: str
    study: str
    agreement: tuple[tuple[int, str, str, float | None, int], ...] = ()


def method(teller: Teller, making: Making) -> Sequence[Block]:
    """Texts, units, codebooks, coders, agreement, policy and versions."""
    say = teller.say
    chosen = making.filter
    blocks: list[Block] = [
        Heading(say(N_("How this was made")), id="method"),
        paragraph(
            say(
                N_(
                    "The unit is the statement: one holder, one point, with the people and things it is about and "
                    "whether it is for or against them. {n} statements of {sources} sources count here. "
                ),
                n=teller.number(teller.table.statements()),
                sources=teller.number(len(making.sources)),
            )
            + say(POLICIES[making.policy])
            + (" " + say(N_("Chosen were: {filter}."), filter=chosen) if chosen else "")
        ),
        paragraph(_who(teller, making)),
        _sources(teller, making),
    ]
    if making.agreement:
        blocks.append(_agreement(teller, making))
    blocks += [paragraph(say(METHODS[name])) for name in ("beta-binomial", "wilson")]
    blocks.append(
        paragraph(say(N_("Made by Tanık {version} from the study {study}."), version=making.tanik, study=making.study))
    )
    return blocks


def _who(teller: Teller, making: Making) -> str:
    say = teller.say
    sentences = []
    if making.makers:
        sentences.append(say(N_("The sources were read by {makers}."), makers=", ".join(making.makers)))
    judged = {verb: n for verb, n in making.judged.items() if n}
    if judged:
        named = {
            "accepted": N_("{n} accepted"),
            "corrected": N_("{n} corrected"),
            "rejected": N_("{n} rejected"),
            "added": N_("{n} added"),
        }
        counts = ", ".join(say(named[verb], n=teller.number(n)) for verb, n in judged.items())
        sentences.append(
            say(N_("{coders} judged statements: {counts}."), coders=", ".join(making.coders), counts=counts)
        )
    else:
        sentences.append(
            say(N_("No person has judged a statement yet: what stands here is a proposal of the machine."))
        )
    for name, version in making.codebooks:
        sentences.append(say(N_("Codebook: {name}, version {version}."), name=name, version=version))
    if making.people_file:
        sentences.append(say(N_("People and things: {file}."), file=making.people_file))
    return " ".join(sentences)


def _sources(teller: Teller, making: Making) -> Table:
    say = teller.say
    rows = tuple(
        (
            source.name,
            ", ".join(source.authors) or "–",
            say(SOURCE_KINDS[source.kind]) if source.kind in SOURCE_KINDS else "–",
            source.written or "–",
            source.published or "–",
            teller.number(source.words),
            teller.number(source.statements),
        )
        for source in making.sources
    )
    heads = (N_("source"), N_("authors"), N_("kind"), N_("written"), N_("published"), N_("words"), N_("statements"))
    return Table(
        "sources",
        say(N_("The sources")),
        tuple(map(say, heads)),
        rows,
        frozenset((5, 6)),
        raw=[
            {
                **{"source": s.name, "authors": list(s.authors), "kind": s.kind, "written": s.written},
                **{"published": s.published, "words": s.words, "statements": s.statements},
            }
            for s in making.sources
        ],
    )


def _agreement(teller: Teller, making: Making) -> Table:
    say = teller.say
    rows = tuple(
        (str(number), field, coefficient, teller.decimal(value), teller.number(units))
        for number, field, coefficient, value, units in making.agreement
    )
    heads = (N_("round"), N_("field"), N_("coefficient"), N_("value"), N_("units"))
    raw = [dict(zip(("round", "field", "coefficient", "value", "units"), row, strict=True)) for row in making.agreement]
    caption = say(N_("Agreement of the coders"))
    return Table("agreement", caption, tuple(map(say, heads)), rows, frozenset((3, 4)), raw=raw)


def evidence(teller: Teller) -> Sequence[Block]:
    """The passages that the publication names, in the order of the sources."""
    if not teller.used:
        return ()
    say = teller.say
    ids = sorted(teller.used, key=lambda id: (teller.table.name(teller.span(id)[0]), teller.span(id)))
    rows, raw = [], []
    for id in ids:
        source, start, end = teller.span(id)
        rows.append((id, teller.place(id), teller.signs(id) or "–", shortened(teller.words(id), 2 * QUOTED)))
        raw.append({"id": id, "source": source, "start": start, "end": end, "text": teller.words(id)})
    heads = (N_("statement"), N_("who, where"), N_("about whom"), N_("words"))
    return (
        Heading(say(N_("The passages")), id="evidence"),
        paragraph(say(N_("Every passage that a note above names, with the number of its statement in the study."))),
        Table("evidence", say(N_("Passages")), tuple(map(say, heads)), tuple(rows), raw=raw),
    )
