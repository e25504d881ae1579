"""Names: what counts as a mistake."""

from __future__ import annotations

import numpy as np

from earshot_training.naming import mistakes
from earshot_training.scenes.vocabulary import WORD_INDEX


def test_a_mistake_is_listed_by_its_true_word() -> None:
    dog, cat = WORD_INDEX["dog"], WORD_INDEX["cat"]
    assert mistakes(np.array([dog, cat, cat]), np.array([dog, dog, dog])) == {"dog as cat": 2}
