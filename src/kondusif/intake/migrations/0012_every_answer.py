from django.conf import settings
from django.db import migrations, models

ENDS = ("ended", "returned")


def keep_answers(apps, _editor):
    """What was noted so far: one answer a forwarding, and the reason of a closing in the place of its note. Who noted
    it was not kept in the row."""
    forwardings = apps.get_model("intake", "Forwarding").objects
    answers = apps.get_model("intake", "ForwardingAnswer").objects
    for row in forwardings.exclude(answer="", answer_note="").iterator(chunk_size=500):
        closed_by_hand = row.closed_on is not None and row.answer not in ENDS
        if row.answer and row.answered_on:
            answers.create(
                forwarding_id=row.pk, answer=row.answer, answered_on=row.answered_on, number=row.answer_number,
                note="" if closed_by_hand else row.answer_note, noted_on=row.answered_on,
            )  # fmt: skip
        if closed_by_hand:
            forwardings.filter(pk=row.pk).update(close_note=row.answer_note)


def put_back(apps, _editor):
    forwardings = apps.get_model("intake", "Forwarding").objects
    for row in apps.get_model("intake", "ForwardingAnswer").objects.order_by("answered_on", "pk"):
        forwardings.filter(pk=row.forwarding_id).update(answer_number=row.number, answer_note=row.note)
    for row in forwardings.exclude(close_note=""):
        forwardings.filter(pk=row.pk).update(answer_note=row.close_note)


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
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="answers", to="intake.forwarding"
                    ),
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
        migrations.RunPython(keep_answers, put_back),
        migrations.RemoveField(model_name="forwarding", name="answer_note"),
        migrations.RemoveField(model_name="forwarding", name="answer_number"),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["ended_on"], name="intake_case_ended", condition=models.Q(ended_on__isnull=False)
            ),
        ),
    ]
