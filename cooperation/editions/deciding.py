"""A page with a form that a rule may refuse: the words of the refusal stand above what was written."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from cooperation.editions.rules import Refused


class DecidingMixin:
    """For a ``FormView``: does what the form asks, and shows it again with 400 or 409 when that cannot be."""

    def decide(self, form: Any) -> None:
        """Do what ``form`` asks.

        Raises:
            Refused: the rules do not allow it now.
        """
        raise NotImplementedError

    def done(self) -> HttpResponse:
        """Where one goes from here."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.decide(form)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
            return self.again(form, HTTPStatus.CONFLICT)
        return self.done()

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.again(form, HTTPStatus.BAD_REQUEST)

    def again(self, form: Any, status: HTTPStatus) -> HttpResponse:
        """The page once more, with what was written in ``form``."""
        context = self.get_context_data(form=form)  # type: ignore[attr-defined]
        answer: HttpResponse = self.render_to_response(context, status=status)  # type: ignore[attr-defined]
        return answer
