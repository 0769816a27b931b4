"""``tanik suggest``, ``similar`` and ``index``: codes for a passage, passages for a code, and what makes both quick."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.acting import coder_options
from tanik.cli.judge import place
from tanik.cli.opening import Decorator, existing, json_option, source_names, study_argument
from tanik.cli.progress import Progress
from tanik.cli.terminal import cut, number, show_json, show_table, tell
from tanik.cli.wording import Command, Option, language, say
from tanik.errors import UsageError
from tanik.translation import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from tanik.study import Study
    from tanik.study.coding import StudyCoding
    from tanik.study.suggestion_lists import CodeList, HitRate, PassageList, Reason
    from tanik.study.suggestions import Suggestions

_QUOTE = 160
_VOICES = {"words": N_("shared words"), "use": "USE", "e5": "E5"}

model_option: Decorator = click.option(
    "--model",
    cls=Option,
    type=click.Choice(("words", "use", "e5", "both")),
    help=N_("What is compared beside shared words: the quick model (use), the slow one (e5), both, or words alone."),
)
codebook_option: Decorator = click.option(
    "--codebook", cls=Option, metavar=N_("NAME"), help=N_("Only the codes of this codebook.")
)
_PASSAGE: tuple[Decorator, ...] = (
    click.option(
        "--passage",
        cls=Option,
        metavar=N_("SOURCE:START-END"),
        help=N_("A passage by its source and its place, in characters of the text."),
    ),
    click.option(
        "--source", cls=Option, metavar=N_("NAME"), help=N_("The source of the passage: its name, title or id.")
    ),
    click.option("--words", cls=Option, metavar=N_("WORDS"), help=N_("Its words, exactly as in the text.")),
)


def passage_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--passage, or --source with --words."""
    for option in reversed(_PASSAGE):
        command = option(command)
    return command


@click.command(
    "suggest",
    cls=Command,
    help=N_(
        "Suggest codes for a passage or a statement, the likeliest first.\n\n"
        "They are learned from what is coded in the study, and from the definitions of the codes. You decide: nothing "
        "is coded by itself. How often suggestions are right in this study is shown below the list."
    ),
    epilog=N_("Example: tanik suggest moskova.tanik --passage hatirat.pdf:120-264"),
)
@study_argument
@passage_options
@click.option("--statement", cls=Option, metavar=N_("ID"), help=N_("A statement instead of a passage."))
@codebook_option
@click.option("--limit", cls=Option, type=click.IntRange(min=1), default=5, metavar="N", help=N_("So many codes."))
@model_option
@coder_options
@json_option
def suggest(
    study: str,
    statement: str | None,
    codebook: str | None,
    limit: int,
    model: Any,
    coder: str | None,
    round: int | None,
    as_json: bool,
    **given: Any,
) -> None:
    with existing(study) as opened, Progress() as progress:
        coding = _coding(opened, coder, round)
        suggestions = opened.suggestions.of(coding)
        options: dict[str, Any] = {"codebook": codebook, "model": model, "progress": progress}
        if statement is not None:
            _only(given, statement)
            found = suggestions.for_statement(statement, limit, **options)
        else:
            found = suggestions.codes(*_place(coding, given), limit, **options)
        names = source_names(opened)
    if as_json:
        show_json(asdict(found))
        return
    heads = ("", N_("code"), N_("name"), N_("like the coded passage"), N_("shared words"))
    rows = [
        (str(each.rank), each.code, _name(each.names), _like(each.reason, names), ", ".join(each.reason.shared))
        for each in found.suggestions
    ]
    show_table(heads, rows)
    _tell_rate(
        found.hit_rate,
        N_(
            "the first code was right for {at_1} of {n} coded passages that were left out in "
            "turn, one of the first three for {at_3}."
        ),
    )
    _tell_usual(found.hit_rate)
    _tell_voices(found, model)


@click.command(
    "similar",
    cls=Command,
    help=N_(
        "Show the passages that look like those coded with a code, or like one passage.\n\n"
        "Similarity follows words and subject. It does not say whether a passage is for or against something."
    ),
    epilog=N_("Example: tanik similar moskova.tanik --code geography"),
)
@study_argument
@click.option("--code", "code", cls=Option, metavar=N_("CODE"), help=N_("More passages for this code."))
@passage_options
@codebook_option
@click.option("--limit", cls=Option, type=click.IntRange(min=1), default=20, metavar="N", help=N_("So many passages."))
@model_option
@coder_options
@json_option
def similar(
    study: str,
    code: str | None,
    codebook: str | None,
    limit: int,
    model: Any,
    coder: str | None,
    round: int | None,
    as_json: bool,
    **given: Any,
) -> None:
    with existing(study) as opened, Progress() as progress:
        coding = _coding(opened, coder, round)
        suggestions: Suggestions = opened.suggestions.of(coding)
        if code is not None:
            _only(given, code)
            found = suggestions.passages(code, limit, codebook=codebook, model=model, progress=progress)
        else:
            found = suggestions.like(*_place(coding, given), limit, model=model, progress=progress)
        names = source_names(opened)
    if as_json:
        show_json(asdict(found))
        return
    if not found.suggestions:
        tell(N_("There is no other passage to compare."))
        return
    _show_passages(found, names)
    if code is not None:
        told = N_(
            "the code would have come first for {at_1} of its {n} coded passages, left out in turn; among the "
            "first three for {at_3}."
        )
    else:
        told = N_(
            "the nearest coded passage had the same code for {at_1} of {n} coded passages, one of the three "
            "nearest for {at_3}."
        )
    _tell_rate(found.hit_rate, told)
    _tell_voices(found, model)


