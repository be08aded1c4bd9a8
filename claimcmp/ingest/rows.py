"""Checking the fields of a draft: what is missing is worked out or stays unknown, never guessed."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from claimcmp.config import IngestSettings
from claimcmp.ingest.draft import Draft
from claimcmp.ingest.markup import is_markup, visible
from claimcmp.ingest.problems import Tally
from claimcmp.ingest.published import parse
from claimcmp.languages.detect import detect
from claimcmp.model import Article
from claimcmp.text import normalize

_BAD = re.compile("[\x00\ud800-\udfff]")
# Controls, marks and overrides of direction, zero width spaces, soft hyphens, tags; the joiners of Farsi stay.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Codes of three letters, and old ones, for our languages.
_ISO_639_2 = {"ara": "ar", "eng": "en", "rus": "ru", "ukr": "uk", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de",
              "spa": "es", "tur": "tr", "zho": "zh", "chi": "zh", "fas": "fa", "per": "fa", "heb": "he", "iw": "he",
              "por": "pt", "ita": "it"}  # fmt: skip
_LANG = re.compile(r"([a-z]{2,3})(?![a-z])")
_SPACE = re.compile(r"\s+")
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|amp|mobile)\.")
_NO_DATE = "without a publication date"
_DATE_REMEDY = "give published as ISO 8601 with a zone (2024-05-15T09:00:00+03:00); until then dates stay unknown"


class Assembler:
    """Drafts → articles with consecutive ids; duplicates are found across all files of one job."""

    def __init__(self, settings: IngestSettings, tally: Tally) -> None:
        self._settings = settings
        self._tally = tally
        self._seen: dict[str, bytes] = {}
        self.count = 0

    def article(self, draft: Draft) -> Article | None:
        """The article of a draft; None where it has no text or repeats an earlier one (both are told)."""
        title, text = label(_string(draft.title)), _string(draft.text)
        if is_markup(text):
            text = visible(text)
        if not text.strip():
            if not title:
                self._tally.add(
                    draft.file, draft.line, "empty text; left out", "give the article a text", sort="empty text"
                )
                return None
            self._tally.count(draft.file, draft.line, "with a title only, read as their text", "give the text as well")
            title, text = "", title
        url = _string(draft.url).strip()
        outlet = label(_string(draft.outlet)) or host(url) or self._settings.default_outlet
        sha = hashlib.sha256(_SPACE.sub(" ", normalize(text).text).strip().encode()).hexdigest()
        published, offset = self._published(draft)
        key = self._key(draft, outlet, url or f"{outlet}\n{published}\n{title}\n{sha}", sha)
        if key is None:
            return None
        lang = self._lang(draft, title, text)
        article = Article(self.count, key, outlet, url, title, lang, published, offset, sha, text)
        self.count += 1
        return article

    def _published(self, draft: Draft) -> tuple[float | None, int | None]:
        found = parse(draft.published)
        if found.wrong:
            self._tally.add(
                draft.file, draft.line,
                f"published {shortened(_string(draft.published))!r}: {found.wrong}; kept as unknown",
                _DATE_REMEDY, sort="published that cannot be read",
            )  # fmt: skip
        elif found.seconds is None:
            self._tally.count(draft.file, draft.line, _NO_DATE, _DATE_REMEDY)
        return found.seconds, found.utc_offset

    def _key(self, draft: Draft, outlet: str, identity: str, sha: str) -> str | None:
        given = " ".join(_string(draft.id).split())
        key = given or hashlib.sha256(identity.encode()).hexdigest()[:16]
        mark = hashlib.sha256(f"{outlet}\n{sha}".encode()).digest()[:16]
        candidate, n = key, 1
        while candidate in self._seen:
            if self._seen[candidate] == mark:
                self._tally.add(
                    draft.file, draft.line,
                    f"id {shortened(key)!r} repeats an earlier article with the same text; left out",
                    "nothing is lost: the earlier one is kept", sort="an article that is given twice",
                )  # fmt: skip
                return None
            n += 1
            candidate = f"{key}#{n}"
        if n > 1:
            self._tally.add(
                draft.file, draft.line,
                f"id {shortened(key)!r} is taken by another article; kept as {shortened(candidate)!r}",
                "give every article an id of its own", sort="an id that is taken",
            )  # fmt: skip
        self._seen[candidate] = mark
        return candidate

    def _lang(self, draft: Draft, title: str, text: str) -> str:
        given = _string(draft.lang).strip().lower() or self._settings.default_lang
        code = _LANG.match(given)
        return detect(f"{title}\n{text}"[:4000], given=_ISO_639_2.get(code[1], code[1]) if code else "")


def label(text: str) -> str:
    r"""A name or title on one line, composed, without the signs that turn or hide letters.

    Two spellings that look alike are one outlet: ``"Amber\u200b Post"`` is Amber Post, and counts as one source.
    """
    return " ".join(_HIDDEN.sub("", unicodedata.normalize("NFC", text)).split())


def shortened(text: str, limit: int = 60) -> str:
    """A value as messages show it."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def host(url: str) -> str:
    """The host of a URL without "www.", "" where there is none.

    >>> host("https://www.example.org/a")
    'example.org'
    """
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _HOST_PREFIX.sub("", name)


def _string(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, (list, tuple)):
        value = "\n".join(_string(v) for v in value)
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("#text") or ""
    return _BAD.sub("\ufffd", value if isinstance(value, str) else str(value))
