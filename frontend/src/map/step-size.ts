// How large a step's box is: its name in lines, its number, the pills of rare starts and ends.
import type { MapEdge, MapNode } from "../contract";
import { mapCount } from "../format";
import type { Form, Pills, StepBox } from "./graph";
import { breakName, COUNT, MARK, NAME, type Measure } from "./text";
import type { Picture } from "./types";
import { secondOfStep, stepValue } from "./values";

export const BOX = { pad: 12, gap: 14, minWidth: 84 };
export const PILL = { height: 16, pad: 6, sign: 7, gap: 4, beside: 6 };

/** Room is given out in steps: a digit more or less does not move the map. */
const STEP = 4;

export function sizeStep(node: MapNode, pills: Pills, picture: Picture, { nameWidth, density }: Form, measure: Measure): StepBox {
  const { lines, cut } = breakName(node.label, nameWidth, measure);
  const oneLine = lines.length === 1;
  const number = density.numbersInBoxes ? stepNumber(node, picture) : "";
  const right = widthAtRight(number ? [number, usualNumber(node, picture)] : [], pills, oneLine, measure);
  const name = Math.max(...lines.map((line) => measure(line, NAME)));
  const width = Math.max(BOX.minWidth, stepped(BOX.pad + name + (right ? BOX.gap + right : 0) + BOX.pad));
  return {
    kind: "step",
    id: node.id,
    node,
    lines,
    cut,
    number,
    pills,
    width,
    height: oneLine ? density.oneLine : density.twoLines,
  };
}

/** The paths that are drawn as marks, by step. */
export function countPills(edges: MapEdge[]): Map<string, Pills> {
  const pills = new Map<string, Pills>();
  for (const { mark, source, target, frequency } of edges) {
    if (!mark) continue;
    const step = source === "start" ? target : source;
    const known = pills.get(step) ?? { starts: 0, ends: 0 };
    pills.set(step, source === "start" ? { ...known, starts: frequency } : { ...known, ends: frequency });
  }
  return pills;
}

export function pillWidth(count: number, measure: Measure): number {
  return Math.ceil(PILL.pad + PILL.sign + PILL.gap + measure(mapCount(count), MARK) + PILL.pad);
}

export function stepped(width: number): number {
  return Math.ceil(width / STEP) * STEP;
}

// Pills stand beside the number in a low box, below it in a high one.
function widthAtRight(numbers: string[], { starts, ends }: Pills, oneLine: boolean, measure: Measure): number {
  const number = Math.max(0, ...numbers.map((text) => measure(text, COUNT)));
  const widths = [starts, ends].filter((count) => count > 0).map((count) => pillWidth(count, measure));
  const pills = widths.reduce((sum, width) => sum + PILL.beside + width, 0);
  return oneLine ? number + pills : Math.max(number, pills - PILL.beside);
}

function stepNumber(node: MapNode, picture: Picture): string {
  if (picture.look.lens === "conformance") return mapCount(node.frequency);
  const first = stepValue(node, picture.look.steps, picture)?.text ?? mapCount(node.frequency);
  const second = secondOfStep(node, picture);
  return second ? `${first} · ${second.text}` : first;
}

// Room for what another lens would show, so that switching the lens moves nothing.
function usualNumber(node: MapNode, picture: Picture): string {
  const second = secondOfStep(node, picture);
  return mapCount(Math.max(1_000, node.frequency)) + (second ? ` · ${second.text}` : "");
}
