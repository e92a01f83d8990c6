import { describe, expect, it } from "vitest";
import { clearOfCorner } from "./corner";
import { openingView, sticksOut, wholeView } from "./fit";

const room = { width: 1028, height: 528 };
const picture = (width: number, height: number) => ({ x: 0, y: 0, width, height });

describe("the opening view", () => {
  it("shows all of a picture in the middle", () => {
    expect(openingView(picture(1000, 500), room, [500, 0], 0.77)).toEqual({ k: 1, x: 14, y: 14 });
  });
  it("does not blow a small picture up", () => expect(openingView(picture(100, 100), room, [50, 0], 0.77).k).toBe(1.1));
  it("takes text that is a little small rather than cutting the picture off", () => {
    expect(openingView(picture(1000, 640), room, [500, 0], 0.77).k).toBeCloseTo(0.78, 2);
  });
  it("is legible at Start where the whole would not be", () => {
    expect(openingView(picture(1000, 2000), room, [500, 14], 0.77)).toEqual({ k: 0.8, x: 114, y: 14 });
  });
  it("keeps Start in sight in a picture that is too wide", () => {
    const view = openingView(picture(5000, 500), room, [14, 250], 0.77);
    expect(view).toEqual({ k: 0.8, x: 14, y: 64 });
    expect(sticksOut(picture(5000, 500), room, view)).toBe(true);
  });
  it("counts what lies left of and above the layout", () => {
    expect(wholeView({ x: -100, y: -50, width: 1000, height: 500 }, room)).toEqual({ k: 1, x: 114, y: 64 });
  });
});

describe("the corner with the controls", () => {
  const corner = { width: 200, height: 100 };
  const box = (x: number, y: number) => ({ x, y, width: 100, height: 28 });
  const view = { k: 1, x: 0, y: 0 };

  it("changes nothing where nothing is hidden", () => {
    expect(clearOfCorner(view, [box(300, 10), box(10, 150)], picture(600, 500), room, corner)).toEqual(view);
  });
  it("moves the picture to the right", () => {
    expect(clearOfCorner(view, [box(150, 10)], picture(600, 500), room, corner)).toEqual({ k: 1, x: 60, y: 0 });
  });
  it("makes the picture smaller where it cannot move", () => {
    const tight = { k: 1, x: 14, y: 14 };
    const cleared = clearOfCorner(tight, [box(180, 10)], picture(1000, 500), room, corner);
    expect(cleared.k).toBeLessThan(1);
    expect(cleared.x + 180 * cleared.k).toBeGreaterThanOrEqual(200);
  });
  it("makes it smaller by a fifth before Start lies under the sliders", () => {
    expect(clearOfCorner({ k: 1, x: 14, y: 14 }, [box(0, 10)], picture(1000, 500), room, corner).k).toBeCloseTo(0.8);
  });
  it("is left as it is where even that does not do", () => {
    expect(clearOfCorner({ k: 1, x: 14, y: 14 }, [box(0, 10)], picture(1200, 500), room, corner)).toEqual({ k: 1, x: 14, y: 14 });
  });
});
