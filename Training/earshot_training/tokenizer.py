"""Byte-level BPE in CLIP's manner (docs/model.md section 7): learning the merges and encoding captions."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import torch

END = "</w>"
HEADER = "#version: 0.2"
#: Contractions, letter runs, single digits, other runs; captions here are plain words, so no Unicode classes are needed.
PATTERN = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|[^\s\w]+|_+")

Pair = tuple[str, str]


@lru_cache(maxsize=1)
def byte_symbols() -> dict[int, str]:
    """The printable stand-in of each byte, in vocabulary order."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [b for b in range(256) if b not in printable]
    return {b: chr(b) for b in printable} | {b: chr(256 + i) for i, b in enumerate(rest)}


def _symbols(word: str) -> tuple[str, ...]:
    letters = [byte_symbols()[b] for b in word.encode()]
    return (*letters[:-1], letters[-1] + END)


def _merge(symbols: tuple[str, ...], pair: Pair) -> tuple[str, ...]:
    out, i = [], 0
    while i < len(symbols):
        if symbols[i : i + 2] == pair:
            out.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            out.append(symbols[i])
            i += 1
    return tuple(out)


def learn(captions: Counter[str], count: int) -> list[Pair]:
    """The `count` most frequent merges of weighted captions (ties in alphabetical order)."""
    words: Counter[tuple[str, ...]] = Counter()
    for caption, weight in captions.items():
        for word in PATTERN.findall(caption.lower()):
            words[_symbols(word)] += weight
    merges: list[Pair] = []
    while len(merges) < count:
        pairs: Counter[Pair] = Counter()
        for symbols, weight in words.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += weight
        if not pairs:
            raise ValueError(f"the captions give {len(merges)} merges, {count} are wanted")
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        changed: Counter[tuple[str, ...]] = Counter()
        for symbols, weight in words.items():
            changed[_merge(symbols, best)] += weight
        words = changed
    return merges


class Tokenizer:
    """Captions to token rows. Vocabulary: 256 bytes, 256 bytes with `</w>`, merges, start, end."""

    def __init__(self, merges: list[Pair], context: int) -> None:
        symbols = list(byte_symbols().values())
        vocabulary = [*symbols, *(s + END for s in symbols), *(a + b for a, b in merges)]
        self.ids = {symbol: i for i, symbol in enumerate(vocabulary)}
        self.ranks = {pair: i for i, pair in enumerate(merges)}
        self.start, self.end, self.context = len(vocabulary), len(vocabulary) + 1, context
        self.known: dict[str, list[int]] = {}

    @classmethod
    def read(cls, path: Path, context: int) -> Tokenizer:
        lines = path.read_text().splitlines()[1:]
        return cls([tuple(line.split(" ")) for line in lines if line], context)

    def write(self, path: Path) -> None:
        """CLIP's merges format: a header line, then one merge a line."""
        path.write_text("\n".join([HEADER, *(f"{a} {b}" for a, b in self.ranks)]) + "\n")

    def word(self, text: str) -> list[int]:
        """Token ids of one word of the pattern; remembered."""
        if text not in self.known:
            self.known[text] = self._encode(text)
        return self.known[text]

    def _encode(self, text: str) -> list[int]:
        symbols = _symbols(text)
        while len(symbols) > 1:
            pair = min(zip(symbols, symbols[1:]), key=lambda p: self.ranks.get(p, 1 << 30))
            if pair not in self.ranks:
                break
            symbols = _merge(symbols, pair)
        return [self.ids[s] for s in symbols]

    def __call__(self, captions: list[str]) -> torch.Tensor:
        """int64 `[n, context]`, zeros after the end token."""
        out = torch.zeros(len(captions), self.context, dtype=torch.long)
        for row, caption in zip(out, captions):
            ids = [i for word in PATTERN.findall(caption.lower().strip()) for i in self.word(word)]
            ids = [self.start, *ids, self.end]
            if len(ids) > self.context:
                raise ValueError(f"{len(ids)} tokens in {caption!r}, the context holds {self.context}")
            row[: len(ids)] = torch.tensor(ids)
        return out
