import { describe, expect, it } from "vitest";
import { decodeState, encodeState } from "./link";
import { initialState, type State } from "./state";

const hash = (value: unknown): string => `1.${Buffer.from(JSON.stringify(value)).toString("base64url")}`;

const everything: State = {
  dashboard: [{ column: "department", selectedValues: { "Prüfung <b>": true } }],
  own: [
    { kind: "takes", sources: [], targets: ["a → b"], shown: ["a", "b"] },
    { kind: "waits", sources: ["a"], targets: ["b"], shown: null, minimum_seconds: 0, maximum_seconds: null },
    { kind: "deviates", deviation: "skipped", activity: "a", context: { other_activity: null, after: "b", before: null } },
  ],
  lens: "duration", stepMetric: "cases", pathMetric: "waiting_p90", second: "share", direction: "right", locked: true, activities: 7,
  paths: 12, also: ["d"], topVariants: 3, shownVariants: null, grouping: "prefix", view: "table", sheet: "steps", tab: "charts",
  panelOpen: false, choice: ["a0", "a0>a1"], ticked: ["v1"], lit: "v2", order: "steps", descending: false, legend: "back",
};

describe("a link", () => {
  it("holds the whole state", () => expect(decodeState(`#${encodeState(everything)}`)).toEqual(everything));
  it("is empty where nothing was changed", () => expect(encodeState(initialState)).toBe(""));
  it("holds only what was changed", () => expect(encodeState({ ...initialState, lens: "duration" })).toBe(hash({ l: "duration" })));
  it("has no sign that addresses do not allow", () => expect(encodeState(everything)).toMatch(/^1\.[A-Za-z0-9_-]+$/));
});

describe("whatever stands in the hash", () => {
  it.each([
    ["nothing", ""], ["another version", hash({ l: "duration" }).replace("1.", "2.")], ["no base64", "1.%%%"],
    ["no JSON", `1.${Buffer.from("{").toString("base64url")}`], ["a list", hash([1])], ["null", hash(null)], ["a number", hash(3)],
    ["an unknown lens", hash({ l: "x" })], ["half an activity", hash({ a: 1.5 })], ["no activity", hash({ a: 0 })],
    ["texts for numbers", hash({ p: "12" })], ["an object for a list", hash({ d: {} })], ["other keys", hash({ __proto__: null, x: 1 })],
    ["a constructor", hash({ constructor: 1, f: [{ kind: "constructor" }] })],
    ["filters that are none", hash({ f: [1, null, {}, { kind: "passes" }, { kind: "passes", activities: [1] }, { kind: "waits", sources: [] }] })],
  ])("%s is the state as it opens", (_, text) => expect(decodeState(`#${text}`)).toEqual(initialState));

  it("keeps what is right beside what is wrong", () =>
    expect(decodeState(hash({ l: "x", v: "table", f: [{ kind: "passes", activities: ["a"], extra: 1 }, {}] }))).toEqual({
      ...initialState, view: "table", own: [{ kind: "passes", activities: ["a"] }],
    }));
  it("never shows chosen and top variants at once", () =>
    expect(decodeState(hash({ tv: 3, sv: ["v1"] }))).toMatchObject({ topVariants: null, shownVariants: ["v1"] }));
  it("compares at most five", () => expect(decodeState(hash({ c: ["1", "2", "3", "4", "5", "6"] })).choice).toHaveLength(5));
});
