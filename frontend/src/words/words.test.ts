import { describe, expect, it } from "vitest";
import type { DashboardFilter, DeviationRow, VariantDifference } from "../contract";
import { coverage, map, variant, view } from "../samples";
import { deviationWords } from "./deviations";
import { itemName, offersFor, offerWords } from "./items";
import { search } from "./search";
import { emptyWords, errorWords, loadingWords, outageWords, tooLargeWords } from "./states";
import { differenceWords } from "./variants";

describe("a variant", () => {
  const difference = (fields: Partial<VariantDifference>) => variant(2, { difference: { ...variant(2).difference, ...fields } });
  it.each([
    ["The most frequent way", variant(1)],
    ["With x", difference({ added: ["x"] })],
    ["With x, y +1 · Without z", difference({ added: ["x", "y", "z"], missing: ["z"] })],
    ["Earlier: x · Later: y", difference({ earlier: ["x"], later: ["y"] })],
    ["Again: x", difference({ repeated: ["x"] })],
    ["The same steps in another order", difference({})],
  ])("%s", (words, row) => expect(differenceWords(row)).toBe(words));
});

describe("a deviation", () => {
  const row = (fields: Partial<DeviationRow>) => ({ kind: "skipped", other_activity: null, after: null, before: null, ...fields }) as DeviationRow;
  it.each([
    ["skipped", row({})], ["not allowed here, after a", row({ kind: "extra", after: "a" })],
    ["out of order, between a and b", row({ kind: "out_of_order", after: "a", before: "b" })],
    ["x instead, before b", row({ kind: "replaced", other_activity: "x", before: "b" })],
  ])("%s", (words, deviation) => expect(deviationWords(deviation)).toBe(words));
});

describe("the map's items", () => {
  it.each([["a1", "b"], ["start", "Start"], ["a0>a1", "a → b"], ["start>a0", "Start → a"], ["a9", ""]])("%s is called %s", (id, name) =>
    expect(itemName(map, id)).toBe(name));
  it("offer filters where there is something to filter", () =>
    expect(offersFor(map, "a0").map(({ text }) => text)).toEqual(["Cases that pass here", "Cases that do not", "Cases that start here"]));
  it("offer the drawn path, over the hidden steps", () =>
    expect(offersFor(map, "a0>a1")[0]!.filter).toEqual({ kind: "takes", sources: ["a"], targets: ["b"], shown: ["a", "b", "c"] }));
  it("offer Start and End as no step", () =>
    expect(offersFor(map, "start>a0")[0]!.filter).toEqual({ kind: "takes", sources: [], targets: ["a"], shown: ["a", "b", "c"] }));
  it("offer nothing where they are gone", () => expect(offersFor(map, "a9")).toEqual([]));
  it("say a counted offer", () => expect(offerWords(
    { kind: "waits", sources: ["a"], targets: ["b"], shown: null, minimum_seconds: 9, maximum_seconds: null }, (s) => `${s} s`,
  )).toBe("Waiting here longer than 9 s"));
});

describe("the search", () => {
  const found = (text: string): string[] => search(map, text).map((one) => `${one.kind} ${one.text} (${one.note})`);
  it.each([
    ["", []], ["d", ["hidden d (hidden, show it)", "item c → End (10)"]], ["B", ["item b (12)", "item a → b (10)", "item b → c (10)"]],
    ["a -> b", ["item a → b (10)"]], ["start >", ["item Start → a (10)"]], ["x", []],
  ])("finds by %s", (text, names) => expect(found(text)).toEqual(names));
});

describe("states", () => {
  const dashboard: DashboardFilter = {
    column: "timestamp_start", status: "applied", reason: null, note: null, cases_after: 4_897,
    reading: { kind: "values", mode: "include", values: ["2018"], n_values: 1, empty: false },
  };
  const gone = { status: "applied", reason: null, cases_after: 0 } as const;
  const endsWith = { kind: "ends_with", activities: ["Start trip"] } as const;

  it("say how far the reading is", () =>
    expect(loadingWords({ state: "loading", what: "event_log", rows_read: 1_800_000, rows_total: 2_600_000, seconds_left: 6 }))
      .toMatchObject({ title: "Reading the event log", text: "1.8 M of 2.6 M events, about 6 s left", progress: 1.8 / 2.6 }));
  it("say only what is known", () =>
    expect(loadingWords({ state: "loading", what: "event_log", rows_read: 1_800_000, rows_total: null, seconds_left: null }))
      .toMatchObject({ text: "1.8 M events so far", progress: null }));
  it("name the filter that removes the last case", () =>
    expect(emptyWords({ ...view, filters: { dashboard: [dashboard], own: [gone] } }, [{ ...endsWith, activities: ["Start trip"] }], "UTC", () => null)).toMatchObject({
      title: "No case matches these filters",
      text: "Start date 2018 keeps 4,897 cases; Ends with Start trip removes all of them.",
      actions: [{ text: "Remove “Ends with Start trip”", action: { kind: "remove", filter: endsWith } }, { text: "Clear my filters" }],
    }));
  it("leave the dashboard's filters to the dashboard", () =>
    expect(emptyWords({ ...view, filters: { dashboard: [{ ...dashboard, cases_after: 0 }], own: [] } }, [], "UTC", () => null)).toMatchObject({
      title: "No case matches the dashboard's filters", actions: [],
    }));
  it("say that there are too many activities", () =>
    expect(tooLargeWords({ ...coverage, activities_all: 398, activities_shown: 18, steps_share: 0.3 })).toMatchObject({
      title: "398 activities do not fit on one map",
      text: "The 18 most frequent are shown instead: 30 % of the steps. Names that begin alike can be joined into groups.",
    }));
  it("say what is still seen while nobody answers", () =>
    expect(outageWords(3, 8, "09:41")).toMatchObject({ text: "What you see is from 09:41. Trying again in 8 s (attempt 3)." }));
  it("say nothing of it before there was anything", () => expect(outageWords(1, 2, null).text).toBe("Trying again in 2 s (attempt 1)."));
  it.each([
    ["not_built", "Dataset x has no data. Build it in the Flow, then reload this tile."],
    ["no_access", "Ask the project's owner for read access."],
    ["column_gone", "Choose the column again in the webapp's settings."],
    ["settings", "the message"], ["unusable_data", "the message"],
    ["internal", "Your filters are kept. Reference 7f3a, the log of the webapp has the details."],
    ["bad_request", "Your filters are kept. the message"],
  ] as const)("of %s", (code, text) =>
    expect(errorWords({ code, message: "the message", facts: { dataset: "x", column: "activity" }, reference: "7f3a" }).text).toBe(text));
});
