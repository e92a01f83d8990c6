// SVG elements as plain data: the same picture becomes elements on the page or text in a file.

export interface Shape {
  tag: "g" | "rect" | "circle" | "path" | "text" | "tspan" | "svg" | "title";
  attributes: Record<string, string | number>;
  text?: string;
  children?: Shape[];
  /** Only on the page: rings, areas to hit. A file leaves it out. */
  screenOnly?: boolean;
}

const SVG = "http://www.w3.org/2000/svg";

export function shape(tag: Shape["tag"], attributes: Shape["attributes"], content?: string | Shape[]): Shape {
  if (content === undefined) return { tag, attributes };
  return typeof content === "string" ? { tag, attributes, text: content } : { tag, attributes, children: content };
}

export function onScreen(one: Shape): Shape {
  return { ...one, screenOnly: true };
}

/** What is written in it. */
export function textOf({ text, children = [] }: Shape): string {
  return text ?? children.map(textOf).join("");
}

export function element(document: Document, one: Shape): SVGElement {
  const made = document.createElementNS(SVG, one.tag);
  patch(document, made, one);
  return made;
}

/** Makes an element like `one`, keeping what is already so; attributes that others set stay. */
export function patch(document: Document, target: SVGElement, one: Shape): void {
  for (const [name, value] of Object.entries(one.attributes)) {
    if (target.getAttribute(name) !== String(value)) target.setAttribute(name, String(value));
  }
  if (one.text !== undefined) {
    if (target.textContent !== one.text) target.textContent = one.text;
    return;
  }
  const wanted = one.children ?? [];
  wanted.forEach((child, index) => {
    const present = target.children[index];
    if (present && sameKind(present, child)) patch(document, present as SVGElement, child);
    else if (present) present.replaceWith(element(document, child));
    else target.append(element(document, child));
  });
  while (target.children.length > wanted.length) target.lastElementChild!.remove();
}

// An attribute that is gone would stay behind, so only elements with the same attributes are kept.
function sameKind(present: Element, wanted: Shape): boolean {
  return present.tagName === wanted.tag && present.getAttributeNames().every((name) => name in wanted.attributes);
}

/** As text for a file: no `screenOnly`, and `colour` puts colours in place of tokens. */
export function markup(one: Shape, colour: (value: string) => string): string {
  if (one.screenOnly) return "";
  const attributes = Object.entries(one.attributes)
    .filter(([name]) => !/^(class|tabindex|role|aria-|data-)/.test(name))
    .map(([name, value]) => ` ${name}="${escape(colour(String(value)))}"`)
    .join("");
  const content = one.text === undefined ? (one.children ?? []).map((child) => markup(child, colour)).join("") : escape(one.text);
  return content ? `<${one.tag}${attributes}>${content}</${one.tag}>` : `<${one.tag}${attributes}/>`;
}

// What XML does not allow at all is left out: a file with a control character does not open.
function escape(text: string): string {
  const allowed = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
  return allowed.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
