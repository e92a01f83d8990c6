// What fits in a row depends on its width, and on that alone: a height that follows from it must not ask again.

export function whenWidthChanges(element: HTMLElement, changed: () => void): void {
  let width = element.clientWidth;
  new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    changed();
  }).observe(element);
}
