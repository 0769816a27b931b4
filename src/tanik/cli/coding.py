"""``tanik code``, ``memo`` and ``link``: codes on passages, notes on anything, and what speaks for or against what."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.acting import coder_options, desk, short, told
from tanik.cli.judge import place
from tanik.cli.opening import json_option, source_names, study_argument
from tanik.cli.terminal import show_json, show_table, tell
from tanik.cli.wording import Argument, Command, Option
from tanik.errors import StudyError, UsageError
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.coding.acts import Act
    from tanik.study.coding import StudyCoding

LINKS = ("supports", "contradicts", "repeats", "answers")


@click.command(
    "code",
    cls=Command,
    help=N_(
        "Mark passages or statements with a code of the codebook; without a code, show what is coded.\n\n"
        "A passage is named by its place (--at), by its words (--words), or all hits of a search are coded as one act "
        "(--every)."
    ),
    epilog=N_('Example: tanik code moskova.tanik security --source hatirat.pdf --words "sınır kapısı"'),
)
@study_argument
@click.argument("code", cls=Argument, required=False, metavar=N_("[CODE]"))
@click.option("--source", cls=Option, metavar=N_("NAME"), help=N_("The source of the passage: its name, title or id."))
@click.option("--at", cls=Option, metavar=N_("START-END"), help=N_("Its place, in characters of the text."))
@click.option("--words", cls=Option, metavar=N_("WORDS"), help=N_("Its words, exactly as in the text."))
@click.option("--every", cls=Option, metavar=N_("QUERY"), help=N_("Code every hit of this search (as in concordance)."))
@click.option(
    "--statement", "statements", cls=Option, multiple=True, metavar=N_("ID"), help=N_("Code this statement instead.")
)
@click.option(
    "--remove", "removed", cls=Option, multiple=True, metavar=N_("ID"), help=N_("Take this coding of yours away.")
)
@click.option("--codebook", cls=Option, metavar=N_("NAME"), help=N_("Which codebook, when several have such a code."))
@coder_options
@json_option
def code(study: str, code: str | None, coder: str | None, round: int | None, as_json: bool, **given: Any) -> None:
    with desk(study, coder, round) as coding:
        if given["removed"]:
            told(coding.uncode(given["removed"]), N_("Codings taken away: {count}."))
        elif code is None:
            _show_codings(study, coding, given["source"], as_json)
        elif given["every"] is not None:
            told(_every(study, coding, code, given), N_("Coded passages: {count}."))
        else:
            told(_one(coding, code, given), N_("Coded: {id}."))


def _one(coding: StudyCoding, code: str, given: dict[str, Any]) -> Act:
    if given["statements"]:
        return coding.code_statements(given["statements"], code, codebook=given["codebook"])
    if given["source"] is None or (given["at"] is None) == (given["words"] is None):
        raise UsageError(
            "T563",
            N_("Which passage should be coded?"),
            N_("Give --source with --at or --words, or --every, or --statement."),
        )
    source = coding.source(given["source"])
    span = place(given["at"]) if given["at"] is not None else coding.place_of_words(source, given["words"])
    return coding.code(source, span[0], span[1], code, codebook=given["codebook"])


def _every(study: str, coding: StudyCoding, code: str, given: dict[str, Any]) -> Act:
    from tanik.cli.opening import existing

    only = None if given["source"] is None else coding.source(given["source"])
    with existing(study) as opened:
        lines = opened.words.concordance(given["every"], limit=1_000_000).lines
    hits = [(line.source, line.start, line.end) for line in lines if only in (None, line.source)]
    if not hits:
        raise StudyError(
            "T568",
            N_("“{query}” stands nowhere in these sources, so nothing was coded."),
            N_("“tanik concordance” shows what a search finds; “*” stands for any ending."),
            query=given["every"],
        )
    return coding.code_all(hits, code, codebook=given["codebook"])


def _show_codings(study: str, coding: StudyCoding, source: str | None, as_json: bool) -> None:
    from tanik.cli.opening import existing

    found = coding.codings(source=None if source is None else coding.source(source))
    if as_json:
        show_json([asdict(each) for each in found])
        return
    if not found:
        tell(N_("Nothing is coded yet."))
        return
    with existing(study) as opened:
        names = source_names(opened)
    heads = (N_("id"), N_("source"), N_("page"), N_("code"), N_("coder"), N_("words"))
    rows = [
        (short(c.uid), names[c.source], c.span.page or "", c.code, c.coder.name, " ".join(c.quote.split()))
        for c in found
    ]
    show_table(heads, rows)


@click.command(
    "memo",
    cls=Command,
    help=N_(
        "Write a note on anything; without a text, show the notes.\n\n"
        "ON is statement:ID, coding:ID, link:ID, source:NAME, code:ID, entity:NAME or study."
    ),
    epilog=N_('Example: tanik memo moskova.tanik statement:5befbe1c "Mektubun aslına bakılacak."'),
)
@study_argument
@click.argument("on", cls=Argument, required=False, metavar=N_("[ON]"))
@click.argument("text", cls=Argument, required=False, metavar=N_("[TEXT]"))
@click.option("--remove", "removed", cls=Option, multiple=True, metavar=N_("ID"), help=N_("Take this note away."))
@coder_options
@json_option
def memo(
    study: str,
    on: str | None,
    text: str | None,
    removed: tuple[str, ...],
    coder: str | None,
    round: int | None,
    as_json: bool,
) -> None:
    with desk(study, coder, round) as coding:
        if removed:
            told(coding.remove_memo(removed), N_("Notes taken away: {count}."))
        elif on is not None and text is not None:
            told(coding.memo(on, text), N_("Noted: {id}."))
        elif as_json:
            show_json([asdict(each) for each in coding.memos(on)])
        elif not (found := coding.memos(on)):
            tell(N_("There are no notes."))
        else:
            heads = (N_("id"), N_("on"), N_("coder"), N_("date"), N_("note"))
            rows = [(short(m.uid), _subject(m.subject), m.coder.name, m.at[:10], m.text) for m in found]
            show_table(heads, rows)


@click.command(
    "link",
    cls=Command,
    help=N_(
        "Say that one passage supports, contradicts, repeats or answers another; without a kind, show the links.\n\n"
        "ONE and OTHER are statement:ID, coding:ID or source:NAME."
    ),
    epilog=N_("Example: tanik link moskova.tanik contradicts statement:5befbe1c statement:8ab4e7b2"),
)
@study_argument
@click.argument("kind", cls=Argument, required=False, type=click.Choice(LINKS), metavar=N_("[KIND]"))
@click.argument("one", cls=Argument, required=False, metavar=N_("[ONE]"))
@click.argument("other", cls=Argument, required=False, metavar=N_("[OTHER]"))
@click.option("--note", cls=Option, default="", metavar=N_("TEXT"), help=N_("Why."))
@click.option("--remove", "removed", cls=Option, multiple=True, metavar=N_("ID"), help=N_("Take this link away."))
@coder_options
@json_option
def link(
    study: str, kind: Any, one: str | None, other: str | None, coder: str | None, round: int | None, **given: Any
) -> None:
    with desk(study, coder, round) as coding:
        if given["removed"]:
            told(coding.unlink(given["removed"]), N_("Links taken away: {count}."))
        elif kind is not None:
            if one is None or other is None:
                raise UsageError(
                    "T564",
                    N_("A link needs two ends."),
                    N_("Write both: statement:ID statement:ID; “tanik statements” shows the ids."),
                )
            told(coding.link(kind, one, other, given["note"]), N_("Linked: {id}."))
        elif given["as_json"]:
            show_json([asdict(each) for each in coding.links()])
        elif not (found := coding.links()):
            tell(N_("There are no links."))
        else:
            heads = (N_("id"), N_("one"), N_("link"), N_("other"), N_("coder"), N_("note"))
            rows = [(short(x.uid), _subject(x.one), x.kind, _subject(x.other), x.coder.name, x.note) for x in found]
            show_table(heads, rows)


def _subject(text: str) -> str:
    kind, sign, id = text.partition(":")
    return f"{kind}:{short(id)}" if sign and kind in ("statement", "coding", "memo", "link") else text
