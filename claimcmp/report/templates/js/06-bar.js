// The bar: where one is, what is filtered, what is searched.
const bar = {};

function option(value, text, selected) {
  return h("option", { value, selected: value === selected }, text);
}

function chooser(name, label, options, current, onpick) {
  const select = h("select", { "aria-label": label, onchange: (e) => onpick(e.target.value) },
    option("", label, current), options.map(([value, text]) => option(value, text, current)));
  if (current !== "" && current !== null) select.classList.add("set");
  return h("label", { class: `pick pick-${name}` }, select);
}

function tabs() {
  const views = [["claims", "Claims", data.claims.length], ["stories", "Stories", data.stories.length],
    ["origins", "Origins", choices().originated], ["about", "About", null]];
  const current = state.view === "story" ? "stories" : state.view;
  return h("nav", { class: "tabs", "aria-label": "Views" }, views.map(([view, text, n]) =>
    h("a", { href: to({ view, story: "", c: "", sort: "", f: "" }), "aria-current": view === current ? "page" : null },
      text, n === null ? "" : h("span", { class: "n" }, count(n)))));
}

function verdictButtons() {
  const tally = data.counts.verdicts;
  return h("div", { class: "verdicts", role: "group", "aria-label": "Verdicts shown" },
    VERDICTS.filter((v) => tally[v]).map((v) => {
      const on = state.v.includes(v);
      const next = on ? state.v.filter((x) => x !== v) : [...state.v, v];
      return h("button", { type: "button", class: `toggle v-${v}`, "aria-pressed": String(on), title: WORDS[v][1],
        onclick: () => go({ v: next }, { replace: true }) },
      mark(v), WORDS[v][0], h("span", { class: "n" }, count(tally[v])));
    }));
}

// Origins and the page about the report have nothing to search: the claims answer.
const searched = () => (["stories", "story"].includes(state.view) ? state.view : "claims");

function searchBox() {
  let timer = 0;
  const input = h("input", { type: "search", id: "search", placeholder: "Search claims, values, outlets", dir: "auto",
    "aria-label": "Search claims, values, outlets", autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
    oninput: (e) => {
      clearTimeout(timer);
      timer = setTimeout(() => go({ q: e.target.value.trim(), view: searched() }, { replace: true }), 120);
    } });
  input.value = state.q;
  return input;
}

function choices() {
  if (!bar.choices) {
    const kinds = [...new Set(data.claims.map((c) => c.kind))].map((k) => [k || "-", kindWord(k)])
      .sort((a, b) => (a[1] < b[1] ? -1 : 1));
    const languages = [...new Set(data.claims.flatMap((c) => c.languages))].sort().map((l) => [l, languageName(l)]);
    const sources = [2, 3, 4, 5, 8, 12].filter((n) => data.claims.some((c) => c.independent_sources >= n));
    const originated = data.articles.filter((a) => a.origin).length;
    bar.choices = { kinds, languages, sources, originated };
  }
  return bar.choices;
}

function pickers() {
  const { kinds, languages, sources } = choices();
  return h("div", { class: "pickers" },
    chooser("kind", "Every kind", kinds, state.k === "" ? "-" : state.k,
      (k) => go({ k: k === "" ? null : k === "-" ? "" : k }, { replace: true })),
    chooser("outlet", "Every outlet", data.outlets.map((o) => [o.name, o.name]), state.o, (o) => go({ o }, { replace: true })),
    chooser("lang", "Every language", languages, state.l, (l) => go({ l }, { replace: true })),
    chooser("sources", "Any number of sources", sources.map((n) => [String(n), `${n} or more sources`]),
      state.s ? String(state.s) : "", (s) => go({ s: Number(s) }, { replace: true })),
    filtered(state) ? h("button", { type: "button", class: "plain", onclick: () => go(clear, { replace: true }) }, "Clear filters") : "");
}

function renderBar() {
  const filters = ["claims", "stories", "story"].includes(state.view);
  const key = JSON.stringify([state.view, state.v, state.k, state.o, state.l, state.s]);
  if (bar.key === key && bar.input) {
    if (document.activeElement !== bar.input) bar.input.value = state.q;
    bar.pickers.replaceWith((bar.pickers = filters ? pickers() : h("div", {})));
    bar.tabs.replaceWith((bar.tabs = tabs()));
    return;
  }
  const held = document.activeElement && $("bar").contains(document.activeElement) ? describe(document.activeElement) : null;
  const typing = held === "search";
  bar.key = key;
  bar.input = typing ? bar.input : searchBox();
  bar.tabs = tabs();
  bar.pickers = filters ? pickers() : h("div", {});
  const tools = h("div", { class: "tools" }, themeButton(), h("button", { type: "button", class: "plain", title: "Keys",
    "aria-label": "Keyboard shortcuts", onclick: showKeys }, "?"));
  $("bar").replaceChildren(h("div", { class: "line" }, bar.tabs, h("div", { class: "find", role: "search", "aria-label": "Search" }, bar.input), tools),
    ...(filters ? [h("div", { class: "line filters", role: "search", "aria-label": "Filters" }, verdictButtons(), bar.pickers)] : []));
  if (held) restore(held);
}

// After the bar is drawn anew the same control keeps the focus.
function describe(node) {
  if (node.id === "search") return "search";
  const all = [...$("bar").querySelectorAll("button,select,a")];
  return all.indexOf(node);
}

function restore(held) {
  if (held === "search") {
    bar.input.focus();
    return;
  }
  const node = [...$("bar").querySelectorAll("button,select,a")][held];
  if (node) node.focus();
}

function stored(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(name);
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // A page opened from a file may have no storage: the choice lasts as long as the page.
  }
  return null;
}

function themeButton() {
  const order = ["", "light", "dark"];
  const named = { "": "auto", light: "light", dark: "dark" };
  const current = document.documentElement.dataset.theme || "";
  return h("button", { type: "button", class: "plain", title: "Light, dark, or as the system", onclick: (e) => {
    const next = order[(order.indexOf(document.documentElement.dataset.theme || "") + 1) % 3];
    if (next) document.documentElement.dataset.theme = next;
    else delete document.documentElement.dataset.theme;
    stored("claimcmp:theme", next || null);
    e.target.textContent = `Theme: ${named[next]}`;
  } }, `Theme: ${named[current]}`);
}
