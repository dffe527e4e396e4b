from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0008_to_remind")]

    operations = [
        migrations.AddField(
            model_name="flood",
            name="first_report",
            field=models.PositiveBigIntegerField("laporan pertama", blank=True, null=True),
        )
    ]
