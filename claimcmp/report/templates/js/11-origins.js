// Who copied, translated or credited whom.
function originLine(article) {
  const o = article.origin;
  const source = o.article === null ? null : articleOf(o.article);
  const late = source ? after(source.published, article.published) : "";
  return h("li", {}, h("b", {}, bdi(article.outlet)), " ", h("span", { class: `relation r-${o.relation}` }, { copy: "copy", near_copy: "near copy", translation: "translation", credited: "credits it" }[o.relation]),
    h("span", { class: "muted" }, o.share ? ` ${Math.round(o.share * 100)}% of the text` : "", late ? `, ${late}` : ""),
    h("p", { class: "why-line", dir: "auto" }, outside(article.url, article.title || article.key)),
    o.why ? h("p", { class: "why-line muted", dir: "auto" }, o.why) : "");
}

// Texts by where they come from: [source, the articles that carry it].
function families(ids) {
  const found = new Map();
  for (const id of ids) {
    const article = articleOf(id);
    if (!article.origin) continue;
    const root = textRoot(article);
    const from = root === article ? article.origin.article : root.id;
    const key = from === null ? `credit ${article.origin.credit || article.origin.outlet}` : from;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(article);
  }
  return [...found.entries()].sort((a, b) => b[1].length - a[1].length || (String(a[0]) < String(b[0]) ? -1 : 1));
}

function family([source, carried]) {
  const root = typeof source === "number" ? articleOf(source) : null;
  const name = root ? root.outlet : carried[0].origin.credit || carried[0].origin.outlet;
  return h("div", { role: "listitem", class: "family" },
    h("h4", {}, bdi(name), " ", h("span", { class: "muted" }, root ? when(root.published) : "credited, not among these articles")),
    root ? h("p", { class: "why-line", dir: "auto", lang: root.lang }, outside(root.url, root.title || root.key)) : "",
    h("ul", {}, carried.sort(byTime).map(originLine)));
}

function origins(ids) {
  const found = families(ids);
  if (!found.length) return "";
  return h("section", { class: "origins" }, h("h3", {}, "Where the texts come from"),
    longList(found, family, { label: "Origins", estimate: 150 }));
}

function originsView() {
  const ids = data.articles.map((a) => a.id);
  const found = families(ids);
  const taken = data.articles.filter(isCopy).length;
  const per = data.outlets.map((o) => {
    const own = data.articles.filter((a) => a.outlet === o.name);
    return [o, own.filter((a) => isCopy(a)).length, own.filter((a) => a.origin && !isCopy(a)).length];
  });
  return [h("h2", { class: "hidden" }, "Origins"), h("div", { class: "above" }, h("p", { class: "muted" },
    `${plural(data.articles.length, "article")}, ${count(taken)} of them copies or translations: ${plural(data.counts.sources, "independent source")}. Copies confirm nothing, so they count once.`)),
  h("h3", {}, "Who took text from whom"),
  found.length ? longList(found, family, { label: "Origins", estimate: 170 })
    : h("p", { class: "note" }, "No article copies, translates or credits another one."),
  h("h3", {}, "By outlet"),
  h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Outlets" }, h("table", { class: "plain-table" }, h("thead", {}, h("tr", {}, ["outlet", "articles", "copies and translations", "credits others", "languages"].map((t) => h("th", { scope: "col" }, t)))),
    h("tbody", {}, per.slice(0, 400).map(([o, copied, credits]) => h("tr", {}, h("th", { scope: "row" }, bdi(o.name)), h("td", { class: "num" }, count(o.articles)),
      h("td", { class: "num" }, count(copied)), h("td", { class: "num" }, count(credits)), h("td", {}, o.languages.map(languageName).join(", ")))))))];
}
