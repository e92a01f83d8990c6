import { describe, expect, it } from "vitest";
import type { OwnFilter } from "../contract";
import * as state from "./state";

const passes = (activity: string): OwnFilter => ({ kind: "passes", activities: [activity] });
const after = (...steps: state.Step[]): state.State => steps.reduce((now, step) => step(now), state.initialState);
const chosen = (...steps: state.Step[]): string[] => after(...steps).choice;

describe("filters", () => {
  it("are added at the end", () => expect(after(state.addFilter(passes("a")), state.addFilter(passes("b"))).own).toEqual([passes("a"), passes("b")]));
  it("are not added twice", () => expect(after(state.addFilter(passes("a")), state.addFilter(passes("a"))).own).toEqual([passes("a")]));
  it("are removed by what they say", () =>
    expect(after(state.addFilter(passes("a")), state.addFilter(passes("b")), state.removeFilter(passes("a"))).own).toEqual([passes("b")]));
});

describe("the choice", () => {
  it("is one item", () => expect(chosen(state.choose("a0", false), state.choose("a1", false))).toEqual(["a1"]));
  it("is none after a second click", () => expect(chosen(state.choose("a0", false), state.choose("a0", false))).toEqual([]));
  it("is none after a click on the ground", () => expect(chosen(state.choose("a0", false), state.choose(null, false))).toEqual([]));
  it("grows with shift", () => expect(chosen(state.choose("a0", false), state.choose("a0>a1", true))).toEqual(["a0", "a0>a1"]));
  it("shrinks with shift", () => expect(chosen(state.choose("a0", false), state.choose("a1", true), state.choose("a0", true))).toEqual(["a1"]));
  it("ends at five", () => expect(chosen(...["1", "2", "3", "4", "5", "6"].map((id) => state.choose(id, true)))).toEqual(["1", "2", "3", "4", "5"]));
  it("opens the details", () => expect(after(state.put({ tab: "charts" }), state.choose("a0", false)).tab).toBe("details"));
  it("loses what is not on the map any more", () =>
    expect(chosen(state.choose("a0", false), state.choose("a1", true), state.keepChoice(new Set(["a1"])))).toEqual(["a1"]));
});

describe("lenses", () => {
  it("bring the metric of the paths", () => expect(after(state.withLens("duration")).pathMetric).toBe("waiting_median"));
  it("give it back", () => expect(after(state.withLens("duration"), state.withLens("frequency")).pathMetric).toBe("frequency"));
  it("keep the choice", () => expect(chosen(state.choose("a0", false), state.withLens("duration"))).toEqual(["a0"]));
  it("open the deviations for conformance", () => expect(after(state.withLens("conformance")).tab).toBe("details"));
});

describe("what the map shows", () => {
  it("starts the paths afresh with another number of activities", () =>
    expect(after(state.put({ paths: 9, also: ["d"] }), state.withActivities(5))).toMatchObject({ activities: 5, paths: null, also: [] }));
  it("is either the top variants or chosen ones", () =>
    expect(after(state.showTopVariants(4), state.showVariants(["v1"]))).toMatchObject({ topVariants: null, shownVariants: ["v1"] }));
  it("is all variants when none is chosen", () => expect(after(state.showVariants(["v1"]), state.showVariants([])).shownVariants).toBeNull());
  it("shows a hidden activity once", () => expect(after(state.showAlso("d"), state.showAlso("d")).also).toEqual(["d"]));
});
