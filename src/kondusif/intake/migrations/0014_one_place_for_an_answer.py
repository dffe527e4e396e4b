from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0013_answers_kept")]

    operations = [
        migrations.RemoveField(model_name="forwarding", name="answer_note"),
        migrations.RemoveField(model_name="forwarding", name="answer_number"),
    ]
