// What was read, with which settings, and what went wrong.
function pairsTable(rows) {
  return h("table", { class: "plain-table" }, h("tbody", {}, rows.map(([name, value]) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value)))));
}

function flatSettings(settings, prefix = "") {
  return Object.entries(settings).flatMap(([name, value]) =>
    value && typeof value === "object" ? flatSettings(value, `${prefix}${name}.`) : [[`${prefix}${name}`, String(value)]]);
}

function aboutView() {
  const counts = Object.entries(data.counts).filter(([, n]) => typeof n === "number");
  return [h("div", { class: "about" },
    h("h2", {}, "How to read this"),
    h("dl", { class: "verdict-list" }, VERDICTS.map((v) => [h("dt", { class: `v-${v}` }, mark(v), WORDS[v][0]), h("dd", {}, WORDS[v][1])])),
    h("p", {}, "A value is read from the words of a sentence and shown in one notation for all languages: > more than, ≥ at least, ≈ about. “Evidence” is the sum of the levels that say whether both sides mean one fact: 0 is undecided, more is surer. It is no measure of which outlet is right. claimcmp says where outlets differ, never who is right. Copies and translations of one text count as one source."),
    h("h2", {}, "What was read"), pairsTable(counts.map(([name, n]) => [name, count(n)])),
    data.problems.length ? [h("h2", {}, "Problems while reading"), h("ul", { class: "problems" }, data.problems.slice(0, 500).map((p) =>
      h("li", {}, h("b", {}, bdi([p.file, p.line].filter((x) => x || x === 0).join(":"))), " ", bdi(p.what || p.message || ""), p.remedy ? h("span", { class: "muted" }, " – ", bdi(p.remedy)) : "")))] : "",
    data.decisions.length ? [h("h2", {}, "Decisions honoured"), h("ul", {}, data.decisions.map((d) => h("li", {}, h("code", { dir: "auto" }, lineOf(d)))))] : "",
    h("h2", {}, "Made with"), pairsTable([["claimcmp", data.claimcmp], ["encoder", data.encoder], ...flatSettings(data.settings)]))];
}
