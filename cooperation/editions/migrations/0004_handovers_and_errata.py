"""How an edition is handed over, and what its archive has to correct."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0003_checklist"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Erratum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="published")),
                ("was_wrong", models.TextField(verbose_name="what was wrong")),
                ("is_right", models.TextField(verbose_name="what is right")),
                ("decided_by", models.CharField(max_length=160, verbose_name="decided by")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="errata",
                        to="editions.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "erratum",
                "verbose_name_plural": "errata",
                "ordering": ["-published_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "last_day",
                    models.DateField(blank=True, null=True, verbose_name="last day of the old team's rights"),
                ),
                ("learned", models.TextField(blank=True, verbose_name="what we learned")),
                ("decisions", models.TextField(blank=True, verbose_name="decisions and why")),
                ("budget", models.TextField(blank=True, verbose_name="remarks on the budget")),
                ("contacts", models.TextField(blank=True, verbose_name="contacts")),
                (
                    "contacts_agreed",
                    models.BooleanField(
                        default=False, verbose_name="everybody named under “Contacts” agreed to be handed on"
                    ),
                ),
                ("warned_for", models.DateField(blank=True, editable=False, null=True)),
                ("told_for", models.DateField(blank=True, editable=False, null=True)),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handover",
                        to="editions.edition",
                    ),
                ),
                (
                    "to_edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_over_from",
                        to="editions.edition",
                        verbose_name="next edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-over",
                "verbose_name_plural": "hand-overs",
            },
        ),
        migrations.CreateModel(
            name="HandedRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handed_roles",
                        to="editions.handover",
                    ),
                ),
            ],
            options={
                "verbose_name": "role that was handed over",
                "verbose_name_plural": "roles that were handed over",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("handover", "user", "role"), name="editions_handed_role_unique"
                    )
                ],
            },
        ),
    ]
