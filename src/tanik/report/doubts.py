"""Doubts: what could not be settled, by kind, with what it means and what to do."""

from __future__ import annotations

from tanik.reading.annotations import Doubt
from tanik.report.doubt_kinds import doubt_kind
from tanik.report.markup import name, shortened, text
from tanik.report.plan import MOST_ROWS, Plan
from tanik.report.sections import fold, lead, nothing, section
from tanik.translation import N_

CONTEXT = 60
EXCERPT = 160
OPEN = 12


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
        choices = ", ".join(_choice(plan, item, one) for one in doubt.alternatives)
        notes.append(words.html(N_("between: {values}"), values=choices))
    notes += [f"{text(key)}: {name(value)}" for key, value in sorted(doubt.values.items())]
    language = text(plan.items[item].document.language)
    return (
        f'<li id="{plan.anchor("du", item, index)}"><p lang="{language}">{_excerpt(plan, item, doubt)}</p>'
        f'<p class="meta">{" · ".join(notes)}</p></li>'
    )


def _choice(plan: Plan, item: int, value: str) -> str:
    """One of the alternatives: a person or thing by name, everything else as it stands."""
    key = plan.entities.keys.get((item, value))
    return plan.entity(key) if key else name(value)


def _excerpt(plan: Plan, item: int, doubt: Doubt) -> str:
    """The words of the doubt with a little of what stands around them."""
    whole = plan.items[item].document.text
    before = whole[max(doubt.start - CONTEXT, 0) : doubt.start]
    after = whole[doubt.end : doubt.end + CONTEXT]
    if doubt.start > CONTEXT:
        before = "… " + before[before.find(" ") + 1 :]
    if doubt.end + CONTEXT < len(whole):
        after = after[: after.rfind(" ") + 1] + "…"
    return f"{text(before)}<b>{text(shortened(whole[doubt.start : doubt.end], EXCERPT))}</b>{text(after)}"
