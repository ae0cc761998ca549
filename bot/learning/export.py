"""Writes what was learned: the adapter, and the graph that the run time fills with base and adapter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from bot.learning.network import Network
from bot.understanding.weights import HEADS, LAYERS, MATRICES, WIDTH

NEAR_ZERO = 1e-5
"""The epsilon of MPNet's layer normalisation."""


def adapter_of(network: Network, without: tuple[str, ...] = ("intent",)) -> dict[str, NDArray[np.generic]]:
    """The learned numbers, matrices and head in half precision, by the names of ``bot.understanding.weights``."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, parameter in network.state_dict().items():
        if not name.startswith(without):
            array = parameter.detach().numpy()
            halved = name.endswith((".down", ".up")) or name.startswith("head")
            arrays[_shipped(name)] = array.T.copy() if name == "head.weight" else array
            if halved:
                arrays[_shipped(name)] = arrays[_shipped(name)].astype(np.float16)
    return arrays


def _shipped(name: str) -> str:
    """Our names for PyTorch's: ``layers.0.first.weight`` is ``0.first``."""
    name = name.removeprefix("layers.")
    for ending, instead in ((".weight", ""), (".bias", "_bias")):
        if name.endswith(ending):
            name = name.removesuffix(ending) + instead
    return name


def write_graph(outputs: int, file: Path) -> None:
    """The graph without its numbers: every initializer stands elsewhere, and is handed over when it is loaded.

    With no ``outputs`` it is for message vectors alone.

    Inputs: ``ids`` (batch, tokens), ``seen`` (batch, 1, 1, tokens; 0 or a very low number), ``distance``
    (tokens, tokens), ``weight`` (batch, tokens, 1; adds up to one). Outputs: ``probability`` (batch, tokens, outputs)
    and ``vector`` (batch, 2 * width).
    """
    graph = _Graph()
    graph.add("Gather", ["words", "ids"], "word_whole")
    graph.add("Cast", ["word_whole"], "word_wide", to=TensorProto.FLOAT)
    graph.add("Gather", ["words.scale", "ids"], "word_scale")
    graph.add("Mul", ["word_wide", "word_scale"], "word")
    graph.add("Add", ["word", "place"], "embedded")
    graph.add("LayerNormalization", ["embedded", "start", "start_bias"], "x0", epsilon=NEAR_ZERO)
    graph.add("Gather", ["distances", "distance"], "near_last")
    graph.add("Transpose", ["near_last"], "near_flat", perm=[2, 0, 1])
    graph.add("Unsqueeze", ["near_flat", "first_axis"], "near")
    graph.add("Add", ["near", "seen"], "bias")
    for n in range(LAYERS):
        graph.layer(n)
    x = f"x{LAYERS}"
    if outputs:
        graph.add("MatMul", [x, "head"], "scores")
        graph.add("Add", ["scores", "head_bias"], "logits")
        graph.add("Sigmoid", ["logits"], "probability")
    graph.add("Gather", [x, "zero"], "leading", axis=1)
    graph.add("Mul", [x, "weight"], "weighted")
    graph.add("ReduceSum", ["weighted", "second_axis"], "mean", keepdims=0)
    graph.add("Concat", ["leading", "mean"], "vector", axis=1)
    file.write_bytes(graph.finished(outputs).SerializeToString())


