// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refill, make } from "../dom/make";
import { closePopup, openBox, openMenu } from "../dom/popup";
import { createVariantPages } from "../data/variant-pages";
import type { Actions, Page } from "../page";
import { log, map, variant, view } from "../samples";
import { initialState, type State, type Step } from "../state/state";
import { applyingWords, createBusy } from "./busy";
import { createChips } from "./chips";
import { createFigures } from "./figures";
import { wordsFor } from "./state-card";
import { tipRows } from "./tooltip";
import { variantRow } from "./variant-row";

function page(fields: Partial<Page> = {}, state: Partial<State> = {}): Page {
  return {
    state: { ...initialState, ...state }, size: "large", log, loading: null, isStopped: false, view, durations: null, conformance: null,
    details: null, charts: null, variants: createVariantPages({ changed: () => undefined, failed: () => undefined }), errors: {}, outage: null,
    isBusy: false, isBehind: false, isDrawn: true, legend: [], ...fields,
  };
}
const markup = "<img src=x onerror=alert(1)>";
let root: HTMLElement;
beforeEach(() => {
  root = make("div");
  document.body.replaceChildren(root);
});

describe("figures", () => {
  const text = (fields: Partial<Page>): string[] => {
    const { element, update } = createFigures();
    update(page(fields));
    return [...element.children].map((child) => child.textContent ?? "");
  };
  it("say of how many, and on average of all", () => expect(text({})).toEqual([
    "Cases10 of 20", "Variants3 of 5", "Average execution time1.0 daysall cases: 2.0 days", "Average conformance0.9070 % conform fully · 100 % scored",
  ]));
  it("are three on a small tile", () => expect(text({ size: "compact" })).toEqual(["Cases10 of 20", "Avg. execution1.0 days", "Avg. conformance0.90"]));
  it("are not known yet before the first answer", () => expect(text({ view: null })[0]).toBe("Cases…"));
  it("never hide what was not scored", () => {
    const conformance = { mean_lower: 0.71, mean_upper: 0.83, cases: 100, scored_cases: 92, bounded_cases: 8, conforming_cases: 46 };
    expect(text({ view: { ...view, figures: { ...view.figures, conformance } } })[3]).toBe("Average conformance0.71 to 0.8392 % scored, 8.0 % bounded");
  });
  it("are no zero without a reference", () => expect(text({ log: { ...log, has_conformance: false } })[3]).toBe("Average conformancenot scored"));
});

describe("chips", () => {
  function chips(shown: Page) {
    const changes: Step[] = [];
    const actions = { change: (...steps: Step[]) => changes.push(...steps) } as unknown as Actions;
    const part = createChips(root, actions);
    root.append(part.element);
    part.update(shown);
    return { part, changes, texts: [...part.element.querySelectorAll(".chip:not(.chip-more)")].map((chip) => chip.textContent) };
  }
  const filtered = page({
    view: {
      ...view,
      filters: {
        dashboard: [
          { column: "department", status: "not_applied", reading: null, reason: "There is no such column.", note: null, cases_after: null },
          { column: "channel", status: "applied", reading: { kind: "values", mode: "include", values: [markup], n_values: 1, empty: false }, reason: null, note: null, cases_after: 10 },
          { column: "amount", status: "off", reading: null, reason: null, note: null, cases_after: null },
        ],
        own: [{ status: "applied", reason: null, cases_after: 10 }],
      },
    },
  }, { own: [{ kind: "passes", activities: [markup] }] });

  it("are the dashboard's, the tile's own, then those not applied; text is never markup", () => {
    expect(chips(filtered).texts).toEqual([`channel: ${markup}`, `Passes: ${markup}`, "department: not applied"]);
    expect(root.querySelector("img")).toBeNull();
  });
  it("are not there without filters", () => expect(chips(page()).part.element.hidden).toBe(true));
  it("give the focus to the next when one is removed", () => {
    const two = page({}, { own: [{ kind: "passes", activities: ["a"] }, { kind: "passes", activities: ["b"] }] });
    const { part, changes } = chips(two);
    const [first] = part.element.querySelectorAll<HTMLElement>(".chip-own button");
    first!.focus();
    first!.click();
    part.update({ ...two, state: changes.reduce((state, step) => step(state), two.state) });
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Remove filter Passes b");
  });
  it("say why one is not applied", () => {
    const { part } = chips(filtered);
    part.element.querySelector<HTMLElement>(".chip-not-applied")!.click();
    expect(root.querySelector("[role=dialog]")?.textContent).toBe("Not applied hereThere is no such column.");
    closePopup();
  });
});

