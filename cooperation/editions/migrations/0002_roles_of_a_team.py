"""Each edition has a team with roles of its own; who organised leads."""

from django.db import migrations, models


def organisers_lead(apps, schema_editor):
    apps.get_model("editions", "EditionRole").objects.filter(role="organiser").update(role="host_lead")
    for group in apps.get_model("auth", "Group").objects.filter(name__startswith="Organisers, "):
        group.name = group.name.replace("Organisers, ", "Editors, ", 1)
        group.save()


def leads_organise(apps, schema_editor):
    apps.get_model("editions", "EditionRole").objects.filter(role="host_lead").update(role="organiser")
    for group in apps.get_model("auth", "Group").objects.filter(name__startswith="Editors, "):
        group.name = group.name.replace("Editors, ", "Organisers, ", 1)
        group.save()


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.AlterField(
            model_name="editionrole",
            name="role",
            field=models.CharField(
                choices=[
                    ("host_lead", "Host lead"),
                    ("programme", "Programme"),
                    ("registration_desk", "Registration desk"),
                    ("communication", "Communication"),
                    ("checkin_helper", "Check-in helper"),
                    ("reader", "Reader"),
                    ("attendee", "Attendee"),
                ],
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.RunPython(organisers_lead, leads_organise),
    ]
