"""What the font can show beside the words, with caption names from Unicode, and the caption templates."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from PIL import ImageFont

from .glyphs import FONT_PATH, STRIKE
from .vocabulary import AVSBENCH_WORDS, WORDS

TEMPLATES = (
    "a photo of a {}.", "This is a photo of a {}", "There is a {} in the scene", "There is the {} in the scene",
    "a photo of a {} in the scene", "a photo of a small {}.", "a photo of a medium {}.", "a photo of a large {}.",
    "This is a photo of a small {}.", "This is a photo of a medium {}.", "This is a photo of a large {}.",
    "There is a small {} in the scene.", "There is a medium {} in the scene.", "There is a large {} in the scene.",
)  # fmt: skip

RANGES = ((0x1F300, 0x1F5FF), (0x1F680, 0x1F6FF), (0x1F90C, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x1F400, 0x1F4FF))
#: Parts of Unicode names of signs, people and gestures: not things.
NOT_THINGS = frozenset(
    "SIGN SYMBOL SQUARE BUTTON HEART HEARTS ARROW FLAG MODIFIER CLOCK MOON HAND HANDS FINGER MAN WOMAN PERSON PEOPLE BOY GIRL BABY FAMILY "
    "COUPLE KISS FACE-WITH EAR NOSE EYE EYES MOUTH TONGUE FOOT LEG ARM THUMBS FIST VARIATION LETTER PLUS FEMALE MALE MENS WOMENS RESTROOM "
    "MARK SPEECH BUBBLE THOUGHT NO NON LEFT RIGHT HEAVY BLACK WHITE CURLY ZODIAC OK TOP BACK SOON ON INPUT FOR NUMBER UNDERAGE CIRCLED "
    "NIGHT SUNSET SUNRISE RAINBOW MILKY FOGGY CITYSCAPE STARS VOLCANO JAPAN CHART TREND PERSONAL WRESTLERS GENIE ELF FAIRY VAMPIRE ZOMBIE "
    "MERPERSON MAGE SUPERHERO SUPERVILLAIN ADULT CHILD SELFIE BOWING RAISING SHRUG PREGNANT BREAST PALMS FRIENDS GUARDSMAN PRINCESS PRINCE "
    "BRIDE POLICE-OFFICER CONSTRUCTION-WORKER DANCER RUNNER SURFER SWIMMER ROWBOAT BICYCLIST PEDESTRIAN BATH HORSE-RACING SNOWBOARDER GOLFER "
    "POTABLE PASSPORT CUSTOMS BAGGAGE LUGGAGE SUIT INFORMATION DESK HAIRCUT MASSAGE LEVITATING SLEUTH WEIGHT LIFTER BONE BRAIN TOOTH".split()
)
#: Drawings that show the same as one of the words, or are mostly letters.
SAME = "🐈🐱🕐🐕🦮🐩🐶🥁🪘🦆🎸🚁🎹🚂🚆🚅🎺🪗🚑🚒🚓🪚🎷🎻🔔🛎⏰🕰🐦🕊🚄🚇🚈🚉🚊🚋🚃🚞🚝🚟🚠🚔🚨🔕⏱⏲🐤🐣🐥🎼🎵🎶🔈🔉🔊"


def _shown(character: str, font: ImageFont.FreeTypeFont) -> bool:
    return font.getmask(character, mode="RGBA").getbbox() is not None and font.getlength(character) > 100


@lru_cache(maxsize=1)
def other_glyphs() -> dict[str, str]:
    """Emoji that are none of our words -> caption name (lower case, without "face" after an animal)."""
    font, out = ImageFont.truetype(FONT_PATH, STRIKE), {}
    codes = sorted({code for first, last in RANGES for code in range(first, last + 1)})
    for character in map(chr, codes):
        name = unicodedata.name(character, "")
        parts = set(name.replace("-", " ").split())
        sign = not name or parts & NOT_THINGS or name.startswith(("FACE ", "EMOJI ", "SMILING", "GRINNING", "CLOCKWISE")) or len(parts) > 4
        if sign or character in SAME or name.endswith("CAT FACE") or not _shown(character, font):
            continue
        out[character] = _plain(name)
    return out


def _plain(name: str) -> str:
    """Everyday form of a Unicode name: "TIGER FACE" is a tiger, "AUTOMOBILE" a car."""
    words = [w for w in name.lower().replace("-", " ").split() if w not in ("face", "emoji", "oncoming", "delivery", "racing")]
    everyday = {"automobile": "car", "articulated lorry": "truck", "sailboat": "boat", "speedboat": "boat", "motor boat": "boat", "ewe": "sheep"}
    plain = " ".join(words)
    return everyday.get(plain, plain)


def caption_words() -> Counter[str]:
    """Words and names the merges are learnt from, weighted."""
    out: Counter[str] = Counter()
    for text in TEMPLATES:
        out[text.format("")] += 40
    for word in AVSBENCH_WORDS:
        out[word] += 30
    for word in WORDS:
        for synonym in word.synonyms:
            out[synonym] += 20
    for name in other_glyphs().values():
        out[name] += 6
    for code in range(0x1F300, 0x1FB00):
        name = unicodedata.name(chr(code), "")
        if name:
            out[name.lower().replace("-", " ")] += 1
    return out