describe("what lies over the page", () => {
  it("is closed by Esc, and the focus goes back", () => {
    const button = make("button", {}, "open");
    root.append(button);
    button.focus();
    openBox(root, button, "Box", make("button", {}, "inside"));
    expect([document.activeElement?.textContent, button.getAttribute("aria-expanded")]).toEqual(["inside", "true"]);
    document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect([document.activeElement, root.querySelector(".box"), button.getAttribute("aria-expanded")]).toEqual([button, null, "false"]);
  });
  it("is walked by arrows, and Enter does what is chosen", async () => {
    const run = vi.fn();
    openMenu(root, { x: 0, y: 0 }, "Menu", [{ text: "one", run }, null, { text: "two", run: () => run("two") }]);
    document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    (document.activeElement as HTMLElement).click();
    await Promise.resolve();
    expect([run.mock.calls, root.querySelector(".menu")]).toEqual([[["two"]], null]);
  });
  it("gives the focus back to what was made anew", () => {
    const host = make("div");
    root.append(host);
    refill(host, [make("button", { "data-key": "k" }, "old")]);
    host.querySelector("button")!.focus();
    refill(host, [make("button", { "data-key": "k" }, "new")]);
    expect(document.activeElement?.textContent).toBe("new");
  });
});

describe("while filters are applied", () => {
  it.each<[string, unknown[], number]>([
    ["Applying 1 filter", [{ column: "a" }], 0],
    ["Applying 2 filters", [{ active: true }, { active: false }, null], 0],
    ["Applying 3 filters", [{}], 2],
    ["Taking the filters away", [], 0],
  ])("it says: %s", (words, dashboard, own) => expect(applyingWords(dashboard, own)).toBe(words));
  it("says it only while the filters on the map are others", () => {
    const busy = createBusy();
    busy.update(page(), true);
    const own: State["own"] = [{ kind: "passes", activities: ["a"] }];
    const coming = { isBusy: true, isBehind: true };
    const seen = [page(coming, { own }), page(coming), page({}, { own })].map((one) => {
      busy.update(one, true);
      return [busy.element.hidden, busy.element.textContent];
    });
    expect(seen).toEqual([[false, "Applying 1 filter"], [false, ""], [true, ""]]);
  });
});

describe("a row of the list", () => {
  const row = (fields = {}) => variantRow(variant(7, { cases: 1_234, conformance_lower: 0.78, conformance_upper: 0.78, ...fields }),
    { index: 0, total: 9, isTicked: true, isLit: false, mostCases: 2_000, log });
  it("says the variant", () => expect(row().textContent).toBe("#7The same steps in another order1 dayconformance 0.782 steps1,234 cases50 %"));
  it("cuts the glyph", () => {
    const steps = Array.from({ length: 25 }, () => ({ activity: 0, sign: "usual" as const }));
    const glyph = row({ steps, n_steps: 30 }).querySelector(".glyph")!;
    expect([glyph.querySelectorAll(".block").length, glyph.querySelector("small")?.textContent]).toEqual([19, "+11"]);
  });
  it("is ticked", () => expect(row().getAttribute("aria-selected")).toBe("true"));
});

describe("the tooltip", () => {
  it("has every number of a step", () => expect(tipRows(page(), "a1")).toEqual([
    ["Frequency", "12"], ["Cases", "10 (100 %)"], ["More than once", "2 cases"], ["First step shown", "0"], ["Last step shown", "0"],
  ]));
  it("says of a whole map where cases start and end", () => {
    const whole = { ...map, coverage: { ...map.coverage, activities_shown: 4 } };
    expect(tipRows(page({ view: { ...view, map: whole } }), "a1")?.slice(3)).toEqual([["Starts here", "0"], ["Ends here", "0"]]);
  });
  it("says what a path is joined over", () => expect(tipRows(page(), "a0>a1")).toEqual([
    ["Frequency", "10"], ["Cases", "10 (100 %)"], ["Over hidden steps", "2"],
  ]));
  it("is none for Start", () => expect(tipRows(page(), "start")).toBeNull());
});

describe("the state that is shown", () => {
  const title = (fields: Partial<Page>, state: Partial<State> = {}): string | undefined =>
    wordsFor(page(fields, state), { isLargeSeen: false, nowMs: 0 })?.title;
  const error = { code: "internal", message: "", facts: {}, reference: null } as const;
  it.each<[string | undefined, Partial<Page>, Partial<State>]>([
    [undefined, {}, {}],
    [undefined, { log: null, view: null }, {}],
    ["The event log was not read", { log: null, view: null, isStopped: true }, {}],
    ["Something went wrong here", { errors: { view: error } }, {}],
    ["The webapp's backend does not answer", { outage: { attempt: 1, nextMs: 0 } }, {}],
    ["No case matches the dashboard's filters", { view: { ...view, map: null } }, {}],
    ["No reference to compare with", { log: { ...log, has_conformance: false } }, { lens: "conformance" }],
    ["398 activities do not fit on one map", {
      log: { ...log, groups_by_prefix: 9 },
      view: { ...view, map: { ...map, coverage: { ...map.coverage, activities_all: 398, steps_share: 0.3 } } },
    }, {}],
  ])("is %s", (words, fields, state) => expect(title(fields, state)).toBe(words));
});
