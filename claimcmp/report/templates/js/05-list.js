// A long list that only holds the rows near the window. Rows may have any height: a chunk that has been shown keeps
// its measured height when it is emptied.
const CHUNK = 40;

function longList(items, row, { label, estimate = 84 }) {
  const list = h("div", { class: "rows", role: "list", "aria-label": label });
  const chunks = [];
  const fill = (chunk) => {
    if (chunk.full) return;
    chunk.full = true;
    chunk.node.style.blockSize = "";
    chunk.node.append(...items.slice(chunk.from, chunk.to).map((item, i) => {
      const node = row(item);
      node.setAttribute("aria-setsize", items.length);
      node.setAttribute("aria-posinset", chunk.from + i + 1);
      return node;
    }));
  };
  const empty = (chunk) => {
    if (!chunk.full || chunk.node.contains(document.activeElement)) return;
    chunk.node.style.blockSize = `${chunk.node.offsetHeight}px`;
    chunk.node.replaceChildren();
    chunk.full = false;
  };
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const chunk = chunks[Number(entry.target.dataset.chunk)];
      if (entry.isIntersecting) fill(chunk);
      else empty(chunk);
    }
  }, { rootMargin: "1200px 0px" });
  for (let from = 0; from < items.length; from += CHUNK) {
    const upto = Math.min(items.length, from + CHUNK);
    const node = h("div", { role: "none", class: "chunk", "data-chunk": chunks.length });
    node.style.blockSize = `${(upto - from) * estimate}px`;
    const chunk = { node, from, to: upto, full: false };
    chunks.push(chunk);
    if (chunks.length === 1) fill(chunk);
    list.append(node);
    watch.observe(node);
  }
  list.fillAll = () => chunks.slice(0, 25).forEach(fill);
  return list;
}

// Paper has no window: show what it can take.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll(".rows").forEach((list) => list.fillAll && list.fillAll());
  document.querySelectorAll(".matrix").forEach((table) => table.addAll());
  document.querySelectorAll("details").forEach((d) => { d.open = true; });
});
