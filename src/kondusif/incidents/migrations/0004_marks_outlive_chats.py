from datetime import timedelta

from django.db import migrations, models


def keep_as_long(apps, schema_editor):
    """Marks so far went with their chat; from now on they stay by themselves."""
    marks, chats = apps.get_model("incidents", "ChatMark"), apps.get_model("incidents", "Chat")
    for brought_on in set(chats.objects.values_list("brought_on", flat=True)):
        marks.objects.filter(chat__brought_on=brought_on).update(until_on=brought_on + timedelta(days=120))


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0003_chat_marks"),
    ]

    operations = [
        migrations.AddField(
            model_name="chatmark",
            name="until_on",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(keep_as_long, migrations.RunPython.noop),
        migrations.RemoveField(model_name="chatmark", name="chat"),
        migrations.AlterField(
            model_name="chatmark",
            name="until_on",
            field=models.DateField(db_index=True, verbose_name="dihapus setelah"),
        ),
        migrations.RemoveField(model_name="chatdraft", name="version"),
    ]
