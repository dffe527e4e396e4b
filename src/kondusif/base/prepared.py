"""A read that stands in nearly every request: Django writes its SQL once, afterwards only the values change.

To write the SQL of one small read takes some ten times as long as SQLite takes to answer it. What is read is what
stands in the database now; nothing of it is remembered.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
Value = str | int | date
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A question as the database takes it.

    Args:
        places: which of the values stands in each place of the SQL.
        converters: by column, what Django does with what the database gives.
    """

    sql: str
    places: list[int]
    compiler: SQLCompiler
    converters: dict[int, Any]


class Prepared:
    """One question with places for values.

    Args:
        rows: the question, a queryset of `values_list`. Whatever its conditions compare with comes in as an argument;
            none may be None, for which SQL has other words.
    """

    def __init__(self, rows: Callable[..., QuerySet[Any, Any]]) -> None:
        self._rows = rows
        self._own = threading.local()  # a connection belongs to its thread, and so does what is written for it

    def __call__(self, *values: Value) -> Sequence[Row]:
        """The rows for these values.

        Raises:
            ValueError: the question compares with something that is not among its arguments.
        """
        written: Written | None = getattr(self._own, "written", None)
        if written is None:
            if len({str(value) for value in values}) < len(values):
                return list(self._rows(*values))  # which of two like values goes where can be read from another asking
            written = self._own.written = _written(self._rows(*values), [str(value) for value in values])
        with connection.cursor() as cursor:
            cursor.execute(written.sql, [values[place] for place in written.places])
            found = cursor.fetchall()
        return list(written.compiler.apply_converters(found, written.converters)) if written.converters else found

    def first(self, *values: Value) -> Row | None:
        """The first of them, or None."""
        return next(iter(self(*values)), None)


def _written(rows: QuerySet[Any, Any], values: list[str]) -> Written:
    compiler: SQLCompiler = rows.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    if strange := [param for param in params if str(param) not in values]:
        raise ValueError(f"the question compares with {strange!r}, which is no argument of it")
    places = [values.index(str(param)) for param in params]
    columns = [column for column, *_rest in compiler.select[: compiler.col_count]]
    return Written(sql, places, compiler, compiler.get_converters(columns))


def columns_of(model: type[Model]) -> tuple[str, ...]:
    """The names of all columns of a table, as a question asks for them when `made` shall make the object."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def made(model: type[M], columns: tuple[str, ...], row: Row) -> M:
    """The object behind a row that begins with these columns."""
    return model.from_db(connection.alias, columns, row[: len(columns)])
