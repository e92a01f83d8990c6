// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { generatedPicture } from "../../tests/generated-map";
import { smallPicture } from "../../tests/small-map";
import type { MapEvents, MapView, Picture } from "./types";
import { createMapView } from "./view";

// Without workers and files beside the page, as here, dagre lays out: slow enough to be overtaken, and always there.
let host: HTMLElement;
let told: string[];
let map: MapView;

beforeEach(() => {
  document.body.replaceChildren();
  host = document.createElement("div");
  document.body.append(host);
  told = [];
  const tell =
    (name: string) =>
    (...facts: unknown[]): void =>
      void told.push([name, ...facts.filter((fact) => typeof fact !== "number")].join(" "));
  const events: MapEvents = {
    hover: tell("hover"),
    choose: tell("choose"),
    open: tell("open"),
    menu: tell("menu"),
    hint: tell("hint"),
  };
  map = createMapView(host, events, { embedded: true });
});

const item = (key: string): SVGGElement =>
  host.querySelector<SVGGElement>(`.map-paths [data-key="${key}"], .map-boxes [data-key="${key}"]`)!;
const keys = (selector: string): string[] =>
  [...host.querySelectorAll<SVGGElement>(selector)].map((element) => element.dataset["key"]!);
const withoutBill = (): Picture => {
  const picture = smallPicture();
  const edges = picture.map.edges.filter(({ source, target }) => source !== "a1" && target !== "a1");
  return { ...picture, map: { ...picture.map, edges, nodes: picture.map.nodes.slice(0, 1) } };
};

describe("drawing", () => {
  it("makes each step and path an element with its words", async () => {
    await map.show(smallPicture());
    expect(keys(".map-boxes > g")).toEqual(["start", "a0", "a1", "end"]);
    expect(keys(".map-paths > g")).toEqual(["start>a0", "a0>a1", "a1>end", "a0>a0"]);
    expect(item("a1").getAttribute("aria-label")).toBe("Bill <b>, 12.3k 2, 12,300 times in 100 cases, 2 ways in, 2 ways out, 2 start here");
    expect(item("a0>a1").getAttribute("aria-label")).toContain("; Bill <b> to Ask");
  });
  it("keeps the element of a step that stays", async () => {
    await map.show(smallPicture());
    const before = item("a0");
    await map.show(withoutBill());
    expect(item("a0")).toBe(before);
    expect(keys(".map-boxes > g")).toEqual(["start", "a0"]);
  });
  it("drops a picture that is overtaken by a later one", async () => {
    const answers = await Promise.all([
      map.show(generatedPicture(8, 14, 1)),
      map.show(generatedPicture(9, 14, 2)),
      map.show(smallPicture()),
    ]);
    expect(answers.map((fit) => fit !== null)).toEqual([false, false, true]);
    expect(keys(".map-step")).toEqual(["a0", "a1"]);
  });
  it("keeps places and outlines on a locked map", async () => {
    await map.show(smallPicture());
    const place = item("a0").getAttribute("transform");
    const filtered = withoutBill();
    await map.show({ ...filtered, look: { ...filtered.look, locked: true } });
    expect(item("a0").getAttribute("transform")).toBe(place);
    expect(keys(".map-gone")).toEqual(["gone a1"]);
  });
  it("draws names with markup in them as text", async () => {
    await map.show(smallPicture());
    expect(host.querySelector("b")).toBeNull();
    expect(item("a1").textContent).toContain("Bill <b>");
  });
});

describe("attention", () => {
  beforeEach(() => map.show(smallPicture()));

  it("fades all but what is highlighted", () => {
    map.highlight(["a0"]);
    expect(keys(".map-boxes > .is-faded")).toEqual(["start", "a1", "end"]);
    map.highlight(null);
    expect(keys(".is-faded")).toEqual([]);
  });
  it("rings what is chosen, and both ends of a chosen path", () => {
    map.choose(["a0>a1"]);
    expect(keys(".map-boxes > .is-chosen")).toEqual(["a0", "a1"]);
  });
  it("keeps a hovered step, its paths and their other ends", () => {
    item("a1").dispatchEvent(new MouseEvent("pointerover", { bubbles: true }));
    expect(keys(".map-boxes > .is-faded")).toEqual(["start"]);
    expect(told).toContain("hover a1");
  });
});

describe("events", () => {
  beforeEach(() => map.show(smallPicture()));
  const click = (key: string, more: MouseEventInit = {}): boolean =>
    item(key).dispatchEvent(new MouseEvent("click", { bubbles: true, ...more }));

  it("tell what was chosen, added, opened, or asked a menu for", () => {
    click("a0");
    click("a0>a1", { shiftKey: true });
    item("a0").dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    item("a0>a1").dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, button: 2, cancelable: true }));
    host.querySelector("svg")!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(told.filter((one) => !one.startsWith("hover"))).toEqual([
      "choose a0 false",
      "choose a0>a1 true",
      "open a0",
      "menu a0>a1",
      "choose  false",
    ]);
  });
  it("leave one stop for the Tab key, which walks along", () => {
    expect(keys('[tabindex="0"]')).toEqual(["start"]);
    map.focus("a1");
    expect(keys('[tabindex="0"]')).toEqual(["a1"]);
    expect(document.activeElement).toBe(item("a1"));
    item("a1").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
    expect(document.activeElement).toBe(item("a0"));
  });
});
