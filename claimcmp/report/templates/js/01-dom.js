// Building elements. Text of articles only ever becomes a text node; no markup is parsed from strings.
const SVG_NS = "http://www.w3.org/2000/svg";

function put(node, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "href") node.setAttribute("href", value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child.nodeType ? child : document.createTextNode(String(child)));
  }
  return node;
}

const h = (tag, props, ...children) => put(document.createElement(tag), props, children);
const svg = (tag, props, ...children) => put(document.createElementNS(SVG_NS, tag), props, children);
const $ = (id) => document.getElementById(id);

// A run of text that keeps its own direction.
const bdi = (text, props) => h("bdi", { dir: "auto", ...props }, text);
// A reason sets words of two sentences side by side; each keeps its own direction and its own side of the sign.
function reason(why) {
  return why.split(/([;≠→=≈∈⊂]| against )/).map((part, i) => {
    if (i % 2) return part.length > 1 || part === ";" ? part : h("span", { class: "sign" }, part);
    const text = part.trim();
    return text ? [/^\s/.test(part) ? " " : "", bdi(text), /\s$/.test(part) ? " " : ""] : part;
  });
}

// A long sentence from a little before its value on, so that the value is seen where a line is cut off.
const LEAD = 70;
function excerpt(sentence, fact) {
  const points = Array.from(sentence.text);
  if (!fact || fact.start <= LEAD) return marked(sentence, fact);
  const at = points.lastIndexOf(" ", fact.start - 0.8 * LEAD) + 1;
  const moved = { ...fact };
  for (const key of ["start", "end", "what_start", "what_end"]) moved[key] = fact[key] < at ? -1 : fact[key] - at + 2;
  return marked({ ...sentence, text: `… ${points.slice(at).join("")}` }, moved);
}

const hiddenText = (text) => h("span", { class: "hidden" }, text);

// Only web addresses become links.
function outside(url, ...children) {
  if (!/^https?:\/\/[^\s]+$/i.test(url || "")) return h("span", {}, ...children);
  return h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, ...children);
}

// Shapes tell the verdicts apart without colour.
const SHAPES = {
  differ: { d: "M6 0.6 11.4 6 6 11.4 0.6 6Z" },
  updated: { d: "M6 0.9 11.5 10.8 0.5 10.8Z" },
  compatible: { d: "M6 1.5 10.5 6 6 10.5 1.5 6Z", hollow: true },
  agree: { d: "M6 1a5 5 0 1 0 0 10 5 5 0 1 0 0-10Z" },
  unrelated: { d: "M2 2 10 10M10 2 2 10", hollow: true },
  single: { d: "M6 1.7a4.3 4.3 0 1 0 0 8.6 4.3 4.3 0 1 0 0-8.6Z", hollow: true },
};

function mark(verdict) {
  const shape = SHAPES[verdict] || SHAPES.single;
  return svg("svg", { class: `mark v-${verdict}`, viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: shape.d, fill: shape.hollow ? "none" : "currentColor", stroke: "currentColor", "stroke-width": shape.hollow ? 1.6 : 0 }));
}

// The sentence with its fact marked; offsets are code points, strings are UTF-16.
function marked(sentence, fact) {
  const text = sentence.text;
  const plain = !/[\ud800-\udfff]/.test(text);
  const points = plain ? text : Array.from(text);
  const cut = (a, b) => (plain ? points.slice(a, b) : points.slice(a, b).join(""));
  const spans = [];
  if (fact && fact.end > fact.start && fact.start >= 0) spans.push([fact.start, fact.end, "mark"]);
  if (fact && fact.what_end > fact.what_start && fact.what_start >= 0) {
    const clear = fact.what_start >= fact.end || fact.what_end <= fact.start;
    if (clear) spans.push([fact.what_start, fact.what_end, "u"]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  const out = [];
  let at = 0;
  for (const [start, end, tag] of spans) {
    out.push(cut(at, start), h(tag, tag === "u" ? { class: "what" } : {}, cut(start, end)));
    at = end;
  }
  out.push(cut(at, points.length));
  return h("q", { dir: "auto", lang: sentence.lang, class: "said" }, out);
}
