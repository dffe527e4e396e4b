from django.db import migrations, models


def let_go(apps, schema_editor):
    """A lease lasts half an hour at most and decides nothing: who held several takes one again."""
    apps.get_model("intake", "Lease").objects.filter(batch__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("intake", "0009_where_a_flood_began")]

    operations = [
        migrations.RunPython(let_go, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.UniqueConstraint(
                fields=["holder"], condition=models.Q(batch__isnull=True), name="intake_one_in_hand"
            ),
        ),
    ]
