from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def key_letters(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each letter gets what it is compared by. Where one letter was entered twice in other spelling, both stay: the
    later one is told apart by its row."""
    letters = apps.get_model("cases", "OfficialLetter")
    seen: set[tuple[int, str, int]] = set()
    for row in letters.objects.order_by("pk"):
        key = "".join(row.number.split()).casefold()
        if (row.body_id, key, row.dated_on.year) in seen:
            key = f"{key}#{row.pk}"
        seen.add((row.body_id, key, row.dated_on.year))
        letters.objects.filter(pk=row.pk).update(number_key=key, year=row.dated_on.year)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_letter_number_key")]

    operations = [migrations.RunPython(key_letters, migrations.RunPython.noop)]
