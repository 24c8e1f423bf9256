// Keys. Everything they do can be done with the pointer too; no page needs this file.
const pages = { o: "/", g: "/groups", a: "/accounts", c: "/countries", e: "/exhibits", k: "/packages", p: "/pictures", n: "/network" };
let lastEscape = 0;
let waiting = "";

const inField = (event) => event.target.closest("input, textarea, select, [contenteditable]") !== null;

function rows() {
  return [...document.querySelectorAll("main a.row")];
}

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))].focus();
}

function clearScreen() {
  location.hash = "clear";
  document.title = "Tutela";
  for (const sound of document.querySelectorAll("audio, video")) sound.pause();
}

// To the form that cites, or to the ground of what is in focus, where that form is.
function cite() {
  const form = document.getElementById("cite");
  if (form) {
    form.querySelector("select, input:not([type=hidden])").focus();
    return;
  }
  const row = document.activeElement?.closest("tr, article, .event") ?? document;
  const source = row.querySelector("a[href^='/how']") ?? document.querySelector("main a[href^='/how']");
  if (source) location.assign(source.getAttribute("href") + "#cite");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const now = event.timeStamp;
    if (now - lastEscape < 500) clearScreen();
    lastEscape = now;
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event)) return;
  if (waiting === "g") {
    waiting = "";
    if (pages[event.key]) location.assign(pages[event.key]);
    return;
  }
  const act = {
    "/": () => document.getElementById("q")?.focus(),
    "?": () => document.getElementById("keys")?.togglePopover(),
    g: () => { waiting = "g"; },
    j: () => move(1),
    k: () => move(-1),
    n: () => document.querySelector("a[rel=next]")?.click(),
    w: () => document.getElementById("note-text")?.focus(),
    c: cite,
    i: () => document.querySelector("main a[href^='/how']")?.click(),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
