// The same numbers as the map's, as a table of paths or of steps.
import { icon } from "../dom/icons";
import { make, refill, set } from "../dom/make";
import { type Actions, type Page, type Part, whenChanged } from "../page";
import { choose, put, type Sheet } from "../state/state";
import { type Column, pathColumns, stepColumns } from "./table-columns";
import { pathRows, sorted, stepRows } from "./table-rows";

interface Sorting {
  key: string;
  descending: boolean;
}

const SHEETS: { sheet: Sheet; name: string }[] = [
  { sheet: "paths", name: "Paths" },
  { sheet: "steps", name: "Steps" },
];

export function createTable(actions: Actions): Part {
  const sortings: Record<Sheet, Sorting> = {
    paths: { key: "frequency", descending: true },
    steps: { key: "frequency", descending: true },
  };
  const sheets = sheetSwitch(actions);
  const scroll = make("div.table-scroll", { tabindex: 0, role: "region", "aria-label": "Table of the map" });
  const element = make("div.table-view", {}, sheets, scroll);

  const build = (page: Page): void => {
    const { sheet } = page.state;
    for (const button of sheets.querySelectorAll("button")) set(button, { "aria-pressed": button.dataset.sheet === sheet });
    const sort = (key: string): void => {
      const now = sortings[sheet];
      sortings[sheet] = { key, descending: now.key === key ? !now.descending : true };
      build(page);
    };
    const table = sheet === "paths"
      ? tableOf(pathColumns(page), pathRows(page), sortings.paths, sort, page, actions)
      : tableOf(stepColumns(page), stepRows(page), sortings.steps, sort, page, actions);
    refill(scroll, [table]);
  };
  const update = whenChanged(build, ({ view, durations, conformance, log, state }) =>
    [view, durations, conformance, log, state.sheet, state.choice, state.view]);
  return {
    element,
    update(page) {
      element.hidden = page.state.view !== "table";
      if (!element.hidden) update(page);
    },
  };
}

function sheetSwitch(actions: Actions): HTMLElement {
  return make("div.switch.sheets", { role: "group", "aria-label": "Table of" }, ...SHEETS.map(({ sheet, name }) =>
    make("button", { type: "button", "data-sheet": sheet, "aria-pressed": false, onclick: () => actions.change(put({ sheet })) }, name)));
}

function tableOf<R extends { id: string }>(
  columns: Column<R>[], rows: R[], sorting: Sorting, sort: (key: string) => void, page: Page, actions: Actions,
): HTMLElement {
  const by = columns.find(({ key }) => key === sorting.key) ?? columns[0]!;
  const body = sorted(rows, by.value, sorting.descending).map((row) => tableRow(row, columns, page, actions));
  return make("table.table", {}, make("thead", {}, make("tr", {}, ...columns.map((column) => headCell(column, sorting, sort)))),
    make("tbody", {}, ...body));
}

function headCell<R>({ key, head, isNumber }: Column<R>, sorting: Sorting, sort: (key: string) => void): HTMLElement {
  const isSorted = key === sorting.key;
  const order = isSorted ? (sorting.descending ? "descending" : "ascending") : "none";
  return make(isNumber ? "th.right" : "th", { scope: "col", "aria-sort": order },
    make("button", { type: "button", "data-key": `sort-${key}`, onclick: () => sort(key) }, head, isSorted ? icon("down") : null));
}

// A click anywhere on the row chooses it; the first cell's button does it for the keyboard.
function tableRow<R extends { id: string }>(row: R, columns: Column<R>[], { state }: Page, actions: Actions): HTMLElement {
  const [first, ...rest] = columns;
  const pick = (event: MouseEvent): void => actions.change(choose(row.id, event.shiftKey));
  const isChosen = state.choice.includes(row.id);
  const name = make("th.name", { scope: "row", title: first!.title?.(row) },
    make("button", { type: "button", "data-key": row.id, "aria-pressed": isChosen }, first!.cell(row)));
  return make("tr", { "data-id": row.id, "data-chosen": isChosen, onclick: pick }, name,
    ...rest.map((column) => make(column.isNumber ? "td.right" : "td.name", { title: column.title?.(row) }, column.cell(row))));
}
