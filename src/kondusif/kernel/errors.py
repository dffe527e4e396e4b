"""The refusals of the product. Each carries a code; the sentence for a code stands in the room's `sentences.py`."""


class KondusifError(Exception):
    """Something a person must be told in one plain sentence.

    Args:
        code: `room.what_is_wrong`, for example `cases.cannot_close.open_steps`.
        facts: values for the sentence; never anything that a reporter wrote.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Refused(KondusifError):
    """A rule says no. The person may change something and try again."""


class NotYours(KondusifError):
    """The thing lies outside the reader's area or compartment; they are told that it does not exist."""

    def __init__(self, code: str = "kernel.not_found", /, **facts: object) -> None:
        super().__init__(code, **facts)


class NotAllowed(KondusifError):
    """An insider of the place lacks the role for this act."""

    def __init__(self, code: str = "kernel.not_allowed", /, **facts: object) -> None:
        super().__init__(code, **facts)


class Stale(KondusifError):
    """Somebody changed the thing since it was shown."""

    def __init__(self, code: str = "kernel.changed_meanwhile", /, **facts: object) -> None:
        super().__init__(code, **facts)


class BadSheet(KondusifError):
    """One row of a table that somebody handed in cannot be read.

    Args:
        line: number of the line in the file, the heading is line 1.
        column: name of the column, or an empty string for the whole line.
        problem: Indonesian words for what is wrong.
    """

    def __init__(self, line: int, column: str, problem: str) -> None:
        super().__init__("kernel.bad_sheet", line=line, column=column, problem=problem)
        self.line, self.column, self.problem = line, column, problem