@click.command(
    "index",
    cls=Command,
    help=N_(
        "Prepare all passages of the study for suggestions.\n\n"
        "It may be stopped at any time and goes on from there; others can work on the study meanwhile. Without this, "
        "the first “tanik similar” does it."
    ),
    epilog=N_("Example: tanik index moskova.tanik"),
)
@study_argument
@model_option
@json_option
def index(study: str, model: Any, as_json: bool) -> None:
    with existing(study) as opened, Progress() as progress:
        made = opened.suggestions.index(progress, model=model)
        state = opened.suggestions.state()
    if as_json:
        show_json({"made": made, **state})
        return
    passages = number(state.pop("passages"))
    if not state:
        tell(N_("The words of {n} passages are indexed; there is no sentence model."), n=passages)
    else:
        tell(
            N_("{n} passages are indexed ({models}); {made} vectors are new."),
            n=passages,
            models=", ".join(state),
            made=number(made),
        )


def _coding(study: Study, coder: str | None, round: int | None) -> StudyCoding:
    usual = study.coding
    return usual if coder is None and round is None else usual.as_coder(coder or usual.coder.name, round=round)


def _only(given: dict[str, Any], other: str) -> None:
    if any(value is not None for value in given.values()):
        raise UsageError(
            "T694",
            N_("A passage and “{other}” are asked for at once."),
            N_("Ask for one of them."),
            other=other,
        )


def _place(coding: StudyCoding, given: dict[str, Any]) -> tuple[str, int, int]:
    """The passage that the options name: source id, start, end."""
    passage, source, words = given["passage"], given["source"], given["words"]
    if passage is not None and source is None and words is None:
        name, _, at = passage.rpartition(":")
        if name:
            return coding.source(name), *place(at)
    elif passage is None and source is not None and words is not None:
        known = coding.source(source)
        return known, *coding.place_of_words(known, words)
    raise UsageError(
        "T695",
        N_("Which passage is meant?"),
        N_("Write --passage SOURCE:START-END, such as --passage hatirat.pdf:120-264, or --source NAME --words WORDS."),
    )


def _name(names: dict[str, str]) -> str:
    return names.get(language()) or next(iter(names.values()), "")


def _like(reason: Reason, names: dict[str, str]) -> str:
    if reason.source is None:
        return say(N_("(its definition)"))
    where = " ".join(filter(None, (cut(names[reason.source], 24), reason.page)))
    return f"“{cut(reason.quote, 60)}” ({where})"


def _show_passages(found: PassageList, names: dict[str, str]) -> None:
    for each in found.suggestions:
        where = " ".join(filter(None, (names[each.source], each.page)))
        codes = f"  [{', '.join(each.codes)}]" if each.codes else ""
        click.echo(f"{each.rank}. {click.style(where, bold=True)}  {each.start}-{each.end}{codes}")
        click.echo(f"   {cut(each.quote, _QUOTE)}")
        if each.reason.source is not None:
            click.echo(f"   ← {_like(each.reason, names)}")


def _tell_rate(rate: HitRate | None, sentence: str) -> None:
    click.echo()
    if rate is None:
        tell(N_("Too little is coded so far to measure how often suggestions are right."))
    else:
        told = say(sentence, at_1=_of(rate.at_1, rate), at_3=_of(rate.at_3, rate), n=number(rate.n))
        tell(N_("How good this is: {told}"), told=told)


def _tell_usual(rate: HitRate | None) -> None:
    if rate is not None and rate.usual_1 is not None and rate.usual_3 is not None:
        tell(
            N_("Always naming the codes used most would give {at_1} and {at_3}."),
            at_1=_percent(rate.usual_1),
            at_3=_percent(rate.usual_3),
        )


def _tell_voices(found: CodeList | PassageList, model: str | None) -> None:
    voices = [_VOICES[voice.split(" ")[0]] for voice in found.voices]
    tell(N_("Compared by: {voices}."), voices=", ".join(say(voice) for voice in voices))
    if len(voices) == 1 and model is None:
        tell(N_("No sentence model is installed, so only shared words count: pip install 'tanik[suggestions]'."))


def _of(share: float, rate: HitRate) -> str:
    """With the count, because of few passages a percentage says little."""
    return f"{_percent(share)} ({number(round(share * rate.n))})"


def _percent(share: float) -> str:
    """``61 %``, in Turkish ``%61``."""
    return f"%{share * 100:.0f}" if language() == "tr" else f"{share * 100:.0f} %"
