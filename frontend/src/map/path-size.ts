// How much room the number of a path is given beside its line.
import { mapCount } from "../format";
import type { Density } from "./density";
import type { Path, PathSize } from "./graph";
import { pathPieces } from "./labels";
import { LOOP_REACH } from "./layout/loops";
import { passages, type Palette } from "./paint";
import { lineWidth } from "./scales";
import { stepped } from "./step-size";
import { PATH_NUMBER, type Measure } from "./text";
import type { Picture } from "./types";

/** A number may stand out of its room by this much before the map moves for it; boxes keep more apart. */
export const LENIENCE = 8;
const TEXT_HEIGHT = 14;

export function sizePaths(
  paths: Path[],
  picture: Picture,
  palette: Palette,
  density: Density,
  measure: Measure,
): Record<string, PathSize> {
  const most = Math.max(1, ...paths.map(passages));
  const sizes: Record<string, PathSize> = {};
  for (const path of paths) {
    const text = pathPieces(path, picture, palette)
      .map((piece) => piece.text)
      .join("");
    // In the conformance lens numbers become shorter instead.
    const own = picture.look.lens === "conformance" ? 0 : measure(text, PATH_NUMBER) - LENIENCE;
    const width = Math.max(own, usualWidth(path, picture, measure));
    sizes[path.key] = sizeLabel(path, width, lineWidth(passages(path), most), picture, density);
  }
  return sizes;
}

// Downwards the number stands right of the line, to the right above it.
function sizeLabel(path: Path, text: number, line: number, picture: Picture, density: Density): PathSize {
  const offset = numberOffset(path, line);
  const twoWay = Boolean(path.forward && path.back);
  if (picture.look.direction === "right" && !path.loop) return { offset, width: stepped(text + 4), height: TEXT_HEIGHT + offset };
  return { offset, width: stepped(offset + text + 4), height: twoWay ? density.twoWayHeight : density.numberHeight };
}

// Clear of the line, and on a two-way path clear of its heads, which may reach the middle between close boxes.
function numberOffset(path: Path, line: number): number {
  if (path.loop) return LOOP_REACH + line / 2 + 4;
  return path.forward && path.back ? headLength(line) * 0.55 + 4 : line / 2 + 5;
}

export function headLength(line: number): number {
  return 6.5 + 0.9 * line;
}

// As for steps: the count, or a duration, whichever is wider.
function usualWidth(path: Path, picture: Picture, measure: Measure): number {
  const ways = [path.forward, path.back].filter((edge) => edge !== null);
  const before = ways.length > 1 ? " ↓" : "";
  const after = picture.look.second === "none" ? "" : " · 0.0 d";
  const widest = (texts: string[]): number => Math.max(...texts.map((text) => measure(before + text + after, PATH_NUMBER)));
  return ways.reduce((sum, edge) => sum + widest([mapCount(edge.frequency), "0.0 d"]), 0);
}
