"""What a plug-in may provide. A plug-in is an installed Python package that names its parts as entry points.

::

    [project.entry-points."tanik.languages"]
    de = "tanik_german:folder"        # a pathlib.Path, the folder of a language pack

What Tanık brings along itself is listed where it is used, never registered by import.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from tanik.errors import MissingPartError
from tanik.translation import N_


@dataclass(frozen=True, slots=True)
class Hook:
    """``group``: name of the entry points; ``gives``: what each must be; ``fits`` says whether a part is that."""

    name: str
    group: str
    gives: str
    fits: Callable[[Any], bool]


HOOKS: tuple[Hook, ...] = (
    Hook(
        name="languages",
        group="tanik.languages",
        gives=N_("the folder of a language pack, as a pathlib.Path, under the code of the language"),
        fits=lambda part: isinstance(part, Path) and part.is_dir(),
    ),
)


def provided(name: str, *, installed: Callable[[str], list[EntryPoint]] | None = None) -> dict[str, Any]:
    """What the installed plug-ins provide for a hook: parts by their name, in the order of the names.

    ``installed``: gives the entry points of a group; by default those of this Python. Of two plug-ins with the same
    name the one whose target sorts first wins, so that the answer never depends on the order of installation.
    Raises :class:`~tanik.errors.MissingPartError` for a plug-in that cannot be loaded or gives something else.
    """
    hook = {each.name: each for each in HOOKS}[name]
    points = (installed or _installed)(hook.group)
    parts: dict[str, Any] = {}
    for point in sorted(points, key=lambda each: (each.name, each.value)):
        if point.name not in parts:
            parts[point.name] = _load(hook, point)
    return parts


def _installed(group: str) -> list[EntryPoint]:
    return list(entry_points(group=group))


def _load(hook: Hook, point: EntryPoint) -> Any:
    try:
        part = point.load()
    except (ImportError, AttributeError) as error:
        raise MissingPartError(
            "T102",
            N_("The plug-in {plugin} ({target}) cannot be loaded: {reason}."),
            N_("Install it again or remove it."),
            plugin=point.name,
            target=point.value,
            reason=error,
        ) from error
    if not hook.fits(part):
        raise MissingPartError(
            "T103",
            N_("The plug-in {plugin} ({target}) does not give what {group} asks for."),
            N_("Tell its author: docs/languages.md says what a plug-in has to give."),
            plugin=point.name,
            target=point.value,
            group=hook.group,
        )
    return part
