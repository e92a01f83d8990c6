import { describe, expect, it } from "vitest";
import { smallPicture } from "../../tests/small-map";
import type { Layout } from "./layout/types";
import { KeyboardWalk } from "./keyboard";
import { walkPaths, walkSteps } from "./walk";

const { map } = smallPicture();
const layout: Layout = {
  width: 200,
  height: 300,
  paths: {},
  boxes: { start: [50, 0], a0: [50, 100], beside: [150, 110], a1: [50, 200], end: [50, 300] },
};
const step = (from: string, to: "next" | "previous" | "left" | "right"): string | null => walkSteps(from, to, map, layout);

describe("steps", () => {
  it.each([
    ["start", "a0"],
    ["a0", "a1"],
    ["a1", "end"],
    ["end", null],
    ["beside", "a1"],
  ])("down from %s leads to %s", (from, to) => {
    expect(step(from, "next")).toBe(to);
  });
  it.each([
    ["a1", "a0"],
    ["start", null],
    ["beside", "a0"],
  ])("up from %s leads to %s", (from, to) => expect(step(from, "previous")).toBe(to));
  it("left and right lead to the neighbour", () => {
    expect(step("a0", "right")).toBe("beside");
    expect(step("beside", "left")).toBe("a0");
    expect(step("beside", "right")).toBeNull();
  });
});

describe("paths", () => {
  it("go round, there and back being one, marks none", () => {
    expect(walkPaths("a0", null, 1, map)).toBe("start>a0");
    expect(walkPaths("a0", "start>a0", 1, map)).toBe("a0>a1");
    expect(walkPaths("a0", "a0>a1", 1, map)).toBe("a0>a0");
    expect(walkPaths("a0", "a0>a0", 1, map)).toBe("start>a0");
    expect(walkPaths("a0", null, -1, map)).toBe("a0>a0");
  });
});

describe("keys", () => {
  const pressed = (keys: string[], chosen = false): string[] => {
    const done: string[] = [];
    const walk: KeyboardWalk = new KeyboardWalk({
      current: () => ({ map, layout }),
      focus: (id) => {
        walk.arrived(id, map);
        done.push(`focus ${id}`);
      },
      choose: (id, extend) => done.push(`choose ${id}${extend ? " too" : ""}`),
      menu: (id) => done.push(`menu ${id}`),
      zoomBy: (factor) => done.push(`zoom ${factor}`),
      fit: () => done.push("fit"),
      somethingChosen: () => chosen,
    });
    for (const key of keys) if (!walk.press(key, false)) done.push(`not ${key}`);
    return done;
  };

  it("walk down the main path and choose", () => {
    expect(pressed(["ArrowDown", "ArrowDown", "Enter", " "])).toEqual(["focus a0", "focus a1", "choose a1", "choose a1 too"]);
  });
  it("walk along the paths of a step, and Escape leads back to it", () => {
    expect(pressed(["ArrowDown", "n", "n", "f", "Escape"])).toEqual([
      "focus a0",
      "focus start>a0",
      "focus a0>a1",
      "menu a0>a1",
      "focus a0",
    ]);
  });
  it("zoom and fit", () => expect(pressed(["+", "-", "0"])).toEqual(["zoom 1.25", "zoom 0.8", "fit"]));
  it("leave Escape to the page when nothing is chosen", () => {
    expect(pressed(["Escape"])).toEqual(["not Escape"]);
    expect(pressed(["Escape"], true)).toEqual(["choose null"]);
  });
  it("leave other keys to the page", () => expect(pressed(["t", "Tab"])).toEqual(["not t", "not Tab"]));
});
