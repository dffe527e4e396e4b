from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0014_one_place_for_an_answer")]

    operations = [
        migrations.AddField(
            "report", "line_note",
            models.BinaryField(default=b"", verbose_name="terlapor menurut pemutus, tersegel"),
        )
    ]  # fmt: skip
