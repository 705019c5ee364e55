"""What people think of the meeting, counted and not kept: nothing says which answer is whose.

Ratings and choices are numbers in a tally from the moment at which they are given. Words are kept alone,
without the ratings that came with them, under a random key and without a time. That somebody has answered
is a mark, which points to no answer.
"""

import secrets
import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.editions.models import Edition
from workshops.afterwards.enums import About, AnswerKind
from workshops.programme.models import Session
from workshops.registration.models import Registration

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What nobody mistakes for something else when it is typed from a slide."""


def new_short_code() -> str:
    """A code to type from a slide; it is no secret."""
    return "".join(secrets.choice(LETTERS) for _number in range(6))


class FeedbackForm(models.Model):
    """What an edition asks of its people, and when."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="feedback")
    introduction = models.TextField(
        _("introduction"), max_length=500, blank=True, help_text=_("Stands above the questions.")
    )
    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Empty: until somebody opens it.")
    )
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Empty: until somebody closes it.")
    )
    texts_erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("feedback form")
        verbose_name_plural = _("feedback forms")

    def __str__(self) -> str:
        return str(_("Feedback on %(edition)s")) % {"edition": self.edition}


class FeedbackQuestion(models.Model):
    """One question, about the meeting in all or about each workshop."""

    form = models.ForeignKey(FeedbackForm, on_delete=models.CASCADE, related_name="questions")
    about = models.CharField(_("asks about"), max_length=10, choices=About, default=About.EDITION)
    sort_order = models.PositiveSmallIntegerField(_("place"), default=0, validators=[MaxValueValidator(999)])
    label = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("is answered"), max_length=10, choices=AnswerKind, default=AnswerKind.RATING)
    choices = models.TextField(
        _("choices"), max_length=1000, blank=True, help_text=_("For “One of several”: one on each line.")
    )

    class Meta:
        verbose_name = _("question about the meeting")
        verbose_name_plural = _("questions about the meeting")
        ordering = ["about", "sort_order", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def options(self) -> list[str]:
        """The choices, one each."""
        return list(dict.fromkeys(line.strip()[:200] for line in self.choices.splitlines() if line.strip()))


class FeedbackTarget(models.Model):
    """What people judge: the meeting in all, or one session of a workshop."""

    form = models.ForeignKey(FeedbackForm, on_delete=models.CASCADE, related_name="targets")
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.CASCADE, related_name="feedback_targets"
    )
    """Empty for the meeting in all."""
    code = models.CharField(max_length=6, unique=True, default=new_short_code, editable=False)
    """Opens the form for whoever reads it from a slide."""
    answers = models.PositiveIntegerField(default=0, editable=False)
    """How many forms were sent."""

    class Meta:
        verbose_name = _("subject of feedback")
        verbose_name_plural = _("subjects of feedback")
        ordering = ["session__slot__starts_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "session"], name="afterwards_target_unique"),
            models.UniqueConstraint(
                fields=["form"], condition=models.Q(session=None), name="afterwards_target_of_all_unique"
            ),
        ]

    def __str__(self) -> str:
        return str(self.session) if self.session else str(_("The meeting in all"))

    @property
    def about(self) -> About:
        """Which questions are asked about it."""
        return About.SESSION if self.session_id else About.EDITION


class FeedbackTally(models.Model):
    """How many gave one answer to one question."""

    target = models.ForeignKey(FeedbackTarget, on_delete=models.PROTECT, related_name="tallies")
    question = models.ForeignKey(FeedbackQuestion, on_delete=models.PROTECT, related_name="tallies")
    value = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counted answer")
        verbose_name_plural = _("counted answers")
        ordering = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "question", "value"], name="afterwards_tally_unique")
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.count}"


class FeedbackText(models.Model):
    """What somebody wrote, and nothing else of what they answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    target = models.ForeignKey(FeedbackTarget, on_delete=models.PROTECT, related_name="texts")
    question = models.ForeignKey(FeedbackQuestion, on_delete=models.PROTECT, related_name="texts")
    text = models.TextField(max_length=2000)

    class Meta:
        verbose_name = _("answer in own words")
        verbose_name_plural = _("answers in own words")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class FeedbackMark(models.Model):
    """That somebody has answered, so that they answer once; it points to no answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    target = models.ForeignKey(FeedbackTarget, on_delete=models.CASCADE, related_name="marks")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="feedback_marks")

    class Meta:
        verbose_name = _("mark of having answered")
        verbose_name_plural = _("marks of having answered")
        ordering = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "registration"], name="afterwards_mark_once")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
