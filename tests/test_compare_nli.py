import pytest

from claimcmp.comparer import nli
from claimcmp.comparer.judge import Judgement
from claimcmp.config import CompareSettings
from claimcmp.errors import ModelError
from claimcmp.match import FactView
from claimcmp.model import Fact, Verdict

LABELS = {0: "entailment", 1: "neutral", 2: "contradiction"}


def view(text):
    return FactView(Fact("number", 0, 1), text=text, lang="en")


def differ():
    return Judgement(Verdict.DIFFER, 3.0, (), "12 ≠ 13")


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A BERT of two layers with random weights from a fixed seed, made here."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("nli")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "twelve", "thirteen", "soldiers", "died"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(7)
    config = BertConfig(vocab_size=len(words), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16,
                        id2label=LABELS, label2id={v: k for k, v in LABELS.items()})  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.mark.model
def test_a_local_model_adds_its_level(model):
    judged = nli.checked(
        differ(), view("twelve soldiers died"), view("thirteen soldiers died"), CompareSettings(nli=str(model))
    )
    assert [level.name for level in judged.levels] == ["nli"]
    assert judged.levels[0].value.split()[0] in LABELS.values()
    scores = nli.probabilities(str(model), "twelve soldiers died", "thirteen soldiers died")
    assert set(scores) == set(LABELS.values())
    assert sum(scores.values()) == pytest.approx(1.0)


def test_two_sided_entailment_withdraws_a_difference(monkeypatch):
    monkeypatch.setattr(nli, "probabilities", lambda *_: {"entailment": 0.95, "neutral": 0.03, "contradiction": 0.02})
    judged = nli.checked(differ(), view("a"), view("b"), CompareSettings(nli="somewhere"))
    assert (judged.verdict, judged.levels[0].value) == ("compatible", "entailment 0.95")


def test_contradiction_keeps_the_difference(monkeypatch):
    monkeypatch.setattr(nli, "probabilities", lambda *_: {"entailment": 0.02, "neutral": 0.03, "contradiction": 0.95})
    assert nli.checked(differ(), view("a"), view("b"), CompareSettings(nli="somewhere")).verdict == "differ"


def test_without_a_path_nothing_is_loaded():
    assert nli.checked(differ(), view("a"), view("b"), CompareSettings()) == differ()


def test_a_missing_model_is_named():
    with pytest.raises(ModelError, match="no model at '/nowhere/nli'"):
        nli.checked(differ(), view("a"), view("b"), CompareSettings(nli="/nowhere/nli"))
