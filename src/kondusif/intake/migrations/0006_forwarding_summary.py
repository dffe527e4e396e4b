from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_desk")]

    operations = [
        migrations.AddField(
            model_name="forwarding",
            name="summary",
            field=models.BinaryField(blank=True, default=b"", verbose_name="ringkasan tersegel"),
        ),
    ]
