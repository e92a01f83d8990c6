// How old the data are, what was noted while they were read, and whether there are newer ones.
import type { LogDocument } from "../contract";
import { make } from "../dom/make";
import { openBox } from "../dom/popup";
import { clock, date, exact } from "../format";
import type { Actions, Page, Part } from "../page";

export function createDataAge(root: HTMLElement, actions: Actions): Part {
  const age = make("button.link.data-age", { type: "button", "aria-haspopup": "dialog" });
  const reload = make("button.button.small", { type: "button", onclick: actions.reload }, "Newer data: reload");
  const element = make("div.data", {}, age, reload);
  let log: LogDocument | null = null;
  age.addEventListener("click", () => log && openBox(root, age, "About the data", ...about(log)));
  return {
    element,
    update(page: Page) {
      log = page.log;
      element.hidden = !log;
      if (!log) return;
      age.textContent = `Data of ${dataTime(log, Date.now())}${log.notes.length ? ` · ${notes(log.notes.length)}` : ""}`;
      reload.hidden = !log.newer_data;
    },
  };
}

const notes = (n: number): string => `${n} ${n === 1 ? "note" : "notes"}`;

/** 09:41 today, else the day as well. */
function dataTime({ data_ms, time_zone }: Pick<LogDocument, "data_ms" | "time_zone">, nowMs: number): string {
  const time = clock(data_ms, time_zone);
  const day = date(data_ms, time_zone);
  return day === date(nowMs, time_zone) ? time : `${day}, ${time}`;
}

function about(log: LogDocument): HTMLElement[] {
  const facts: [string, string][] = [
    ["Event log", log.dataset],
    ["Executions", log.executions_dataset],
    ["Cases", exact(log.cases)],
    ["Events", exact(log.events)],
    ["From", date(log.first_ms, log.time_zone)],
    ["To", date(log.last_ms, log.time_zone)],
    ["Time zone", log.time_zone],
  ];
  return [
    make("b", {}, "About the data"),
    make("dl.facts", {}, ...facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])),
    ...log.notes.map((note) => make("p", {}, note)),
  ];
}
