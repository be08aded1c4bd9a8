// What is shown stands in the address: a link to the page is a link to the view.
const EMPTY = { view: "claims", story: "", v: [], k: null, o: "", l: "", s: 0, q: "", sort: "", c: "", f: "" };
let state = { ...EMPTY };

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readHash() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...rest] = path.split("/");
  const params = new URLSearchParams(query || "");
  const next = { ...EMPTY };
  next.view = ["claims", "stories", "story", "origins", "about"].includes(view) ? view : "claims";
  next.story = next.view === "story" ? decode(rest.join("/")) : "";
  next.v = (params.get("v") || "").split(",").filter((v) => VERDICTS.includes(v));
  next.k = params.has("k") ? params.get("k") : null;
  next.s = Number(params.get("s")) || 0;
  for (const name of ["o", "l", "q", "sort", "c", "f"]) next[name] = params.get(name) || "";
  return next;
}

function hashOf(s) {
  const params = new URLSearchParams();
  if (s.v.length) params.set("v", s.v.join(","));
  if (s.k !== null) params.set("k", s.k);
  if (s.s) params.set("s", s.s);
  for (const name of ["o", "l", "q", "sort", "c", "f"]) if (s[name]) params.set(name, s[name]);
  const query = params.toString();
  return `#/${s.view}${s.view === "story" ? "/" + encodeURIComponent(s.story) : ""}${query ? "?" + query : ""}`;
}

// The address of this state with some parts changed.
const to = (patch) => hashOf({ ...state, ...patch });

function go(patch, { replace = false } = {}) {
  const next = to(patch);
  if (next === (location.hash || "#/claims")) return render();
  if (replace) {
    history.replaceState(null, "", next);
    return onHash();
  }
  location.hash = next;
  return undefined;
}

function onHash() {
  const before = state;
  state = readHash();
  render(before);
}

const filtered = (s) => Boolean(s.v.length || s.k !== null || s.o || s.l || s.s || s.q);
const clear = { v: [], k: null, o: "", l: "", s: 0, q: "" };
