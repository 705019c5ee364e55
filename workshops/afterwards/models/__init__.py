"""Feedback, what facilitators hand in, and certificates of attendance."""

from workshops.afterwards.models.certificates import Certificate, IssuedCode, new_code
from workshops.afterwards.models.feedback import (
    FeedbackForm,
    FeedbackMark,
    FeedbackQuestion,
    FeedbackTally,
    FeedbackTarget,
    FeedbackText,
)
from workshops.afterwards.models.uploads import Submission, UploadLink

__all__ = [
    "Certificate",
    "FeedbackForm",
    "FeedbackMark",
    "FeedbackQuestion",
    "FeedbackTally",
    "FeedbackTarget",
    "FeedbackText",
    "IssuedCode",
    "Submission",
    "UploadLink",
    "new_code",
]
