"""The door: ``tanik.open("moskova.tanik")`` gives a study that joins the stages and the store."""

from tanik.study.results import Added, Failed, Info, ReadSummary
from tanik.study.study import Study, open

__all__ = ["Added", "Failed", "Info", "ReadSummary", "Study", "open"]
