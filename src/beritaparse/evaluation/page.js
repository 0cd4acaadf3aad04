"use strict";
const layer = document.getElementById("layer");
if (layer) {
  const kind = document.getElementById("kind");
  const words = document.getElementById("words");
  const count = document.getElementById("count");
  const rows = [...document.querySelectorAll(".mistakes tbody tr")].map((row) => [row, row.textContent.toLowerCase()]);
  const sections = [...document.querySelectorAll(".document")];
  const show = () => {
    const wanted = words.value.trim().toLowerCase();
    let shown = 0;
    for (const [row, text] of rows) {
      const { layer: name, kind: sort } = row.dataset;
      row.hidden =
        (layer.value && name !== layer.value) || (kind.value && sort !== kind.value) || !text.includes(wanted);
      shown += !row.hidden;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector("tbody tr:not([hidden])");
    }
    count.value = shown + " of " + rows.length + " shown";
  };
  for (const control of [layer, kind, words]) control.addEventListener("input", show);
  show();
}
