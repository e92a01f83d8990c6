import { describe, expect, it } from "vitest";
import { breakName, type Measure } from "./text";

const tenPerLetter: Measure = (text) => Array.from(text).length * 10;
const broken = (name: string, width: number): string[] => breakName(name, width, tenPerLetter).lines;

describe("a name", () => {
  it("stays on one line where it fits", () => expect(broken("Start trip", 100)).toEqual(["Start trip"]));
  it("is broken at the space that makes the lines most even", () => {
    expect(broken("Permit APPROVED by BUDGET", 150)).toEqual(["Permit APPROVED", "by BUDGET"]);
  });
  it("is broken at an underscore only where spaces do not do", () => {
    expect(broken("FINAL_APPROVED by X", 140)).toEqual(["FINAL_APPROVED", "by X"]);
    expect(broken("by FINAL_APPROVED", 120)).toEqual(["by FINAL_", "APPROVED"]);
  });
  it("is broken after a hyphen or slash", () => expect(broken("check/approve", 80)).toEqual(["check/", "approve"]));
  it("ends with an ellipsis where two lines do not do", () => {
    expect(breakName("one extraordinarily long name", 100, tenPerLetter)).toEqual({
      lines: ["one extra…", "long name"],
      cut: true,
    });
    expect(broken("Donaudampfschifffahrt", 60)).toEqual(["Donau…"]);
  });
  it("is not cut inside a letter of two code units", () => expect(broken("😀😀😀😀", 30)).toEqual(["😀😀…"]));
  it("has its white space joined", () => expect(broken("a\n\t b", 100)).toEqual(["a b"]));
  it("is said to be missing where it is empty", () => expect(broken(" ", 200)).toEqual(["(no name)"]));
});
