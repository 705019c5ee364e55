"""Keys of questions are made of their words."""

import pytest

from workshops.registration.question_rules import KEY_LENGTH, key_for


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("When do you arrive?", "when-do-you-arrive"),
        ("Où logez-vous ?", "ou-logez-vous"),
        ("a" * 60, "a" * KEY_LENGTH),
    ],
)
def test_a_key_says_what_the_question_says(label: str, key: str) -> None:
    assert key_for(label) == key


def test_questions_in_other_scripts_get_keys_that_tell_them_apart() -> None:
    keys = {key_for(label) for label in ("Πότε φτάνετε;", "Кога пристигате?", "Πώς έρχεστε;")}
    assert len(keys) == 3
    assert all(key.startswith("question-") and len(key) <= KEY_LENGTH for key in keys)
