"""Tokeniser: merges, ids and rows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from earshot_training.tokenizer import Tokenizer, learn


@pytest.fixture
def tokenizer() -> Tokenizer:
    return Tokenizer(learn(Counter({"low lower lowest": 5, "new newer widest": 3}), 10), 8)


def test_frequent_words_become_one_token(tokenizer: Tokenizer) -> None:
    assert len(tokenizer.word("low")) == 1
    assert len(tokenizer.word("zzz")) == 3


def test_rows_start_and_end_with_the_special_tokens_and_pad_with_zeros(tokenizer: Tokenizer) -> None:
    row = tokenizer(["LOW new"])[0].tolist()
    last = row.index(tokenizer.end)
    assert row[0] == tokenizer.start and row[last] == max(row) and not any(row[last + 1 :])
    assert row[1:last] == tokenizer.word("low") + tokenizer.word("new")


def test_captions_longer_than_the_context_are_refused(tokenizer: Tokenizer) -> None:
    with pytest.raises(ValueError, match="the context holds 8"):
        tokenizer(["abcdefghij"])


def test_merges_survive_the_file(tokenizer: Tokenizer, tmp_path: Path) -> None:
    tokenizer.write(tmp_path / "merges.txt")
    again = Tokenizer.read(tmp_path / "merges.txt", 8)
    assert again.ids == tokenizer.ids and again.ranks == tokenizer.ranks
