// A story's page: the matrix, where the texts come from, the articles.
let unfold = false;

function storyView() {
  const story = byKey.story.get(state.story);
  if (!story) {
    return [h("p", { class: "note" }, "This report has no such story. ", h("a", { href: to({ view: "stories", story: "", c: "" }) }, "All stories"))];
  }
  const all = story.claims.map((id) => data.claimById.get(id)).sort(rank);
  const claims = all.filter(matcher(state));
  const columns = columnsOf(story, all);
  const shown = columns.filter((c) => unfold || !c.under);
  const unfolder = columns.some((c) => c.under) ? h("label", { class: "check" }, h("input", { type: "checkbox", checked: unfold,
    onchange: (e) => {
      unfold = e.target.checked;
      render();
    } }), " show copies as outlets of their own") : "";
  say(claims.length);
  return [h("article", { class: "one-story" },
    h("p", { class: "back" }, h("a", { href: to({ view: "stories", story: "", c: "", f: "" }) }, "All stories")),
    h("h2", { class: "title", dir: "auto" }, story.title || story.key),
    h("p", { class: "muted" }, `${plural(story.articles.length, "article")} by ${plural(columns.length, "outlet")}, ${plural(story.independent_sources, "independent source")}, ${spanOf(story.first_seen, story.last_seen)}`),
    tallyLine(story.verdicts),
    h("div", { class: "above" }, h("h3", {}, "Who says what"), unfolder),
    filtered(state) ? h("p", { class: "muted" }, `${count(claims.length)} of ${plural(all.length, "fact")} match the filters. `,
      h("button", { type: "button", class: "plain", onclick: () => go(clear, { replace: true }) }, "Clear filters")) : "",
    claims.length ? [matrix(claims, shown, unfold), h("div", { class: "stacked" }, stacked(claims))]
      : h("p", { class: "note" }, "No claim matches these filters."),
    legend(),
    origins(story.articles), articleList(story))];
}

// The phone's form of the matrix: fact by fact, side by side would not fit.
function stacked(claims) {
  return longList(withDividers(claims), (item) => (item.divider ? verdictHeading(item.divider, item.n) : claimRow(item, { withStory: false, brief: true })),
    { label: "Facts", estimate: 150 });
}

function legend() {
  return h("p", { class: "legend muted" }, VERDICTS.map((v) => h("span", { class: `v-${v}` }, mark(v), WORDS[v][0])),
    h("span", {}, "– silent"), h("span", {}, "→ the same outlet later"), h("span", {}, h("span", { class: "letter" }, "A"), "sides of one fact"));
}

function articleList(story) {
  const articles = story.articles.map(articleOf).sort(byTime);
  return h("section", {}, h("h3", {}, "Articles"), h("ol", { class: "articles" }, articles.map((a) =>
    h("li", {}, when(a.published), h("b", {}, bdi(a.outlet)), h("span", { dir: "auto", lang: a.lang, class: "article-title" }, outside(a.url, a.title || a.key)),
      a.origin ? h("span", { class: "muted" }, RELATIONS[a.origin.relation], " ", bdi(a.origin.outlet || a.origin.credit)) : ""))));
}
