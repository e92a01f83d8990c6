// One card a filter: shows it, and changes it in place.
import { element, later } from "./elements.js";
import { NO_VALUE, kindOf, kindsOf, newFilter, tick, tickedValues, valueWords } from "./filters.js";

const DAY = 86_400_000;

/**
 * The card of a filter. `asks(column, part, search)` returns what there is to choose from; `changed()` is called after
 * each change, `replaced(filter)` for another kind of filter, `removed()` when it is not wanted any more.
 */
export function filterCard(filter, { asks, changed, replaced, removed }) {
  const kind = kindOf(filter);
  const card = element("fieldset", { className: "filter", testid: "filter", "data-column": filter.column });
  card.append(head(filter, card, changed, removed));
  if (filter.asRead || kind === null) {
    card.append(element("p", { className: "more" }, "Only Dataiku DSS applies this kind of filter. It stays in the address."));
    return card;
  }
  const kinds = kindsOf(filter.columnType);
  if (Object.keys(kinds).length > 1) card.append(kindChoice(filter, kind, kinds, replaced));
  card.append(...(kind === "RANGE" ? rangeParts(filter, asks, changed) : valueParts(filter, kind, asks, changed)));
  return card;
}

function head(filter, card, changed, removed) {
  const show = () => card.classList.toggle("off", filter.active === false);
  const active = element("input", {
    type: "checkbox", checked: filter.active !== false, disabled: Boolean(filter.asRead), testid: "filter-active",
    "aria-label": `Filter on ${filter.column}`, title: "On or off",
    onchange: () => {
      filter.active = active.checked;
      show();
      changed();
    },
  });
  const remove = element("button", {
    type: "button", className: "quiet", testid: "filter-remove", title: "Remove this filter",
    "aria-label": `Remove the filter on ${filter.column}`, onclick: removed,
  }, "×");
  show();
  return element("div", { className: "head" }, active, element("strong", { title: filter.column }, filter.column), remove);
}

function kindChoice(filter, kind, kinds, replaced) {
  const options = Object.entries(kinds).map(([value, name]) => element("option", { value, selected: value === kind }, name));
  const choice = element("select", {
    testid: "filter-kind", "aria-label": `Kind of filter on ${filter.column}`,
    onchange: () => replaced({ ...newFilter(filter.column, filter.columnType, choice.value), id: filter.id }),
  }, ...options);
  return choice;
}

function rangeParts(filter, asks, changed) {
  const isDate = filter.columnType === "DATE";
  const soon = later(250, changed);
  const end = (key, name, testid) => {
    const input = element("input", {
      type: isDate ? "date" : "number", step: "any", value: shownEnd(filter[key], isDate), testid,
      oninput: () => {
        if (input.validity.badInput) return;
        filter[key] = readEnd(input.value, isDate, key);
        soon();
      },
    });
    return element("label", {}, name, input);
  };
  const span = element("p", { className: "more" });
  asks(filter.column, "", "").then(({ minimum, maximum }) => {
    span.textContent = minimum === null ? "No values" : `${endWords(minimum, isDate)} to ${endWords(maximum, isDate)}`;
  });
  const keep = element("input", {
    type: "checkbox", checked: filter.includeEmptyValues, testid: "filter-keep-empty",
    onchange: () => {
      filter.includeEmptyValues = keep.checked;
      changed();
    },
  });
  return [
    element("div", { className: "range" },
      end("minValue", "From", "filter-minimum"), end("maxValue", "To", "filter-maximum")),
    span,
    element("label", { className: "keep" }, keep, "Keep rows without a value"),
  ];
}

function endWords(value, isDate) {
  const number = { maximumSignificantDigits: 4 };
  const day = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return isDate ? new Date(value).toLocaleDateString("en-GB", day) : value.toLocaleString("en", number);
}

function shownEnd(value, isDate) {
  if (value === null || value === undefined) return "";
  return isDate ? new Date(value).toISOString().slice(0, 10) : String(value);
}

/** The end of a range that a text means; a day as upper end goes to its last millisecond (UTC). */
function readEnd(text, isDate, key) {
  if (text === "") return null;
  if (!isDate) return Number(text);
  return Date.parse(`${text}T00:00:00Z`) + (key === "maxValue" ? DAY - 1 : 0);
}

function valueParts(filter, kind, asks, changed) {
  const list = element("ul", { className: "values" });
  const more = element("p", { className: "more" });
  const part = kind === "VALUES" ? "" : kind;
  const fill = async () => {
    const found = await asks(filter.column, part, search.value);
    fillValues(list, filter, kind, found, search.value, changed);
    const rest = found.n_values - found.values.length;
    more.textContent = rest > 0 ? `${rest.toLocaleString("en")} more values: search to see them.` : "";
  };
  const search = element("input", {
    type: "search", placeholder: "Search", testid: "filter-search", hidden: part !== "",
    "aria-label": `Search the values of ${filter.column}`, oninput: later(150, () => fill()),
  });
  fill();
  return [modes(filter, changed), search, list, more];
}

function modes(filter, changed) {
  const choice = (isKept, words, testid) => {
    const input = element("input", {
      type: "radio", name: `mode-${filter.id}`, checked: filter.excludeOtherValues === isKept, testid,
      onchange: () => {
        tick(filter, tickedValues(filter), isKept);
        changed();
      },
    });
    return element("label", {}, input, words);
  };
  return element("div", { className: "modes" },
    choice(true, "Only ticked", "filter-mode-include"), choice(false, "All but ticked", "filter-mode-exclude"));
}

function fillValues(list, filter, kind, found, search, changed) {
  const ticked = new Set(tickedValues(filter));
  const entries = found.values.map(({ value, count }) => [value, count]);
  if (found.n_empty && !search) entries.push([NO_VALUE, found.n_empty]);
  // What is ticked stays in sight, be it not among the most frequent values.
  const hidden = [...ticked].filter((value) => !search && !entries.some(([shown]) => shown === value));
  list.replaceChildren(...[...hidden.map((value) => [value, null]), ...entries].map(([value, count]) => {
    const box = element("input", {
      type: "checkbox", checked: ticked.has(value), value, testid: "filter-value",
      onchange: () => {
        const others = tickedValues(filter).filter((other) => other !== value);
        tick(filter, box.checked ? [...others, value] : others, filter.excludeOtherValues);
        changed();
      },
    });
    const words = valueWords(value, kind);
    const name = element("span", { title: words, className: value === NO_VALUE ? "none" : "" }, words);
    const many = element("em", {}, count === null ? "" : count.toLocaleString("en"));
    return element("li", {}, element("label", {}, box, name, many));
  }));
}
