from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_letters_keyed")]

    operations = [
        migrations.AddConstraint(
            "officialletter",
            models.UniqueConstraint(fields=["body", "number_key", "year"], name="cases_letter_stands_once"),
        )
    ]
