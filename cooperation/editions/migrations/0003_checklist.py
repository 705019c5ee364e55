"""Each edition has a checklist."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0002_roles_of_a_team"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChecklistTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(blank=True, editable=False, max_length=8, verbose_name="code")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("detail", models.TextField(blank=True, verbose_name="what to do")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("decide", "Decide"),
                            ("book", "Book"),
                            ("invite", "Programme and invitation"),
                            ("prepare", "Registration and details"),
                            ("event", "The meeting"),
                            ("after", "Afterwards"),
                        ],
                        default="prepare",
                        max_length=10,
                        verbose_name="phase",
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("governance", "Steering"),
                            ("finance", "Money"),
                            ("dates", "Days"),
                            ("environment", "Environment"),
                            ("team", "Team"),
                            ("privacy", "Personal data"),
                            ("venue", "Venue"),
                            ("hotel", "Hotels"),
                            ("travel", "Travel"),
                            ("catering", "Food"),
                            ("social", "Evening and visits"),
                            ("languages", "Languages"),
                            ("equipment", "Equipment"),
                            ("safety", "Safety"),
                            ("accessibility", "Accessibility"),
                            ("programme", "Programme"),
                            ("communication", "Communication"),
                            ("website", "Website"),
                            ("pictures", "Pictures"),
                            ("registration", "Registration"),
                            ("print", "Print and signs"),
                            ("evaluation", "Feedback"),
                            ("certificates", "Certificates"),
                            ("report", "Report"),
                            ("archive", "Archive"),
                        ],
                        default="governance",
                        max_length=16,
                        verbose_name="what it is about",
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
                        default="host_lead",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "due_weeks",
                    models.SmallIntegerField(
                        blank=True,
                        help_text="-4 means four weeks before the first day, 2 two weeks after the last one.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-260),
                            django.core.validators.MaxValueValidator(260),
                        ],
                        verbose_name="weeks from the meeting",
                    ),
                ),
                (
                    "due_date",
                    models.DateField(
                        blank=True,
                        help_text="It stays when the meeting moves. Leave it empty to count weeks.",
                        null=True,
                        verbose_name="a day of its own",
                    ),
                ),
                (
                    "applies_to",
                    models.CharField(
                        choices=[
                            ("all", "Every meeting"),
                            ("on_site", "When people meet in one place"),
                            ("online", "When people meet online"),
                            ("interpreted", "When there are interpreters"),
                        ],
                        default="all",
                        max_length=12,
                        verbose_name="applies to",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="where it is done")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("not_needed", "Not needed")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed"),
                ),
                (
                    "lessons",
                    models.TextField(
                        blank=True,
                        help_text="The next host reads this. Write no names and nothing about single people.",
                        verbose_name="what we learned",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="editions.edition",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who does it",
                    ),
                ),
                (
                    "waits_for",
                    models.ManyToManyField(
                        blank=True,
                        related_name="awaited_by",
                        to="editions.checklisttask",
                        verbose_name="waits for",
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("edition", "code"),
                        name="editions_task_code_unique",
                    )
                ],
            },
        ),
    ]
