"""``tanik codebook``: the codes of a study, and their changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tanik.cli.acting import coder_options, desk, told
from tanik.cli.opening import Decorator, existing, json_option, study_argument
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Argument, Command, Group, Option, language, say
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.coding.codebook import Code, Codebook

_codebook: Decorator = click.option(
    "--codebook", cls=Option, metavar=N_("NAME"), help=N_("Which codebook, when the study has several.")
)
_id: Decorator = click.argument("id", cls=Argument, metavar=N_("CODE"))


@click.group(
    "codebook",
    cls=Group,
    help=N_(
        "Show and change the codebooks of a study.\n\n"
        "Every change is a new version; codings keep the version under which they were made, and no change loses one."
    ),
)
def command() -> None:
    pass


@command.command("use", cls=Command, help=N_("Take a codebook into the study: a YAML file, “viewpoints” or “theory”."))
@study_argument
@click.argument("what", cls=Argument, metavar=N_("FILE|viewpoints|theory"))
@coder_options
def use(study: str, what: str, coder: str | None, round: int | None) -> None:
    with desk(study, coder, round) as coding:
        told(coding.codebooks.use(what), N_("The codebook is in the study."))


@command.command("show", cls=Command, help=N_("Show the codes of a study, or everything about one code."))
@study_argument
@click.argument("id", cls=Argument, required=False, metavar=N_("[CODE]"))
@_codebook
@click.option("--version", "version", cls=Option, type=int, metavar="N", help=N_("An earlier version."))
@json_option
def show(study: str, id: str | None, codebook: str | None, version: int | None, as_json: bool) -> None:
    from tanik.coding.codebook_files import to_plain

    with desk(study, None) as coding:
        books = list(coding.codebooks) if codebook is None and version is None else []
        books = books if len(books) > 1 and id is None else [coding.codebooks.get(codebook, version)]
        used: dict[tuple[str, str], int] = {}
        for each in coding.codings():
            used[each.codebook, each.code] = used.get((each.codebook, each.code), 0) + 1
    if as_json:
        plain = [to_plain(book) for book in books]
        show_json(plain[0] if len(plain) == 1 else plain)
    elif id is not None:
        _show_code(books[0], books[0].code(id))
    else:
        for book in books:
            _show_book(book, used)


def _show_book(book: Codebook, used: dict[tuple[str, str], int]) -> None:
    tell(
        N_("{title} ({name}), version {version}, {count} codes."),
        title=book.title(language()),
        name=book.name,
        version=book.version,
        count=number(len(book.codes)),
    )
    rows = []
    for depth, code in book.walk():
        name = "  " * depth + code.name(language()) + (f" ({say(N_('retired'))})" if code.retired else "")
        count = used.get((book.name, code.id), 0)
        rows.append((code.id, "· " * depth + name.strip(), number(count) if count else "", _definition(code)))
    show_table((N_("code"), N_("name"), N_("codings"), N_("definition")), rows)


def _definition(code: Code) -> str:
    return code.definition.get(language()) or next(iter(code.definition.values()), "")


def _show_code(book: Codebook, code: Code) -> None:
    texts = (
        (N_("name"), code.names),
        (N_("definition"), code.definition),
        (N_("rule of use"), code.rule),
        (N_("counter-example"), code.counter_example),
        (N_("anchor example"), code.anchor),
    )
    rows = [(say(N_("code")), code.id), (say(N_("above it")), code.parent or "")]
    rows += [
        (say(head), text) for head, both in texts if (text := both.get(language()) or next(iter(both.values()), ""))
    ]
    if code.anchor_span is not None:
        rows.append((say(N_("anchor example")), code.anchor_span.quote))
    kinds = {"span": N_("passages"), "statement": N_("statements")}
    rows.append((say(N_("for")), ", ".join(say(kinds[kind]) for kind in sorted(code.applies))))
    rows += [(say(N_("literature")), text) for text in code.literature]
    if code.formerly:
        rows.append((say(N_("formerly")), ", ".join(code.formerly)))
    show_table((N_("codebook"), book.title(language())), rows)


@command.command("export", cls=Command, help=N_("Write a codebook to a YAML file."))
@study_argument
@click.argument("path", cls=Argument, metavar=N_("FILE"))
@_codebook
def export(study: str, path: str, codebook: str | None) -> None:
    with existing(study) as opened:
        opened.write_codebook(path, codebook)
    tell(N_("The codebook is in {path}."), path=path)


def _names(tr: str | None, en: str | None) -> dict[str, str]:
    return {code: text for code, text in (("tr", tr), ("en", en)) if text}


_tr: Decorator = click.option("--tr", cls=Option, metavar=N_("NAME"), help=N_("The Turkish name."))
_en: Decorator = click.option("--en", cls=Option, metavar=N_("NAME"), help=N_("The English name."))


@command.command("add", cls=Command, help=N_("Add a code."))
@study_argument
@_id
@_tr
@_en
@click.option("--under", cls=Option, metavar=N_("CODE"), help=N_("The code above it."))
@click.option("--definition", cls=Option, metavar=N_("TEXT"), help=N_("What it means, in your language."))
@_codebook
@coder_options
def add(study: str, id: str, under: str | None, definition: str | None, codebook: str | None, **given: Any) -> None:
    from tanik.coding.codebook import Code

    text = {language(): definition} if definition else {}
    code = Code(id, parent=under, names=_names(given["tr"], given["en"]), definition=text)
    with desk(study, given["coder"], given["round"]) as coding:
        told(coding.codebooks.add(code, codebook=codebook), N_("The codebook has a new version."))


@command.command("rename", cls=Command, help=N_("Give a code another name, or another id; its codings stay with it."))
@study_argument
@_id
@_tr
@_en
@click.option("--id", "new_id", cls=Option, metavar=N_("ID"), help=N_("The new id."))
@_codebook
@coder_options
def rename(study: str, id: str, new_id: str | None, codebook: str | None, **given: Any) -> None:
    names = _names(given["tr"], given["en"])
    with desk(study, given["coder"], given["round"]) as coding:
        act = coding.codebooks.rename(id, names, new_id=new_id, codebook=codebook)
        told(act, N_("The codebook has a new version."))


@command.command("move", cls=Command, help=N_("Hang a code, with all below it, under another one, or at the top."))
@study_argument
@_id
@click.option("--under", cls=Option, metavar=N_("CODE"), help=N_("The code above it; without it, the top."))
@_codebook
@coder_options
def move(study: str, id: str, under: str | None, codebook: str | None, coder: str | None, round: int | None) -> None:
    with desk(study, coder, round) as coding:
        told(coding.codebooks.move(id, under, codebook=codebook), N_("The codebook has a new version."))


@command.command("merge", cls=Command, help=N_("Make one code of several; their codings go to the code that stays."))
@study_argument
@click.argument("ids", cls=Argument, nargs=-1, required=True, metavar=N_("CODE..."))
@click.option("--into", cls=Option, required=True, metavar=N_("CODE"), help=N_("The code that stays."))
@_codebook
@coder_options
def merge(
    study: str, ids: tuple[str, ...], into: str, codebook: str | None, coder: str | None, round: int | None
) -> None:
    with desk(study, coder, round) as coding:
        told(coding.codebooks.merge(ids, into, codebook=codebook), N_("The codebook has a new version."))


@command.command(
    "split",
    cls=Command,
    help=N_("Divide a code into new ones that stand under it; its codings stay with it unless you say otherwise."),
    epilog=N_("Example: tanik codebook split moskova.tanik economy trade taxes --coding 1c2d3e4f=trade"),
)
@study_argument
@_id
@click.argument("parts", cls=Argument, nargs=-1, required=True, metavar=N_("NEW..."))
@click.option(
    "--coding",
    "codings",
    cls=Option,
    multiple=True,
    metavar=N_("ID=NEW"),
    help=N_("Where a coding goes; once for each."),
)
@click.option("--rest", cls=Option, metavar=N_("NEW"), help=N_("Where all other codings go."))
@_codebook
@coder_options
def split(study: str, id: str, parts: tuple[str, ...], rest: str | None, codebook: str | None, **given: Any) -> None:
    from tanik.coding.codebook import Code

    where = {uid: part for uid, _, part in (each.partition("=") for each in given["codings"])}
    with desk(study, given["coder"], given["round"]) as coding:
        old = coding.codebooks.get(codebook).code(id)
        new = [Code(part, applies=old.applies) for part in parts]
        act = coding.codebooks.split(id, new, codings=where, rest=rest, codebook=codebook)
        told(act, N_("The codebook has a new version."))


@command.command(
    "remove", cls=Command, help=N_("Take a code away: its codings go to another one, or keep it as retired.")
)
@study_argument
@_id
@click.option("--into", cls=Option, metavar=N_("CODE"), help=N_("The code to which its codings go."))
@_codebook
@coder_options
def remove(study: str, id: str, into: str | None, codebook: str | None, coder: str | None, round: int | None) -> None:
    with desk(study, coder, round) as coding:
        told(coding.codebooks.remove(id, into=into, codebook=codebook), N_("The codebook has a new version."))