class _Graph:
    """A list of nodes with the initializers they use."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> None:
        """One node with one output."""
        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))

    def matrix(self, x: str, name: str, output: str) -> None:
        """``x W + b`` with ``W`` in whole numbers and ``x`` rounded to eight bits as it comes."""
        inputs = [x, name, f"{name}.scale", "", f"{name}_bias"]
        self.add("Mul", [x, f"{name}.ease"], f"{name}.eased")
        self.add("DynamicQuantizeMatMul", [f"{name}.eased", *inputs[1:]], output, "com.microsoft")

    def norm(self, x: str, skipped: str, name: str, output: str) -> None:
        """Layer normalisation of a sum."""
        self.add(
            "SkipLayerNormalization", [x, skipped, name, f"{name}_bias"], output, "com.microsoft", epsilon=NEAR_ZERO
        )

    def layer(self, n: int) -> None:
        """See ``bot.learning.network.Layer``."""
        x = f"x{n}"
        self.matrix(x, f"{n}.qkv", f"{n}.mixed")
        parts = [f"{n}.{part}" for part in "qkv"]
        self._nodes.append(
            helper.make_node("Split", [f"{n}.mixed"], [f"{p}_part" for p in parts], axis=2, num_outputs=3)
        )
        inputs = [*(f"{p}_part" for p in parts), "", "", "bias"]
        self.add("MultiHeadAttention", inputs, f"{n}.attended", "com.microsoft", num_heads=HEADS)
        self.matrix(f"{n}.attended", f"{n}.out", f"{n}.told")
        self.norm(f"{n}.told", x, f"{n}.first", f"{n}.settled")
        self.matrix(f"{n}.settled", f"{n}.grow", f"{n}.grown")
        self.add("Gelu", [f"{n}.grown"], f"{n}.bent", "com.microsoft")
        self.matrix(f"{n}.bent", f"{n}.shrink", f"{n}.shrunk")
        self.norm(f"{n}.shrunk", f"{n}.settled", f"{n}.second", f"x{n + 1}")

    def finished(self, outputs: int) -> onnx.ModelProto:
        """The model, with every number elsewhere save three axes."""
        wide, whole, long = TensorProto.FLOAT, TensorProto.INT8, TensorProto.INT64
        value = helper.make_tensor_value_info
        inputs = [
            value("ids", long, ["batch", "tokens"]),
            value("place", wide, ["tokens", WIDTH]),
            value("seen", wide, ["batch", 1, 1, "tokens"]),
            value("distance", long, ["tokens", "tokens"]),
            value("weight", wide, ["batch", "tokens", 1]),
        ]
        results = [value("vector", wide, ["batch", 2 * WIDTH])]
        if outputs:
            results.insert(0, value("probability", wide, ["batch", "tokens", outputs]))
        shapes: dict[str, tuple[int, list[int]]] = {
            "words": (whole, [30527, WIDTH]),
            "words.scale": (wide, [30527, 1]),
            "start": (wide, [WIDTH]),
            "start_bias": (wide, [WIDTH]),
            "distances": (wide, [32, HEADS]),
            **({"head": (wide, [WIDTH, outputs]), "head_bias": (wide, [outputs])} if outputs else {}),
        }
        sizes = {
            "qkv": (WIDTH, 3 * WIDTH),
            "out": (WIDTH, WIDTH),
            "grow": (WIDTH, 4 * WIDTH),
            "shrink": (4 * WIDTH, WIDTH),
        }
        for n in range(LAYERS):
            for name in MATRICES:
                shapes[f"{n}.{name}"] = (whole, list(sizes[name]))
                shapes[f"{n}.{name}.ease"] = (wide, [sizes[name][0]])
                shapes[f"{n}.{name}.scale"] = (wide, [sizes[name][1]])
                shapes[f"{n}.{name}_bias"] = (wide, [sizes[name][1]])
            for name in ("first", "first_bias", "second", "second_bias"):
                shapes[f"{n}.{name}"] = (wide, [WIDTH])
        numbers = [_elsewhere(name, kind, shape) for name, (kind, shape) in shapes.items()]
        numbers += [
            helper.make_tensor("first_axis", long, [1], [0]),
            helper.make_tensor("second_axis", long, [1], [1]),
            helper.make_tensor("zero", long, [], [0]),
        ]
        graph = helper.make_graph(self._nodes, "reader", inputs, results, numbers)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="ischia")
        model.ir_version = 9
        return model


def _elsewhere(name: str, kind: int, shape: list[int]) -> onnx.TensorProto:
    """An initializer whose numbers are handed over when the graph is loaded."""
    tensor = onnx.TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value="handed over")
    return tensor
