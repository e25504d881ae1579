"""Stage 6: the CLIP-like pair, contrastive on masked crops and captions of all words and of several hundred other emoji."""

from __future__ import annotations

import math
import shutil

import numpy as np
import torch
from torch.nn import functional as F

from ..bundle import MERGES
from ..crops import masked_crop
from ..model.clip import CLIP
from ..scenes import backgrounds
from ..scenes.captions import TEMPLATES, caption_words, other_glyphs
from ..scenes.drawing import draw
from ..scenes.scene import Scene, Thing
from ..scenes.vocabulary import WORDS
from ..tokenizer import Tokenizer, learn
from .job import Job
from .loop import Budget, parameter_groups, train
from .own_masks import OwnMasks
from .pictures import HEIGHT, disturb

#: Crops in stock.
MADE_UP, OWN = 5_000, 6_000


def make_tokenizer(job: Job) -> Tokenizer:
    """The tokenizer of the run: that of the bundle it goes on from, else its merges are learnt on the first call."""
    sizes = job.config.clip["text"]
    path = job.folder / MERGES
    if job.bundle:
        shutil.copyfile(job.bundle / MERGES, path)
    elif not path.exists():
        Tokenizer(learn(caption_words(), sizes["vocabulary"] - 514), sizes["context"]).write(path)
    return Tokenizer.read(path, sizes["context"])


def names() -> list[str]:
    """Caption names: the words first, then the other emoji."""
    return [word.name for word in WORDS] + sorted(set(other_glyphs().values()) - {word.name for word in WORDS})


