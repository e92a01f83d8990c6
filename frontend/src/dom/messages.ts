// What is said to everybody for a moment (toast) and to screen readers (live region).
import { make } from "./make";

const TOAST_MS = 6_000;

export interface Messages {
  elements: HTMLElement[];
  announce(text: string): void;
  /** With `undo` there is a button for it while the words stand there. */
  toast(text: string, undo?: () => void): void;
}

export function createMessages(): Messages {
  const live = make("div.unseen", { role: "status", "aria-live": "polite" });
  const shelf = make("div.toasts");
  let timer: ReturnType<typeof setTimeout> | undefined;

  function announce(text: string): void {
    // Said once: the same words twice are a change only when there was nothing in between.
    live.textContent = "";
    requestAnimationFrame(() => (live.textContent = text));
  }

  function toast(text: string, undo?: () => void): void {
    const close = (): void => shelf.replaceChildren();
    const button = undo && make("button.toast-undo", { type: "button", onclick: () => (close(), undo()) }, "Undo");
    shelf.replaceChildren(make("div.toast", {}, make("span", {}, text), button));
    clearTimeout(timer);
    timer = setTimeout(close, TOAST_MS);
    announce(undo ? `${text}. Undo is offered for a moment.` : text);
  }
  return { elements: [live, shelf], announce, toast };
}
