import { describe, expect, it, vi } from "vitest";
import type { MapDocument } from "../contract";
import { createOpening } from "./opening";

const mapOf = (shown: number): MapDocument => ({ coverage: { activities_shown: shown } }) as MapDocument;

function open(room = 18) {
  const setRoom = vi.fn((now: number) => void (room = now));
  return { opening: createOpening({ room: () => room, setRoom }), setRoom };
}

/** Names of 9.5 px can be read. */
const names = (nameSize: number) => vi.fn(async () => ({ nameSize }));

describe("the opening", () => {
  it("refuses a map whose names are too small, and asks for as many activities as fit", async () => {
    const { opening, setRoom } = open();
    expect(await opening.isSettled(mapOf(18), null, names(5))).toBe(false);
    expect(setRoom.mock.calls).toEqual([[9]]);
  });
  it.each([["names that can be read", 18, null, 9.5], ["the fewest activities", 5, null, 3], ["a number that the user wants", 18, 18, 3]])(
    "draws a map with %s", async (_, shown, asked, nameSize) => {
      const { opening, setRoom } = open();
      expect(await opening.isSettled(mapOf(shown), asked, names(nameSize))).toBe(true);
      expect(setRoom).not.toHaveBeenCalled();
    });
  it("says the same of one map however often it is a new picture, and measures it once", async () => {
    const { opening, setRoom } = open();
    const [map, measure] = [mapOf(18), names(5)];
    expect(await Promise.all([opening.isSettled(map, null, measure), opening.isSettled(map, null, measure)])).toEqual([false, false]);
    expect(await opening.isSettled(map, null, measure)).toBe(false);
    expect([measure.mock.calls.length, setRoom.mock.calls.length]).toEqual([1, 1]);
  });
  it("is over with the first map that is drawn, until it is asked for again", async () => {
    const { opening, setRoom } = open();
    expect(await opening.isSettled(mapOf(12), null, names(10))).toBe(true);
    expect([opening.isUndecided(), await opening.isSettled(mapOf(18), null, names(5))]).toEqual([false, true]);
    opening.again();
    expect([opening.isUndecided(), setRoom.mock.calls]).toEqual([true, [[18]]]);
  });
});
