// Each outlet's figure over time. A bound is a bar that runs on; a range is a bar between its ends.
const PLOT = { width: 520, height: 220, left: 58, right: 16, top: 14, bottom: 30 };

function readings(claim) {
  const out = [];
  for (const p of claim.positions) {
    const fact = factOf(p.fact);
    const article = articleOf(p.article);
    if (!fact || !article.published || fact.unit !== (out.length ? out[0].fact.unit : fact.unit)) continue;
    if (fact.low === null && fact.high === null) continue;
    const low = fact.low === null ? fact.high : fact.low;
    const high = fact.high === null ? fact.low : fact.high;
    out.push({ fact, article, group: p.group, low, high, t: Date.parse(article.published), copy: isCopy(article) });
  }
  return out.sort((a, b) => a.t - b.t);
}

const PLOTTED = ["number", "percent", "money", "measure", "duration"];

function ticks(low, high, n, whole = false) {
  const raw = (high - low) / n || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= raw && (!whole || Number.isInteger(s))) || 1;
  const out = [];
  for (let v = Math.ceil(low / step) * step; v <= high + step * 1e-6; v += step) out.push(Number(v.toPrecision(12)));
  return out;
}

function figure(value) {
  for (const [scale, word] of [[1e12, " tn"], [1e9, " bn"], [1e6, " m"], [1e4, " k"]]) {
    if (Math.abs(value) >= scale) return `${Number((value / (word === " k" ? 1e3 : scale)).toPrecision(4))}${word}`;
  }
  return value.toLocaleString("en-GB", { maximumFractionDigits: 3 });
}

function timeTicks(first, last) {
  const hour = 3.6e6;
  const step = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 2160, 8760].map((n) => n * hour).find((s) => (last - first) / s <= 5) || (last - first) / 4;
  const out = [];
  for (let t = Math.ceil(first / step) * step; t <= last; t += step) out.push(t);
  return out.map((t) => {
    const iso = new Date(t).toISOString();
    return [t, step < 24 * hour ? (iso.slice(11, 16) === "00:00" ? dayOf(iso).slice(0, -5) : iso.slice(11, 16)) : dayOf(iso).slice(0, -5)];
  });
}

function scales(points) {
  const low = Math.min(...points.map((p) => p.low));
  const high = Math.max(...points.map((p) => p.high));
  const log = low > 0 && high / low > 30;
  const pad = (high - low || Math.abs(high) || 1) * 0.18;
  const [y0, y1] = log ? [low / 1.5, high * 1.8] : [low >= 0 ? Math.max(0, low - pad) : low - pad, high + pad];
  const f = log ? Math.log : (v) => v;
  const tall = PLOT.height - PLOT.top - PLOT.bottom;
  const y = (v) => PLOT.top + tall * (1 - (f(v) - f(y0)) / (f(y1) - f(y0)));
  const t0 = points[0].t;
  const t1 = points[points.length - 1].t;
  const margin = (t1 - t0 || 3.6e6) * 0.06;
  const wide = PLOT.width - PLOT.left - PLOT.right;
  const x = (t) => PLOT.left + (wide * (t - t0 + margin)) / (t1 - t0 + 2 * margin);
  const marks = log ? ticks(Math.log10(y0), Math.log10(y1), 3).filter(Number.isInteger).map((e) => 10 ** e) : ticks(y0, y1, 4, points.every((p) => Number.isInteger(p.low) && Number.isInteger(p.high)));
  return { x, y, yTicks: marks.length > 1 ? marks : [low, high], xTicks: timeTicks(t0, t1), log };
}

function boundBar(p, s) {
  const x = s.x(p.t);
  const y = s.y(p.low);
  const up = ["more_than", "at_least"].includes(p.fact.bound) || p.fact.high === null;
  const down = ["less_than", "at_most"].includes(p.fact.bound) || p.fact.low === null;
  if (up) return svg("path", { class: "bound", d: `M${x} ${y}V${PLOT.top + 3}m-4 5 4 -5 4 5` });
  if (down) return svg("path", { class: "bound", d: `M${x} ${s.y(p.high)}V${PLOT.height - PLOT.bottom - 3}m-4 -5 4 5 4 -5` });
  if (p.high > p.low) return svg("path", { class: "bound", d: `M${x - 4} ${s.y(p.low)}h8m-4 0V${s.y(p.high)}m-4 0h8` });
  return "";
}

