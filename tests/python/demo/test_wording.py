"""Numbers in words: every rule of the table of number formats, and the edges between two units."""
from __future__ import annotations

import pytest

from demo.wording import count_words, day_words, duration_words, score_words, share_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "–"),
        (0, "0 s"),
        (0.4, "0 s"),
        (56, "56 s"),
        (59.6, "1 min"),
        (540, "9 min"),
        (3_599, "1 h"),
        (11_640, "3 h 14 min"),
        (35_999, "10 h"),
        (75_600, "21 h"),
        (86_399, "1 day"),
        (86_400, "1 day"),
        (181_440, "2.1 days"),
        (86_400 * 9.96, "10 days"),
        (86_400 * 28, "28 days"),
        (86_400 * 729, "729 days"),
        (86_400 * 730, "2.0 years"),
    ],
)
def test_a_duration_takes_the_unit_a_person_would_say(seconds: float | None, words: str) -> None:
    assert duration_words(seconds) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0 %"), (0.0005, "< 0.1 %"), (0.064, "6.4 %"), (0.0996, "10 %"), (0.28, "28 %"),
        (0.9995, "> 99.9 %"), (1.0, "100 %"),
    ],
)
def test_a_share_never_says_a_false_none_or_all(share: float, words: str) -> None:
    assert share_words(share) == words


@pytest.mark.parametrize(
    ("score", "words"),
    [(0.0, "0.000"), (0.0004, "< 0.001"), (0.9894, "0.989"), (0.9991, "> 0.999"), (1.0, "1.000")],
)
def test_a_score_never_says_a_false_none_or_all(score: float, words: str) -> None:
    assert score_words(score) == words


def test_counts_and_days() -> None:
    assert [count_words(count, "row") for count in (0, 1, 18_646)] == ["0 rows", "1 row", "18,646 rows"]
    assert day_words("2024-01-01T08:43:47.282Z") == "1 Jan 2024"
