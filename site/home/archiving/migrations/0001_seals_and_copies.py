"""Checksums of archived editions, and copies of them."""

import core.publishing.models
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('editions', '0004_handovers_and_errata'),
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('content', models.JSONField(verbose_name='content')),
                ('digest', models.CharField(max_length=64, verbose_name='checksum')),
                ('changes', models.JSONField(default=list, verbose_name='changes')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seals', to='editions.edition')),
            ],
            options={
                'verbose_name': 'seal',
                'verbose_name_plural': 'seals',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StaticCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Waits for its turn'), ('at_work', 'Is being made'), ('done', 'Ready'), ('failed', 'Could not be made')], default='waiting', max_length=10, verbose_name='state')),
                ('asked_at', models.DateTimeField(verbose_name='asked for')),
                ('told_at', models.DateTimeField(verbose_name='last heard of')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='files made')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='files known')),
                ('made_at', models.DateTimeField(null=True, verbose_name='made')),
                ('file', models.FileField(blank=True, storage=core.publishing.models.private_storage, upload_to='archive-copies', verbose_name='file')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='checksum')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='bytes')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='static_copy', to='editions.edition')),
            ],
            options={
                'verbose_name': 'copy of an edition',
                'verbose_name_plural': 'copies of editions',
            },
        ),
    ]
