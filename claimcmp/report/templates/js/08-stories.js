// The stories by disagreement, size or freshness.
function tallyLine(verdicts) {
  return h("ul", { class: "tally" }, VERDICTS.filter((v) => verdicts[v]).map((v) =>
    h("li", { class: `v-${v}`, title: WORDS[v][1] }, mark(v), h("b", {}, count(verdicts[v])), " ", h("span", {}, WORDS[v][0]))));
}

const STORY_ORDERS = {
  "": (a, b) => (b.verdicts.differ || 0) - (a.verdicts.differ || 0) || (b.verdicts.updated || 0) - (a.verdicts.updated || 0) ||
    b.articles.length - a.articles.length,
  size: (a, b) => b.articles.length - a.articles.length,
  sources: (a, b) => b.independent_sources - a.independent_sources,
  fresh: (a, b) => (b.last_seen || "").localeCompare(a.last_seen || ""),
};

function storyRow(story) {
  const outlets = new Set(story.articles.map((id) => articleOf(id).outlet));
  return h("div", { role: "listitem", class: "story row" },
    h("div", {},
      h("h3", {}, h("a", { href: to({ view: "story", story: story.key, c: "", sort: "", f: "" }), class: "cover", dir: "auto" },
        story.title || story.key)),
      h("p", { class: "muted" }, `${plural(story.articles.length, "article")} by ${plural(outlets.size, "outlet")}, `,
        h("b", {}, plural(story.independent_sources, "independent source")), `, ${spanOf(story.first_seen, story.last_seen)}`)),
    tallyLine(story.verdicts));
}

function storiesView() {
  const fits = matcher(state);
  const found = data.stories
    .filter((s) => !filtered(state) || s.claims.some((id) => fits(data.claimById.get(id))))
    .sort((a, b) => (STORY_ORDERS[state.sort] || STORY_ORDERS[""])(a, b) || (a.key < b.key ? -1 : 1));
  return [h("h2", { class: "hidden" }, "Stories"), h("div", { class: "above" }, h("p", { class: "muted" }, plural(found.length, "story", "stories")),
    sortPicker([["", "most disagreement first"], ["size", "most articles first"], ["sources", "most sources first"], ["fresh", "newest first"]])),
  found.length ? longList(found, storyRow, { label: "Stories", estimate: 92 })
    : h("p", { class: "note" }, "No story matches these filters.")];
}