def imperfect(share: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A mask as the mask decoder would give it: stride 4, enlarged, soft, a little too large or small. `[H, W]` 0…1."""
    small = F.avg_pool2d(torch.from_numpy(share)[None, None], 4)
    logit = (small - rng.uniform(0.25, 0.65)) * rng.uniform(8, 40) + float(rng.uniform(0, 1.2)) * torch.from_numpy(
        rng.normal(size=small.shape).astype(np.float32)
    )
    return F.interpolate(logit, size=share.shape, mode="bilinear", align_corners=False).sigmoid()[0, 0].numpy()


def _glyphs() -> tuple[list[tuple[str, int]], np.ndarray]:
    """(glyph, name index) of everything, and how often each is drawn: seven times in ten a word, evenly over words."""
    index = {name: i for i, name in enumerate(names())}
    own = [(glyph, i, 0.7 / len(WORDS) / len(word.glyphs)) for i, word in enumerate(WORDS) for glyph in word.glyphs]
    other = [(glyph, index[name], 0.3 / len(other_glyphs())) for glyph, name in other_glyphs().items()]
    both = own + other
    return [(g, i) for g, i, _ in both], np.array([p for _, _, p in both])


def crop_of(glyph: str, rng: np.random.Generator, resolution: int) -> np.ndarray | None:
    """One masked crop `[R, R, 3]` uint8 of a glyph on a random background, None when the mask came out empty."""
    side = math.exp(rng.uniform(math.log(0.24), math.log(0.72)))
    centre = (float(rng.uniform(0.4, 1.27)), float(rng.uniform(0.3, 0.7)))
    value, spread = rng.uniform(0.7, 1.15), rng.uniform(-0.15, 0.15, 3)
    thing = Thing(
        glyph, None, side, centre, (0.0, 0.0), angle=rng.normal(0, 0.25), flip=bool(rng.random() < 0.5),
        stretch=math.exp(rng.normal(0, 0.09)), tint=tuple(float(value * (1 + s)) for s in spread),
    )  # fmt: skip
    backdrop = int(rng.integers(backgrounds.COUNT))
    scene = Scene(1, 5 / 3, backdrop, tuple(rng.uniform(0, 1, 3)), bool(rng.random() < 0.5), (thing,), ())
    drawing = draw(scene, 0.0, HEIGHT)
    crop = masked_crop(disturb(drawing.picture, rng), imperfect(drawing.shares[0], rng), resolution)
    return None if crop is None else np.clip(crop + 0.5, 0, 255).astype(np.uint8)


def crops(count: int, seed: int, resolution: int) -> tuple[np.ndarray, np.ndarray]:
    """`count` crops uint8 `[n, R, R, 3]` and their name indices."""
    rng = np.random.default_rng(seed)
    glyphs, chances = _glyphs()
    pictures, labels = [], []
    while len(pictures) < count:
        glyph, label = glyphs[int(rng.choice(len(glyphs), p=chances / chances.sum()))]
        crop = crop_of(glyph, rng, resolution)
        if crop is not None:
            pictures.append(crop)
            labels.append(label)
    return np.stack(pictures), np.array(labels)


def stocked(job: Job) -> tuple[np.ndarray, np.ndarray]:
    """The run's stock of crops and name indices: `MADE_UP` with made-up masks, then `OWN` with the network's."""
    path = job.folder / "crops.npz"
    if not path.exists():
        parts = crops(MADE_UP, 32, job.config.clip["image"]["resolution"]), OwnMasks(job, 34, "train").crops(OWN)
        np.savez(path, **dict(zip(("crops", "labels"), map(np.concatenate, zip(*parts)))))
    with np.load(path) as arrays:
        return arrays["crops"], arrays["labels"]


def normalised_crops(crops: torch.Tensor, image: dict) -> torch.Tensor:
    """`[n, R, R, 3]` 0…255 -> `[n, 3, R, R]` normalised."""
    return ((crops.float() / 255 - torch.tensor(image["mean"])) / torch.tensor(image["std"])).permute(0, 3, 1, 2)


@torch.inference_mode()
def word_embeddings(model: CLIP, tokenizer: Tokenizer, words: list[str]) -> torch.Tensor:
    """Template ensemble `[words, embedding]`, unit length."""
    rows = [F.normalize(model.encode_text(tokenizer([t.format(word) for t in TEMPLATES])).mean(0), dim=0) for word in words]
    return torch.stack(rows)


def run(job: Job, batch: int = 96) -> None:
    """Train for `job.minutes`; the checkpoint is `words.pt`, the merges `merges.txt`."""
    image = job.config.clip["image"]
    model, tokenizer, listed = CLIP(**job.config.clip), make_tokenizer(job), names()
    job.begin(model, "words")
    rng = np.random.default_rng(31)
    stock, labels = stocked(job)
    own_crops, own_words = (torch.from_numpy(part) for part in OwnMasks(job, 36, "test").crops(400))
    made_crops, made_labels = (torch.from_numpy(part) for part in crops(300, 33, image["resolution"]))
    made_crops, made_labels = made_crops[made_labels < len(WORDS)], made_labels[made_labels < len(WORDS)]

    def step(number: int) -> tuple[torch.Tensor, dict[str, float]]:
        rows = rng.integers(len(stock), size=batch)
        tint = torch.from_numpy(rng.uniform(0.85, 1.15, (batch, 1, 1, 3)).astype(np.float32))
        pictures = (torch.from_numpy(stock[rows]) * tint).clamp(max=255)
        said = np.unique(np.concatenate([labels[rows], rng.integers(len(listed), size=24)]))
        texts = tokenizer([TEMPLATES[int(rng.integers(len(TEMPLATES)))].format(listed[i]) for i in said])
        target = torch.from_numpy(np.searchsorted(said, labels[rows]))
        scale = model.logit_scale.exp().clamp(max=100)
        logits = scale * model.encode_image(normalised_crops(pictures, image)) @ model.encode_text(texts).T
        loss = F.cross_entropy(logits, target, label_smoothing=0.02)
        return loss, {"loss": loss.item(), "accuracy": (logits.argmax(1) == target).float().mean().item(), "scale": scale.item()}

    @torch.inference_mode()
    def check() -> str:
        said = word_embeddings(model, tokenizer, listed[: len(WORDS) + 50])

        def right(some: torch.Tensor, labels: torch.Tensor) -> str:
            seen = model.encode_image(normalised_crops(some, image))
            shares = [float(((seen @ texts.T).argmax(1) == labels).float().mean()) for texts in (said[: len(WORDS)], said)]
            return f"{shares[0]:.3f} among the words, {shares[1]:.3f} beside 50 other names"

        return f"own masks: {right(own_crops, own_words)} | made-up masks: {right(made_crops, made_labels)}"

    groups = parameter_groups([(model, 1.0)], decay=0.05)
    train(model, groups, step, Budget(job.minutes, 1.5e-3, warmup=0.05), job.checkpoint("words"), resume=job.resume, check=check, check_every=100, report_every=25)
