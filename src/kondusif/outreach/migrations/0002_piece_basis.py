from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="piece",
            name="basis",
            field=models.CharField(blank=True, max_length=400, verbose_name="dasar"),
        ),
    ]
