// The evidence of one claim: both sentences, the outlets, the times, the levels and the reason.
let opener = null;
const COVERED = 704; // on a narrower screen the evidence covers the page

function quote(position, fact) {
  const sentence = sentenceOf(position.sentence);
  if (!sentence) return "";
  const article = articleOf(sentence.article);
  const origin = article.origin;
  return h("blockquote", { class: "quote" },
    marked(sentence, fact),
    h("footer", {}, h("b", {}, bdi(article.outlet)), " ", when(article.published), " ",
      h("span", { class: "muted" }, languageName(sentence.lang)), " ", article.url ? outside(article.url, "article") : "",
      origin ? h("span", { class: "from" }, `${RELATIONS[origin.relation]} `, bdi(origin.outlet || origin.credit)) : "",
      fact && fact.speaker ? h("span", { class: "muted" }, " said by ", bdi(fact.speaker)) : ""),
    fact ? h("p", { class: "read" }, h("span", { class: "muted" }, "read as "), bdi(fact.label), fact.modality ? h("span", { class: "muted" }, ` (${fact.modality})`) : "") : "");
}

function levels(comparison) {
  if (!comparison.levels.length) return "";
  const most = Math.max(...comparison.levels.map((l) => Math.abs(l.weight)), 1e-6);
  const weighed = comparison.levels.filter((l) => l.weight !== 0);
  const silent = comparison.levels.filter((l) => l.weight === 0);
  return h("details", { class: "levels" }, h("summary", {}, `How it was decided: ${weighed.length} of ${plural(comparison.levels.length, "level")} weigh`),
    weighed.length ? h("table", {}, h("thead", { class: "hidden" }, h("tr", {}, ["level", "found", "weight", "bar"].map((t) => h("th", { scope: "col" }, t)))),
      h("tbody", {}, weighed.map((l) => h("tr", {}, h("th", { scope: "row" }, l.name === "start" ? "to begin with" : l.name), h("td", {}, bdi(l.value)),
        h("td", { class: "num" }, `${l.weight < 0 ? "−" : "+"}${Math.abs(l.weight).toFixed(2)}`), h("td", {}, weightBar(l.weight / most)))))) : "",
    silent.length ? h("p", { class: "muted" }, "Without weight: ", silent.map((l, i) => [i ? ", " : "", `${l.name} `, bdi(l.value)]), ".") : "");
}

function weightBar(share) {
  const wide = Math.abs(share) * 30;
  return svg("svg", { viewBox: "0 0 60 8", width: 60, height: 8, "aria-hidden": "true" }, svg("path", { d: "M30 0V8", class: "meter-rule" }),
    svg("rect", { x: share < 0 ? 30 - wide : 30, y: 1.5, width: wide, height: 5, class: share < 0 ? "meter-against" : "meter-fill" }));
}

function compared(claim, c, index) {
  const sides = [[c.left, c.left_group], [c.right, c.right_group]].map(([id, group]) => {
    const fact = factOf(id);
    if (fact) return quote({ sentence: fact.sentence }, fact);
    const stated = claim.positions.find((p) => p.group === group);
    return stated ? quote(stated, factOf(stated.fact)) : "";
  });
  return h("section", { class: `compared v-${c.verdict}` },
    h("h4", {}, mark(c.verdict), h("span", { class: "word" }, WORDS[c.verdict][0]), h("span", { class: "sure" }, ` evidence ${signed(c.score)}`)),
    c.why ? h("p", { class: "reason" }, reason(c.why)) : "", h("div", { class: "pair" }, sides), index < 12 ? levels(c) : "");
}

function outletOf(fact) {
  const sentence = fact && sentenceOf(fact.sentence);
  return sentence ? articleOf(sentence.article).outlet : "";
}

// What one outlet says, when its cell was chosen.
function chosenOutlet(claim) {
  const said = state.f ? statements(claim, state.f) : [];
  if (!said.length) return "";
  return h("section", { class: "chosen-outlet" }, h("h3", {}, bdi(state.f), said.length > 1 ? `: ${said.length} statements` : ""),
    said.slice(0, 8).map((p) => quote(p, factOf(p.fact))));
}

const COMPARED = 6;

