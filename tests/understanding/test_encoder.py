"""The network as it is shipped."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from bot.understanding.encoder import FOLDER, Encoder, encoder

STORY = (
    "It began on Tuesday when I lifted the cooker with my brother and something in my lower back gave, I finished the "
    "job because you do, and by the evening I could not tie my laces. "
)


def test_the_model_files_are_what_the_manifest_says(tmp_path: Path) -> None:
    for file in FOLDER.iterdir():
        if file.name != "adapter.npz":
            (tmp_path / file.name).symlink_to(file)
    damaged = bytearray((FOLDER / "adapter.npz").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "adapter.npz").write_bytes(damaged)
    with pytest.raises(ValueError, match=r"adapter\.npz is missing or damaged") as error:
        Encoder(tmp_path)
    assert "\n" not in str(error.value)


def test_a_missing_manifest_is_one_line(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "tokenizer.json", tmp_path)
    with pytest.raises(ValueError, match=r"model\.json is missing or broken"):
        Encoder(tmp_path)


def test_each_token_of_the_message_has_its_place() -> None:
    text = "my left hip"
    encoded = encoder().encode(text)
    assert [text[start:end] for start, end in encoded.offsets] == ["my", "left", "hip"]
    assert encoded.probability.shape[0] == 3


def test_the_question_asked_is_not_part_of_the_message() -> None:
    encoded = encoder().encode("only a bit", "numbness or an odd feeling between the legs")
    assert encoded.offsets[0] == (0, 4)
    assert len(encoded.offsets) == 3


def test_a_long_message_is_read_to_its_end_in_windows() -> None:
    text = STORY * 14 + "And now I can't feel it when I wipe."
    encoded = encoder().encode(text)
    assert encoded.offsets[-1][1] == len(text)
    assert len(encoded.offsets) == len(encoded.probability) > 480
    assert [start for start, _ in encoded.offsets] == sorted(start for start, _ in encoded.offsets)


def test_windows_say_the_same_as_one_go() -> None:
    numb = encoder().manifest.findings.index("saddle_numbness")
    text = STORY * 14 + "And now I can't feel it when I wipe."
    assert encoder().encode(text).probability[-12:, numb, 0].max() > 0.5


def test_many_texts_get_the_vectors_they_get_alone() -> None:
    texts = ["my hip hurts", "hello", "what is sciatica and how long does it last?"]
    together, alone = encoder().vectors(texts), np.stack([encoder().encode(text).vector for text in texts])
    near = (together * alone).sum(1) / np.linalg.norm(together, axis=1) / np.linalg.norm(alone, axis=1)
    assert near.min() > 0.97
