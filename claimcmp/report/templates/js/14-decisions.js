// Decisions: those that the report came with, and those made on this page, to be saved as a file.
let made = [];
const STORE = () => `claimcmp:decisions:${data.stories.map((s) => s.key).join(",").slice(0, 400)}`;
const FILE_HEAD = "# Decisions of people on claims. One a line, later lines win.\n";

function loadDecisions() {
  try {
    made = JSON.parse(stored(STORE()) || "[]").filter((d) => byKey.claim.has(d.keys[0]));
  } catch {
    made = [];
  }
}

const decisionsOn = (key) => [...data.decisions, ...made].filter((d) => d.keys.includes(key));
const lineOf = (d) => [d.action, ...d.keys, d.text.replace(/\s+/g, " ").trim()].filter(Boolean).join(" ");

function decide(action, key, text) {
  if (action !== "note") made = made.filter((d) => !(d.keys[0] === key && d.action !== "note"));
  made.push({ action, keys: [key], text });
  stored(STORE(), JSON.stringify(made));
  renderDecided();
}

function decisionForm(claim) {
  const box = h("section", { class: "decide" });
  const draw = () => {
    const input = h("input", { type: "text", placeholder: "Remark (needed for a note)", "aria-label": "Remark", dir: "auto", maxlength: 400 });
    const act = (action) => h("button", { type: "button", onclick: () => {
      if (action === "note" && !input.value.trim()) {
        input.focus();
        return;
      }
      decide(action, claim.key, input.value);
      draw();
      const row = $(`row-${claim.id}`);
      if (row) row.querySelector("th").append(h("span", { class: "decision" }, action));
    } }, { accept: "Accept", reject: "Reject", note: "Note" }[action]);
    box.replaceChildren(h("h3", {}, "Your decision"),
      h("p", { class: "muted" }, "Accept: the finding stands. Reject: no disagreement. Save the decisions as a file and give it to the next run."),
      h("div", { class: "line" }, act("accept"), act("reject"), input, act("note")),
      h("ul", { class: "made" }, decisionsOn(claim.key).map((d) => h("li", {}, h("b", {}, d.action), " ", bdi(d.text), made.includes(d)
        ? h("button", { type: "button", class: "plain", onclick: () => {
          made = made.filter((m) => m !== d);
          stored(STORE(), JSON.stringify(made));
          renderDecided();
          draw();
        } }, "Take back") : h("span", { class: "muted" }, " from the last run")))));
  };
  draw();
  return box;
}

function saveDecisions() {
  const lines = FILE_HEAD + [...data.decisions, ...made].map((d) => `${lineOf(d)}\n`).join("");
  const link = h("a", { href: URL.createObjectURL(new Blob([lines], { type: "text/plain" })), download: "decisions.txt" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function renderDecided() {
  const box = $("decided");
  box.hidden = made.length === 0;
  box.replaceChildren(h("span", {}, `${plural(made.length, "decision")} made on this page`),
    h("button", { type: "button", onclick: saveDecisions }, "Save decisions.txt"));
}
