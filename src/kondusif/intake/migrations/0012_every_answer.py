from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0011_the_end_of_a_case"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ForwardingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("received", "diterima"),
                            ("taken_up", "ditindaklanjuti"),
                            ("ended", "selesai di sana"),
                            ("returned", "dikembalikan kepada kita"),
                        ],
                        max_length=10,
                        verbose_name="jawaban",
                    ),
                ),
                ("answered_on", models.DateField(verbose_name="dijawab")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="nomor surat jawaban")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("noted_on", models.DateField(verbose_name="dicatat")),
                (
                    "forwarding",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="answers", to="intake.forwarding"),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"ordering": ["answered_on", "pk"]},
        ),
        migrations.AddField(
            model_name="forwarding",
            name="closed_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="forwarding",
            name="close_note",
            field=models.CharField("alasan menutup", blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["ended_on"], name="intake_case_ended", condition=models.Q(ended_on__isnull=False)
            ),
        ),
    ]
