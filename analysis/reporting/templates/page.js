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
  // What is beside the text for a piece of evidence also opens at the pointer or the focus.
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  document.body.append(tip);
  const hide = () => { tip.hidden = true; };
  const show = (node) => {
    const at = node.closest && node.closest(".words .sign, .words mark[data-e]");
    const note = at && document.getElementById("note-" + (at.dataset.e || at.id));
    if (!note || !note.getClientRects().length) return hide();
    tip.replaceChildren(...[...note.childNodes].filter((n) => !n.classList || !n.classList.contains("back")).map((n) => n.cloneNode(true)));
    for (const part of tip.querySelectorAll("a")) { part.removeAttribute("href"); part.removeAttribute("id"); }
    tip.hidden = false;
    const box = at.getClientRects()[0];
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const below = box.bottom + 6 + tip.offsetHeight < innerHeight;
    tip.style.left = Math.max(8, left) + scrollX + "px";
    tip.style.top = (below ? box.bottom + 6 : box.top - tip.offsetHeight - 6) + scrollY + "px";
  };
  addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
  document.addEventListener("mouseover", (e) => { if (!tip.contains(e.target)) show(e.target); });
  document.addEventListener("focusin", (e) => show(e.target));
  document.addEventListener("focusout", hide);
  // After a jump from a number to its place, one link leads back to the number.
  const back = document.querySelector(".return");
  document.addEventListener("click", (e) => {
    const ref = e.target.closest && e.target.closest(".refs a");
    const row = ref && ref.closest("[id]");
    if (row) { back.firstElementChild.href = "#" + row.id; back.hidden = false; }
    else if (e.target.closest && e.target.closest(".return")) back.hidden = true;
  });
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (e) => lit(idOf(e.target), true));
    document.addEventListener(leave, (e) => lit(idOf(e.target), false));
  }
  // A jump to evidence of a kind that is filtered out switches its kind on.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const sign = target && target.closest(".sign, .note");
    if (!sign) return;
    const box = sign.closest("main").querySelector(`[data-kind="${sign.classList[1]}"]`);
    if (box && !box.checked) { box.checked = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();
  // The list of articles can be searched on its page.
  const find = document.getElementById("find");
  if (find) {
    find.closest(".search").hidden = false;
    const hits = document.getElementById("hits");
    const folded = hits && hits.hidden;
    const rows = [...(hits ? hits.children : document.querySelectorAll("tr[data-search]"))];
    const words = rows.map((row) => row.dataset.search || row.textContent.toLowerCase());
    const said = document.querySelector("output[for=find]");
    find.addEventListener("input", () => {
      const asked = find.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row, i) => { shown += !(row.hidden = (folded && !asked) || !words[i].includes(asked)); });
      if (folded) hits.hidden = !shown;
      said.textContent = find.dataset.said.replace("{n}", shown);
    });
  }
  addEventListener("beforeprint", () => { for (const d of document.querySelectorAll("details:not(.code)")) d.open = true; });
})();
