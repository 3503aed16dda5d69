"use strict";
(() => {
  // Hovering or focusing a sign lights all parts of its evidence and its note.
  const lit = (id, on) => {
    if (!id) return;
    for (const part of document.querySelectorAll(`mark[data-e="${CSS.escape(id)}"]`)) part.classList.toggle("lit", on);
    const note = document.getElementById("note-" + id);
    if (note) note.classList.toggle("lit", on);
  };
  const idOf = (node) => {
    const sign = node.closest && node.closest(".sign, mark[data-e], .note");
    return sign && (sign.dataset.e || sign.id.replace(/^note-/, ""));
  };
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (e) => lit(idOf(e.target), true));
    document.addEventListener(leave, (e) => lit(idOf(e.target), false));
  }
  // A jump to evidence of a kind that is filtered out switches its kind on.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const sign = target && target.closest(".sign, .note");
    if (!sign) return;
    const box = document.getElementById("f-" + sign.classList[1]);
    if (box && !box.checked) { box.checked = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();
  // The list of articles can be searched on its page.
  const find = document.getElementById("find");
  if (find) {
    find.closest(".search").hidden = false;
    const hits = document.getElementById("hits");
    const rows = [...(hits ? hits.children : document.querySelectorAll("tr[data-search]"))];
    const words = rows.map((row) => row.dataset.search || row.textContent.toLowerCase());
    const said = document.querySelector("output[for=find]");
    find.addEventListener("input", () => {
      const asked = find.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row, i) => { shown += !(row.hidden = (hits && !asked) || !words[i].includes(asked)); });
      if (hits) hits.hidden = !shown;
      said.textContent = find.dataset.said.replace("{n}", shown);
    });
  }
  addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("details:not(.code)")) d.open = true; });
})();
