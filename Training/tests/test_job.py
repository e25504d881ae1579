"""Where the weights of a stage come from: a bundle, the stages before it, or nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import torch

from earshot_training import bundle
from earshot_training.config import Config
from earshot_training.model.clip import CLIP
from earshot_training.model.ovavss import OVAVSS
from earshot_training.recipe.fusion import FusionModel
from earshot_training.recipe.job import Job
from earshot_training.recipe.picture import PictureClassifier
from earshot_training.recipe.sound import SoundClassifier
from earshot_training.recipe.windows import WindowModel
from earshot_training.tokenizer import Tokenizer, learn

CONFIG = Config.named("sandbox")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("published")
    tokenizer = Tokenizer(learn(Counter({"a photo of a dog": 1}), 5), CONFIG.clip["text"]["context"])
    bundle.write(OVAVSS(CONFIG), tokenizer, folder, {"sounding": 0.5, "score": 0.3, "min_area_px": 16}, {})
    return folder


def save(module: torch.nn.Module, path: Path) -> None:
    torch.save({"module": module.state_dict(), "step": 3, "seconds": 60.0}, path)


def test_every_stage_begins_with_its_parts_of_a_bundle(published: Path, tmp_path: Path) -> None:
    stored, job = bundle.weights(published), Job(CONFIG, tmp_path, 1, bundle=published)
    sound, picture, windows, clip = SoundClassifier(CONFIG), PictureClassifier(CONFIG), WindowModel(CONFIG), CLIP(**CONFIG.clip)
    for module, stage in ((sound, "sound"), (picture, "picture"), (windows, "windows"), (clip, "words")):
        job.begin(module, stage)
    assert torch.equal(sound.network.embeddings[0].weight, stored["audio_encoder.audio_backbone.embeddings.0.weight"])
    assert torch.equal(picture.backbone.res5[1].conv2.norm.running_var, stored["backbone.res5.1.conv2.norm.running_var"])
    assert torch.equal(windows.frozen.backbone.stem.conv1.weight, stored["backbone.stem.conv1.weight"])
    assert torch.equal(windows.pixel_decoder.mask_features.weight, stored["sem_seg_head.pixel_decoder.mask_features.weight"])
    assert torch.equal(windows.predictor.query_feat.weight, stored["sem_seg_head.predictor.query_feat.weight"])
    assert torch.equal(clip.visual.proj, stored["clip_adapter.clip_model.visual.proj"])


def test_checkpoints_of_earlier_stages_go_before_the_bundle(published: Path, tmp_path: Path) -> None:
    trained = FusionModel(CONFIG)
    save(trained, tmp_path / "fusion.pt")
    windows = WindowModel(CONFIG)
    Job(CONFIG, tmp_path, 1, bundle=published).begin(windows, "windows")
    assert torch.equal(windows.pixel_decoder.mask_features.weight, trained.pixel_decoder.mask_features.weight)
    assert torch.equal(windows.readings.sounding[0].weight, trained.readings.sounding[0].weight)
    assert torch.equal(windows.predictor.query_feat.weight, bundle.weights(published)["sem_seg_head.predictor.query_feat.weight"])


def test_from_nothing_the_earlier_stages_must_have_run(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="sound.pt"):
        Job(CONFIG, tmp_path, 1).begin(FusionModel(CONFIG), "fusion")


def test_a_checkpoint_that_lacks_parts_is_refused(tmp_path: Path) -> None:
    save(torch.nn.Linear(1, 1), tmp_path / "windows.pt")
    with pytest.raises(ValueError, match="do not fit"):
        Job(CONFIG, tmp_path, 1).begin(WindowModel(CONFIG), "pairs")


def test_a_bundle_stands_in_for_stages_that_were_not_run(published: Path, tmp_path: Path) -> None:
    trained = WindowModel(CONFIG)
    save(trained, tmp_path / "pairs.pt")
    model, stored = bundle.assemble(CONFIG, tmp_path, published), bundle.weights(published)
    assert torch.equal(model.sem_seg_head.predictor.query_feat.weight, trained.predictor.query_feat.weight)
    assert torch.equal(model.clip_adapter.clip_model.visual.proj, stored["clip_adapter.clip_model.visual.proj"])
