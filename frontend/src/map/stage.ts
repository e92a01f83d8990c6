// The picture's elements on the page: each stays the same element as long as its item is there.
import type { Item, Scene } from "./scene";
import { patch, textOf, type Shape } from "./shapes";

const SVG = "http://www.w3.org/2000/svg";
const EASE = "cubic-bezier(.2,.7,.2,1)";

/** In milliseconds; both 0 where the viewer wants no motion. */
export interface Motion {
  move: number;
  fade: number;
}

interface Drawn {
  element: SVGGElement;
  item: Item;
  curve: string;
}

type Layer = Map<string, Drawn>;

/** A step or path in words; `seen`: what is written in it. */
type Describe = (id: string, seen: string) => string;

/** Numbers and marks belong to a path or a box that has the name. */
const isNamed = (layer: string): boolean => layer === "paths" || layer === "boxes";

export class Stage {
  readonly svg: SVGSVGElement;
  readonly viewport: SVGGElement;
  private readonly layers: { group: SVGGElement; drawn: Layer; name: keyof Scene & ("paths" | "numbers" | "boxes" | "marks") }[];

  constructor(
    private readonly document: Document,
    host: HTMLElement,
  ) {
    this.svg = this.make("svg", "map-svg") as SVGSVGElement;
    this.viewport = this.make("g", "map-viewport");
    this.layers = (["paths", "numbers", "boxes", "marks"] as const).map((name) => ({
      name,
      group: this.make("g", `map-${name}`),
      drawn: new Map<string, Drawn>(),
    }));
    this.viewport.append(...this.layers.map(({ group }) => group));
    this.svg.append(this.viewport);
    host.prepend(this.svg);
  }

  /** Boxes move to their new places; lines and numbers that changed their way fade in when the boxes have arrived. */
  draw(scene: Scene, motion: Motion, describe: Describe): void {
    for (const { group, drawn, name } of this.layers)
      this.drawLayer(group, drawn, scene[name], motion, isNamed(name) ? describe : null);
  }

  /** The item that an element of the page belongs to. */
  itemOf(target: EventTarget | null): Item | null {
    const element = target instanceof Element ? target.closest<SVGGElement>("[data-key]") : null;
    if (!element) return null;
    for (const { drawn } of this.layers) {
      const found = drawn.get(element.dataset["key"]!);
      if (found?.element === element) return found.item;
    }
    return null;
  }

  /** The element of a step or path that can take the focus. */
  elementOf(id: string): SVGGElement | null {
    for (const { drawn, name } of this.layers) {
      if (!isNamed(name)) continue;
      for (const { item, element } of drawn.values()) if (item.ids.includes(id)) return element;
    }
    return null;
  }

  /** Sets a class on the items for which `test` holds, and takes it from the others. */
  mark(name: string, test: (item: Item) => boolean): void {
    for (const { drawn } of this.layers)
      for (const { element, item } of drawn.values()) element.classList.toggle(name, test(item));
  }

  private drawLayer(
    group: SVGGElement,
    drawn: Layer,
    items: Item[],
    motion: Motion,
    describe: Describe | null,
  ): void {
    const wanted = new Set(items.map((item) => item.key));
    for (const [key, { element }] of drawn) {
      if (wanted.has(key)) continue;
      element.remove();
      drawn.delete(key);
    }
    items.forEach((item, index) => {
      const known = drawn.get(item.key);
      const element = known?.element ?? this.makeItem(item);
      const curve = curveOf(item);
      if (known) move(element, known.item, item, motion, known.curve !== curve);
      this.update(element, item, describe);
      if (group.children[index] !== element) group.insertBefore(element, group.children[index] ?? null);
      if (!known && motion.fade) fadeIn(element, motion);
      drawn.set(item.key, { element, item, curve });
    });
  }

  private update(element: SVGGElement, item: Item, describe: Describe | null): void {
    const attributes: Shape["attributes"] = item.at ? { transform: `translate(${item.at[0]} ${item.at[1]})` } : {};
    patch(this.document, element, { tag: "g", attributes, children: item.shapes });
    if (!describe || !item.ids.length) return;
    const seen = item.shapes.map(textOf).join("");
    element.setAttribute("aria-label", item.ids.map((id) => describe(id, seen)).join("; "));
  }

  private makeItem(item: Item): SVGGElement {
    const element = this.make("g", `map-item map-${item.kind}`);
    element.dataset["key"] = item.key;
    if (item.kind === "mark") element.setAttribute("aria-hidden", "true");
    else if (item.ids.length) {
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", "-1");
    }
    return element;
  }

  private make(tag: string, name: string): SVGGElement {
    const element = this.document.createElementNS(SVG, tag) as SVGGElement;
    element.setAttribute("class", name);
    return element;
  }
}

// What tells whether a line or a number lies elsewhere now; a new colour is no new place.
function curveOf({ at, shapes }: Item): string {
  if (at) return "";
  const { d, x, y } = shapes[0]?.attributes ?? {};
  return `${d} ${x} ${y}`;
}

function move(element: SVGGElement, before: Item, now: Item, motion: Motion, otherWay: boolean): void {
  if (!motion.move || !element.animate) return;
  if (otherWay) return fadeIn(element, motion);
  if (!before.at || !now.at || (before.at[0] === now.at[0] && before.at[1] === now.at[1])) return;
  // From where it is on the way, if the last move is not over.
  const from = element.getAnimations().length
    ? getComputedStyle(element).transform
    : `translate(${before.at[0]}px, ${before.at[1]}px)`;
  for (const animation of element.getAnimations()) animation.cancel();
  element.animate({ transform: [from, `translate(${now.at[0]}px, ${now.at[1]}px)`] }, { duration: motion.move, easing: EASE });
}

function fadeIn(element: SVGGElement, motion: Motion): void {
  if (!element.animate) return;
  for (const animation of element.getAnimations()) animation.cancel();
  element.animate({ opacity: [0, 1] }, { duration: motion.fade, delay: motion.move * 0.7, fill: "backwards" });
}
