// What lies over the page for a moment: menus and small boxes. One at a time; Esc or a click elsewhere closes it.
import { icon, type IconName } from "./icons";
import { make, type Child } from "./make";

export interface MenuItem {
  text: string;
  note?: string;
  icon?: IconName;
  /** For one of several choices. */
  isChosen?: boolean;
  run(): void;
}

/** Below an element, or at a point of the window. */
export type Anchor = HTMLElement | { x: number; y: number };

const GAP = 4;
let closeOpen: (() => void) | null = null;

/** Closes what is open; true when there was something. */
export function closePopup(): boolean {
  const wasOpen = closeOpen !== null;
  closeOpen?.();
  return wasOpen;
}

/** A menu; null stands for a line between items. Where it is open already, it is closed. */
export function openMenu(host: HTMLElement, anchor: Anchor, label: string, items: (MenuItem | null)[]): void {
  if (isOpenAt(anchor)) return void closePopup();
  const menu = make("div.menu", { role: "menu", "aria-label": label });
  for (const item of items) menu.append(item ? menuButton(item) : make("div.menu-line", { role: "separator" }));
  const close = open(host, anchor, menu);
  const buttons = [...menu.querySelectorAll<HTMLElement>("button")];
  menu.addEventListener("keydown", (event) => moveIn(event, buttons));
  menu.addEventListener("click", close);
  (buttons.find((button) => button.getAttribute("aria-checked") === "true") ?? buttons[0])?.focus();
}

function menuButton({ text, note, icon: sign, isChosen, run }: MenuItem): HTMLElement {
  const button = make(
    "button",
    { type: "button", role: isChosen === undefined ? "menuitem" : "menuitemradio", "aria-checked": isChosen, tabindex: -1 },
    sign && icon(sign), make("span", {}, text), note !== undefined && make("small", {}, note),
  );
  // After the menu is closed and the focus is back, so that what runs may move it.
  button.addEventListener("click", () => queueMicrotask(run));
  return button;
}

function moveIn(event: KeyboardEvent, buttons: HTMLElement[]): void {
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1, Tab: at + (event.shiftKey ? -1 : 1) }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  buttons.at(to % buttons.length)?.focus();
}

/** A box with text or controls; the first control gets the focus. Where it is open already, it is closed. */
export function openBox(host: HTMLElement, anchor: Anchor, label: string, ...content: Child[]): void {
  if (isOpenAt(anchor)) return void closePopup();
  const box = make("div.box", { role: "dialog", "aria-label": label, tabindex: -1 }, ...content);
  open(host, anchor, box);
  (box.querySelector<HTMLElement>("button, input, [tabindex='0']") ?? box).focus();
}

const isOpenAt = (anchor: Anchor): boolean =>
  anchor instanceof HTMLElement && anchor.getAttribute("aria-expanded") === "true";

function open(host: HTMLElement, anchor: Anchor, popup: HTMLElement): () => void {
  closePopup();
  const before = document.activeElement as HTMLElement | null;
  host.append(popup);
  place(host, anchor, popup);
  if (anchor instanceof HTMLElement) anchor.setAttribute("aria-expanded", "true");

  const onPointer = (event: Event): void => {
    const target = event.target as Node;
    if (!popup.contains(target) && !(anchor instanceof HTMLElement && anchor.contains(target))) close();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  function close(): void {
    if (!popup.isConnected) return;
    const hadFocus = popup.contains(document.activeElement);
    popup.remove();
    document.removeEventListener("pointerdown", onPointer, true);
    if (anchor instanceof HTMLElement) anchor.setAttribute("aria-expanded", "false");
    closeOpen = null;
    if (hadFocus) focusAgain(host, before);
  }
  document.addEventListener("pointerdown", onPointer, true);
  popup.addEventListener("keydown", onKey);
  closeOpen = close;
  return close;
}

// What had the focus may have been made anew in the meantime; then it is known by its key.
function focusAgain(host: HTMLElement, before: HTMLElement | null): void {
  const key = before?.dataset.key;
  const again = before?.isConnected ? before : key ? host.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) : null;
  again?.focus();
  // What is hidden now takes no focus.
  if (again === null || document.activeElement !== again) host.focus();
}

function place(host: HTMLElement, anchor: Anchor, popup: HTMLElement): void {
  const room = host.getBoundingClientRect();
  const own = popup.getBoundingClientRect();
  const at = anchor instanceof HTMLElement ? anchor.getBoundingClientRect() : null;
  const left = at ? at.left : (anchor as { x: number }).x;
  const below = at ? at.bottom + GAP : (anchor as { y: number }).y;
  const above = (at ? at.top : below) - GAP - own.height;
  const top = below + own.height > room.bottom && above > room.top ? above : below;
  popup.style.left = `${clamp(left - room.left, GAP, room.width - own.width - GAP)}px`;
  popup.style.top = `${clamp(top - room.top, GAP, room.height - own.height - GAP)}px`;
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
