// Sorts and filters tables. Without it every table is there in full; nothing is read, kept or sent.
"use strict";
(() => {
  // The words that are shown, and the signs of numbers, in the language of the page: put in when the page is written.
  const words = WORDS;
  const said = (pattern, parts) => pattern.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);
  const valueOf = (row, at) => {
    const time = row.cells[at].querySelector("time");
    if (time) return time.dateTime;
    const text = row.cells[at].textContent.trim();
    if (!row.cells[at].classList.contains("number")) return text;
    const plain = text.split(words.separators[0]).join("").split(words.separators[1]).join(".");
    const number = parseFloat(plain.replace(/\u2212/g, "-").replace(/[^0-9.-]/g, ""));
    return Number.isNaN(number) ? null : number;
  };
  const compare = (one, other) => {
    if (one === other) return 0;
    if (one === null) return 1;
    if (other === null) return -1;
    if (typeof one === "number") return one - other;
    return one.localeCompare(other, words.language, { numeric: true });
  };
  // On paper stand the first rows that are shown, as many as before.
  const cut = (table, rows) => {
    const printed = Number(table.dataset.printed);
    if (!printed) return;
    const shown = Array.from(table.tBodies[0].rows).filter((row) => !row.hidden);
    rows.forEach((row) => row.classList.remove("over"));
    shown.slice(printed).forEach((row) => row.classList.add("over"));
  };
  const sortable = (table, heads, rows) => heads.forEach((head, at) => {
    const button = document.createElement("button");
    const printed = document.createElement("span");
    button.type = "button";
    button.className = "sort";
    // A browser prints no button in the headings that it repeats, so the words stand there once more for paper.
    printed.className = "printed";
    printed.textContent = head.textContent;
    button.append(...head.childNodes);
    head.append(button, printed);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const keyed = rows.map((row) => [valueOf(row, at), row]);
      keyed.sort((one, other) => {
        const order = compare(one[0], other[0]);
        return up || one[0] === null || other[0] === null ? order : -order;
      });
      table.tBodies[0].append(...keyed.map((pair) => pair[1]));
      cut(table, rows);
    });
  });
  const filterable = (table, rows) => {
    const caption = table.caption.textContent.trim();
    const label = document.createElement("label");
    const input = document.createElement("input");
    const found = document.createElement("span");
    label.className = "filter";
    input.type = "search";
    input.setAttribute("aria-label", words.only + " " + caption);
    found.setAttribute("role", "status");
    label.append(words.filter + " ", input);
    const bar = document.createElement("div");
    bar.className = "filters";
    bar.append(label, found);
    table.parentNode.before(bar);
    const rest = table.querySelector(".rest td");
    const all = rest && rest.textContent;
    const texts = rows.map((row) => row.textContent.toLowerCase());
    input.addEventListener("input", () => {
      const typed = input.value.toLowerCase().split(/\s+/);
      let shown = 0;
      rows.forEach((row, at) => {
        const fits = typed.every((word) => texts[at].includes(word));
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      const few = said(words.shown, { shown, count: rows.length });
      found.textContent = input.value.trim() ? few : "";
      if (rest) rest.textContent = input.value.trim() ? said(words.printed, { shown: few, words: input.value.trim() }) : all;
      cut(table, rows);
      // A sum is of all rows, so it goes while some are hidden.
      if (table.tFoot) table.tFoot.hidden = shown !== rows.length;
    });
  };
  document.querySelectorAll("table").forEach((table) => {
    const rows = Array.from(table.tBodies[0].rows);
    if (rows.length > 1) sortable(table, Array.from(table.tHead.rows[0].cells), rows);
    if (rows.length > 12) filterable(table, rows);
  });
})();
