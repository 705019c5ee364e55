"""What plain text keeps and drops."""

import pytest

from core.formats.plain_text import without_control_characters


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Vilnius\u00a0– Βρυξέλλες – София", "Vilnius\u00a0– Βρυξέλλες – София"),
        ("soft\u00adhyphen \u200djoined 👩\u200d🏫", "soft\u00adhyphen \u200djoined 👩\u200d🏫"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("\x00a\x1bb\x7fc\x85d", "abcd"),
        ("a\ufffeb\uffffc\ud800d", "abcd"),
    ],
)
def test_letters_stay_and_control_characters_go(text: str, plain: str) -> None:
    assert without_control_characters(text) == plain
