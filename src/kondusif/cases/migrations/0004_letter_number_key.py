import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The shape; the next one fills it, the one after holds it to it: PostgreSQL takes data and shape apart."""

    dependencies = [("cases", "0003_official_letter")]

    operations = [
        migrations.AddField(
            "officialletter", "number_key",
            models.CharField(default="", editable=False, max_length=240, verbose_name="nomor tanpa spasi"),
            preserve_default=False,
        ),
        migrations.AddField(
            "officialletter", "year",
            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="tahun surat"),
            preserve_default=False,
        ),
        migrations.AddField(
            "event", "letter",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events",
                to="cases.officialletter",
            ),
        ),
        migrations.RemoveConstraint("officialletter", "cases_letter_once"),
    ]  # fmt: skip
