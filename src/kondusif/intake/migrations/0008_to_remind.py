from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0007_two_people_for_the_accused")]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["kind", "known_on", "id"],
                name="intake_to_remind",
                condition=models.Q(kind="neutrality", track="both", named=True, status__in=["new", "review"]),
            ),
        )
    ]
