// The first screen: on what outlets differ, who says what, on what evidence.
function verdictHeading(verdict, n) {
  return h("div", { role: "listitem", class: `divider v-${verdict}` }, h("h2", {}, mark(verdict), WORDS[verdict][0],
    h("span", { class: "n" }, count(n))), h("p", {}, WORDS[verdict][1]));
}

function groupLetter(claim, index) {
  return claim.groups.length > 1 ? h("span", { class: "letter", "aria-hidden": "true" }, String.fromCharCode(65 + (index % 26))) : "";
}

function sideLine(claim, group, index) {
  const { own, copied } = sideOutlets(claim, index);
  const shown = own.length ? own : copied;
  return h("li", {}, h("div", { class: "side" }, groupLetter(claim, index),
    h("b", { class: "value" }, bdi(group.label || "stated")),
    h("span", { class: "who" }, names(shown, 5),
      own.length && copied.length ? h("span", { class: "muted" }, ` + ${plural(copied.length, "copy", "copies")}`) : "",
      conflicts(claim) ? [" ", when(firstSaid(claim, index))] : "")),
  conflicts(claim) ? sideSentence(claim, index) : "");
}

// When a side was first published; null where no time is known.
function firstSaid(claim, index) {
  const times = claim.positions.filter((p) => p.group === index).map((p) => articleOf(p.article).published).filter(Boolean);
  return times.length ? times.reduce((a, b) => (a < b ? a : b)) : null;
}

const conflicts = (claim) => claim.verdict === "differ" || claim.verdict === "updated";

// The words that give a side's value: those that were compared, else the first that were published.
function sideSentence(claim, index) {
  const stated = claim.positions.filter((p) => p.group === index);
  const weighed = claim.best ? [claim.best.left, claim.best.right] : [];
  const position = stated.find((p) => p.fact !== null && weighed.includes(p.fact)) || stated[0];
  const sentence = position && sentenceOf(position.sentence);
  return sentence ? h("p", { class: "clip" }, excerpt(sentence, factOf(position.fact))) : "";
}

function evidenceMeter(claim) {
  const score = weightOf(claim);
  if (!score) return "";
  return h("span", { class: "sure", title: "Evidence that both sides mean one fact: the sum of the levels; 0 is undecided" }, "evidence ",
    h("span", { class: "meter", "aria-hidden": "true" }, meter(score / PLENTY)), signed(score));
}

// Evidence that fills the meter: a noun, a role, a place and a topic that all agree.
const PLENTY = 6;
const signed = (score) => `${score < 0 ? "−" : ""}${Math.abs(score).toFixed(1)}`;

function meter(score) {
  return svg("svg", { viewBox: "0 0 40 6", width: 40, height: 6 },
    svg("rect", { x: 0, y: 2.5, width: 40, height: 1, class: "meter-rule" }),
    svg("rect", { x: 0, y: 0.5, width: Math.max(0.5, Math.min(40, 40 * score)), height: 5, class: "meter-fill" }));
}

const isText = (claim) => !claim.subject && (!claim.kind || claim.kind === "statement");

// A claim is named by what it counts or dates; a bare statement by its sentence.
function heading(claim) {
  if (claim.subject) return bdi(claim.subject);
  if (!isText(claim)) return kindWord(claim.kind).replace(/^./, (c) => c.toUpperCase());
  return h("span", { class: "clip", dir: "auto", lang: langOf(claim) }, textOf(claim));
}

const kindTag = (claim) => (claim.subject ? h("span", { class: "kind" }, kindWord(claim.kind)) : "");
const sentenceLine = (claim) => (isText(claim) ? "" : h("p", { class: "clip muted", dir: "auto", lang: langOf(claim) }, textOf(claim)));

function langOf(claim) {
  const sentence = sentenceOf(claim.representative);
  return sentence ? sentence.lang : null;
}

function decisionMarks(claim) {
  const found = decisionsOn(claim.key);
  return found.length ? h("span", { class: "decision" }, found.map((d) => d.action).join(", ")) : "";
}

function claimRow(claim, { withStory = true, brief = false } = {}) {
  const story = data.storyById.get(claim.story);
  const open = to({ view: "story", story: story ? story.key : "", c: claim.key, f: "", sort: "" });
  const shown = claim.groups.slice(0, 4);
  return h("div", { role: "listitem", class: `claim row v-${claim.verdict}${brief ? " brief" : ""}` },
    h("div", { class: "verdict" }, mark(claim.verdict), h("span", { class: brief ? "hidden" : "word" }, WORDS[claim.verdict][0])),
    h("div", { class: "what" },
      h("h3", {}, h("a", { href: open, class: "cover" }, heading(claim)), kindTag(claim), decisionMarks(claim)),
      conflicts(claim) ? "" : sentenceLine(claim), // its sides show their own
      withStory && story ? h("p", { class: "clip story-of", dir: "auto" }, story.title) : ""),
    h("div", { class: "says" }, h("ul", {}, shown.map((g, i) => sideLine(claim, g, i)),
      claim.groups.length > 4 ? h("li", { class: "muted" }, `and ${plural(claim.groups.length - 4, "more value")}`) : ""),
      claim.silent.length ? h("p", { class: "muted silent" }, "silent: ", names(claim.silent, 4)) : "",
      conflicts(claim) && claim.best && claim.best.why ? h("p", { class: "muted why" }, "why: ", reason(claim.best.why)) : ""),
    h("div", { class: "facts" }, evidenceMeter(claim), h("span", {}, plural(claim.independent_sources, "source")),
      h("span", { class: "muted" }, dayOf(claim.last_seen))));
}

function sortClaims(found) {
  if (state.sort === "fresh") return found.sort((a, b) => (b.last_seen || "").localeCompare(a.last_seen || "") || rank(a, b));
  if (state.sort === "sources") return found.sort((a, b) => b.independent_sources - a.independent_sources || rank(a, b));
  return found;
}

function withDividers(found) {
  const tally = {};
  for (const c of found) tally[c.verdict] = (tally[c.verdict] || 0) + 1;
  const out = [];
  let last = "";
  for (const c of found) {
    if (c.verdict !== last) out.push({ divider: c.verdict, n: tally[c.verdict] });
    last = c.verdict;
    out.push(c);
  }
  return out;
}

function sortPicker(options) {
  return h("label", { class: "sort" }, "Order ", h("select", { onchange: (e) => go({ sort: e.target.value }, { replace: true }) },
    options.map(([value, text]) => option(value, text, state.sort))));
}

function claimsView() {
  const found = sortClaims(data.ranked.filter(matcher(state)));
  say(found.length);
  const items = state.sort ? found : withDividers(found);
  return [state.sort ? h("h2", { class: "hidden" }, "Claims") : "", h("div", { class: "above" },
    h("p", { class: "muted" }, filtered(state) ? `${count(found.length)} of ${plural(data.claims.length, "claim")}` : plural(found.length, "claim")),
    sortPicker([["", "by verdict, most evidence first"], ["fresh", "newest first"], ["sources", "most sources first"]])),
  found.length
    ? longList(items, (item) => (item.divider ? verdictHeading(item.divider, item.n) : claimRow(item, { brief: !state.sort })), { label: "Claims", estimate: 96 })
    : h("p", { class: "note" }, data.claims.length ? "No claim matches these filters." : "No claim was found in these articles.")];
}

function say(n) {
  $("status").textContent = filtered(state) ? `${plural(n, "claim")} shown` : "";
}
