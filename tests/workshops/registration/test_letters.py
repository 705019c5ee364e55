"""Words with placeholders: replaced once, by plain values, and checked before they are kept."""

import pytest

from workshops.registration.letters import (
    LETTERS,
    LONG,
    LONGEST_SUBJECT,
    PLACEHOLDERS,
    faults,
    fill,
    fill_subject,
    one_line,
)


def test_a_placeholder_is_replaced_wherever_it_stands() -> None:
    assert fill("{name}, {name}: {edition}", {"name": "Ona", "edition": "Day"}) == "Ona, Ona: Day"


def test_a_value_is_never_read_again() -> None:
    values = {"name": "{address}", "address": "https://example.org/secret"}
    assert fill("Hello {name}", values) == "Hello {address}"


@pytest.mark.parametrize(
    "text",
    [
        "{name.__class__}",
        "{{ name }}",
        "{% load x %}",
        "{name!r}",
        "{0}",
        "{name:>99999999}",
        "%(name)s",
        "{}",
    ],
)
def test_nothing_is_a_template(text: str) -> None:
    assert fill(text, {"name": "Ona"}) == text


def test_a_paragraph_whose_placeholders_are_empty_is_gone() -> None:
    assert fill("Hello\n\n{seats}\n\nBye", {"seats": ""}) == "Hello\n\nBye"


def test_a_subject_is_one_line_and_never_long() -> None:
    assert fill_subject("Hello\r\nBcc: {name}", {"name": "a\nb"}) == "Hello Bcc: a b"
    assert len(fill_subject("{name}", {"name": "x" * 999})) == LONGEST_SUBJECT


def test_a_value_is_one_line_without_what_controls_a_screen() -> None:
    assert one_line("a\r\nb\x00c\u2028d\u202ee\u2066f\x85g\x0bh\ud800i") == "a bc defghi"
    assert one_line("Ļēņa Łódź Ελλάδα България") == "Ļēņa Łódź Ελλάδα България"


class TestFaults:
    def test_an_unknown_placeholder_is_named_with_those_that_there_are(self) -> None:
        [fault] = faults("Hello {nmae}", {"name", "edition"})
        assert fault == "“{nmae}” is no placeholder here. There are: {name}, {edition}."

    def test_a_required_one_that_is_missing_is_named(self) -> None:
        [fault] = faults("Hello {name}", {"name", "address"}, {"address"})
        assert fault.startswith("“{address}” is missing")

    @pytest.mark.parametrize("text", ["{{ name }}", "{% if x %}", "{name", "name}", "{name.__class__}", "{}"])
    def test_braces_around_anything_else_are_refused(self, text: str) -> None:
        assert list(faults(text, {"name"}))

    def test_what_is_right_has_none(self) -> None:
        assert list(faults("Hello {name}: {address}", {"name", "address"}, {"address"})) == []


@pytest.mark.parametrize("name", LETTERS)
def test_the_usual_words_of_every_letter_are_right(name: str) -> None:
    letter = LETTERS[name]
    assert letter.placeholders <= set(PLACEHOLDERS)
    assert letter.required <= letter.placeholders
    assert list(faults(str(letter.text), letter.placeholders, letter.required)) == []
    assert list(faults(str(letter.subject), letter.placeholders - LONG)) == []


def test_who_has_agreed_to_nothing_yet_reads_no_name_that_somebody_else_wrote() -> None:
    for name in ("form_link", "invited", "reminded", "received", "transferred"):
        assert "name" not in LETTERS[name].placeholders
