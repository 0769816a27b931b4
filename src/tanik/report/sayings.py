"""The list of statements: the one place where each stands in full, and where every number leads."""

from __future__ import annotations

from tanik.analysis.table import StatementRow
from tanik.reading.annotations import Polarity
from tanik.report.markup import name, shortened, text
from tanik.report.plan import Plan
from tanik.report.sections import nothing, section
from tanik.report.wording import MODES, POLARITIES, SIGNS
from tanik.translation import N_

LENGTH = 600


def sayings(plan: Plan) -> str:
    words = plan.words
    title = words.say(N_("Statements"))
    if not plan.statements:
        sentence = N_(
            "No statement was found: nobody is said to say, think, want or feel something about somebody or something."
        )
        return section("statements", title, nothing(words.say(sentence)))
    entries = [_entry(plan, rows) for rows in plan.statements.values()]
    return section("statements", title, _tools(plan), '<ol class="statements">' + "\n".join(entries) + "</ol>")


def _tools(plan: Plan) -> str:
    """Filters; hidden until the script is there to serve them."""
    words = plan.words
    any_label = text(words.say(N_("any")))

    def choice(label: str, key: str, options: list[tuple[str, str]]) -> str:
        entries = "".join(f'<option value="{value}">{text(shown)}</option>' for value, shown in options)
        return (
            f'<label>{text(label)} <select data-choice="{key}"><option value="">{any_label}</option>{entries}'
            "</select></label> "
        )

    tools = [
        f'<label>{text(words.say(N_("Only statements with the word")))} <input type="search" data-filter="statements">'
        "</label> ",
        choice(words.say(N_("Polarity")), "v", [(key[:3], words.say(label)) for key, label in POLARITIES.items()]),
        choice(words.say(N_("Form")), "m", [(key, words.say(label)) for key, label in MODES.items()]),
    ]
    if len(plan.items) > 1:
        sources = [
            (str(at + 1), shortened(one.source.title or one.source.name, 50)) for at, one in enumerate(plan.items)
        ]
        tools.append(choice(words.say(N_("Source")), "s", sources))
    count = text(words.say(N_("{shown} of {all} statements"), shown="{shown}", all="{all}"))
    tools.append(f'<button type="button" data-clear>{text(words.say(N_("Show all")))}</button>')
    return (
        f'<div class="tools" hidden>{"".join(tools)}<p role="status" data-count="{count}"></p>'
        '<p class="chosen" data-pair></p></div>'
    )


def _entry(plan: Plan, rows: list[StatementRow]) -> str:
    words, first = plan.words, rows[0]
    targets = [_target(plan, one) for one in rows if one.target is not None]
    head = plan.entity(first.holder) + (
        f' <span class="on">{text(words.say(N_("on")))}</span> {", ".join(targets)}' if targets else ""
    )
    attributes = [f'data-h="{plan.numbers[first.holder]}"', f'data-m="{first.mode}"']
    numbers = " ".join(str(plan.numbers[one.target]) for one in rows if one.target is not None)
    values = " ".join(dict.fromkeys(one.polarity[:3] for one in rows if one.polarity is not None))
    attributes += [f'data-t="{numbers}"', f'data-v="{values}"'] if targets else []
    attributes += [f'data-s="{first.item + 1}"'] if len(plan.items) > 1 else []
    place = plan.passage("ps", first.item, first.index, first.start, plan.where(first.item, first.start))
    number = plan.label(first.item, first.index)
    return (
        f'<li id="st{first.id}" {" ".join(attributes)}><p class="who"><span class="no">{number}</span> {head}</p>'
        f'<blockquote lang="{text(first.language)}">{text(shortened(first.text, LENGTH))}</blockquote>'
        f'<p class="meta">{" · ".join([place, *_facts(plan, first)])}</p></li>'
    )


def _target(plan: Plan, one: StatementRow) -> str:
    assert one.target is not None
    polarity: Polarity = one.polarity or "neutral"
    title = text(plan.words.say(POLARITIES[polarity]))
    sign = f'<span class="sign {polarity}" title="{title}">{SIGNS[polarity]}</span>'
    return f"{sign}\u00a0{plan.entity(one.target)}"


def _facts(plan: Plan, one: StatementRow) -> list[str]:
    """Everything else about a statement, shortest first."""
    words = plan.words
    facts = [text(words.say(MODES[one.mode]))]
    facts += [text(words.topic(topic)) for topic in one.topics]
    if one.said:
        facts.append(text(words.say(N_("said {date}"), date=words.date(one.said))))
    if one.refers_to:
        facts.append(text(words.say(N_("of {date}"), date=words.date(one.refers_to))))
    if one.written:
        facts.append(text(words.say(N_("written {date}"), date=words.date(one.written))))
    if one.relay:
        through = ", ".join(name(plan.entities.name(key)) for key in one.relay)
        facts.append(words.html(N_("through {names}"), names=through))
    if one.citation:
        facts.append(_citation(plan, one))
    facts.append(text(words.say(N_("confidence {value}"), value=words.decimal(one.confidence))))
    facts += [text(one.rule)] if one.rule else []
    return facts


def _citation(plan: Plan, one: StatementRow) -> str:
    item = plan.items[one.item]
    index = item.reading.statements[one.index].citation
    assert index is not None
    return plan.passage("pc", one.item, index, item.reading.citations[index].start, text(one.citation))
