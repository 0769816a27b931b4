"""What can be wrong with an act, as sentences."""

from __future__ import annotations

from tanik.errors import Phrase, StudyError, UsageError
from tanik.translation import N_

THINGS = {
    "source": N_("source"),
    "statement": N_("statement"),
    "coding": N_("coding"),
    "memo": N_("memo"),
    "link": N_("link"),
    "code": N_("code"),
    "codebook": N_("codebook"),
    "entity": N_("person or thing"),
}


def _thing(thing: str) -> Phrase:
    return Phrase(THINGS.get(thing, thing))


def no_such(thing: str, id: str) -> StudyError:
    return StudyError(
        "T541",
        N_("There is no {thing} “{name}” in this study."),
        N_("“tanik info” lists the sources, “tanik statements” and “tanik log” the rest."),
        thing=_thing(thing),
        name=id[:60],
    )


def unknown_subject(text: str) -> UsageError:
    return UsageError(
        "T569",
        N_("“{subject}” names nothing in a study."),
        N_("Write statement:ID, coding:ID, link:ID, memo:ID, source:NAME, code:ID, entity:NAME or study."),
        subject=text[:60],
    )


def ambiguous(thing: str, id: str) -> UsageError:
    return UsageError(
        "T542",
        N_("More than one {thing} begins with “{name}”."),
        N_("Write more letters of it."),
        thing=_thing(thing),
        name=id[:60],
    )


def not_own(thing: str, uid: str, coder: str) -> StudyError:
    return StudyError(
        "T547",
        N_("The {thing} {uid} is the work of {coder}."),
        N_("Only {coder} can change it; you can judge or link it, or write a memo on it."),
        thing=_thing(thing),
        uid=uid[:8],
        coder=coder,
    )


def built_upon(event: int, thing: str, coder: str, later: int) -> StudyError:
    return StudyError(
        "T548",
        N_("Act {event} cannot be taken back: its {thing} was changed since, by {coder} in act {later}."),
        N_("Take back the later act first; “tanik log” shows both."),
        event=event,
        thing=_thing(thing),
        coder=coder,
        later=later,
    )


def wrong_use(code: str, applies: str) -> UsageError:
    kinds = {"span": N_("passages"), "statement": N_("statements")}
    return UsageError(
        "T549",
        N_("The code “{code}” is not meant for {kind}, or is no longer in use."),
        N_("“tanik codebook show” says to what each code applies."),
        code=code,
        kind=Phrase(kinds[applies]),
    )


def no_codebook(name: str | None) -> StudyError:
    if name is not None:
        return no_such("codebook", name)
    return StudyError(
        "T550",
        N_("The study has no codebook yet."),
        N_("Take one into it: “tanik codebook use STUDY viewpoints”, or the name of your own file."),
    )


def two_codes(code: str, books: list[str]) -> UsageError:
    return UsageError(
        "T551",
        N_("More than one codebook has the code “{code}”: {books}."),
        N_("Say which one, with --codebook."),
        code=code,
        books=", ".join(books),
    )
