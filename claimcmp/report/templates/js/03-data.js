// The payload, unpacked once, and what the views ask of it.
let data = null;
const byKey = { claim: new Map(), story: new Map() };

async function unpack(text) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("this browser cannot unpack the data; use a current Chrome, Edge, Firefox or Safari");
  }
  const raw = atob(text.trim());
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function prepare(payload) {
  data = payload;
  data.storyById = new Map(data.stories.map((s) => [s.id, s]));
  for (const story of data.stories) byKey.story.set(story.key, story);
  for (const claim of data.claims) {
    claim.best = claim.comparisons.reduce((best, c) => (stronger(c, best, claim.verdict) ? c : best), null);
    byKey.claim.set(claim.key, claim);
  }
  data.claimById = new Map(data.claims.map((c) => [c.id, c]));
  data.ranked = [...data.claims].sort(rank);
  data.decisions = data.decisions || [];
}

function stronger(c, best, verdict) {
  if (!best) return true;
  const order = VERDICTS.indexOf(c.verdict) - VERDICTS.indexOf(best.verdict);
  return order < 0 || (order === 0 && c.score > best.score);
}

// The evidence that both sides mean one fact: the sum of the levels, 0 undecided.
const weightOf = (claim) => (claim.best && claim.best.verdict === claim.verdict ? claim.best.score : 0);
const rank = (a, b) =>
  VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || weightOf(b) - weightOf(a) ||
  b.independent_sources - a.independent_sources || (a.key < b.key ? -1 : 1);

const factOf = (id) => (id === null ? null : data.facts[id] || null);
const sentenceOf = (id) => data.sentences[id] || null;
const articleOf = (id) => data.articles[id];
const isCopy = (article) => Boolean(article.origin && article.origin.relation !== "credited");

// Articles by time, those of unknown time last.
const timeOf = (article) => (article.published ? Date.parse(article.published) : Infinity);
const byTime = (a, b) => timeOf(a) - timeOf(b) || a.id - b.id;

// The article whose text a copy carries, followed to its beginning.
function textRoot(article) {
  let at = article;
  for (let steps = 0; steps < 20 && isCopy(at) && at.origin.article !== null; steps += 1) at = articleOf(at.origin.article);
  return at;
}

function textOf(claim) {
  const sentence = sentenceOf(claim.representative);
  return sentence ? sentence.text : claim.key;
}

// The outlets on one side: those with a text of their own, then those that only carry another's.
function sideOutlets(claim, group) {
  const own = new Set();
  const copied = new Set();
  for (const p of claim.positions) {
    if (p.group !== group) continue;
    const article = articleOf(p.article);
    (isCopy(article) ? copied : own).add(article.outlet);
  }
  for (const name of own) copied.delete(name);
  return { own: [...own].sort(), copied: [...copied].sort() };
}

function haystack(claim) {
  if (claim.folded === undefined) {
    const story = data.storyById.get(claim.story);
    const parts = [claim.subject, claim.key, kindWord(claim.kind), claim.outlets.join(" "), story ? story.title : "", textOf(claim)];
    for (const g of claim.groups) parts.push(g.label);
    const seen = new Set([claim.representative]);
    for (const p of claim.positions) {
      if (seen.has(p.sentence)) continue;
      seen.add(p.sentence);
      const sentence = sentenceOf(p.sentence);
      if (sentence) parts.push(sentence.text);
    }
    claim.folded = fold(parts.join("\n"));
  }
  return claim.folded;
}

// Fold the texts while the reader reads, so that the first search is as fast as the next.
function foldAhead(from = 0) {
  const idle = window.requestIdleCallback || ((f) => setTimeout(() => f({ timeRemaining: () => 8 }), 50));
  idle((deadline) => {
    let i = from;
    while (i < data.ranked.length && deadline.timeRemaining() > 2) {
      haystack(data.ranked[i]);
      i += 1;
    }
    if (i < data.ranked.length) foldAhead(i);
  });
}

function matcher(state) {
  const terms = fold(state.q).split(/\s+/).filter(Boolean);
  return (claim) =>
    (!state.v.length || state.v.includes(claim.verdict)) &&
    (state.k === null || claim.kind === state.k) &&
    (!state.o || claim.outlets.includes(state.o)) &&
    (!state.l || claim.languages.includes(state.l)) &&
    claim.independent_sources >= state.s &&
    (!terms.length || terms.every((t) => haystack(claim).includes(t)));
}
