// Elements from a tag, attributes and children: the one place where the page's nodes are made; text is never markup.

export type Child = Node | string | number | null | false | undefined;
type Listener = (event: never) => void;
type Value = string | number | boolean | null | undefined | Listener;
export type Attributes = Record<string, Value>;

type TagOf<S extends string> = S extends `${infer T}.${string}` ? T : S;
type ElementOf<S extends string> = TagOf<S> extends keyof HTMLElementTagNameMap
  ? HTMLElementTagNameMap[TagOf<S>]
  : HTMLElement;

const SVG = "http://www.w3.org/2000/svg";

/** `make("button.chip", { onclick }, "Start")`; classes follow the tag after dots. */
export function make<S extends string>(what: S, attributes: Attributes = {}, ...children: Child[]): ElementOf<S> {
  const [tag = "div", ...classes] = what.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  fill(element, attributes, children);
  return element as ElementOf<S>;
}

/** The same for SVG. */
export function drawn(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag) as SVGElement;
  fill(element, attributes, children);
  return element;
}

/** Sets or, with null, undefined or false, takes away attributes; `on...` are listeners; aria- and data- keep true and false. */
export function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const isWord = name.startsWith("aria-") || name.startsWith("data-");
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value == null || (value === false && !isWord)) element.removeAttribute(name);
    else element.setAttribute(name, value === true && !isWord ? "" : String(value));
  }
}

/**
 * Replaces the children. The focus stays with the element of the same `data-key`; where that one is gone, it goes to
 * `fallback`, so that a keyboard user is never thrown back to the top of the page.
 */
export function refill(host: Element, children: Child[], fallback?: () => HTMLElement | null): void {
  const focused = document.activeElement;
  const hadFocus = focused !== null && focused !== host && host.contains(focused);
  const key = hadFocus ? focused.getAttribute("data-key") : null;
  host.replaceChildren(...children.filter(isShown));
  if (!hadFocus) return;
  const same = key === null ? null : host.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  (same ?? fallback?.() ?? null)?.focus();
}

function fill(element: Element, attributes: Attributes, children: Child[]): void {
  set(element, attributes);
  element.append(...children.filter(isShown));
}

function isShown(child: Child): child is Node | string {
  return child !== null && child !== false && child !== undefined;
}
