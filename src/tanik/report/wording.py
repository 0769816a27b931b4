"""Words, numbers and dates of a report in its language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tanik.analysis.timeline import Role
from tanik.reading.annotations import EntityKind, Mode, Polarity
from tanik.report.markup import text
from tanik.sources.source import SourceKind
from tanik.translation import N_, translator

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
SEASONS = {"21": N_("spring {year}"), "22": N_("summer {year}"), "23": N_("autumn {year}"), "24": N_("winter {year}")}
QUALIFIERS = {"~": N_("about {date}"), "?": N_("{date} (unsure)"), "%": N_("about {date} (unsure)")}
SOURCE_KINDS: dict[SourceKind, str] = {
    "memoir": N_("memoir"),
    "study": N_("scholarly study"),
    "dispatch": N_("dispatch"),
    "minutes": N_("minutes"),
    "speech": N_("speech"),
    "letter": N_("letter"),
    "press": N_("press"),
}
ENTITY_KINDS: dict[EntityKind | None, str] = {
    "person": N_("person"),
    "group": N_("group"),
    "organisation": N_("organisation"),
    "state": N_("state or government"),
    "place": N_("place"),
    "ideology": N_("ideology"),
    "treaty": N_("treaty"),
    "event": N_("event"),
    "work": N_("work"),
    None: N_("kind not known"),
}
POLARITIES: dict[Polarity, str] = {
    "positive": N_("positive"),
    "negative": N_("negative"),
    "mixed": N_("mixed"),
    "neutral": N_("neutral"),
}
SIGNS: dict[Polarity, str] = {"positive": "+", "negative": "−", "mixed": "±", "neutral": "○"}
MODES: dict[Mode, str] = {"quote": N_("quoted"), "reported": N_("reported")}
ROLES: dict[Role, str] = {
    "said": N_("said"),
    "refers_to": N_("refers to"),
    "written": N_("written"),
    "published": N_("published"),
    "date": N_("named in the text"),
}
TOPICS = {
    "leader_portrait": N_("portrait of a leader"),
    "revolution_and_disorder": N_("revolution and disorder"),
    "ideology_and_propaganda": N_("ideology and propaganda"),
    "expansionism": N_("expansionism"),
    "territorial_claims": N_("territorial claims"),
    "aid_and_supplies": N_("aid and supplies"),
    "treaty_and_negotiation": N_("treaty and negotiation"),
    "continuity_tsar_soviet": N_("continuity of Tsarist and Soviet Russia"),
    "power_balance": N_("balance of power"),
    "geography": N_("geography"),
    "friendship": N_("friendship"),
    "reciprocity_and_law": N_("reciprocity and law"),
    "religion_and_identity": N_("religion and identity"),
    "role_of_diplomats": N_("role of diplomats"),
    "living_conditions": N_("living conditions"),
    "economy": N_("economy"),
    "military": N_("military"),
}
"""The codes of the codebook that comes with Tanık; a code of another codebook is shown as it is."""
_DAY = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Wording:
    """``say(sentence, **values)``: the sentence translated and filled, as plain text (not yet HTML)."""

    language: str
    translate: Callable[[str], str]

    def say(self, sentence: str, **values: object) -> str:
        translated = self.translate(sentence)
        return translated.format(**values) if values else translated

    def html(self, sentence: str, **values: str) -> str:
        """The translated sentence as HTML; ``values`` are HTML already."""
        return text(self.translate(sentence)).format(**values)

    def number(self, value: int) -> str:
        grouped = f"{value:,}"
        return grouped.replace(",", ".") if self.language == "tr" else grouped

    def decimal(self, value: float, places: int = 2) -> str:
        fixed = f"{value:.{places}f}".replace("-", "−")
        return fixed.replace(".", ",") if self.language == "tr" else fixed

    def percent(self, share: float) -> str:
        value = f"{share * 100:.0f}"
        if value == "0" and share > 0:
            return "<%1" if self.language == "tr" else "<1%"
        return f"%{value}" if self.language == "tr" else f"{value}%"

    def count(self, number: int, one: str, many: str) -> str:
        """``one`` for 1, else ``many``; both hold ``{n}``."""
        return self.say(one if number == 1 else many, n=self.number(number))

    def date(self, edtf: str) -> str:
        """An EDTF value in words where it is a day, month, season, year or an interval of them; else as it is."""
        parts = edtf.split("/")
        if len(parts) == 2 and all(_DAY.fullmatch(part) for part in parts):
            return f"{self._point(parts[0])} – {self._point(parts[1])}"
        return self._point(edtf)

    def topic(self, code: str) -> str:
        return self.say(TOPICS[code]) if code in TOPICS else code.replace("_", " ")

    def _point(self, edtf: str) -> str:
        if edtf and edtf[-1] in QUALIFIERS:
            return self.say(QUALIFIERS[edtf[-1]], date=self._point(edtf[:-1]))
        match = _DAY.fullmatch(edtf)
        if match is None:
            return edtf
        year, month, day = match.groups()
        if month is None:
            return year.lstrip("0") or "0"
        if month in SEASONS:
            return self.say(SEASONS[month], year=year)
        if not 1 <= int(month) <= 12:
            return edtf
        words = f"{self.say(MONTHS[int(month) - 1])} {year}"
        return f"{int(day)} {words}" if day else words


def wording(language: str) -> Wording:
    """The wording of a report; English for a language that is not known."""
    return Wording(language, translator(language))
