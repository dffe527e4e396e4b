from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kondusif.coordination.rules import event_key


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for row in apps.get_model("coordination", "Declaration").objects.all():
        row.event = event_key(row.title, row.held_on, row.place)
        row.save(update_fields=["event"])


class Migration(migrations.Migration):
    dependencies = [("coordination", "0002_checks_sheets_and_changes")]

    operations = [
        migrations.RemoveConstraint(model_name="declaration", name="coordination_one_text_an_event"),
        migrations.AddField(
            model_name="declaration",
            name="event",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(fields=("event",), name="coordination_one_text_an_event"),
        ),
    ]
