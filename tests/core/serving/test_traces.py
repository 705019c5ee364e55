"""Traces of people in texts, and nobody else's."""

import pytest

from core.serving.traces import Traces

ONA = Traces(["Ona@Example.org "], ["Ona  Example", "Maria", " "])


@pytest.mark.parametrize(
    "text",
    [
        "ona@example.org",
        "Write to <ONA@example.ORG>.",
        "mailto:ona@example.org?subject=x",
        "Dear Ona Example,",
        "ona example",
        "Ona  Example",
        '{"name": "Ona Example"}',
        "line\nOna Example\nline",
    ],
)
def test_somebody_is_found(text: str) -> None:
    assert ONA.are_in(text)
    assert not ONA.are_in(ONA.hide(text))


@pytest.mark.parametrize(
    "text",
    [
        "iona@example.org",
        "x.ona@example.org",
        "ona@example.org.uk",
        "ona@example.organisation",
        "Fiona Example",
        "Ona Examples",
        "Maria",
        "Ona",
        "",
    ],
)
def test_somebody_else_is_left_alone(text: str) -> None:
    assert not ONA.are_in(text)
    assert ONA.hide(text) == text


def test_they_are_found_and_hidden_at_any_depth() -> None:
    value = {"to": ["Ona Example", 3, None], "ona@example.org": {"x": "by ona@example.org"}}
    assert ONA.are_in(value)
    assert ONA.hide(value) == {"to": ["…", 3, None], "…": {"x": "by …"}}
    assert not ONA.are_in({"to": [1, None], "more": {"x": "nobody"}})


def test_nobody_leaves_no_trace() -> None:
    nobody = Traces([])
    assert not nobody.are_in("anything")
    assert nobody.hide("anything") == "anything"
