"""Which statements are meant: one filter, with one written form for the command line, findings and the browser.

::

    holder="Ayşe Tan" target=Bern|Genf topic!=economy said=1920/1922 policy=accepted

Conditions stand beside one another and hold together; values parted by ``|`` are alternatives; ``!=`` excludes. A value
with blanks stands in quotation marks. Fields (and their Turkish names):

=============== =============== ========================================================================
field           Turkish         value
=============== =============== ========================================================================
``holder``      ``sahip``       a person or thing: key, name, another name, or the beginnings of its words
``target``      ``hedef``       likewise
``relay``       ``aktaran``     likewise: who handed the statement on
``topic``       ``konu``        a code
``source``      ``kaynak``      id, title or file of a source
``work``        ``eser``        key of a cited work
``kind``        ``tür``         memoir, study, dispatch, minutes, speech, letter, press
``polarity``    ``yön``         positive, negative, mixed, neutral (or olumlu, olumsuz, karışık, yansız)
``coder``       ``kodlayıcı``   who made it
``page``        ``sayfa``       as printed
``depth``       ``derinlik``    through how many hands it came: 0, 1, 2 ...
``id``          ``no``          id of a statement
``said``        ``söylendi``    a period in EDTF: 1921, 1920/1922, 1919-05/.., ../1925
``refers_to``   ``anlattığı``   likewise
``written``     ``yazıldı``     likewise
``published``   ``yayımlandı``  likewise
``policy``      ``karar``       all (without the rejected), accepted, consensus
=============== =============== ========================================================================

A date matches a period when it may lie in it: ``1921`` may lie in ``1921-03``. With ``policy=all``, the default, what a
person rejected does not count. Any condition and its exclusion divide the table in two, so sums add up.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tanik.analysis.statement_table import POLARITIES, Named, Sets, StatementTable, Times, day_bounds
from tanik.errors import SettingError, UsageError
from tanik.languages.edtf import parse_edtf
from tanik.reading.authority import alias_key
from tanik.sources.source import KINDS
from tanik.translation import N_

Mask = NDArray[np.bool_]

FIELDS = (
    *("holder", "target", "relay", "topic", "source", "work", "kind", "polarity", "coder", "page", "depth", "id"),
    *("said", "refers_to", "written", "published", "policy"),
)
PERIODS = ("said", "refers_to", "written", "published")
POLICIES = ("all", "accepted", "consensus")
_COUNTED = {"accepted": ("accepted", "corrected", "added", "consensus"), "consensus": ("consensus",)}
_TURKISH = {
    **{"sahip": "holder", "hedef": "target", "aktaran": "relay", "konu": "topic", "kaynak": "source", "eser": "work"},
    **{"tür": "kind", "yön": "polarity", "kodlayıcı": "coder", "sayfa": "page", "derinlik": "depth", "no": "id"},
    **{"söylendi": "said", "anlattığı": "refers_to", "yazıldı": "written", "yayımlandı": "published"},
    "karar": "policy",
}
_VALUES = {
    **{"olumlu": "positive", "olumsuz": "negative", "karışık": "mixed", "yansız": "neutral"},
    **{"+": "positive", "-": "negative", "−": "negative", "±": "mixed", "○": "neutral"},
    **{"hatıra": "memoir", "inceleme": "study", "telgraf": "dispatch", "zabıt": "minutes", "konuşma": "speech"},
    **{"mektup": "letter", "basın": "press", "hepsi": "all", "kabul": "accepted", "uzlaşma": "consensus"},
}
_CONDITION = re.compile(r'\s*([^\s=!"|]+)\s*(!?=)\s*((?:"[^"]*"|[^\s"|]+)(?:\|(?:"[^"]*"|[^\s"|]+))*)(?=\s|$)')
_VALUE = re.compile(r'"([^"]*)"|([^\s"|]+)')
_PLAIN = re.compile(r'[^\s"|]+')


@dataclass(frozen=True, slots=True)
class Condition:
    """``field``: one of ``FIELDS``; ``values``: alternatives; ``excluded``: what matches does not count."""

    field: str
    values: tuple[str, ...]
    excluded: bool = False

    def __str__(self) -> str:
        values = "|".join(value if _PLAIN.fullmatch(value) else f'"{value}"' for value in self.values)
        return f"{self.field}{'!=' if self.excluded else '='}{values}"


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that hold together. ``str(filter)`` is its written form, which :func:`parse_filter` reads."""

    conditions: tuple[Condition, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.conditions))

    def __and__(self, other: Filter) -> Filter:
        return Filter(self.conditions + tuple(each for each in other.conditions if each not in self.conditions))

    @property
    def policy(self) -> str:
        """Which judgements count, for the sentence that names it."""
        chosen = [each.values[0] for each in self.conditions if each.field == "policy"]
        return chosen[-1] if chosen else "all"

    def mask(self, table: StatementTable) -> Mask:
        """The rows that are meant. Raises UsageError (T741-T744) for a value that the table cannot have."""
        found = _under_policy(table, self.policy)
        for each in self.conditions:
            if each.field != "policy":
                found &= _matching(table, each) != each.excluded
        return found

    def apply(self, table: StatementTable) -> StatementTable:
        """The table of the rows that are meant."""
        found = self.mask(table)
        return table if found.all() else table.take(found)


