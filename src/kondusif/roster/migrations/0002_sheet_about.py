from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roster", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="sheet",
            name="about",
            field=models.CharField(
                choices=[("people", "pegawai"), ("leave", "cuti"), ("acting", "penjabat dan pelaksana tugas")],
                default="people",
                max_length=10,
                verbose_name="isi",
            ),
        ),
    ]
