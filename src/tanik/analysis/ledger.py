"""The ledger: who demanded, offered, promised, delivered or refused how much to whom, by which source on which page.

In every sentence with an amount (:mod:`tanik.reading.amounts`) the nearest deed is looked for (verbs in
``languages/*/amounts.toml``), then the giver and the receiver among the people and powers that the sentence names: by
case ending in Turkish, by preposition and place in English. What cannot be settled is a doubt of the entry, never a
guess: ``giver``, ``receiver``, ``deed`` (two deeds as near), ``unit`` (taken over from the amount before), ``negated``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from tanik.analysis.answers import Sentence, decimal
from tanik.analysis.entities import Entities, Item, entities_from
from tanik.analysis.table import statement_id
from tanik.languages.pack import language
from tanik.reading.amounts import Amount, find_amounts
from tanik.reading.annotations import DateExpression, Mention, Reading
from tanik.text.document import Document
from tanik.translation import N_

Deed = Literal["demand", "offer", "promise", "delivery", "refusal"]
DEEDS: tuple[Deed, ...] = get_args(Deed)
DEED_NAMES: dict[str, str] = {
    "demand": N_("demand"),
    "offer": N_("offer"),
    "promise": N_("promise"),
    "delivery": N_("delivery"),
    "refusal": N_("refusal"),
}
UNIT_NAMES: dict[str, str] = {
    **{"gold_rouble": N_("gold rouble"), "gold_lira": N_("gold lira"), "rouble": N_("rouble"), "lira": N_("lira")},
    **{"kurus": N_("kurush"), "dollar": N_("dollar"), "pound_sterling": N_("pound sterling"), "franc": N_("franc")},
    **{"mark": N_("mark"), "gold_piece": N_("gold coin"), "machine_gun": N_("machine gun"), "rifle": N_("rifle")},
    **{"cartridge": N_("cartridge"), "shell": N_("shell"), "gun": N_("gun"), "bomb": N_("bomb"), "sword": N_("sword")},
    **{"aircraft": N_("aircraft"), "ship": N_("ship"), "tonne": N_("tonne"), "kilogram": N_("kilogram")},
    **{"pood": N_("pood"), "okka": N_("okka"), "wagon": N_("wagon"), "barrel": N_("barrel"), "crate": N_("crate")},
    **{"gas_mask": N_("gas mask"), "horse": N_("horse"), "soldier": N_("soldier"), "division": N_("division")},
    "prisoner": N_("prisoner"),
}
DOUBT_NAMES: dict[str, str] = {
    "giver": N_("the giver is not named in the sentence, or there are several"),
    "receiver": N_("the receiver is not named in the sentence, or there are several"),
    "deed": N_("two deeds are as near to the amount"),
    "unit": N_("the unit is that of the amount before"),
    "scale": N_("the unit and the millions are those of the amount before"),
    "vague": N_("the text gives no number, only a size"),
    "negated": N_("the sentence denies it"),
}
SAYS = N_(
    "{n} amounts stand beside a deed; in {open} of them giver or receiver could not be settled. The same gift told by "
    "two sources stands here twice; sums of a unit are therefore the largest amount that one source tells."
)
CANNOT = N_("The ledger shows what the sources say of a deed, not that it was done.")
_FARTHEST = 160
"""Letters between an amount and its deed."""
_ACTORS = frozenset({"person", "group", "organisation", "state", "place"})
_PAST_A_STOP = 60
"""A comma or semicolon between an amount and a deed weighs as so many letters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. ``item``: position of the source; ``start``, ``end``: of the amount in the document.

    ``giver``, ``receiver``: keys of people and powers; ``amount``: number, unit and words as printed (``printed``);
    ``deed_start``, ``deed_end``: the words of the deed; ``date``: EDTF, from the sentence, else from the statement;
    ``statements``: ids (as in ``analysis.table``) of the statements whose words hold the amount; ``holder``: of the
    first of them. ``doubts``: keys of ``DOUBT_NAMES``.
    """

    item: int
    source: str
    source_name: str
    page: str | None
    start: int
    end: int
    printed: str
    deed: Deed
    deed_start: int
    deed_end: int
    giver: str | None
    giver_name: str
    receiver: str | None
    receiver_name: str
    value: float
    upto: float | None
    unit: str
    kind: str
    about: bool
    date: str | None
    holder: str | None
    holder_name: str
    statements: tuple[str, ...]
    doubts: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Balance:
    """What was demanded, promised ... between two, in one unit.

    By deed: the largest sum that a single source tells, since two sources may tell of one gift; and the entries.
    """

    giver: str | None
    receiver: str | None
    names: tuple[str, str]
    unit: str
    kind: str
    sums: dict[str, float]
    entries: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """``entries``: in the order of the sources and of the text; ``balances``: the largest first."""

    entries: tuple[Entry, ...]
    balances: tuple[Balance, ...]
    says: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    deed: Deed
    start: int
    end: int
    negated: bool


def ledger(
    items: Sequence[Item],
    entities: Entities | None = None,
    *,
    ids: Mapping[tuple[str, int, int], tuple[str, ...]] | None = None,
) -> Ledger:
    """The ledger of all readings. ``ids``: of the statements by source, start and end, where they have others."""
    known = entities_from(items) if entities is None else entities
    found = (entry for number, item in enumerate(items) for entry in entries_of(number, item, known, ids or {}))
    return ledger_of(tuple(found))


def ledger_of(entries: tuple[Entry, ...]) -> Ledger:
    """A ledger of these entries."""
    unsettled = sum(1 for entry in entries if {"giver", "receiver"} & set(entry.doubts))
    says = (Sentence(SAYS, n=len(entries), open=unsettled), Sentence(CANNOT))
    return Ledger(entries, balances(entries), says)


def entries_of(
    number: int, item: Item, entities: Entities, ids: Mapping[tuple[str, int, int], tuple[str, ...]]
) -> Iterator[Entry]:
    """The entries of one reading. Linear in the length of the document."""
    document, reading = item.document, item.reading
    code = reading.language
    skip = sorted([(d.start, d.end) for d in reading.dates] + [(c.start, c.end) for c in reading.citations])
    starts = [start for start, _ in skip]
    mentions = [m for m in reading.mentions if _kind(entities, entities.key(number, m.entity)) in _ACTORS]
    places = [mention.start for mention in mentions]
    for start, end in document.sentences:
        words = document.text[start:end]
        near = skip[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]
        amounts = find_amounts(words, code, [(a - start, b - start) for a, b in near])
        if not amounts:
            continue
        deeds = find_deeds(words, code)
        here = [
            mention  # "Ottoman gold" names no party
            for mention in mentions[bisect_left(places, start) : bisect_left(places, end)]
            if not any(a.start < mention.word_end - start and mention.start - start < a.end for a in amounts)
        ]
        for amount in amounts:
            chosen = _nearest(words, amount, deeds)
            if chosen is not None:
                yield _entry(number, item, entities, (start, end), amount, chosen, here, ids)


def find_deeds(text: str, code: str) -> list[_Found]:
    """The deeds that a sentence names, in order."""
    folded = language(code).fold(text)
    expression, negated = _deeds(code)
    found = []
    for match in expression.finditer(folded) if expression is not None else ():
        deed: Deed = match.lastgroup  # type: ignore[assignment]
        found.append(_Found(deed, match.start(), match.end(), bool(negated and negated.search(match.group()))))
    return found


@cache
def _deeds(code: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    rules: dict[str, Any] = language(code).rules("amounts").get("deeds", {})
    groups = [f"(?P<{deed}>{'|'.join(rules[deed])})" for deed in DEEDS if rules.get(deed)]
    negated = re.compile(rules["negated"]) if rules.get("negated") else None
    return (re.compile(rf"(?<!\w)(?:{'|'.join(groups)})") if groups else None), negated


def _nearest(text: str, amount: Amount, deeds: Sequence[_Found]) -> tuple[_Found, bool] | None:
    """The deed that belongs to an amount, and whether another is as near."""
    ranked = sorted((_distance(text, amount, deed), deed.start, deed) for deed in deeds)
    if not ranked or ranked[0][0] > _FARTHEST:
        return None
    rival = next((each for each in ranked[1:] if each[2].deed != ranked[0][2].deed), None)
    return ranked[0][2], rival is not None and rival[0] == ranked[0][0]


def _distance(text: str, amount: Amount, deed: _Found) -> int:
    between = text[amount.end : deed.start] if deed.start >= amount.end else text[deed.end : amount.start]
    return len(between) + _PAST_A_STOP * sum(between.count(mark) for mark in ",;:")


def _entry(
    number: int,
    item: Item,
    entities: Entities,
    sentence: tuple[int, int],
    amount: Amount,
    chosen: tuple[_Found, bool],
    mentions: Sequence[Mention],
    ids: Mapping[tuple[str, int, int], tuple[str, ...]],
) -> Entry:
    document, reading, source = item.document, item.reading, item.source
    deed, rivalled = chosen
    start, end = sentence[0] + amount.start, sentence[0] + amount.end
    roles: dict[str, str] = {}
    for mention in mentions:
        # The first place that says a role counts; later ones are often "the government of Ankara".
        role = _role(document, reading.language, mention, deed, sentence[0])
        roles[mention.entity] = roles.get(mention.entity) or role
    giver, receiver = _parties(roles, deed.deed)
    keys = [entities.key(number, id) if id else None for id in (giver, receiver)]
    inside = [n for n, one in enumerate(reading.statements) if one.start <= start and end <= one.end]
    holder = entities.key(number, reading.statements[inside[0]].holder) if inside else None
    doubts = [name for name, key in zip(("giver", "receiver"), keys, strict=True) if key is None]
    doubts += [
        *(["deed"] if rivalled else []),
        *([amount.inherited] if amount.inherited else []),
        *(["vague"] if amount.vague else []),
        *(["negated"] if deed.negated else []),
    ]
    page = document.page_at(start)
    return Entry(
        item=number,
        source=source.id,
        source_name=source.title or source.name,
        page=page.name if page else None,
        start=start,
        end=end,
        printed=document.text[start:end],
        deed=deed.deed,
        deed_start=sentence[0] + deed.start,
        deed_end=sentence[0] + deed.end,
        giver=keys[0],
        giver_name=entities.name(keys[0]) if keys[0] else "",
        receiver=keys[1],
        receiver_name=entities.name(keys[1]) if keys[1] else "",
        value=amount.value,
        upto=amount.upto,
        unit=amount.unit,
        kind=amount.kind,
        about=amount.about,
        date=_date(reading, sentence, start, inside),
        holder=holder,
        holder_name=entities.name(holder) if holder else "",
        statements=_ids_of(reading, source.id, number, inside, ids),
        doubts=tuple(doubts),
        sentence=document.words(*sentence),
    )


def _ids_of(
    reading: Reading,
    source: str,
    number: int,
    inside: Sequence[int],
    ids: Mapping[tuple[str, int, int], tuple[str, ...]],
) -> tuple[str, ...]:
    """The ids of the statements of a reading, as the caller knows them, else as ``analysis.table`` has them."""
    found: list[str] = []
    for n in inside:
        one = reading.statements[n]
        found += ids.get((source, one.start, one.end), (statement_id(number, n),))
    return tuple(dict.fromkeys(found))


def _role(document: Document, code: str, mention: Mention, deed: _Found, offset: int) -> str:
    """``subject``, ``from``, ``to``, ``by`` or ``""``: what the words around a name say of it."""
    rules: dict[str, Any] = language(code).rules("amounts").get("roles", {})
    fold = language(code).fold
    ending = fold(document.text[mention.end : mention.word_end]).replace("’", "'")
    before = fold(document.text[max(0, mention.start - 24) : mention.start]).split()
    behind = fold(document.text[mention.word_end : mention.word_end + 16]).split()
    if rules.get("order") == "verb_second":
        words = [word for word in before[-2:] if word != "the"]
        last = words[-1] if words else ""
        if last in rules.get("receiver_before", ()):
            return "to"
        if last in rules.get("giver_before", ()):
            return "from" if last == "from" else "by"
        # In front of the verb, and no part of a longer name ("the Ankara government's").
        return "subject" if mention.end <= offset + deed.start and not ending.startswith("'") else ""
    if behind and behind[0].rstrip(",") in rules.get("agent_behind", ()):
        return "by"
    if behind and behind[0].rstrip(",") in rules.get("not_subject", ()):
        return ""
    for role, patterns in (("from", "giver_of_demand"), ("to", "receiver"), ("subject", "subject")):
        if any(re.search(pattern, ending) for pattern in rules.get(patterns, ())):
            return role
    return ""


def _parties(roles: dict[str, str], deed: Deed) -> tuple[str | None, str | None]:
    """Who gives and who receives; None for what is not said or is said of several."""

    def only(*wanted: str) -> str | None:
        for role in wanted:
            found = [entity for entity, has in roles.items() if has == role]
            if len(found) == 1:
                return found[0]
            if found:
                return None
        return None

    if deed == "demand":
        # Who demands is to receive; of whom it is demanded, is to give.
        return only("from", "to"), only("by", "subject")
    giver = only("by", "subject", "from")
    receiver = only("to")
    return giver, receiver if receiver != giver else None


def _date(reading: Reading, sentence: tuple[int, int], at: int, inside: Sequence[int]) -> str | None:
    dates: list[DateExpression] = reading.dates
    first = bisect_left(dates, sentence[0], key=lambda date: date.start)
    here = [date for date in dates[first : first + 20] if date.start < sentence[1] and date.edtf]
    if here:
        return min(here, key=lambda date: (abs(date.start - at), date.start)).edtf
    for n in inside:
        if when := reading.statements[n].refers_to or reading.statements[n].said:
            return when
    return None


def _kind(entities: Entities, key: str) -> str:
    row = entities.rows.get(key)
    return (row.kind or "") if row else ""


def balances(entries: Sequence[Entry]) -> tuple[Balance, ...]:
    """The entries by giver, receiver and unit: a promise stands beside its delivery. Denied and vague ones are not."""
    groups: dict[tuple[str | None, str | None, str], list[int]] = {}
    for at, entry in enumerate(entries):
        if not {"negated", "vague"} & set(entry.doubts):
            groups.setdefault((entry.giver, entry.receiver, entry.unit), []).append(at)
    found = []
    for (giver, receiver, unit), members in groups.items():
        first = entries[members[0]]
        by_deed = {deed: tuple(at for at in members if entries[at].deed == deed) for deed in DEEDS}
        by_deed = {deed: each for deed, each in by_deed.items() if each}
        sums: dict[str, float] = {}
        for deed, each in by_deed.items():
            told: dict[str, float] = {}
            for at in each:
                told[entries[at].source] = told.get(entries[at].source, 0.0) + entries[at].value
            sums[deed] = max(told.values())
        names = first.giver_name, first.receiver_name
        found.append(
            Balance(giver, receiver, names, unit, first.kind, sums, {str(deed): each for deed, each in by_deed.items()})
        )
    return tuple(
        sorted(
            found, key=lambda b: (-sum(map(len, b.entries.values())), b.kind, b.unit, b.giver or "", b.receiver or "")
        )
    )


def number_in_words(value: float, upto: float | None = None) -> Sentence:
    """A number as it is shown: ``10 million``, ``6.5 million``, ``33,275``."""
    sizes = ((1e9, N_("{n} billion")), (1e6, N_("{n} million")))
    for size, sentence in sizes:
        if value >= size and (value * 1000 / size).is_integer():
            return Sentence(sentence, n=_short(value / size))
    shown = Sentence("{n}", n=_short(value))
    return shown if upto is None else Sentence("{low}–{high}", low=shown, high=_short(upto))


def _short(number: float) -> Any:
    value = float(number)
    places = 0 if value.is_integer() else len(f"{value:.3f}".rstrip("0").partition(".")[2])
    return decimal(value, places)
