"""What a database is told so that it plans well."""

from django.db import connection, models

# Fewer rows cost less to read in any order than to count.
MANY = 1000


def know_size(*tables: type[models.Model]) -> None:
    """Count tables anew that were just filled in bulk, inside the caller's transaction.

    PostgreSQL plans by figures that it renews by itself about once a minute. A look at a table while its rows were not
    committed yet leaves it at "empty", and joining two such tables then takes minutes instead of a moment. SQLite plans
    by the indexes alone.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")
