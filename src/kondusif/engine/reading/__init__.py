"""Reading of news articles: `read(text, gazetteer)` gives a `Reading`. See docs/algorithms/reading.md."""

from kondusif.engine.reading.gazetteer import Gazetteer
from kondusif.engine.reading.reader import LONGEST, read
from kondusif.engine.reading.result import DateFound, Found, Reading, Statement

__all__ = ["LONGEST", "DateFound", "Found", "Gazetteer", "Reading", "Statement", "read"]
