"""Every write of this room, by noun: articles, folders, feeds, clarifications. Stories stand in `media.stories`."""

from kondusif.media.services.articles import (
    add_article,
    add_finding,
    confirm_reading,
    correct_finding,
    describe_article,
    load_exercise_articles,
)
from kondusif.media.services.clarifications import (
    change_clarification,
    draft_clarification,
    link_clarification,
    release_clarification,
    unlink_clarification,
    withdraw_clarification,
)
from kondusif.media.services.exercise import load_exercise_clarifications
from kondusif.media.services.feeds import add_feed, fetch_due, preview, remove_feed, switch_channel, switch_feed, take
from kondusif.media.services.folders import read_waiting, take_files

__all__ = [
    "add_article",
    "add_feed",
    "add_finding",
    "change_clarification",
    "confirm_reading",
    "correct_finding",
    "describe_article",
    "draft_clarification",
    "fetch_due",
    "link_clarification",
    "load_exercise_articles",
    "load_exercise_clarifications",
    "preview",
    "read_waiting",
    "release_clarification",
    "remove_feed",
    "switch_channel",
    "switch_feed",
    "take",
    "take_files",
    "unlink_clarification",
    "withdraw_clarification",
]
