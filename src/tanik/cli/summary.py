"""What ``tanik read`` says at its end: what was read, who speaks of whom, the doubts, the files, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tanik.cli.places import Places
from tanik.cli.terminal import number, show_table, tell
from tanik.cli.wording import say
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.study import Added, ReadSummary, Study

MOST = 5
"""How many holders and targets are shown."""


def show_summary(study: Study, added: Sequence[Added], done: ReadSummary, places: Places) -> None:
    """Everything a user wants to know before opening the report, in the user's language."""
    info = study.info()
    _tell_what_was_read(added, done)
    counts = ("sources", "words", "statements", "quotations", "citations", "people")
    tell(
        N_(
            "In the study: sources {sources}, words {words}, statements {statements}, quotations {quotations}, "
            "citations {citations}, people {people}."
        ),
        **{name: number(getattr(info, name)) for name in counts},
    )
    _show_voices(study)
    tell("")
    if info.doubts:
        tell(N_("Doubts, for you to settle: {count}"), count=number(info.doubts))
    _tell_places(places)
    tell("")
    _tell_next(places, doubts=info.doubts > 0)


def _tell_what_was_read(added: Sequence[Added], done: ReadSummary) -> None:
    for each in added:
        source = each.source
        tell("  {name}{again}", name=source.name, again="" if each.new else say(N_(" (was in the study already)")))
    tell(
        N_("Read now: {read} ({words} words, {seconds} seconds); kept as it was: {kept}."),
        read=number(done.read),
        words=number(done.words),
        seconds=number(round(done.seconds)),
        kept=number(done.kept),
    )
    if done.makers:
        tell(N_("Reader: {makers}."), makers=", ".join(done.makers))


def _show_voices(study: Study) -> None:
    from tanik.report.wording import SIGNS

    table = study.statements().select(["id", "holder_name", "target_name", "polarity", "status"])
    rows = [row for row in table.to_pylist() if row["status"] != "rejected"]
    holders = Counter({row["id"]: row["holder_name"] for row in rows}.values())
    targets: dict[str, Counter[str]] = {}
    for row in rows:
        if row["target_name"]:
            targets.setdefault(row["target_name"], Counter())[row["polarity"]] += 1
    if holders:
        tell("")
        heads = (N_("who speaks"), N_("statements"))
        show_table(heads, [(name, number(count)) for name, count in _top(holders)])
    if targets:
        tell("")
        signs = tuple(SIGNS.values())
        sums = Counter({name: counts.total() for name, counts in targets.items()})
        body = [(name, *(number(targets[name][kind]) for kind in SIGNS)) for name, _ in _top(sums)]
        show_table((N_("of whom is spoken"), *signs), body)


def _top(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST]


def _tell_places(places: Places) -> None:
    tell(N_("Study:  {path}"), path=places.study)
    if places.report:
        tell(N_("Report: {path}"), path=places.report)
    if places.jsonl:
        tell(N_("JSON Lines: {path}"), path=places.jsonl)


def _tell_next(places: Places, *, doubts: bool) -> None:
    tell(N_("Next:"))
    steps: list[tuple[str, dict[str, Any]]] = []
    if places.report:
        steps.append((N_("open {path} in your browser"), {"path": places.report}))
    if doubts:
        steps.append((N_("see the doubts: tanik doubts {study}"), {"study": places.study}))
    steps.append((N_("see the statements: tanik statements {study}"), {"study": places.study}))
    for sentence, values in steps:
        tell("  – {step}", step=say(sentence, **values))