EVERYTHING = Filter()


def parse_filter(text: str) -> Filter:
    """The filter that a text says. UsageError T740 for an unknown field, T745 for what is no condition."""
    conditions: list[Condition] = []
    at, text = 0, text.strip()
    while at < len(text):
        match = _CONDITION.match(text, at)
        if match is None:
            raise UsageError(
                "T745",
                N_("“{part}” is no condition of a filter."),
                N_('Write field=value, such as holder="Ayşe Tan" said=1920/1922; alternatives are parted by |.'),
                part=text[at : at + 60],
            )
        values = [quoted if quoted or not plain else plain for quoted, plain in _VALUE.findall(match[3])]
        conditions.append(condition(match[1], values, excluded=match[2] == "!="))
        at = match.end()
    return Filter(tuple(conditions))


def condition(field: str, values: Iterable[str], *, excluded: bool = False) -> Condition:
    """One condition, checked as far as it can be without a table. UsageError T740, T743, T744."""
    name = _TURKISH.get(field.replace("İ", "i").lower(), field.lower().replace("-", "_"))
    if name not in FIELDS:
        raise UsageError(
            "T740",
            N_("A filter has no field “{field}”."),
            N_("Did you mean “{near}”?") if (near := _near(name, (*FIELDS, *_TURKISH))) else N_("Fields: {fields}."),
            field=field,
            near=near,
            fields=", ".join(FIELDS),
        )
    chosen = tuple(value.strip() for value in values)
    if name in ("polarity", "kind", "policy"):
        allowed = {"polarity": POLARITIES, "kind": KINDS, "policy": POLICIES}[name]
        chosen = tuple(_VALUES.get(value.replace("İ", "i").lower(), value.lower()) for value in chosen)
        for value in chosen:
            _one_of(name, value, allowed)
    if name in PERIODS:
        for value in chosen:
            _period(value)
    return Condition(name, chosen, excluded)


def conditions(given: Mapping[str, str | Sequence[str] | None]) -> Filter:
    """A filter out of fields and values, as a command line has them; what is None or empty is no condition."""
    found = []
    for field, value in given.items():
        if value:
            found.append(condition(field, [value] if isinstance(value, str) else value))
    return Filter(tuple(found))


def find_keys(table: StatementTable, field: str, wanted: str, present: Iterable[str]) -> tuple[str, ...]:
    """The keys of who or what is meant by a text. UsageError T741 (nobody; with the nearest), T742 (several).

    A key or a full name wins over another name, and that over the beginnings of words. Several keys only where all
    have one and the same name, so that no name could tell them apart; a key chooses one of them.
    """
    keys = tuple(present)
    if wanted in keys:
        return (wanted,)
    asked = alias_key(wanted)
    called: dict[str, list[str]] = {key: [alias_key(table.name(key))] for key in keys}
    full = [key for key, names in called.items() if asked == names[0]]
    if not full:
        for key in keys:
            called[key] += [alias_key(alias) for alias in table.aliases.get(key, ())]
        full = [key for key, names in called.items() if asked in names]
    parts = asked.split()
    if not full and parts:
        full = [key for key, names in called.items() if any(_begins(name.split(), parts) for name in names)]
    if len({called[key][0] for key in full}) == 1:
        return tuple(full)
    if full:
        raise UsageError(
            "T742",
            N_("“{wanted}” may be any of: {names}."),
            N_("Write more of the name, or its key: {keys}."),
            wanted=wanted,
            names=", ".join(table.name(key) for key in full[:8]),
            keys=", ".join(full[:8]),
        )
    others = [alias for key in keys for alias in table.aliases.get(key, ())]
    raise _unknown(field, wanted, [*(table.name(key) for key in keys), *others])


def period(text: str) -> tuple[float, float]:
    """First and last Julian day number of a period in EDTF. UsageError T743 when there is no such period."""
    return _period(text)


