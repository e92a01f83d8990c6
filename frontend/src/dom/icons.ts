// The page's signs: strokes in a 16 x 16 box. An icon never stands alone: its button has a name.
import { drawn } from "./make";

const circle = (x: number, y: number, r: number): string => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
const box = (x: number, y: number, w: number, h: number): string => `M${x} ${y}h${w}v${h}h${-w}z`;

const STROKES = {
  search: circle(7, 7, 4.5) + "M10.5 10.5l3 3",
  empty: circle(7, 7, 4.5) + "M10.5 10.5l3 3M5 7h4",
  map: box(2, 2, 5, 4) + box(9, 10, 5, 4) + "M4.5 6v4.2a1.8 1.8 0 0 0 1.8 1.8H9",
  table: box(2, 3, 12, 10) + "M2 6.5h12M6.5 6.5V13",
  export: "M8 2v8M5 7l3 3 3-3M2.5 11v2.5h11V11",
  down: "m4 6 4 4 4-4",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  cross: "m4 4 8 8M12 4l-8 8",
  lock: box(3.5, 7, 9, 6.5) + "M5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  unlock: box(3.5, 7, 9, 6.5) + "M5.5 7V5a2.5 2.5 0 0 1 4.9-.7",
  warning: "M8 2.2 14.5 13.5h-13zM8 6.5v3.4M8 11.8v.1",
  topDown: "M8 2.5v11M5 10.5l3 3 3-3",
  leftRight: "M2.5 8h11M10.5 5l3 3-3 3",
  into: "M2.5 8h8M7.5 5l3 3-3 3M13.5 3v10",
  none: circle(8, 8, 5.5) + "M4.2 4.2l7.6 7.6",
  clock: circle(8, 8, 5.7) + "M8 4.8V8l2.3 1.6",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
  chart: "M2.5 13.5h11M4 11V8M7 11V4M10 11V6.5M13 11V9",
  info: circle(8, 8, 5.7) + "M8 7.2v3.6M8 5v.1",
  skipped: "M2.5 10.5a6 6 0 0 1 9.5-3M12 4v3.5H8.5",
  swap: "M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4M6.5 8 4 10.5 6.5 13",
  link: "M6.5 9.5a3 3 0 0 0 4.3 0l2-2a3 3 0 0 0-4.3-4.3l-.8.8M9.5 6.5a3 3 0 0 0-4.3 0l-2 2a3 3 0 0 0 4.3 4.3l.8-.8",
  back: "M10 3.5 5.5 8l4.5 4.5",
  sliders: "M2.5 5h5.9M12 5h1.5M2.5 11H4M7.6 11h5.9" + circle(10.2, 5, 1.8) + circle(5.8, 11, 1.8),
  check: "m3 8.5 3.2 3L13 4.5",
  filter: "M2.5 3.5h11L9.5 8.3V13l-3-1.5V8.3z",
  picture: box(2.5, 2.5, 11, 11) + "M5 10l2-3 2 2 2-3.5",
  refresh: "M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.6h-2.6",
  plug: "M6 2.5v3M10 2.5v3M4 5.5h8v2a4 4 0 0 1-8 0zM8 11.5v2",
  cube: "M2.5 4.5 8 2l5.5 2.5v7L8 14l-5.5-2.5zM2.5 4.5 8 7.2l5.5-2.7M8 7.2V14",
  web: circle(3.5, 4, 1.3) + circle(12.5, 3.5, 1.3) + circle(8, 8, 1.3) + circle(3.5, 12.5, 1.3) + circle(12.5, 12, 1.3)
    + "M4.6 4.8 7 7.1M11.4 4.4 9 7M4.6 11.6 7 9M11.4 11.2 9 9M3.5 5.3v5.9M12.5 4.8v5.9",
  start: "M3.5 3v10M6 8h7.5M10.5 5l3 3-3 3",
  repeat: "M3 7a5 5 0 0 1 9-2M12.5 2.5V5H10M13 9a5 5 0 0 1-9 2M3.5 13.5V11H6",
} as const;

export type IconName = keyof typeof STROKES;

/** Hidden from screen readers: the words beside it, or the button's name, say it. */
export function icon(name: IconName): SVGElement {
  const path = drawn("path", { d: STROKES[name] });
  return drawn("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}
