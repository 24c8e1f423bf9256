// Keys. Everything they do can be done with the pointer too; no page needs this file.
const pages = { o: "/", g: "/groups", a: "/accounts", c: "/countries", e: "/exhibits", k: "/packages", p: "/pictures", n: "/network" };
let lastEscape = 0;
let waiting = "";
let lastMarked = null;
// Single letters are no keys for who switched them off (WCAG 2.1.4).
const letters = document.documentElement.dataset.letters !== "off";

const inField = (event) => event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") !== null;

function rows() {
  return [...document.querySelectorAll("main a.row, main article.say footer > a.src, main input.row")];
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
  if (event.ctrlKey && event.key === "Enter") {
    document.querySelector("[data-key='ctrl-enter']")?.click();
    return;
  }
  if (!letters || event.ctrlKey || event.metaKey || event.altKey || inField(event)) return;
  if (event.key === "Shift") return;
  if (waiting === "g") {
    waiting = "";
    const named = ownKey(`g ${event.key}`);
    if (named) { event.preventDefault(); press(named); }
    else if (pages[event.key]) location.assign(pages[event.key]);
    return;
  }
  if (event.key === "X") {
    markRange();
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
  const own = ownKey(event.key);
  if (own || act) {
    event.preventDefault();
    if (own) press(own);
    else act();
  }
});

// Keys of a page stand on what they press: data-key, in reading order. They go before the keys of every page.
function keyed() {
  return [...document.querySelectorAll("[data-key]")];
}

// What carries a key in the message or row in focus goes before what carries it elsewhere.
function ownKey(key) {
  const all = keyed().filter((element) => element.dataset.key === key);
  const here = document.activeElement?.closest("article, tr, li");
  return all.find((element) => here?.contains(element)) ?? all[0];
}

function press(element) {
  if (element.matches("[type=checkbox]")) {
    element.click();
    lastMarked = element;
  } else if (element.matches("input, select, textarea")) element.focus();
  else element.click();
}

// Marks everything from what was marked last to what is in focus.
function markRange() {
  const all = keyed().filter((element) => element.matches("[type=checkbox]"));
  const here = ownKey("x");
  const ends = [all.indexOf(lastMarked ?? here), all.indexOf(here)].sort((a, b) => a - b);
  for (const each of all.slice(Math.max(0, ends[0]), ends[1] + 1)) each.checked = true;
}

function nameOf(element) {
  const copy = element.cloneNode(true);
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return (element.dataset.says ?? copy.textContent).trim();
}

// The key map names the keys of this page too.
const map = document.querySelector("#keys .keylist");
const mapped = new Set();
for (const element of keyed()) {
  if (mapped.has(element.dataset.key)) continue;
  mapped.add(element.dataset.key);
  const key = document.createElement("dt");
  const says = document.createElement("dd");
  key.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.key }));
  says.textContent = nameOf(element);
  map?.append(key, says);
}

// A part that changes by itself is asked for again every three seconds while somebody sees it.
// After half an hour without a hand at it the page rests, so that it keeps no session alive.
const live = document.querySelector("[data-live]");
const REST_MILLIS = 30 * 60 * 1000;
let handAt = performance.now();
for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { handAt = performance.now(); });
async function refresh() {
  const shown = document.querySelector("[data-live]");
  if (!shown || document.hidden || performance.now() - handAt > REST_MILLIS) return;
  const answer = await fetch(shown.dataset.live, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("[data-live]");
  if (!next || next.outerHTML === shown.outerHTML) return;
  // What is spoken stays in place, so that it is spoken only when it changes.
  const spoken = shown.querySelector("[role=status]");
  const says = next.querySelector("[role=status]");
  if (spoken && says && spoken.textContent === says.textContent) says.replaceWith(spoken);
  shown.replaceWith(next);
}
if (live) setInterval(refresh, 3000);
