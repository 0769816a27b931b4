"""The kinds of doubt in words: what each means and what a person can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from tanik.translation import N_


@dataclass(frozen=True, slots=True)
class DoubtKind:
    """A kind of doubt in words: its name, what it means, what a person can do."""

    title: str
    meaning: str
    step: str


KINDS: dict[str, DoubtKind] = {
    "citation.letter": DoubtKind(
        N_("The year letter fits no work, or several"),
        N_("The citation names a year without a letter where the works have letters, or the other way round."),
        N_("Compare it with the list of works of the source and note which work is meant."),
    ),
    "citation.pages": DoubtKind(
        N_("Impossible pages"),
        N_("The page numbers of a citation run backwards or look like a year."),
        N_("Look the place up in the cited work; it is probably a misprint."),
    ),
    "citation.repeated": DoubtKind(
        N_("A repeated citation without a first one"),
        N_("“Ibid.” or “a.g.e.” stands where no earlier work can be found for it."),
        N_("Look at the notes before it and name the work."),
    ),
    "citation": DoubtKind(
        N_("A citation that is not clear"),
        N_("It cannot be said for sure which work or which pages are cited."),
        N_("Compare it with the list of works of the source."),
    ),
    "quotation.unopened": DoubtKind(
        N_("A closing mark without an opening one"),
        N_("A quotation mark closes something that was never opened; the quotation may be longer than shown."),
        N_("Find in the source where the quoted words begin."),
    ),
    "quotation.unclosed": DoubtKind(
        N_("A quotation without an end"),
        N_("A quotation mark opens and none closes; the end shown is a guess."),
        N_("Find in the source where the quoted words end."),
    ),
    "quotation.marks": DoubtKind(
        N_("Quotation marks that do not match"),
        N_("A quotation opens with one kind of mark and closes with another."),
        N_("Check that the quoted words begin and end where they are shown."),
    ),
    "quotation": DoubtKind(
        N_("A quotation that is not clear"),
        N_("It cannot be said for sure where the quoted words begin or end."),
        N_("Compare the passage with the source."),
    ),
    "quotation.speaker": DoubtKind(
        N_("A quotation without a speaker"),
        N_("Somebody's words are given, but the text does not say clearly whose they are."),
        N_("Read the sentences around the passage and name the speaker."),
    ),
    "date.no_year": DoubtKind(
        N_("A date without a year"),
        N_("A day or a month is named and the text around it does not say in which year."),
        N_("Read the sentences before it and add the year."),
    ),
    "date.impossible": DoubtKind(
        N_("A day that does not exist"),
        N_("The day is not in the month or in the calendar that is named."),
        N_("It is probably a misprint; compare it with another source."),
    ),
    "event.two_dates": DoubtKind(
        N_("One event with two dates"),
        N_("The source gives two different dates for what it calls by one name."),
        N_("Compare both places; one of them may be a misprint, or the name may stand for two events."),
    ),
    "date.pair_contradiction": DoubtKind(
        N_("Two dates for one day that do not agree"),
        N_("A date is given in two calendars, and converting one does not give the other."),
        N_("Decide which of the two is right; the conversion is shown by tanik date."),
    ),
    "date": DoubtKind(
        N_("A date that can be read in more than one way"),
        N_("The calendar, the year or the day of a date is not certain, or one event has two dates."),
        N_("Compare the readings given; a calendar can be fixed when the source is read again."),
    ),
    "speaker": DoubtKind(
        N_("A speaker who is not known"),
        N_("Somebody's words are given, but the text does not say clearly whose they are."),
        N_("Read the sentences around the passage and name the speaker."),
    ),
    "entity": DoubtKind(
        N_("A name that may mean more than one"),
        N_("A name, title or surname fits several people or things, or none that is known."),
        N_("Put the people of the study with all their names into a people file and read again."),
    ),
    "target.unknown": DoubtKind(
        N_("A statement about something without a name"),
        N_("Somebody holds a view, but no person or thing that is known is named as its object."),
        N_("Read the passage and say about whom or what it is."),
    ),
    "statement": DoubtKind(
        N_("A statement that is not clear"),
        N_("Who holds the view, about whom it is, or whether it is for or against could not be settled."),
        N_("Read the passage and decide; irony and negation are the usual reasons."),
    ),
    "encoding": DoubtKind(
        N_("The encoding of the file is a guess"),
        N_("The file does not say in which encoding its letters are stored."),
        N_("Look whether ş, ğ, ı and İ are right; if not, read the file again and name its encoding."),
    ),
    "undecodable": DoubtKind(
        N_("Letters that cannot be read"),
        N_("Some bytes of the file are no letters in its encoding; they are shown as a replacement character."),
        N_("Read the file again with another encoding, or compare with the original."),
    ),
    "control_character": DoubtKind(
        N_("Invisible control characters"),
        N_("The file holds characters that no text should have; they are usually left by a conversion."),
        N_("Nothing is lost; compare the passage with the original if words seem to be missing."),
    ),
    "replaced_character": DoubtKind(
        N_("Letters that an earlier program lost"),
        N_("The file already holds replacement characters where letters could not be read."),
        N_("Compare the words with the original or ask for a better copy."),
    ),
    "unreadable_part": DoubtKind(
        N_("A part of the file that cannot be read"),
        N_("The file is damaged in places; the other parts were read."),
        N_("Open the file in another program and save it again, or ask for a better copy."),
    ),
    "unknown_language": DoubtKind(
        N_("The language was not recognised"),
        N_("The source seems to be neither Turkish nor English; only what needs no language was found in it."),
        N_("Name the language of the source and read it again."),
    ),
    "unsure_word": DoubtKind(
        N_("Words that the text recognition was not sure of"),
        N_("The page is a picture, and these words were hard to read in it."),
        N_("Compare them with the page."),
    ),
    "": DoubtKind(
        N_("Something else that could not be settled"),
        N_("The reader left this open."),
        N_("Compare the passage with the source."),
    ),
}
RELATED = {"polarity": "statement", "target": "statement", "person": "entity", "author": "entity", "calendar": "date"}


def doubt_kind(kind: str) -> DoubtKind:
    """The words for a kind: its own, else those of its family (``date.calendar``: ``date``), else the last resort."""
    family = kind.partition(".")[0]
    return KINDS.get(kind) or KINDS.get(family) or KINDS[RELATED.get(family, "")]