function point(p, s, taken, letter) {
  const x = s.x(p.t);
  const y = s.y(["less_than", "at_most"].includes(p.fact.bound) ? p.high : p.low);
  const told = `${p.article.outlet}: ${p.fact.label}, ${dayOf(p.article.published)} ${clockOf(p.article.published)} UTC`;
  const place = freePlace(x, y, wide(p.article.outlet.slice(0, 22)) + 4, taken);
  const name = p.article.outlet.length > 22 ? `${p.article.outlet.slice(0, 21)}…` : p.article.outlet;
  return svg("g", { class: p.copy ? "dot copy" : "dot" }, svg("title", {}, told), boundBar(p, s), svg("circle", { cx: x, cy: y, r: 7, class: "shape" }),
    letter ? svg("text", { x, y: y + 3.4, "text-anchor": "middle", class: "side-letter" }, letter) : "",
    place ? svg("text", { x: place.x, y: place.y, "text-anchor": place.anchor }, name) : "");
}

// About how wide a name is drawn: Chinese characters are square.
const wide = (text) => [...text].reduce((sum, c) => sum + (c > "\u2e7f" ? 12.5 : 6.6), 0);

// Where a name fits beside its point without covering another: right, left, above, below; else the list names it.
function freePlace(x, y, width, taken) {
  const places = [["start", x + 11, y + 4, x + 11, x + 11 + width], ["end", x - 11, y + 4, x - 11 - width, x - 11],
    ["middle", x, y - 12, x - width / 2, x + width / 2], ["middle", x, y + 21, x - width / 2, x + width / 2],
    ["start", x - 4, y - 12, x - 4, x - 4 + width], ["start", x - 4, y + 21, x - 4, x - 4 + width]];
  for (const [anchor, tx, ty, from, upto] of places) {
    const box = [from, ty - 12, upto, ty + 3];
    const inside = from > PLOT.left && upto < PLOT.width && ty < PLOT.height - PLOT.bottom;
    if (inside && !taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) {
      taken.push(box);
      return { anchor, x: tx, y: ty };
    }
  }
  return null;
}

function timeline(claim) {
  if (!PLOTTED.includes(claim.kind)) return "";
  const points = readings(claim);
  if (points.length < 2 || new Set(points.map((p) => p.t)).size < 2) return "";
  // Drawn at the width of the panel, so that its letters keep their size on a phone.
  PLOT.width = Math.max(300, Math.min(520, window.innerWidth - 34));
  const s = scales(points);
  const right = PLOT.width - PLOT.right;
  const base = PLOT.height - PLOT.bottom;
  const taken = points.map((p) => [s.x(p.t) - 7, s.y(p.low) - 7, s.x(p.t) + 7, s.y(p.low) + 7]);
  for (const p of points) {
    if (["more_than", "at_least"].includes(p.fact.bound)) taken.push([s.x(p.t) - 4, PLOT.top, s.x(p.t) + 4, s.y(p.low) - 8]);
  }
  const told = points.map((p) => `${p.article.outlet} ${p.fact.label}`).join("; ");
  return h("figure", { class: "timeline" },
    svg("svg", { viewBox: `0 0 ${PLOT.width} ${PLOT.height}`, role: "img", "aria-label": `The value over time: ${told}` },
      s.yTicks.map((v) => svg("g", { class: "tick" }, svg("path", { d: `M${PLOT.left} ${s.y(v)}H${right}` }), svg("text", { x: PLOT.left - 7, y: s.y(v) + 4, "text-anchor": "end" }, figure(v)))),
      s.xTicks.map(([t, text]) => svg("g", { class: "tick x" }, svg("path", { d: `M${s.x(t)} ${base}v4` }), svg("text", { x: s.x(t), y: base + 17, "text-anchor": "middle" }, text))),
      svg("path", { class: "axis", d: `M${PLOT.left} ${base}H${right}` }),
      points.map((p, i) => point(p, s, without(taken, i), claim.groups.length > 1 ? String.fromCharCode(65 + (p.group % 26)) : ""))),
    h("figcaption", { class: "muted" }, `The value over time, UTC${s.log ? ", logarithmic" : ""}. Letters: the sides. Hollow: a copy. Bars: the bounds that the words set.`));
}

// The labels so far and the other points; a point's own mark never hides its own label.
function without(taken, own) {
  return { some: (f) => taken.some((b, i) => i !== own && f(b)), push: (b) => taken.push(b) };
}
