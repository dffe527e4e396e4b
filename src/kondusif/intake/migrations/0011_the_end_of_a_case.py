from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0010_one_in_hand")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="ending",
            field=models.CharField("akhir penanganan", blank=True, default="", max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="report",
            name="ended_on",
            field=models.DateField("penanganan selesai", blank=True, null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="told_first_on",
            field=models.DateField("pelapor pertama diberi tahu", blank=True, null=True),
        ),
    ]
