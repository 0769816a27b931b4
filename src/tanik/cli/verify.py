"""``tanik verify``: the findings of a study, computed again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.opening import existing, json_option, study_argument
from tanik.cli.terminal import cut, number, percent, show_json, tell, warn
from tanik.cli.wording import Command, Option, language, say
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.findings import Outcome
    from tanik.study.verifying import Verification

OPPOSED, MIXED, TOO_LITTLE = 6, 7, 8
"""Exit codes when a finding is not as expected; the first that applies. 0: all are as expected."""
_CODES = {"opposed": OPPOSED, "supported": OPPOSED, "mixed": MIXED, "too_little_evidence": TOO_LITTLE}


@click.command(
    "verify",
    cls=Command,
    help=N_(
        "Compute the findings of a study again: is each claim supported, opposed, mixed, or is there too little "
        "evidence?\n\n"
        "A finding is a claim with a query over the statements and an expectation, written in a YAML file (see "
        "docs/findings.md). Each is shown with its numbers, their interval, the sources and coders without which it "
        "would come out differently, and the passages for and against it.\n\n"
        "Exit code: 0 when all findings are as expected; 6 when one is opposed, or came out against its expectation; "
        "7 when one is mixed; 8 when one has too little evidence."
    ),
    epilog=N_("Example: tanik verify moskova.tanik --findings findings.yaml"),
)
@study_argument
@click.option(
    "--findings",
    "findings_path",
    cls=Option,
    metavar=N_("FILE"),
    help=N_("The file of the findings; the study keeps them, so that it is needed only when they change."),
)
@click.option("--passages", cls=Option, default=3, metavar="N", help=N_("How many passages to show for each side."))
@click.option(
    "--dry-run", cls=Option, is_flag=True, help=N_("Keep nothing in the study, neither findings nor results.")
)
@json_option
def command(study: str, findings_path: str | None, passages: int, dry_run: bool, as_json: bool) -> int:
    path = None if findings_path is None else Path(findings_path)
    with existing(study) as opened:
        found = opened.checks.findings.verify(path, keep=not dry_run)
    if as_json:
        show_json(as_plain(found))
    else:
        for outcome in found.outcomes:
            _show(outcome, found, max(passages, 0))
        _summary(found)
    return exit_code(found.outcomes)


def exit_code(outcomes: tuple[Outcome, ...]) -> int:
    """0 when every finding is as expected, else the gravest of the others."""
    return min((_CODES[each.verdict] for each in outcomes if not each.as_expected), default=0)


def as_plain(found: Verification) -> dict[str, Any]:
    """A verification as JSON values."""
    return {
        "statements": found.statements,
        "compared_with": found.compared_with,
        "exit_code": exit_code(found.outcomes),
        "findings": [_plain(outcome, found) for outcome in found.outcomes],
    }


def _plain(outcome: Outcome, found: Verification) -> dict[str, Any]:
    measure, finding = outcome.measure, outcome.finding
    change = found.changes.get(finding.id)
    return {
        "id": finding.id,
        "claim": dict(outcome.claim),
        "expect": finding.expect,
        "direction": finding.direction or None,
        "policy": finding.policy,
        "verdict": outcome.verdict,
        "expected": finding.expected,
        "as_expected": outcome.as_expected,
        "leaning": measure.leaning,
        "value": measure.value,
        "low": measure.low,
        "high": measure.high,
        "interval": measure.interval or None,
        "confidence": finding.confidence if measure.interval else None,
        "n": measure.n,
        "least": finding.least,
        "counts": [dict(counts) for counts in outcome.counts],
        "passages": outcome.passages,
        "sources": outcome.sources,
        "robust": outcome.robust,
        "left_out": [
            {"kind": one.kind, "key": one.key, "name": one.name, "verdict": one.verdict, "value": one.value}
            for one in outcome.left_out
        ],
        "supporting": list(outcome.supporting),
        "opposing": list(outcome.opposing),
        "problem": None if outcome.problem is None else outcome.problem.render(say),
        "changed": None
        if change is None
        else {
            "verdict_before": change.before,
            "value_before": change.value_before,
            "new": list(change.new),
            "gone": list(change.gone),
        },
    }


def _show(outcome: Outcome, found: Verification, passages: int) -> None:
    from tanik.report.check_words import FINDING_VERDICTS

    sign = {"supported": "✓", "opposed": "✗", "mixed": "≈", "too_little_evidence": "?"}[outcome.verdict]
    tell("{sign} {verdict}: {claim}", sign=sign, verdict=say(FINDING_VERDICTS[outcome.verdict]), claim=_claim(outcome))
    for line in _lines(outcome, found):
        tell("    {line}", line=line)
    for mark, ids in (("+", outcome.supporting), ("−", outcome.opposing)):
        for id in ids[:passages]:
            place = found.passage(id)
            page = f", {place['page']}" if place["page"] else ""
            words = cut(str(place["text"]), 90)
            tell("    {mark} {holder} ({source}{page}): {words}", mark=mark, holder=place["holder"],
                 source=cut(place["source_name"], 40), page=page, words=words)  # fmt: skip
        if len(ids) > passages > 0:
            tell("      … {n}", n=number(len(ids) - passages))
    tell("")


def _claim(outcome: Outcome) -> str:
    return outcome.claim.get(language()) or next(iter(outcome.claim.values()))


def _lines(outcome: Outcome, found: Verification) -> list[str]:
    measure = outcome.measure
    lines = []
    if outcome.problem is not None:
        lines.append(outcome.problem.render(say).replace("\n", " "))
    elif outcome.counts:
        lines.append(_numbers(outcome))
        if outcome.verdict == "too_little_evidence":
            lines.append(
                say(
                    N_("It rests on {n} passages from {sources} sources; it asks for {least} from {least_sources}."),
                    n=number(measure.n),
                    sources=outcome.sources,
                    least=outcome.finding.least,
                    least_sources=outcome.finding.least_sources,
                )
            )
    turned = [one for one in outcome.left_out if one.verdict != outcome.verdict]
    if turned:
        from tanik.report.check_words import FINDING_VERDICTS

        names = "; ".join(f"{one.name} → {say(FINDING_VERDICTS[one.verdict])}" for one in turned[:5])
        more = f" … +{len(turned) - 5}" if len(turned) > 5 else ""
        lines.append(say(N_("Not robust. Without: {names}"), names=names + more))
    elif outcome.left_out:
        lines.append(say(N_("Robust: the same without any one source, cited work or coder.")))
    lines += _changed(outcome, found)
    return lines


def _numbers(outcome: Outcome) -> str:
    from tanik.report.check_words import MEASURES

    measure = outcome.measure
    parts = []
    for counts in outcome.counts:
        parts.append(_counted(counts))
    sentence = " | ".join(parts)
    if measure.value is None:
        return sentence
    value = _figure(measure.value)
    if measure.low is None or measure.high is None:
        return f"{say(MEASURES[outcome.finding.expect])}: {value}; {sentence}"
    interval = f"{_figure(measure.low)} … {_figure(measure.high)}"
    confidence = percent(100 * outcome.finding.confidence)
    return (
        f"{say(MEASURES[outcome.finding.expect])}: {value} [{interval}; {measure.interval}, {confidence}]; {sentence}"
    )


def _counted(counts: Mapping[str, int]) -> str:
    return say(
        N_("{passages} passages: {positive} +, {negative} −, {mixed} ±, {neutral} neutral"),
        **{name: number(count) for name, count in counts.items()},
    )


def _figure(value: float) -> str:
    text = (f"{value:.0f}" if value == int(value) and abs(value) > 1 else f"{value:.2f}").replace("-", "−")
    return text.replace(".", ",") if language() == "tr" else text


def _changed(outcome: Outcome, found: Verification) -> list[str]:
    from tanik.report.check_words import FINDING_VERDICTS

    change = found.changes.get(outcome.finding.id)
    if change is None or found.compared_with is None:
        return []
    if change.before is None:
        return [say(N_("New since the last time."))]
    if change.before != outcome.verdict:
        return [
            say(
                N_("Changed since the last time: it was “{before}”; {new} statements more, {gone} fewer."),
                before=say(FINDING_VERDICTS[change.before]),
                new=number(len(change.new)),
                gone=number(len(change.gone)),
            )
        ]
    return [
        say(
            N_("The same verdict as the last time, with {new} statements more and {gone} fewer."),
            new=number(len(change.new)),
            gone=number(len(change.gone)),
        )
    ]


def _summary(found: Verification) -> None:
    from tanik.report.check_words import FINDING_VERDICTS

    counts = Counter[str](outcome.verdict for outcome in found.outcomes)
    words = ", ".join(f"{number(counts[verdict])} {say(name)}" for verdict, name in FINDING_VERDICTS.items())
    tell(N_("{n} findings: {words}."), n=number(len(found.outcomes)), words=words)
    surprises = [outcome.finding.id for outcome in found.outcomes if not outcome.as_expected]
    if surprises:
        tell(N_("Not as expected: {ids}."), ids=", ".join(surprises))
    for finding, figure in found.bare:
        warn(
            say(
                N_("The claim of “{finding}” has the number {figure}, which no query makes; write {{query:…}} for it."),
                finding=finding,
                figure=figure,
            )
        )
