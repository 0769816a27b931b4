"""Doubts: what could not be settled, by kind, with what it means and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from tanik.reading.annotations import Doubt
from tanik.report.markup import name, shortened, text
from tanik.report.plan import MOST_ROWS, Plan
from tanik.report.sections import fold, lead, nothing, section
from tanik.translation import N_

CONTEXT = 60
EXCERPT = 160
OPEN = 12


@dataclass(frozen=True, slots=True)
class DoubtKind:
    """A kind of doubt in words: its name, what it means, what a person can do."""

    title: str
    meaning: str
    step: str


KINDS: dict[str, DoubtKind] = {
    "citation.letter": DoubtKind(
        N_("The year letter fits no work, or several"),
        N_("The citation names a year without a letter where the works have letters, or the other way round."),
        N_("Compare it with the list of works of the source and note which work is meant."),
    ),
    "citation.pages": DoubtKind(
        N_("Impossible pages"),
        N_("The page numbers of a citation run backwards or look like a year."),
        N_("Look the place up in the cited work; it is probably a misprint."),
    ),
    "citation.repeated": DoubtKind(
        N_("A repeated citation without a first one"),
        N_("“Ibid.” or “a.g.e.” stands where no earlier work can be found for it."),
        N_("Look at the notes before it and name the work."),
    ),
    "citation": DoubtKind(
        N_("A citation that is not clear"),
        N_("It cannot be said for sure which work or which pages are cited."),
        N_("Compare it with the list of works of the source."),
    ),
    "quotation.unopened": DoubtKind(
        N_("A closing mark without an opening one"),
        N_("A quotation mark closes something that was never opened; the quotation may be longer than shown."),
        N_("Find in the source where the quoted words begin."),
    ),
    "quotation.unclosed": DoubtKind(
        N_("A quotation without an end"),
        N_("A quotation mark opens and none closes; the end shown is a guess."),
        N_("Find in the source where the quoted words end."),
    ),
    "quotation.marks": DoubtKind(
        N_("Quotation marks that do not match"),
        N_("A quotation opens with one kind of mark and closes with another."),
        N_("Check that the quoted words begin and end where they are shown."),
    ),
    "quotation": DoubtKind(
        N_("A quotation that is not clear"),
        N_("It cannot be said for sure where the quoted words begin or end."),
        N_("Compare the passage with the source."),
    ),
    "date": DoubtKind(
        N_("A date that can be read in more than one way"),
        N_("The calendar, the year or the day of a date is not certain, or one event has two dates."),
        N_("Compare the readings given; a calendar can be fixed when the source is read again."),
    ),
    "speaker": DoubtKind(
        N_("A speaker who is not known"),
        N_("Somebody's words are given, but the text does not say clearly whose they are."),
        N_("Read the sentences around the passage and name the speaker."),
    ),
    "entity": DoubtKind(
        N_("A name that may mean more than one"),
        N_("A name, title or surname fits several people or things, or none that is known."),
        N_("Put the people of the study with all their names into a people file and read again."),
    ),
    "statement": DoubtKind(
        N_("A statement that is not clear"),
        N_("Who holds the view, about whom it is, or whether it is for or against could not be settled."),
        N_("Read the passage and decide; irony and negation are the usual reasons."),
    ),
    "encoding": DoubtKind(
        N_("The encoding of the file is a guess"),
        N_("The file does not say in which encoding its letters are stored."),
        N_("Look whether ş, ğ, ı and İ are right; if not, read the file again and name its encoding."),
    ),
    "undecodable": DoubtKind(
        N_("Letters that cannot be read"),
        N_("Some bytes of the file are no letters in its encoding; they are shown as a replacement character."),
        N_("Read the file again with another encoding, or compare with the original."),
    ),
    "control_character": DoubtKind(
        N_("Invisible control characters"),
        N_("The file holds characters that no text should have; they are usually left by a conversion."),
        N_("Nothing is lost; compare the passage with the original if words seem to be missing."),
    ),
    "": DoubtKind(
        N_("Something else that could not be settled"),
        N_("The reader left this open."),
        N_("Compare the passage with the source."),
    ),
}
RELATED = {"polarity": "statement", "target": "statement", "person": "entity", "author": "entity", "calendar": "date"}


def doubt_kind(kind: str) -> DoubtKind:
    """The words for a kind: its own, else those of its family (``date.calendar``: ``date``), else the last resort."""
    family = kind.partition(".")[0]
    return KINDS.get(kind) or KINDS.get(family) or KINDS[RELATED.get(family, "")]


def doubts(plan: Plan) -> str:
    words = plan.words
    title = words.say(N_("Doubts"))
    if not plan.doubt_groups:
        return section("doubts", title, nothing(words.say(N_("Nothing was left open."))))
    explained = lead(
        words.say(N_("What the reader could not settle. A doubt is not an error: it waits for your judgement."))
    )
    return section("doubts", title, explained, *(_group(plan, kind, members) for kind, members in plan.doubt_groups))


def _group(plan: Plan, kind: str, members: list[tuple[int, int]]) -> str:
    words, known = plan.words, doubt_kind(kind)
    entries = [_entry(plan, item, index) for item, index in members[:MOST_ROWS]]
    body = (
        f'<p class="lead">{text(words.say(known.meaning))} <b>{text(words.say(N_("What to do:")))}</b> '
        f'{text(words.say(known.step))} <span class="meta">({text(kind)})</span></p>'
        '<ul class="doubts">' + "\n".join(entries) + "</ul>"
    )
    if len(members) > MOST_ROWS:
        left = words.say(N_("{n} more of this kind are not listed."), n=words.number(len(members) - MOST_ROWS))
        body += f'<p class="meta">{text(left)}</p>'
    summary = f"{words.say(known.title)} ({words.number(len(members))})"
    return fold(summary, body, open=len(members) <= OPEN)


def _entry(plan: Plan, item: int, index: int) -> str:
    words, doubt = plan.words, plan.doubts[item][index]
    notes = [plan.passage("pu", item, index, doubt.start, plan.where(item, doubt.start))]
    if doubt.alternatives:
        notes.append(words.html(N_("between: {values}"), values=", ".join(name(one) for one in doubt.alternatives)))
    notes += [f"{text(key)}: {name(value)}" for key, value in sorted(doubt.values.items())]
    language = text(plan.items[item].document.language)
    return (
        f'<li id="{plan.anchor("du", item, index)}"><p lang="{language}">{_excerpt(plan, item, doubt)}</p>'
        f'<p class="meta">{" · ".join(notes)}</p></li>'
    )


def _excerpt(plan: Plan, item: int, doubt: Doubt) -> str:
    """The words of the doubt with a little of what stands around them."""
    whole = plan.items[item].document.text
    before = whole[max(doubt.start - CONTEXT, 0) : doubt.start]
    after = whole[doubt.end : doubt.end + CONTEXT]
    own = text(shortened(whole[doubt.start : doubt.end], EXCERPT))
    left, right = "… " if doubt.start > CONTEXT else "", " …" if doubt.end + CONTEXT < len(whole) else ""
    return f"{left}{text(before)}<b>{own}</b>{text(after)}{right}"
