"""The table of the shared cache, and the first content version."""

from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    # Made whatever cache is configured, so that taking Redis away needs no other step.
    call_command("createcachetable", "shared_cache", database=schema_editor.connection.alias, verbosity=0)


def make_first_version(apps, schema_editor):
    apps.get_model("serving", "ContentVersion").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("serving", "0001_initial")]

    operations = [
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunPython(make_first_version, migrations.RunPython.noop),
    ]
