"""``tanik agree`` for a study: a field of a round, or all of them briefly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tanik.cli.agree_values import decimal, plain_coefficient, show_coefficients, universe_json
from tanik.cli.opening import existing, source_names
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import say
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.coding.comparison import Row, Seen
    from tanik.study.comparing import FieldAgreement

_MAGIC = b"SQLite format 3\x00"
_SHOWN = 20
"""Disagreements on the terminal; the others are counted."""
BRIEF = ("percent_pooled", "cohen_kappa", "fleiss_kappa", "gwet_ac1", "krippendorff_alpha")


def is_study(path: Path) -> bool:
    """Whether a file is a study rather than a table."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def show_study(
    path: str,
    round: int | None,
    field: str | None,
    code: str | None,
    sides: dict[str, Any],
    options: dict[str, Any],
    *,
    with_gamma: bool,
    as_json: bool,
    every: bool = False,
) -> None:
    """Compute and show a field, or every field of statements (None). ``every``: with all disagreements."""
    from tanik.coding.comparison import STATEMENT_FIELDS

    with existing(path) as study:
        wanted = [field] if field is not None else ["statement", *STATEMENT_FIELDS]
        found = []
        for each in wanted:
            more: dict[str, Any] = {"with_gamma": True} if with_gamma and each in ("span", "code") else {}
            found.append(study.rounds.agreement(round, each, code=code, **sides, **options, **more))
        names = source_names(study)
    if as_json:
        plain = {each.field: _plain(each, names, every) for each in found}
        show_json(plain if field is None else plain[field])
    elif field is None:
        _show_briefly(found)
    else:
        _show(found[0], names, every)


def _plain(each: FieldAgreement, names: dict[str, str], every: bool) -> dict[str, Any]:
    """The same objects as for a table, one for each coefficient; their universe says also what was compared."""
    universe: dict[str, Any]
    if each.table is not None:
        level, confidence = each.table.universe.level, each.table.universe.confidence
        universe = universe_json(each.table.universe)
    else:
        assert each.spans is not None
        level, confidence = "nominal", each.spans.confidence
        universe = {
            "units": sum(each.spans.spans),
            "letters": each.spans.length,
            "pieces": each.spans.pieces,
            "spans": dict(zip(each.spans.coders, each.spans.spans, strict=True)),
            "coders": len(each.spans.coders),
            "categories": len(each.spans.categories),
        }
    told = {"unit_is": each.unit.render(say), "universe_is": each.universe.render(say), "names": list(each.coders)}
    coefficients = {
        name: plain_coefficient(one, confidence, level) | {"universe": universe | told}
        for name, one in each.coefficients.items()
    }
    if not every:
        return coefficients
    return coefficients | {"disagreements": [_plain_row(each, row, names) for row in each.disagreements]}


def _plain_row(each: FieldAgreement, row: Row, names: dict[str, str]) -> dict[str, Any]:
    from tanik.coding.comparison import shown

    passages = {}
    for coder, seen, value in zip(each.coders, row.unit.seen, row.values, strict=True):
        passages[coder] = {"value": shown(value, each.field, each.names), "passage": _passage(seen)}
    return {
        "key": row.unit.key,
        "source": row.unit.source,
        "source_name": names[row.unit.source],
        "what": row.what or None,
        "coders": passages,
    }


def _passage(seen: Seen | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    return {"start": seen.values.start, "end": seen.values.end, "text": seen.values.quote}


def _show_briefly(found: list[FieldAgreement]) -> None:
    from tanik.coding.comparison import FIELD_NAMES

    sentence = N_("Coders: {coders}. Unit: a statement; for polarity, a statement and a target.")
    tell(sentence, coders=", ".join(found[0].coders))
    heads = ("", N_("units"), N_("percent"), "Cohen κ", "Fleiss κ", "Gwet AC1", "Krippendorff α")
    rows = []
    for each in found:
        values = [each.coefficients[name] for name in BRIEF]
        cells = [decimal(one.value) if one.undefined is None else "–" for one in values]
        rows.append((say(FIELD_NAMES[each.field]), number(values[0].units), *cells))
    show_table(heads, rows)
    tell(N_("“–”: undefined. With --field all coefficients, their intervals and the disagreements are shown."))


def _show(each: FieldAgreement, names: dict[str, str], every: bool) -> None:
    from tanik.coding.comparison import FIELD_NAMES

    tell(N_("{field}: {coders}."), field=say(FIELD_NAMES[each.field]), coders=", ".join(each.coders))
    tell(N_("Unit: {unit}."), unit=each.unit.render(say))
    tell(N_("Universe: {universe}."), universe=each.universe.render(say))
    tell("")
    if each.table is not None:
        universe = each.table.universe
        show_coefficients(each.coefficients, universe.weights, universe.confidence)
    elif each.spans is not None:
        show_coefficients(each.coefficients, "identity", each.spans.confidence)
    if each.table is not None:
        _show_rows(each, names, len(each.disagreements) if every else _SHOWN)


def _show_rows(each: FieldAgreement, names: dict[str, str], most: int) -> None:
    from tanik.coding.comparison import shown

    rows = each.disagreements
    tell("")
    if not rows:
        tell(N_("Where two coders have a value, they have the same one."))
        return
    tell(N_("Disagreements: {count}."), count=number(len(rows)))
    lines = []
    for row in rows[:most]:
        for place, (coder, seen) in enumerate(zip(each.coders, row.unit.seen, strict=True)):
            value = shown(row.values[place], each.field, each.names) or "–"
            head = (row.unit.key[:6], names[row.unit.source], row.what) if not place else ("", "", "")
            lines.append((*head, coder, value, "" if seen is None else f"“{seen.values.quote}”"))
    show_table((N_("key"), N_("source"), N_("of"), N_("coder"), N_("value"), N_("words")), lines)
    if len(rows) > most:
        tell(N_("… and {count} more; --disagreements shows them all."), count=number(len(rows) - most))
