// Words, times and counts as a reader meets them.
const VERDICTS = ["differ", "updated", "compatible", "agree", "unrelated", "single"];
const WORDS = {
  differ: ["differ", "both cannot be true of the same fact at the same time"],
  updated: ["updated", "a later report replaces the figure"],
  compatible: ["compatible", "both can be true: one is vaguer, rounded or a bound"],
  agree: ["agree", "independent sources give the same value"],
  unrelated: ["not the same fact", "similar wording; held apart, no disagreement"],
  single: ["one source", "stated by one source only: nothing to compare it with"],
};
const KINDS = {
  number: "count", percent: "share", money: "money", measure: "measure", duration: "duration", date: "date",
  time: "time of day", recurrence: "recurrence", ordinal: "rank", place: "place", person: "person",
  organization: "organisation", polarity: "happened or not", attribution: "who says so", "": "statement",
};
const RELATIONS = { copy: "copy of", near_copy: "near copy of", translation: "translation from", credited: "credits" };

const kindWord = (kind) => KINDS[kind] || kind;
const count = (n) => n.toLocaleString("en-GB");
const plural = (n, one, many) => `${count(n)} ${n === 1 ? one : many || one + "s"}`;

const languageNames = (() => {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" });
  } catch {
    return null;
  }
})();

function languageName(code) {
  try {
    return (languageNames && languageNames.of(code)) || code;
  } catch {
    return code;
  }
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (n) => String(n).padStart(2, "0");

function dayOf(iso) {
  if (!iso) return "time unknown";
  const d = new Date(iso);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

function clockOf(iso) {
  const d = new Date(iso);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

const when = (iso) => h("time", { datetime: iso || null, class: "when" }, iso ? `${dayOf(iso)}, ${clockOf(iso)} UTC` : "time unknown");

function spanOf(first, last) {
  if (!first && !last) return "times unknown";
  const [a, b] = [dayOf(first || last), dayOf(last || first)];
  return a === b ? a : `${a} – ${b}`;
}

function after(first, last) {
  const hours = (new Date(last) - new Date(first)) / 3.6e6;
  if (!first || !last || !(hours > 0)) return "";
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min later`;
  return hours < 48 ? `${Math.round(hours)} h later` : `${Math.round(hours / 24)} days later`;
}

function names(list, limit = 6) {
  const out = [];
  list.slice(0, limit).forEach((name, i) => out.push(i ? ", " : "", bdi(name)));
  if (list.length > limit) out.push(` and ${list.length - limit} more`);
  return out;
}

// Folded text for searching: digits, marks and letters that writers use for one another.
const LETTERS = { ى: "ي", ی: "ي", ې: "ي", ة: "ه", ە: "ه", ک: "ك", ڪ: "ك", ё: "е", ı: "i", ß: "ss" };
const foldOne = (c) => LETTERS[c] || String(c.charCodeAt(0) - (c > "۟" ? 0x6f0 : 0x660));
function fold(text) {
  return text.normalize("NFKD").toLowerCase()
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[ىیېةەکڪёıß٠-٩۰-۹]/g, foldOne);
}
