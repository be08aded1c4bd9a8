// A story: outlet by outlet, fact by fact. Copies stand under the outlet that they come from.
function columnsOf(story, claims) {
  const columns = new Map();
  const articles = story.articles.map(articleOf).sort(byTime);
  for (const article of articles) {
    if (!columns.has(article.outlet)) columns.set(article.outlet, { name: article.outlet, articles: [], under: null, copies: [] });
    columns.get(article.outlet).articles.push(article);
  }
  for (const column of columns.values()) {
    const origin = textRoot(column.articles[0]);
    const folded = column.articles.every((a) => isCopy(a) && textRoot(a) === origin) && origin.outlet !== column.name &&
      story.articles.includes(origin.id);
    if (folded && !strays(column, origin.outlet, claims)) column.under = origin.outlet;
  }
  for (const column of columns.values()) if (column.under) columns.get(column.under).copies.push(column);
  return [...columns.values()];
}

// A copy that gives another value than its origin is not folded away: that is what an editor looks for.
function strays(column, origin, claims) {
  return claims.some((claim) => {
    const own = groupsOf(claim, column.name);
    const theirs = groupsOf(claim, origin);
    return own.some((g) => !theirs.includes(g));
  });
}

function groupsOf(claim, outlet) {
  const out = [];
  for (const p of statements(claim, outlet)) if (!out.includes(p.group)) out.push(p.group);
  return out;
}

function statements(claim, outlet) {
  if (!claim.byOutlet) {
    claim.byOutlet = new Map();
    for (const p of [...claim.positions].sort((a, b) => byTime(articleOf(a.article), articleOf(b.article)))) {
      const name = articleOf(p.article).outlet;
      if (!claim.byOutlet.has(name)) claim.byOutlet.set(name, []);
      claim.byOutlet.get(name).push(p);
    }
  }
  return claim.byOutlet.get(outlet) || [];
}

// What the comparisons say on one cell: the strongest verdict in which one of its values is set against another one;
// else whether independent sources give the same value.
function cellVerdict(claim, groups) {
  let best = "";
  for (const c of claim.comparisons) {
    if (c.left_group === c.right_group || (!groups.includes(c.left_group) && !groups.includes(c.right_group))) continue;
    if (!best || VERDICTS.indexOf(c.verdict) < VERDICTS.indexOf(best)) best = c.verdict;
  }
  if (claim.verdict === "single") return "single";
  const confirmed = groups.some((g) => (claim.groups[g] || {}).independent_sources > 1);
  if (best && (best !== "unrelated" || !confirmed)) return best;
  if (confirmed) return "agree";
  return claim.groups.length > 1 ? "unrelated" : claim.verdict;
}

function cell(claim, column) {
  const groups = groupsOf(claim, column.name);
  if (!groups.length) return h("td", { class: "quiet" }, h("span", { "aria-hidden": "true" }, "–"), hiddenText("silent"));
  const verdict = cellVerdict(claim, groups);
  const values = groups.map((g, i) => [i ? h("span", { class: "then" }, " → ") : "",
    groupLetter(claim, g), bdi((claim.groups[g] || {}).label || "stated")]);
  return h("td", { class: `cell v-${verdict}` },
    h("button", { type: "button", onclick: () => go({ c: claim.key, f: column.name }),
      "aria-pressed": String(state.c === claim.key && state.f === column.name) },
    mark(verdict), h("span", { class: "value" }, values), hiddenText(`, ${WORDS[verdict][0]}`)));
}

function columnHead(column, unfolded) {
  const first = column.articles[0];
  const langs = [...new Set(column.articles.map((a) => a.lang))];
  const copies = column.copies.length
    ? h("span", { class: "copies", title: column.copies.map((c) => c.name).join(", ") }, `+ ${plural(column.copies.length, "copy", "copies")}`) : "";
  const from = unfolded && isCopy(first)
    ? h("span", { class: "copies" }, `${RELATIONS[first.origin.relation]} `, bdi(first.origin.outlet)) : "";
  return h("th", { scope: "col" }, h("span", { class: "outlet" }, bdi(column.name)),
    h("span", { class: "muted" }, first.published ? `${dayOf(first.published).slice(0, -5)} ${clockOf(first.published)}` : "time unknown", " · ", langs.join(" ")),
    copies, from);
}

function matrixRow(claim, columns) {
  const open = state.c === claim.key;
  return h("tr", { class: open ? "open" : null, id: `row-${claim.id}` },
    h("th", { scope: "row" }, h("a", { href: to({ c: claim.key, f: "" }), "aria-current": open ? "true" : null },
      h("span", { class: "head" }, heading(claim)), " ", kindTag(claim)), decisionMarks(claim), claim.subject || isText(claim) ? "" : sentenceLine(claim)),
    columns.map((column) => cell(claim, column)));
}

const ROWS_AT_ONCE = 60;
const ROWS_TALL = 12; // a taller table scrolls by itself, so that the outlets stay above their columns
const ROWS_ON_PAPER = 600;

function matrix(claims, columns, unfolded) {
  const table = h("table", { class: "matrix" },
    h("caption", { class: "hidden" }, "What each outlet says on each fact"),
    h("thead", {}, h("tr", {}, h("td", { class: "corner" }, "fact"), columns.map((c) => columnHead(c, unfolded)))));
  let last = "";
  let body = null;
  const add = (from) => {
    for (const claim of claims.slice(from, from + ROWS_AT_ONCE)) {
      if (claim.verdict !== last) {
        last = claim.verdict;
        body = h("tbody", {}, h("tr", { class: `divider v-${last}` },
          h("th", { scope: "rowgroup", colspan: columns.length + 1 }, h("span", {}, mark(last), WORDS[last][0],
            h("span", { class: "why" }, WORDS[last][1])))));
        table.append(body);
      }
      body.append(matrixRow(claim, columns));
    }
  };
  add(0);
  let at = ROWS_AT_ONCE;
  const more = h("button", { type: "button", class: "more", onclick: () => {
    add(at);
    at += ROWS_AT_ONCE;
    more.hidden = at >= claims.length;
  } }, "Show more facts");
  more.hidden = at >= claims.length;
  table.addAll = () => {
    while (!more.hidden && at < ROWS_ON_PAPER) more.click();
  };
  table.addEventListener("keydown", moveInTable);
  return [h("div", { class: claims.length > ROWS_TALL ? "scroll tall" : "scroll", tabindex: "0", role: "region", "aria-label": "Outlets by facts" }, table), more];
}

// Arrow keys go from cell to cell; the writing direction of the page is left to right.
function moveInTable(event) {
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const at = event.target.closest("td,th");
  if (!step || !at || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.rows];
  let [r, c] = [rows.indexOf(at.parentNode), at.cellIndex];
  for (;;) {
    r += step[0];
    c += step[1];
    if (!rows[r] || c < 0 || c > rows[0].cells.length) return;
    const target = rows[r].cells[c] && rows[r].cells[c].querySelector("button,a");
    if (target) {
      event.preventDefault();
      target.focus();
      return;
    }
  }
}