def without_rejected(table: StatementTable) -> StatementTable:
    """The table as ``policy=all`` sees it."""
    return EVERYTHING.apply(table)


def restricted(table: StatementTable, filter: Filter, *, but: str) -> StatementTable:
    """The table under all conditions but those on one field."""
    return replace(filter, conditions=tuple(c for c in filter.conditions if c.field != but)).apply(table)


def _under_policy(table: StatementTable, policy: str) -> Mask:
    if policy == "all":
        return np.asarray(table.status.codes != table.status.code("rejected"), np.bool_)
    counted = [table.status.code(status) for status in _COUNTED[policy]]
    return np.isin(table.status.codes, counted)


def _matching(table: StatementTable, each: Condition) -> Mask:
    found = np.zeros(len(table), np.bool_)
    for value in each.values:
        found |= _MATCH[each.field](table, each.field, value)
    return found


def _entity(table: StatementTable, field: str, value: str) -> Mask:
    column: Named = getattr(table, field)
    found = [column.code(key) for key in find_keys(table, field, value, column.values)]
    return np.asarray(np.isin(column.codes, found) if len(found) > 1 else column.codes == found[0], np.bool_)


def _listed(table: StatementTable, field: str, value: str) -> Mask:
    column: Sets = {"topic": table.topics, "relay": table.relay, "work": table.works}[field]
    return column.having(find_keys(table, field, value, column.members()))


def _exact(table: StatementTable, field: str, value: str) -> Mask:
    column: Named = getattr(table, field)
    if value not in column.values and field in ("coder", "page"):
        raise _unknown(field, value, column.values)
    return np.asarray(column.codes == column.code(value), np.bool_)


def _depth(table: StatementTable, field: str, value: str) -> Mask:
    if not value.isdecimal() or len(value) > 4:
        raise UsageError(
            "T746",
            N_("“{value}” is no number of hands."),
            N_("Write a whole number: depth=0 is the holder's own page, depth=1 one who relays it."),
            value=value,
        )
    return np.asarray(table.depth == int(value), np.bool_)


def _id(table: StatementTable, field: str, value: str) -> Mask:
    if value not in table.ids:
        raise _unknown(field, value, ())
    return np.asarray(table.statement == table.ids.index(value), np.bool_)


def _dated(table: StatementTable, field: str, value: str) -> Mask:
    begin, finish = _period(value)
    column: Times = getattr(table, field)
    first, last = column.bounds()
    with np.errstate(invalid="ignore"):
        return np.asarray((first <= finish) & (last >= begin), np.bool_)


_MATCH: dict[str, Callable[[StatementTable, str, str], Mask]] = {
    **dict.fromkeys(("holder", "target", "source"), _entity),
    **dict.fromkeys(("topic", "relay", "work"), _listed),
    **dict.fromkeys(("kind", "polarity", "coder", "page"), _exact),
    **dict.fromkeys(PERIODS, _dated),
    "depth": _depth,
    "id": _id,
}


def _period(text: str) -> tuple[float, float]:
    try:
        parse_edtf(text)
    except SettingError as error:
        raise UsageError(
            "T743",
            N_("“{period}” is no period: it cannot be read as a date, or it ends before it begins."),
            N_("Write 1921, 1920/1922, 1921-03/1921-10, 1919-05-19/.. or ../1925."),
            period=text,
        ) from error
    bounds = day_bounds(text)
    assert bounds is not None
    return bounds


def _one_of(field: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise UsageError(
            "T744",
            N_("“{value}” is no value of the field “{field}”."),
            N_("Write one of: {allowed}."),
            value=value,
            field=field,
            allowed=", ".join(allowed),
        )


def _begins(words: Sequence[str], parts: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)


def _unknown(field: str, wanted: str, names: Iterable[str]) -> UsageError:
    known = tuple(dict.fromkeys(name for name in names if name))
    near = _near(wanted, known)
    some = ", ".join(known[:5]) or "–"
    return UsageError(
        "T741",
        N_("No statement has “{wanted}” as its {field}."),
        N_("Did you mean “{near}”?") if near else N_("There are, for example: {some}."),
        wanted=wanted,
        field=field,
        near=near,
        some=some,
    )


def _near(wanted: str, names: Iterable[str]) -> str:
    """The name that is most like what was written, whatever keyboard it was written on; "" when none is."""
    folded: dict[str, str] = {}
    for name in names:
        for part in (name, *name.split()):
            folded.setdefault(alias_key(part), name)
    found = difflib.get_close_matches(alias_key(wanted), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else ""
