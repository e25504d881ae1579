"""The words of the little world: which of the 70 AVSBench words are drawn and heard, and how.

Label ids and the base/novel split are those of docs/model.md section 9.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

#: The 70 AVSBench words in label order (label id = index + 1).
AVSBENCH_WORDS = (
    "accordion airplane axe baby bassoon bell bird boat boy bus car cat cello clarinet clipper clock dog donkey drum "
    "duck elephant emergency-car erhu flute frying-food girl goose guitar gun guzheng hair-dryer handpan harmonica harp "
    "helicopter hen horse keyboard leopard lion man marimba missile-rocket motorcycle mower parrot piano pig pipa saw "
    "saxophone sheep sitar sorna squirrel tabla tank tiger tractor train trombone trumpet truck tuba ukulele utv "
    "vacuum-cleaner violin wolf woman"
).split()

#: Label ids of the novel half (LVIS frequency rare or absent).
NOVEL_IDS = frozenset(
    [1, 3, 5, 13, 14, 15, 22, 23, 24, 25, 30, 32, 33, 34, 39, 42, 45, 49, 50, 51, 53, 54, 56, 57, 61, 64, 65, 66, 68, 69]
)


@dataclass(frozen=True)
class Word:
    """A word that can be seen (its emoji variants) and heard (its voice in the sound bank)."""

    name: str
    glyphs: str
    synonyms: tuple[str, ...] = ()

    @property
    def label(self) -> int:
        """AVSBench label id, 1 to 70."""
        return AVSBENCH_WORDS.index(self.name) + 1

    @property
    def novel(self) -> bool:
        """True where no mask of this word may be used in segmentation training."""
        return self.label in NOVEL_IDS


WORDS: tuple[Word, ...] = (
    Word("bell", "🔔🛎"),
    Word("bird", "🐦🕊", ("pigeon",)),
    Word("cat", "🐈🐱😺", ("kitten",)),
    Word("clock", "⏰🕰🕐🕓🕗", ("alarm clock",)),
    Word("dog", "🐕🦮🐩🐶", ("puppy",)),
    Word("drum", "🥁🪘"),
    Word("duck", "🦆"),
    Word("guitar", "🎸"),
    Word("helicopter", "🚁"),
    Word("piano", "🎹"),
    Word("train", "🚂🚆🚅", ("locomotive",)),
    Word("trumpet", "🎺"),
    Word("accordion", "🪗"),
    Word("emergency-car", "🚑🚒🚓", ("ambulance", "fire engine", "police car")),
    Word("saw", "🪚"),
    Word("saxophone", "🎷"),
    Word("violin", "🎻"),
)
WORD_INDEX = {word.name: index for index, word in enumerate(WORDS)}
BASE = tuple(i for i, word in enumerate(WORDS) if not word.novel)
NOVEL = tuple(i for i, word in enumerate(WORDS) if word.novel)

#: Things that are drawn beside the words and never sound; none resembles a word's glyph.
SILENT_GLYPHS = (
    "🍎🍊🍋🍌🍉🍇🍓🍍🥥🥑🍆🥕🌽🥦🍄🥜🍞🧀🍔🍟🍕🌭🍩🍪🎂🍭🍦☕🍵🍺🏀⚽🏈⚾🎾🏐🎱🎳🎲🧩🧸🎈🎁👑👒🎩👟👠👢👗👕👖🧦🧤🎒👜💼☂📚📕✏📎✂🔑🔒"
    "💡🔦🕯🪑🛏🚪🪞🏠🏰⛺🌵🌲🌴🍀🌷🌹🌻🍁⭐🌈🔥💎⚓🏆🐙🦀🐠🐟🐳🐢🐍🦋🐞🐌🪴🧊🧲🧪🔬🔭🪣🧹🧺🧻🪥🛒🗿"
)


def glyph_name(character: str) -> str:
    """Lower-case Unicode name of an emoji, as a caption word."""
    return unicodedata.name(character).lower().replace("-", " ")
