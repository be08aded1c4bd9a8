// Drawing the view that the address names, and the keys.
const VIEWS = { claims: claimsView, stories: storiesView, story: storyView, origins: originsView, about: aboutView };

function render(before) {
  const onlyEvidence = before && state.view === "story" && hashOf({ ...before, c: "", f: "" }) === hashOf({ ...state, c: "", f: "" });
  renderBar();
  if (!onlyEvidence) {
    const moved = before && (before.view !== state.view || before.story !== state.story);
    $("view").replaceChildren(...VIEWS[state.view]().flat(2).filter(Boolean));
    if (moved) window.scrollTo(0, 0);
  } else markOpen();
  renderEvidence(before);
  document.documentElement.dataset.ready = state.view;
  document.title = titleOf();
}

const mainTitle = document.title;
function titleOf() {
  const story = state.view === "story" && byKey.story.get(state.story);
  return story ? `${story.title} – claimcmp` : mainTitle;
}

// The row and cell whose evidence is open.
function markOpen() {
  const claim = byKey.claim.get(state.c);
  document.querySelectorAll(".matrix tr.open").forEach((row) => row.classList.remove("open"));
  document.querySelectorAll('.matrix [aria-pressed="true"]').forEach((b) => b.setAttribute("aria-pressed", "false"));
  const row = claim && $(`row-${claim.id}`);
  if (!row) return;
  row.classList.add("open");
  const heads = [...row.closest("table").querySelectorAll("thead .outlet")].map((o) => o.textContent);
  const at = heads.indexOf(state.f);
  const button = at >= 0 && row.cells[at + 1] && row.cells[at + 1].querySelector("button");
  if (button) button.setAttribute("aria-pressed", "true");
}

const KEYS = [["/", "search"], ["j, k", "next, previous claim"], ["Enter", "open the claim"], ["arrows", "from cell to cell in a story"],
  ["Esc", "close the evidence or this list"], ["1–4", "claims, stories, origins, about"], ["?", "this list"]];

function showKeys() {
  const box = h("dialog", { class: "keys", "aria-label": "Keyboard shortcuts" }, h("h2", {}, "Keys"),
    h("dl", {}, KEYS.map(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, text)])),
    h("form", { method: "dialog" }, h("button", {}, "Close")));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

function stepClaim(n) {
  if (state.c) {
    const link = [...$("evidence").querySelectorAll(".panel-top > *")][n < 0 ? 0 : 1];
    if (link && link.href) location.hash = link.hash;
    return;
  }
  const links = [...document.querySelectorAll(".row a.cover, .matrix tbody th a")].filter((a) => a.offsetParent);
  const at = links.indexOf(document.activeElement);
  const next = links[at < 0 ? 0 : at + n];
  if (next) next.focus();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && state.c && !document.querySelector("dialog[open]")) {
    closeEvidence();
    return;
  }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const view = { 1: "claims", 2: "stories", 3: "origins", 4: "about" }[event.key];
  if (view) go({ view, story: "", c: "", f: "" });
  else if (event.key === "/") {
    event.preventDefault();
    bar.input.focus();
  } else if (event.key === "?") showKeys();
  else if (event.key === "j" || event.key === "k") stepClaim(event.key === "j" ? 1 : -1);
}

async function start() {
  const theme = stored("claimcmp:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  // One frame first: the claims in the page itself are on the screen before the data are unpacked.
  await new Promise((done) => { setTimeout(done, 0); });
  try {
    prepare(await unpack($("payload").textContent));
  } catch (error) {
    $("view").prepend(h("p", { class: "note", role: "alert" }, `The report's data cannot be shown: ${error.message}.`));
    return;
  }
  $("payload").remove();
  loadDecisions();
  window.addEventListener("hashchange", onHash);
  document.addEventListener("keydown", onKey);
  state = readHash();
  performance.mark("claimcmp:unpacked");
  render();
  performance.mark("claimcmp:drawn");
  renderDecided();
  foldAhead();
}

start();
