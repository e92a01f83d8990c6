import { describe, expect, it } from "vitest";
import { sizeOf, smallerRoom } from "./size";

describe("the size of the tile", () => {
  it.each([
    [1400, 900, "large"], [1180, 400, "large"], [1179, 900, "medium"], [900, 600, "medium"], [620, 400, "medium"],
    [619, 900, "compact"], [1400, 399, "compact"], [420, 320, "compact"], [0, 0, "compact"],
  ])("%i x %i is %s", (width, height, size) => expect(sizeOf(width, height)).toBe(size));
});

describe("the room for activities", () => {
  it.each([
    ["is enough where names can be read", 18, 9.5, null], ["shrinks as the names do", 18, 7, 13], ["shrinks by one at least", 18, 9.4, 17],
    ["is never under five", 8, 3, 5], ["is not asked for again at five", 5, 4, null],
  ])("%s", (_, shown, nameSize, room) => expect(smallerRoom(shown, nameSize)).toBe(room));
});
