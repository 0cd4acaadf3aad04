"use strict";
// Cards, ties between quotations and speakers, and the layers' switches.  Without this script the page still reads.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const card = document.getElementById("card");
  const hidden = new Set();
  const segments = [...document.querySelectorAll("[data-m]")];
  const items = new Map([...document.querySelectorAll("[data-e]")].map((item) => [Number(item.dataset.e), item]));
  const marksOf = (segment) => segment.dataset.m.split(" ").map(Number);
  const layerOf = (mark) => data.entries[data.marks[mark][0]].layer;
  const shown = (mark) => !hidden.has(layerOf(mark));

  const segmentsOf = data.marks.map(() => []);
  for (const segment of segments) for (const mark of marksOf(segment)) segmentsOf[mark].push(segment);
  const marksOfEntry = data.entries.map(() => []);
  data.marks.forEach(([entry], mark) => marksOfEntry[entry].push(mark));
  const tied = data.entries.map((entry) => new Set(entry.tied));
  data.entries.forEach((entry, number) => entry.tied.forEach((other) => tied[other].add(number)));

  let lit = [];
  const light = (entries) => {
    for (const element of lit) element.classList.remove("on", "tied");
    lit = [];
    const paint = (entry, name) => {
      const targets = marksOfEntry[entry].filter(shown).flatMap((mark) => segmentsOf[mark]);
      for (const element of [items.get(entry), ...targets]) {
        element.classList.add(name);
        lit.push(element);
      }
    };
    const own = new Set(entries);
    for (const entry of own) for (const other of tied[entry]) if (!own.has(other)) paint(other, "tied");
    for (const entry of own) paint(entry, "on");
  };

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const fill = (marks) => {
    card.replaceChildren();
    for (const mark of marks) {
      const [number, part, rows] = data.marks[mark];
      const entry = data.entries[number];
      const block = make("section");
      block.style.setProperty("--c", `var(--${entry.layer})`);
      const kind = data.layers[entry.layer] + (part ? ` · ${data.parts[part] ?? part}` : "");
      block.append(make("p", "kind", kind));
      const name = make("p", "name");
      const link = make("a", "", entry.title);
      link.href = `#e${number}`;
      name.append(link, ...entry.notes.flatMap((note) => [" ", make("small", "", note)]));
      block.append(name);
      const known = new Set();
      const list = make("dl");
      for (const [label, value] of [...entry.rows, ...rows]) {
        if (known.has(label)) continue;
        known.add(label);
        const row = make("div");
        row.append(make("dt", "", label), make("dd", "", value));
        list.append(row);
      }
      if (known.size) block.append(list);
      card.append(block);
    }
  };

  // Below the segment; around a quotation below its last line, so that the words stay in sight.
  const lowest = (segment) => {
    const quote = marksOf(segment).find((mark) => shown(mark) && layerOf(mark) === "quote");
    const parts = quote === undefined ? [] : marksOfEntry[data.marks[quote][0]].flatMap((mark) => segmentsOf[mark]);
    const near = parts.filter((part) => part.parentNode === segment.parentNode);
    return Math.max(...[segment, ...near].map((part) => part.getBoundingClientRect().bottom));
  };
  const place = (segment) => {
    card.style.removeProperty("left");
    card.style.removeProperty("top");
    if (matchMedia("(max-width: 44rem)").matches) return; // the style sheet keeps it at the lower edge
    const box = segment.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height } = card;
    const left = Math.max(8, Math.min(box.left, root.clientWidth - width - 8));
    const below = lowest(segment) + 6;
    const top = below + height <= innerHeight || box.top < height + 12 ? below : box.top - height - 6;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  };

  let pinned = null;
  let described = null;
  let timer = 0;
  const hide = () => {
    clearTimeout(timer);
    pinned = null;
    card.hidden = true;
    described?.removeAttribute("aria-describedby");
    described = null;
    light([]);
  };
  const hideSoon = () => {
    clearTimeout(timer);
    if (!pinned) timer = setTimeout(hide, 180);
  };
  const show = (element) => {
    clearTimeout(timer);
    if (element.dataset.e !== undefined) {
      hide();
      light([Number(element.dataset.e)]);
      return;
    }
    const marks = marksOf(element).filter(shown).reverse();
    if (!marks.length) return hide();
    light(marks.map((mark) => data.marks[mark][0]));
    fill(marks);
    card.hidden = false;
    described?.removeAttribute("aria-describedby");
    described = element;
    element.setAttribute("aria-describedby", "card");
    place(element);
  };
  const go = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    hide();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const block = target.offsetHeight > innerHeight || target.tagName === "H3" ? "start" : "center";
    target.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
    target.focus({ preventScroll: true });
  };

  const subject = (target) => target.closest?.("[data-m], [data-e]");
  document.addEventListener("pointerover", (event) => {
    if (pinned || event.pointerType === "touch") return;
    if (card.contains(event.target)) return clearTimeout(timer);
    const element = subject(event.target);
    if (element) show(element);
    else hideSoon();
  });
  root.addEventListener("pointerleave", hideSoon);
  document.addEventListener("focusin", (event) => {
    const element = subject(event.target);
    if (element) show(element);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("click", (event) => {
    const segment = event.target.closest("[data-m]");
    const link = event.target.closest('a[href^="#"]');
    if (segment && event.detail > 0) {
      // a pointer keeps the card open; Enter follows the link, as it does everywhere
      event.preventDefault();
      show(segment);
      pinned = segment;
    } else if (link) {
      event.preventDefault(); // in a notebook's frame a fragment would load the notebook
      go(link.hash.slice(1));
    } else if (!card.contains(event.target)) hide();
  });

  const form = document.querySelector(".layers");
  if (form) {
    form.hidden = false;
    form.reset();
    form.addEventListener("change", ({ target }) => {
      hide();
      root.classList.toggle(`off-${target.name}`, !target.checked);
      if (target.checked) hidden.delete(target.name);
      else hidden.add(target.name);
      for (const segment of segments) {
        if (segment.tagName !== "A") continue;
        const begins = marksOf(segment).filter((mark) => segmentsOf[mark][0] === segment);
        if (begins.some(shown)) segment.removeAttribute("tabindex");
        else segment.tabIndex = -1;
      }
    });
  }
})();
