// A dashboard: filters of its panel, in its address and in its tiles.
//
// In the address: `pageFilters` as a DSS writes it; `chart` also speaks the protocol of chart webapps; `tileSize=900x600`
// makes every tile so large, in pixels; `panel=0` opens without the filter panel.
import { element } from "./elements.js";
import { filterCard } from "./filter_panel.js";
import { newFilter } from "./filters.js";
import { readPageFilters, writePageFilters } from "./page_filters.js";
import { showTiles } from "./tiles.js";

const dashboard = JSON.parse(document.getElementById("dashboard").textContent);
const asked = new URLSearchParams(location.search);
const hook = (name) => document.querySelector(`[data-testid="${name}"]`);
const columnType = (name) => dashboard.columns.find((column) => column.name === name)?.columnType ?? "ALPHANUM";
const defaults = dashboard.filters.map((entry) => (typeof entry === "string" ? newFilter(entry, columnType(entry)) : entry));
let filters = [];

const size = /^(\d+)x(\d+)$/.exec(asked.get("tileSize") ?? "")?.slice(1).map(Number);
const tiles = showTiles(hook("grid"), dashboard, { size, speaksChart: asked.has("chart") });

async function asks(column, part, search) {
  const query = new URLSearchParams({ column, part, search });
  const answer = await fetch(`${location.pathname}/facet?${query}`);
  const found = await answer.json();
  if (answer.ok) return found;
  notice(found.message);
  return { values: [], n_values: 0, n_empty: 0, minimum: null, maximum: null };
}

function notice(text) {
  hook("notice").textContent = text;
  setTimeout(() => {
    if (hook("notice").textContent === text) hook("notice").textContent = "";
  }, 6000);
}

/** Tell address and tiles what the panel shows. */
function changed() {
  const address = new URL(location.href);
  const text = writePageFilters(filters);
  if (text) address.searchParams.set("pageFilters", text);
  else address.searchParams.delete("pageFilters");
  history.replaceState(null, "", address);
  send();
}

function send() {
  tiles.send(filters.filter((filter) => !filter.asRead));
}

function card(filter) {
  const made = filterCard(filter, {
    asks, changed,
    replaced: (other) => {
      filters = filters.map((entry) => (entry === filter ? other : entry));
      const next = card(other);
      made.replaceWith(next);
      next.querySelector("select")?.focus();
      changed();
    },
    removed: () => {
      filters = filters.filter((entry) => entry !== filter);
      made.remove();
      hook("add-filter-column").focus();
      changed();
    },
  });
  return made;
}

/** Open with what the address says, or with the dashboard's own filters. */
function open(text) {
  const read = readPageFilters(text, dashboard.columns, defaults.map((filter) => structuredClone(filter)));
  filters = read.filters;
  hook("filters").replaceChildren(...filters.map(card));
  if (read.unread.length) notice(`The address holds filters that cannot be read: ${read.unread.join("; ")}`);
  send();
}

function showPanel(isShown) {
  document.getElementById("panel").hidden = !isShown;
  hook("toggle-panel").setAttribute("aria-expanded", String(isShown));
}

document.title = dashboard.title;
document.querySelector("h1").textContent = dashboard.title;
document.querySelector(".bound").textContent = `Filters on the dataset ${dashboard.dataset}`;
hook("add-filter-column").append(...dashboard.columns.map(({ name }) => element("option", { value: name }, name)));
hook("add-filter-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = hook("add-filter-column").value;
  filters.push(newFilter(name, columnType(name)));
  hook("filters").append(card(filters.at(-1)));
  changed();
});
hook("reset").addEventListener("click", () => {
  open("");
  changed();
});
hook("copy-url").addEventListener("click", () => {
  changed();
  navigator.clipboard.writeText(location.href).then(
    () => notice("The address with these filters is in the clipboard."),
    () => notice("The browser does not let the page write to the clipboard: copy the address above."),
  );
});
hook("toggle-panel").addEventListener("click", () => showPanel(document.getElementById("panel").hidden));
showPanel(asked.get("panel") !== "0");
open(asked.get("pageFilters") ?? "");

/** For tests: send filters as they are, send any message, and read what the panel holds. */
window.sandboxDashboard = {
  send: (raw) => tiles.send(raw),
  post: (message) => tiles.post(message),
  filters: () => structuredClone(filters),
};
