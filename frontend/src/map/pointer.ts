// What pointers do on the map, told as events.
import type { Point } from "./layout/types";
import type { Stage } from "./stage";
import type { Item } from "./scene";
import type { MapEvents } from "./types";

/** `over`: the pointer is on this item now, or on none. */
export function listenToPointer(stage: Stage, events: MapEvents, over: (item: Item | null) => void): void {
  const { svg } = stage;
  let current: Item | null = null;

  const enter = (item: Item | null, event: MouseEvent): void => {
    const named = item?.ids.length ? item : null;
    if (named?.key === current?.key) return;
    current = named;
    over(named);
    events.hover(named?.ids[0] ?? null, event.clientX, event.clientY);
  };

  svg.addEventListener("pointerover", (event) => {
    if (!event.buttons) enter(stage.itemOf(event.target), event);
  });
  svg.addEventListener("pointerleave", (event) => enter(null, event));
  svg.addEventListener("click", (event) => {
    const id = stage.itemOf(event.target)?.ids[0] ?? null;
    events.choose(id, event.shiftKey && id !== null);
  });
  svg.addEventListener("dblclick", (event) => {
    const item = stage.itemOf(event.target);
    if (item?.kind === "step") events.open(item.ids[0]!);
  });
  svg.addEventListener("contextmenu", (event) => {
    const item = stage.itemOf(event.target);
    const id = item?.ids[0];
    if (!id) return;
    event.preventDefault();
    // The menu key tells no place.
    const byKey = event.button !== 2;
    const [x, y] = byKey ? middle(stage.elementOf(id) ?? svg) : [event.clientX, event.clientY];
    events.menu(id, x, y);
  });
}

/** Whether the wheel zooms: always outside dashboards, there only after a click into the tile or with Ctrl. */
export function wheelGate(
  host: HTMLElement,
  embedded: boolean,
  hint: () => void,
): { allowed: (event: WheelEvent) => boolean; stop: () => void } {
  let inside = !embedded;
  let hinted = false;
  const view = host.ownerDocument;
  const pressed = (event: Event): void => {
    inside = !embedded || host.contains(event.target as Node);
  };
  const left = (): void => {
    inside = !embedded;
  };
  view.addEventListener("pointerdown", pressed);
  view.defaultView?.addEventListener("blur", left);
  const allowed = (event: WheelEvent): boolean => {
    if (inside || event.ctrlKey) return true;
    if (!hinted) hint();
    hinted = true;
    return false;
  };
  const stop = (): void => {
    view.removeEventListener("pointerdown", pressed);
    view.defaultView?.removeEventListener("blur", left);
  };
  return { allowed, stop };
}

/** In pixels of the page. */
export function middle(element: Element): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

export function isInside(element: Element, host: Element): boolean {
  const [rect, room] = [element.getBoundingClientRect(), host.getBoundingClientRect()];
  return rect.left >= room.left && rect.right <= room.right && rect.top >= room.top && rect.bottom <= room.bottom;
}
