"""A pasted list of people is read as people write it, and every line that cannot be read is named."""

import pytest

from workshops.registration.invitation_lines import MOST_LINES, ReadLine, Unreadable, read_lines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ona Example <ona@example.org>, speaker", ("ona@example.org", "Ona Example", "speaker")),
        ("Ona Example <ona@example.org>", ("ona@example.org", "Ona Example", "guest")),
        ("“Ona Example” <Ona@Example.org>; Observer", ("ona@example.org", "Ona Example", "observer")),
        ('"Example, Ona" <ona@example.org>', ("ona@example.org", "Example, Ona", "guest")),
        ("ona@example.org", ("ona@example.org", "", "guest")),
        ("ona@example.org, European Commission", ("ona@example.org", "", "commission")),
        ("ona@example.org\tSPEAKER", ("ona@example.org", "", "speaker")),
        ("<ona@example.org>,", ("ona@example.org", "", "guest")),
    ],
)
def test_a_line(line: str, expected: tuple[str, str, str]) -> None:
    assert read_lines(line, "guest") == [ReadLine(1, *expected)]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["Write at least one e-mail address."]),
        ("\n\n  \n", ["Write at least one e-mail address."]),
        ("Ona Example", ["Line 1: Write “Name <mail@example.org>, role”, or an address alone."]),
        ("ona@", ["Line 1: “ona@” is no e-mail address."]),
        ("a@example.org\n\nb@example.org\nA@example.org", ["Line 4: The same address stands in line 1."]),
        (f"{'x' * 121} <a@example.org>", ["Line 1: The name is longer than 120 letters."]),
    ],
)
def test_lines_that_cannot_be_read(text: str, messages: list[str]) -> None:
    with pytest.raises(Unreadable) as refused:
        read_lines(text, "guest")
    assert refused.value.messages == messages


def test_all_bad_lines_are_named_and_an_unknown_role_tells_the_known_ones() -> None:
    with pytest.raises(Unreadable) as refused:
        read_lines("good@example.org\nbad\nother@example.org, king", "guest")
    first, second = refused.value.messages
    assert first.startswith("Line 2:")
    assert second.startswith("Line 3: “king” is none of the roles: Delegate, Speaker or facilitator,")


def test_a_list_has_an_end() -> None:
    text = "\n".join(f"p{number}@example.org" for number in range(MOST_LINES))
    assert len(read_lines(text, "guest")) == MOST_LINES
    with pytest.raises(Unreadable):
        read_lines(f"{text}\nmore@example.org", "guest")
