"""What the host asks beyond the usual: questions, and extras with limits of their own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from workshops.registration.enums import QuestionKind
from workshops.registration.models.desk import RegistrationDesk
from workshops.registration.models.registration import Registration


class Question(models.Model):
    """One question of the form, in the host's order."""

    sort_order_field = "sort_order"

    desk = ParentalKey(RegistrationDesk, on_delete=models.CASCADE, related_name="questions")
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)
    key = models.SlugField(
        _("key"),
        max_length=40,
        help_text=_("What lists and exports call it, such as “arrival”. It stays once people answered."),
    )
    label = models.CharField(_("question"), max_length=200)
    help_text = models.CharField(_("explanation"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind, default=QuestionKind.TEXT)
    choices = models.TextField(_("choices"), blank=True, help_text=_("One on each line."))
    is_required = models.BooleanField(_("has to be answered"), default=False)
    purpose = models.CharField(
        _("what the answer is for"),
        max_length=200,
        blank=True,
        help_text=_("People read it below the question; data without a purpose may not be asked for."),
    )
    asked_if = models.SlugField(
        _("only if"),
        max_length=40,
        blank=True,
        help_text=_("The key of an earlier question. Empty: everybody is asked."),
    )
    asked_if_answer = models.CharField(
        _("was answered with"), max_length=200, blank=True, help_text=_("For a consent: “yes”.")
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["sort_order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "key"], name="registration_question_key_unique")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def options(self) -> list[str]:
        """The choices, one each."""
        return [line.strip() for line in self.choices.splitlines() if line.strip()]


class Extra(models.Model):
    """Something beside the workshops that people may choose, such as the dinner or an adjacent event."""

    sort_order_field = "sort_order"

    desk = ParentalKey(RegistrationDesk, on_delete=models.CASCADE, related_name="extras")
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)
    title = models.CharField(_("title"), max_length=160)
    description = models.CharField(_("description"), max_length=300, blank=True)
    places = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty for no limit.")
    )

    class Meta:
        verbose_name = _("extra")
        verbose_name_plural = _("extras")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.title


class ExtraChoice(models.Model):
    """That somebody takes part in an extra."""

    extra = models.ForeignKey(Extra, on_delete=models.PROTECT, related_name="choices_made")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="extra_choices")

    class Meta:
        verbose_name = _("chosen extra")
        verbose_name_plural = _("chosen extras")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["extra", "registration"], name="registration_extra_once")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
