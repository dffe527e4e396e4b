"""The answer that a page gives with a sheet (CSV)."""

from collections.abc import Iterable, Sequence

from django.http import StreamingHttpResponse

from kondusif.base.sheets import harmless, written


def csv_answer(rows: Iterable[Sequence[str]], name: str) -> StreamingHttpResponse:
    """Rows as a CSV file to keep, written while they are read; no cell of it is a formula.

    Args:
        rows: the heading first.
        name: of the file, without its ending.
    """
    answer = StreamingHttpResponse(written(harmless(rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
