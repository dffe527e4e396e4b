from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_marks_outlive_chats")]

    operations = [
        migrations.AddField(
            model_name="chatdraft",
            name="marks",
            field=models.JSONField(default=list, verbose_name="sidik pesan"),
        ),
    ]
