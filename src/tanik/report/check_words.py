"""The results of checks in words: verdicts of the audit, differences of words, doubts about citations."""

from __future__ import annotations

from tanik.report.doubt_kinds import doubt_kind
from tanik.translation import N_

VERDICTS = {
    "exact": N_("exact"),
    "altered": N_("altered"),
    "elsewhere": N_("elsewhere"),
    "absent": N_("absent"),
    "no_source": N_("source not in the study"),
    "no_citation": N_("without a citation"),
}
MEANINGS = {
    "exact": N_("The words stand in the source, on the cited page where it has pages."),
    "altered": N_("The words stand there, but not all of them are the same."),
    "elsewhere": N_("The words stand on another page, or in another source."),
    "absent": N_("The words were not found in the source."),
    "no_source": N_("The cited work is not in the study, so nothing could be compared."),
    "no_citation": N_("No citation says where the words are from."),
}
DIFFERENCES = {
    "spelling": N_("another spelling"),
    "ending": N_("another ending at the end"),
    "joined": N_("parted or joined"),
    "scan": N_("badly read on the picture of the page"),
    "letters": N_("nearly the same word"),
    "changed": N_("another word"),
    "added": N_("only in the quotation"),
    "left_out": N_("left out without an ellipsis"),
}
_CITATION_DOUBTS = {
    "citation.ambiguous": N_("Several sources of the study fit"),
    "citation.year_differs": N_("The study has the work with another year"),
    "citation.not_listed": N_("Not in the list of works"),
    "citation.no_such_page": N_("The source has no such page"),
}


def citation_doubt(kind: str) -> str:
    """The English name of a doubt about a citation, to be translated."""
    return _CITATION_DOUBTS.get(kind) or doubt_kind(kind).title


FINDING_VERDICTS = {
    "supported": N_("supported"),
    "opposed": N_("opposed"),
    "mixed": N_("mixed evidence"),
    "too_little_evidence": N_("too little evidence"),
}
MEASURES = {
    "direction": N_("share"),
    "ratio": N_("share"),
    "presence": N_("passages"),
    "absence": N_("passages"),
    "trend": N_("correlation with time"),
    "difference": N_("difference of the shares for"),
    "order": N_("closest difference"),
}
"""What the number of a finding is, by its expectation."""
CONTRADICTIONS = {
    "date": N_("two dates"),
    "amount": N_("two amounts"),
    "one_holder": N_("one holder for and against"),
    "two_holders": N_("two holders, one for and one against"),
    "quotation": N_("a quotation that differs from its source"),
}
CONTRADICTION_STATUSES = {
    "open": N_("open"),
    "accepted": N_("accepted"),
    "explained": N_("explained"),
    "dismissed": N_("dismissed"),
}
