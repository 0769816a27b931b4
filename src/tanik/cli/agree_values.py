"""Coefficients of agreement as JSON and as lines of a table, of a table of ratings and of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tanik.cli.terminal import number, show_table, tell
from tanik.cli.wording import language, say
from tanik.translation import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tanik.coding.agreement import Coefficient, Universe

NAMES = {
    "percent_pooled": N_("Percent agreement, over all pairs of values"),
    "percent_unit_mean": N_("Percent agreement, mean over the units"),
    "cohen_kappa": N_("Cohen's kappa"),
    "scott_pi": N_("Scott's pi"),
    "fleiss_kappa": N_("Fleiss' kappa"),
    "conger_kappa": N_("Conger's kappa"),
    "light_kappa": N_("Light's kappa"),
    "brennan_prediger": N_("Brennan-Prediger"),
    "gwet_ac1": N_("Gwet's AC1"),
    "gwet_ac2": N_("Gwet's AC2"),
    "krippendorff_alpha": N_("Krippendorff's alpha"),
}

SPAN_NAMES = {
    "span_f1": N_("F1 of passages, both ends alike"),
    "boundary_f1": N_("F1 of boundaries"),
    "overlap_f1": N_("F1 of letters"),
    "u_alpha": N_("u-alpha, places and categories"),
    "u_alpha_binary": N_("u-alpha, marked or not"),
    "cu_alpha": N_("cu-alpha, categories of what is marked"),
    "ku_alpha": N_("ku-alpha of one category"),
    "gamma": N_("gamma"),
    "gamma_cat": N_("gamma-cat"),
    "gamma_k": N_("gamma-k of one category"),
}

INTERVALS = {
    "normal": N_("normal distribution"),
    "student": N_("Student's t"),
    "bootstrap_percentile": N_("bootstrap over units, percentiles"),
}


def plain_coefficient(each: Coefficient, confidence: float, level: str) -> dict[str, Any]:
    """One coefficient, without its universe."""
    answer: dict[str, Any] = {
        "value": each.value,
        "se": each.se,
        "ci": list(each.ci) if each.ci else None,
        "units": each.units,
        "undefined": {"id": each.undefined.id, "sentence": each.undefined.render(say)} if each.undefined else None,
        "se_method": each.se_method,
        "ci_method": each.ci_method,
        "confidence": confidence,
        "level": level,
        "weights": each.weights,
        **({"maximum": None} if each.name == "cohen_kappa" else {}),
        **each.details,
    }
    if each.bootstrap is not None:
        drawn = each.bootstrap
        answer["bootstrap"] = {
            "method": "percentile",
            "over": "units",
            "samples": drawn.samples,
            "seed": drawn.seed,
            "se": drawn.se,
            "ci": list(drawn.ci) if drawn.ci else None,
            "undefined_samples": drawn.undefined,
        }
    return answer


def universe_json(universe: Universe) -> dict[str, Any]:
    """What was counted."""
    return {
        "units": universe.units,
        "rated": universe.rated,
        "pairable": universe.pairable,
        "values": universe.values,
        "coders": len(universe.coders),
        "categories": len(universe.categories),
        "gaps": universe.gaps,
    }


def show_coefficients(coefficients: Mapping[str, Coefficient], weights: str, confidence: float) -> None:
    """The table of all coefficients, and how their intervals were made."""
    heads = (N_("coefficient"), N_("value"), N_("standard error"), N_("interval"), N_("note"))
    show_table(heads, [_row(each, weights) for each in coefficients.values()])
    tell("")
    methods = dict.fromkeys(each.ci_method for each in coefficients.values() if each.ci_method)
    if methods:
        tell(
            N_("Intervals: {percent} percent, by {methods}."),
            percent=f"{confidence * 100:g}",
            methods=", ".join(say(INTERVALS[method]) for method in methods),
        )
    drawn = next((each.bootstrap for each in coefficients.values() if each.bootstrap), None)
    if drawn is not None:
        tell(N_("Bootstrap: {samples} samples, seed {seed}."), samples=number(drawn.samples), seed=drawn.seed)


def _row(each: Coefficient, weights: str) -> tuple[str, ...]:
    kind, _, category = each.name.partition(":")
    name = say((NAMES | SPAN_NAMES)[kind.removesuffix("_weighted")]) + (f": {category}" if category else "")
    if each.name.endswith(("_weighted", "_ac2")):
        name = say(N_("{name}, weighted ({weights})"), name=name, weights=weights)
    if each.undefined is not None:
        return name, "–", "", "", say(N_("undefined")) + ": " + each.undefined.render(say)
    interval = f"{decimal(each.ci[0])} … {decimal(each.ci[1])}" if each.ci else ""
    return name, decimal(each.value), decimal(each.se), interval, _note(each)


def _note(each: Coefficient) -> str:
    notes = []
    if (maximum := each.details.get("maximum")) is not None:
        notes.append(say(N_("at most {maximum} with these coders"), maximum=decimal(maximum)))
    rated, pairable = each.details.get("by_rated_units"), each.details.get("by_pairable_units")
    if rated is not None and pairable is not None and abs(rated - pairable) > 5e-4:
        notes.append(
            say(
                N_("by rated units {rated}, by pairable units {pairable}"),
                rated=decimal(rated),
                pairable=decimal(pairable),
            )
        )
    if each.bootstrap is not None and each.bootstrap.undefined:
        notes.append(say(N_("undefined in {count} samples"), count=number(each.bootstrap.undefined)))
    return "; ".join(notes)


def decimal(value: float | None) -> str:
    """Three places, with the comma of the language."""
    if value is None:
        return ""
    text = f"{value:.3f}".replace("-", "−")
    return text.replace(".", ",") if language() == "tr" else text
