"""The admin says what becomes of a colour."""

import pytest

from cooperation.editions.forms import EditionForm
from cooperation.editions.look import accent_in_words
from cooperation.editions.viewsets import EditionViewSet
from tests.factories import EditionFactory


def test_a_readable_colour_is_shown_as_it_is() -> None:
    assert "Pages show #0a6b4f on light ground" in accent_in_words("#0a6b4f")


def test_a_pale_colour_is_corrected_and_the_host_hears_of_it() -> None:
    words = accent_in_words("#ffcc00")
    assert "#ffcc00 is too pale to be read on white" in words
    assert "#ffcc00 on dark ground" in words


def test_what_is_no_colour_yet_gets_the_general_sentence() -> None:
    assert accent_in_words("").endswith("Any colour can be picked.")


@pytest.mark.django_db
def test_the_form_shows_it_below_the_field() -> None:
    form_class = EditionViewSet().get_edit_handler().get_form_class()
    assert issubclass(form_class, EditionForm)
    form = form_class(instance=EditionFactory(accent_colour="#ffcc00"))
    assert "too pale" in form.fields["accent_colour"].help_text
