"""Reports lie sealed from here on. The tables are made anew: what was kept in clear cannot be sealed without its keys."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kondusif.intake.rules
from kondusif.intake.upgrade import refuse_reports_in_clear


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
        ("vault", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(refuse_reports_in_clear, migrations.RunPython.noop),
        migrations.DeleteModel("Message"),
        migrations.DeleteModel("Attachment"),
        migrations.DeleteModel("IdentityOpening"),
        migrations.DeleteModel("Identity"),
        migrations.DeleteModel("Report"),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='urutan')),
                ('kind', models.CharField(choices=[('jpeg', 'foto JPEG'), ('png', 'gambar PNG'), ('webp', 'gambar WebP'), ('heic', 'foto HEIC'), ('pdf', 'dokumen PDF'), ('docx', 'dokumen Word'), ('xlsx', 'lembar Excel')], max_length=5, verbose_name='jenis')),
                ('safe_kind', models.CharField(max_length=5, verbose_name='jenis salinan')),
                ('pages', models.PositiveSmallIntegerField(default=1, verbose_name='halaman')),
                ('size', models.PositiveIntegerField(verbose_name='ukuran')),
                ('added_on', models.DateField(verbose_name='ditambahkan')),
                ('safe_name', models.CharField(max_length=32, unique=True, verbose_name='nama simpan salinan')),
                ('original_name', models.CharField(blank=True, max_length=32, verbose_name='nama simpan asli')),
                ('note', models.BinaryField(verbose_name='keterangan tersegel')),
                ('original_note', models.BinaryField(default=b'', verbose_name='kunci asli tersegel')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='HandedOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret', models.BinaryField()),
                ('sha256', models.CharField(max_length=64, verbose_name='sidik digital asli')),
                ('safe_sha256', models.CharField(max_length=64, verbose_name='sidik digital salinan')),
                ('handed_on', models.DateField(verbose_name='diserahkan')),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='handed', to='intake.attachment')),
                ('data_key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey')),
                ('handed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='nomor')),
                ('kind', models.CharField(choices=[(kondusif.intake.rules.Kind['NEUTRALITY'], 'Netralitas ASN'), (kondusif.intake.rules.Kind['PEACE'], 'Gangguan keamanan dan ketertiban')], max_length=20, verbose_name='jenis')),
                ('track', models.CharField(choices=[(kondusif.intake.rules.Track['BAWASLU'], 'Bawaslu saja'), (kondusif.intake.rules.Track['BOTH'], 'Bawaslu dan kota'), (kondusif.intake.rules.Track['CITY'], 'Kota saja')], max_length=10, verbose_name='jalur')),
                ('flags', models.JSONField(blank=True, default=list, verbose_name='alasan sebagai informasi')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='tanggal kejadian')),
                ('known_on', models.DateField(blank=True, null=True, verbose_name='tanggal diketahui')),
                ('area_code', models.CharField(max_length=30, verbose_name='kode wilayah')),
                ('accused_is_head', models.BooleanField(default=False, verbose_name='pimpinan unit')),
                ('content', models.BinaryField(verbose_name='isi tersegel')),
                ('identity', models.BinaryField(default=b'', verbose_name='identitas tersegel')),
                ('named', models.BooleanField(default=False, verbose_name='menyebut nama')),
                ('released_on', models.DateField(blank=True, null=True, verbose_name='identitas dibuka pelapor')),
                ('erased_on', models.DateField(blank=True, null=True, verbose_name='identitas dihapus pelapor')),
                ('status', models.CharField(choices=[(kondusif.intake.rules.Status['NEW'], 'baru'), (kondusif.intake.rules.Status['REVIEW'], 'sedang diperiksa'), (kondusif.intake.rules.Status['DECIDED'], 'sudah diputus')], default=kondusif.intake.rules.Status['NEW'], max_length=10, verbose_name='status')),
                ('value', models.CharField(choices=[(kondusif.intake.rules.Value['UNKNOWN'], 'Belum dapat dinilai'), (kondusif.intake.rules.Value['DOUBTFUL'], 'Diragukan'), (kondusif.intake.rules.Value['POSSIBLE'], 'Mungkin, ada sumber lain'), (kondusif.intake.rules.Value['CONFIRMED'], 'Dikuatkan dua sumber mandiri')], default=kondusif.intake.rules.Value['UNKNOWN'], max_length=12, verbose_name='nilai informasi')),
                ('value_note', models.BinaryField(default=b'', verbose_name='alasan nilai, tersegel')),
                ('outcome', models.CharField(blank=True, choices=[(kondusif.intake.rules.Outcome['CASE'], 'Penanganan dugaan'), (kondusif.intake.rules.Outcome['INCIDENT'], 'Kejadian'), (kondusif.intake.rules.Outcome['INFORMATION'], 'Informasi awal'), (kondusif.intake.rules.Outcome['NOT_OURS'], 'Bukan kewenangan kota'), (kondusif.intake.rules.Outcome['DISMISSED'], 'Tidak dilanjutkan')], max_length=12, verbose_name='putusan')),
                ('outcome_note', models.BinaryField(default=b'', verbose_name='alasan putusan, tersegel')),
                ('reference', models.CharField(blank=True, max_length=30, verbose_name='nomor tindak lanjut')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='diputus')),
                ('version', models.PositiveIntegerField(default=1)),
                ('received_on', models.DateField(verbose_name='diterima')),
                ('submission', models.CharField(max_length=64, unique=True, verbose_name='tanda kiriman')),
                ('digest', models.CharField(max_length=64, verbose_name='sidik isi kiriman')),
                ('locator', models.CharField(max_length=5, unique=True, verbose_name='penunjuk kode')),
                ('salt', models.CharField(max_length=32)),
                ('verifier', models.CharField(max_length=64)),
                ('reporter_key', models.BinaryField(default=b'', verbose_name='kunci umum pelapor')),
                ('accused_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.unit')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.body')),
                ('content_key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('identity_key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('reporter', 'Pelapor'), ('desk', 'Verifikator')], max_length=10, verbose_name='dari')),
                ('sealed', models.BinaryField(verbose_name='isi tersegel')),
                ('sent_on', models.DateField(verbose_name='tanggal')),
                ('submission', models.CharField(max_length=64, unique=True)),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='intake.report')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='IdentityOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_on', models.DateField(verbose_name='dibuka')),
                ('reason', models.CharField(max_length=500, verbose_name='alasan')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='intake.report')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='attachment',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='intake.report'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['status', 'received_on'], name='intake_by_status'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['area_code'], name='intake_by_area'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['received_on'], name='intake_by_day'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('status', kondusif.intake.rules.Status['DECIDED']), ('outcome', ''), _connector='XOR'), name='intake_decided_has_outcome'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('report', 'order'), name='intake_evidence_order'),
        ),
    ]
