import { describe, expect, it } from "vitest";
import { isAlike } from "./density";

describe("another room", () => {
  it.each<[boolean, string, [number, number], [number, number]]>([
    [true, "the same", [1000, 700], [1000, 700]],
    [true, "a line less", [960, 690], [960, 672]],
    [false, "another width", [1000, 700], [850, 700]],
    [false, "another height", [1000, 700], [1000, 500]],
    [false, "so small that things lie closer", [625, 500], [615, 500]],
  ])("is alike: %s, %s", (alike, _, [width, height], [w, h]) => expect(isAlike({ width, height }, { width: w, height: h })).toBe(alike));
});
