// A list of any length of which only the rows in sight are in the page.
import { make } from "./make";

/** Rows kept ready above and below what is in sight. */
const MARGIN = 6;

export interface LongList {
  element: HTMLElement;
  /** Draws the rows in sight anew. */
  draw(total: number): void;
  /** Brings a row into sight and gives it the focus. */
  focus(index: number): void;
  toTop(): void;
}

export interface Rows {
  height: number;
  make(index: number): HTMLElement;
  /** These rows are in sight or nearly. */
  wanted(from: number, to: number): void;
}

export function createLongList(attributes: Record<string, string>, rows: Rows): LongList {
  const inner = make("div.long-list-inner", { role: "presentation" });
  const element = make("div.long-list", attributes, inner);
  let total = 0;
  let drawn = "";

  function inSight(): { from: number; to: number } {
    const first = Math.floor(element.scrollTop / rows.height);
    const last = Math.ceil((element.scrollTop + (element.clientHeight || 600)) / rows.height);
    return { from: Math.max(0, first - MARGIN), to: Math.min(total - 1, last + MARGIN) };
  }

  function draw(): void {
    const { from, to } = inSight();
    const focused = inner.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.index : undefined;
    const made: HTMLElement[] = [];
    for (let index = from; index <= to; index++) {
      const row = rows.make(index);
      row.style.transform = `translateY(${index * rows.height}px)`;
      made.push(row);
    }
    inner.style.height = `${total * rows.height}px`;
    inner.replaceChildren(...made);
    const again = focused === undefined ? null : find(Number(focused));
    (again ?? (focused === undefined ? null : made[0]))?.focus({ preventScroll: true });
    drawn = `${from} ${to}`;
    if (total > 0) rows.wanted(from, to);
  }

  const find = (index: number): HTMLElement | null => inner.querySelector(`[data-index="${index}"]`);

  function ifMoved(): void {
    const { from, to } = inSight();
    if (`${from} ${to}` !== drawn) draw();
  }

  element.addEventListener("scroll", ifMoved, { passive: true });
  if (typeof ResizeObserver !== "undefined") new ResizeObserver(ifMoved).observe(element);
  return {
    element,
    draw(now) {
      total = now;
      draw();
    },
    focus(index) {
      const top = index * rows.height;
      if (top < element.scrollTop) element.scrollTop = top;
      const bottom = top + rows.height - element.clientHeight;
      if (bottom > element.scrollTop) element.scrollTop = bottom;
      ifMoved();
      find(index)?.focus({ preventScroll: true });
    },
    toTop: () => void (element.scrollTop = 0),
  };
}
