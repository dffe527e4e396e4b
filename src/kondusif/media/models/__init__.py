"""What this room keeps: articles with their findings and stories, files that wait, feeds, clarifications."""

from kondusif.media.models.articles import (
    FIELDS,
    KINDS,
    MOVES,
    ORIGINS,
    VERDICTS,
    Article,
    Correction,
    Finding,
    Story,
    StoryMove,
)
from kondusif.media.models.clarifications import STATES, SUBJECTS, Clarification, ClarificationLink
from kondusif.media.models.feeds import Feed, FeedEntry
from kondusif.media.models.folders import FILE_STATES, Folder, FolderFile

__all__ = [
    "FIELDS",
    "FILE_STATES",
    "KINDS",
    "MOVES",
    "ORIGINS",
    "STATES",
    "SUBJECTS",
    "VERDICTS",
    "Article",
    "Clarification",
    "ClarificationLink",
    "Correction",
    "Feed",
    "FeedEntry",
    "Finding",
    "Folder",
    "FolderFile",
    "Story",
    "StoryMove",
]
