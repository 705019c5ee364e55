"""A task on the checklist of an edition."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.checklist import rules
from cooperation.editions.checklist.enums import AppliesTo, TaskPhase, TaskState, Work
from cooperation.editions.enums import Role
from cooperation.editions.models.edition import Edition

MOST_WEEKS = 260
"""Five years: what lies further away is a slip of the pen."""


class ChecklistTask(models.Model):
    """Something to do for an edition.

    Its day follows from the edition's days and moves with them, unless it has a day of its own.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tasks")
    code = models.CharField(_("code"), max_length=8, blank=True, editable=False)
    """What the common checklist knows it by; empty for a task that the team added."""
    title = models.CharField(_("title"), max_length=160)
    detail = models.TextField(_("what to do"), blank=True)
    phase = models.CharField(_("phase"), max_length=10, choices=TaskPhase, default=TaskPhase.PREPARE)
    work = models.CharField(_("what it is about"), max_length=16, choices=Work, default=Work.GOVERNANCE)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.HOST_LEAD)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who does it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    due_weeks = models.SmallIntegerField(
        _("weeks from the meeting"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-MOST_WEEKS), MaxValueValidator(MOST_WEEKS)],
        help_text=_("-4 means four weeks before the first day, 2 two weeks after the last one."),
    )
    due_date = models.DateField(
        _("a day of its own"),
        null=True,
        blank=True,
        help_text=_("It stays when the meeting moves. Leave it empty to count weeks."),
    )
    applies_to = models.CharField(_("applies to"), max_length=12, choices=AppliesTo, default=AppliesTo.ALL)
    place = models.CharField(_("where it is done"), max_length=80, blank=True)
    """The name of a page of the admin, as the places of the desk have it."""
    waits_for = models.ManyToManyField(
        "self", verbose_name=_("waits for"), symmetrical=False, blank=True, related_name="awaited_by"
    )
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.OPEN)
    reason = models.TextField(_("why"), blank=True)
    """Why it is not needed, or was done before its turn."""
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lessons = models.TextField(
        _("what we learned"),
        blank=True,
        help_text=_("The next host reads this. Write no names and nothing about single people."),
    )

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "code"], condition=~models.Q(code=""), name="editions_task_code_unique"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_own(self) -> bool:
        """Whether the team added it, and so may delete it."""
        return not self.code

    def due_on(self, edition: Edition) -> date | None:
        """When it is due in ``edition``, whose task it is; ``None`` while nobody can tell."""
        return rules.due_on(self.due_weeks, self.due_date, edition.starts_on, edition.ends_on)