function comparisons(claim) {
  const chosen = (c) => (state.f && [c.left, c.right].some((id) => outletOf(factOf(id)) === state.f) ? 0 : 1);
  const ordered = [...claim.comparisons].sort((a, b) => chosen(a) - chosen(b) ||
    VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || b.score - a.score);
  if (!ordered.length) return "";
  const rest = ordered.slice(COMPARED);
  const box = h("div", {}, ordered.slice(0, COMPARED).map((c, i) => compared(claim, c, i)));
  const more = rest.length ? h("button", { type: "button", class: "more", onclick: () => {
    box.append(...rest.map((c, i) => compared(claim, c, i + COMPARED)));
    more.remove();
  } }, `Show ${plural(rest.length, "more comparison")}`) : "";
  return h("section", {}, h("h3", {}, "Compared"), box, more);
}

function everyStatement(claim) {
  return h("section", {}, h("h3", {}, "Everything said"), claim.groups.map((group, index) => {
    const stated = claim.positions.filter((p) => p.group === index);
    return h("details", { class: "side-all", open: !claim.comparisons.length },
      h("summary", {}, groupLetter(claim, index), h("b", { class: "value" }, bdi(group.label || "stated")), " ",
        h("span", { class: "muted" }, `${plural(group.independent_sources, "source")}, ${plural(stated.length, "statement")}: `, names([...new Set(stated.map((p) => articleOf(p.article).outlet))], 4))),
      stated.slice(0, 60).map((p) => quote(p, factOf(p.fact))),
      stated.length > 60 ? h("p", { class: "muted" }, `and ${count(stated.length - 60)} more in report.json`) : "");
  }), claim.silent.length ? h("p", { class: "silent" }, h("b", {}, "Silent: "), names(claim.silent, 30)) : "");
}

function evidencePanel(claim) {
  const position = data.ranked.filter((c) => c.story === claim.story && matcher(state)(c));
  const at = position.indexOf(claim);
  const step = (n, text, key) => {
    const next = position[at + n];
    return next ? h("a", { href: to({ c: next.key, f: "" }), title: `Key ${key}` }, text) : h("span", { class: "muted" }, text);
  };
  return [h("div", { class: "panel-top" }, step(-1, "Previous", "k"), step(1, "Next", "j"),
    h("button", { type: "button", class: "plain", onclick: closeEvidence }, "Close")),
  h("h2", { tabindex: "-1", id: "evidence-title" }, heading(claim)),
  h("p", { class: `verdict v-${claim.verdict}` }, mark(claim.verdict), h("span", { class: "word" }, WORDS[claim.verdict][0]), kindTag(claim), evidenceMeter(claim)),
  h("p", { class: "muted" }, `${WORDS[claim.verdict][1]}. ${plural(claim.independent_sources, "independent source")}, ${spanOf(claim.first_seen, claim.last_seen)}.`),
  claim.comparisons.length ? "" : h("p", { class: "muted" }, `why: ${claim.why}`),
  chosenOutlet(claim), timeline(claim), comparisons(claim), everyStatement(claim), decisionForm(claim),
  h("p", { class: "muted key" }, "claim ", h("code", {}, claim.key))];
}

function renderEvidence(before) {
  const panel = $("evidence");
  const claim = state.view === "story" && state.c ? byKey.claim.get(state.c) : null;
  document.body.classList.toggle("with-evidence", Boolean(claim));
  if (!claim) {
    const was = !panel.hidden;
    for (const id of ["view", "bar"]) $(id).inert = false;
    panel.hidden = true;
    panel.replaceChildren();
    if (was && opener && document.contains(opener)) opener.focus();
    return;
  }
  const same = before && before.c === state.c && before.f === state.f && !panel.hidden;
  if (same) return;
  if (panel.hidden) opener = document.activeElement;
  panel.hidden = false;
  panel.replaceChildren(...evidencePanel(claim).flat().filter(Boolean));
  panel.scrollTop = 0;
  for (const id of ["view", "bar"]) $(id).inert = window.innerWidth < COVERED;
  $("evidence-title").focus({ preventScroll: true });
}

const closeEvidence = () => go({ c: "", f: "" });
