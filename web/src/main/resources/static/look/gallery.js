// Keys of the gallery; the codes stand as data-key on their buttons, which main.js presses. Without this file the radio buttons and links of the page do the same.
const gallery = document.getElementById("gallery");
const items = () => [...document.querySelectorAll(".tiles > li")];
const inField = (event) => event.target.closest("input:not([type=radio]), textarea, select") !== null;
let current = items().find((li) => li.dataset.graded === "no") ?? items()[0] ?? null;
let held = null;

function say(words) {
  const said = document.getElementById("said");
  if (!said) return;
  said.hidden = false;
  said.querySelector("b").textContent = words;
}

function choose(li, focus = true) {
  if (!li) return;
  current?.querySelector(".tile")?.removeAttribute("aria-current");
  current = li;
  const tile = li.querySelector(".tile");
  tile.setAttribute("aria-current", "true");
  if (focus) tile.focus();
  const at = document.getElementById("at");
  if (at) at.textContent = tile.getAttribute("aria-label");
}

function columns() {
  const all = items();
  const top = all[0]?.offsetTop;
  const next = all.findIndex((li) => li.offsetTop !== top);
  return next < 0 ? all.length : next;
}

function move(step) {
  const all = items();
  choose(all[Math.min(all.length - 1, Math.max(0, all.indexOf(current) + step))]);
}

function nextOpen(from = current) {
  const all = items();
  const at = all.indexOf(from);
  const open = [...all.slice(at + 1), ...all.slice(0, at)].find((li) => li.dataset.graded === "no" && li.querySelector(".codes"));
  if (open) choose(open);
}

async function post(address, fields) {
  const body = new URLSearchParams(fields);
  body.set(gallery.dataset.field, gallery.dataset.token);
  return fetch(address, { method: "POST", body, redirect: "manual", cache: "no-store" });
}

async function grade(li, code) {
  if (!li?.querySelector(".codes")) return false;
  const answer = await post("/pictures/grade", { key: li.dataset.stack, code });
  if (answer.status === 204) {
    li.dataset.graded = "yes";
    const tile = li.querySelector(".tile");
    tile.setAttribute("aria-label", [...tile.getAttribute("aria-label").split(", ").slice(0, -1), code].join(", "));
    const radio = [...li.querySelectorAll("input[type=radio]")].find((each) => each.value === code);
    if (radio) radio.checked = true;
    const shown = li.querySelector(".grade");
    if (shown) shown.textContent = code;
    say(`${gallery.dataset.graded} ${code}`);
    return true;
  }
  if (answer.status === 409 && (await answer.text()).includes("LOOK_FIRST")) {
    location.assign(`/pictures/stack?look=first&key=${li.dataset.stack}`);
    return false;
  }
  say(gallery.dataset.failed);
  return false;
}

function reveal() {
  const image = (current ?? document).querySelector("img.pixels");
  if (!image || held) return;
  held = { image, src: image.src };
  const where = image.dataset.whole ? "whole" : "small";
  image.src = `/pictures/${where}?content=${image.dataset.content}&filter=none`;
}

function hide() {
  if (!held) return;
  held.image.src = held.src;
  held = null;
}

function send(name) {
  document.getElementById(name)?.click();
}

document.addEventListener("keyup", (event) => { if (event.key === "v") hide(); });
window.addEventListener("blur", hide);
document.addEventListener("visibilitychange", hide);
window.addEventListener("hashchange", hide);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { hide(); return; }
  if (document.documentElement.dataset.letters === "off" && event.key.length === 1) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key === "v" || inField(event)) return;
  const act = {
    ArrowRight: () => move(1),
    ArrowLeft: () => move(-1),
    ArrowDown: () => move(columns()),
    ArrowUp: () => move(-columns()),
    " ": () => nextOpen(),
    ".": () => current?.querySelector("a.tile")?.click(),
    t: () => current?.querySelector("a.tile")?.click(),
    v: reveal,
    z: () => send("back"),
    b: () => send("rest"),
    r: () => send("rest-of-page"),
    l: () => giveBack({}),
    h: () => giveBack({ "hand-over": "yes" }),
  }[event.key];
  if (act && (gallery || ["v", "l", "h"].includes(event.key))) {
    event.preventDefault();
    act();
  }
});

async function giveBack(more) {
  if (!gallery) { send(more["hand-over"] ? "hand-over" : "later"); return; }
  if (!current?.querySelector(".codes")) return;
  await post("/pictures/give-back", { key: current.dataset.stack, ...more });
  location.assign("/pictures?said=put_off");
}

if (gallery) {
  for (const button of document.querySelectorAll(".gradebar button[data-code]")) {
    button.addEventListener("click", async () => { const li = current; if (await grade(li, button.dataset.code)) nextOpen(li); });
  }
  document.querySelector(".tiles")?.addEventListener("change", async (event) => {
    const li = event.target.closest("li");
    choose(li, false);
    await grade(li, event.target.value);
  });
  document.querySelector(".tiles")?.addEventListener("focusin", (event) => {
    const li = event.target.closest("li");
    if (li !== current) choose(li, false);
  });
  const rest = document.getElementById("rest-of-page");
  if (rest) {
    rest.hidden = false;
    rest.addEventListener("click", async () => {
      for (const li of items()) if (li.dataset.graded === "no" && !(await grade(li, rest.dataset.code))) break;
    });
  }
  if (current?.querySelector(".codes")) choose(current);
}
