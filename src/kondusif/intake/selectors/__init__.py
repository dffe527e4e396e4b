"""Every shared read about reports, in four files: clocks, reading, sharing, way_back."""

from kondusif.intake.selectors.clocks import (
    LOOK_BACK_DAYS,
    bawaslu_clock,
    clock_of,
    contest_on,
    earliest_running,
    known_contests,
)
from kondusif.intake.selectors.reading import (
    SORTS,
    nobody_may_read,
    readers_of,
    reports_visible_to,
    search,
    with_last_side,
)
from kondusif.intake.selectors.sharing import (
    EvidenceItem,
    HandlerFacts,
    OpenClock,
    OpenedFile,
    attachments_of,
    counts_by_status,
    counts_since,
    open_attachment,
    open_clocks,
    report_counts,
    report_for_handler,
    waiting_reports,
)
from kondusif.intake.selectors.way_back import (
    fresh_code,
    report_by_code,
    report_by_slip,
)

__all__ = [
    "LOOK_BACK_DAYS",
    "SORTS",
    "EvidenceItem",
    "HandlerFacts",
    "OpenClock",
    "OpenedFile",
    "attachments_of",
    "bawaslu_clock",
    "clock_of",
    "contest_on",
    "counts_by_status",
    "counts_since",
    "earliest_running",
    "fresh_code",
    "known_contests",
    "nobody_may_read",
    "open_attachment",
    "open_clocks",
    "readers_of",
    "report_by_code",
    "report_by_slip",
    "report_counts",
    "report_for_handler",
    "reports_visible_to",
    "search",
    "waiting_reports",
    "with_last_side",
]
