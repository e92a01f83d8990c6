// A picture, laid out, as everything that is drawn: a pure function from numbers to shapes.
import type { DeviationKind, NodeDeviations } from "../contract";
import { boxRect, drawMark, largestDeviation, placeMark, type DeviationMark, type Taken } from "./deviation-marks";
import { drawStep, drawTerminal } from "./draw-box";
import { drawLine, drawNumber, lengthen, placeNumber, type PlacedNumber } from "./draw-path";
import { around, contains, overlap, sample, type Rect } from "./geometry";
import { pathIds, type Box, type Graph, type Path, type StepBox, type Terminal } from "./graph";
import { pathPieces } from "./labels";
import type { Layout, Point } from "./layout/types";
import { makePalette, type Palette } from "./paint";
import { shape, type Shape } from "./shapes";
import { COUNT, type Measure } from "./text";
import type { Picture } from "./types";

/** Something with a name on the map: `ids` are those of the document, the first one is what the pointer reports. */
export interface Item {
  key: string;
  ids: string[];
  kind: "step" | "terminal" | "path" | "mark" | "gone";
  /** The centre of a box; paths are drawn in place. */
  at: Point | null;
  shapes: Shape[];
}

export interface Scene {
  /** All that is drawn lies in here. */
  bounds: Rect;
  paths: Item[];
  numbers: Item[];
  boxes: Item[];
  marks: Item[];
  palette: Palette;
  /** For measuring the picture. */
  placed: { numbers: Map<string, PlacedNumber>; marks: Map<string, DeviationMark>; words: Rect[] };
}

export interface SceneInput {
  picture: Picture;
  graph: Graph;
  layout: Layout;
  chosen: ReadonlySet<string>;
  /** Steps of a locked map that the filters have emptied: their outline stays. */
  gone: StepBox[];
  /** Room left and right of the layout that marks may use without making the picture smaller. */
  spare: number;
  measure: Measure;
}

export function makeScene(input: SceneInput): Scene {
  const { graph, layout, picture, chosen } = input;
  const palette = makePalette(picture, graph.paths);
  const paths = graph.paths.filter((path) => layout.paths[path.key]);
  const numbers = placeNumbers(paths, input, palette);
  const marks = placeMarks(input, numbers);
  const words: Rect[] = [];
  const item = (path: Path, shapes: Shape[]): Item => ({ key: path.key, ids: pathIds(path), kind: "path", at: null, shapes });
  const isChosen = (path: Path): boolean => pathIds(path).some((id) => chosen.has(id));
  const boxes = graph.boxes.map((box) => boxItem(box, input, palette, marks, numbers, words));
  return {
    bounds: around([
      { x: 0, y: 0, width: layout.width, height: layout.height },
      ...words,
      ...[...marks.values()].map(({ rect }) => rect),
    ]),
    paths: paths.map((path) =>
      item(
        path,
        drawLine({
          path,
          placed: layout.paths[path.key]!,
          paint: palette.line(path),
          width: palette.width(path),
          chosen: isChosen(path),
        }),
      ),
    ),
    numbers: paths.map((path) => item(path, drawNumber(numbers.get(path.key)!, isChosen(path)))),
    boxes: [...input.gone.map((box) => goneItem(box, layout)), ...boxes],
    marks: [...marks].map(([id, mark]) => markItem(id, mark, layout)),
    palette,
    placed: { numbers, marks, words },
  };
}

function placeNumbers(
  paths: Path[],
  { layout, graph, picture, measure }: SceneInput,
  palette: Palette,
): Map<string, PlacedNumber> {
  const pieces = new Map(paths.map((path) => [path.key, pathPieces(path, picture, palette)]));
  const numbers = new Map<string, PlacedNumber>();
  for (const { key, loop } of paths) {
    const above = picture.look.direction === "right" && !loop;
    numbers.set(key, placeNumber(layout.paths[key]!.label, graph.sizes[key]!, pieces.get(key)!, above, measure));
  }
  const boxes = graph.boxes.map((box) => boxRect(box, layout.boxes[box.id]!));
  for (const [key, number] of numbers) {
    const others = [...numbers].filter(([other]) => other !== key).map(([, { rect }]) => rect);
    numbers.set(key, lengthen(number, pieces.get(key)!, [...boxes, ...others], measure));
  }
  return numbers;
}

function boxItem(
  box: Box,
  input: SceneInput,
  palette: Palette,
  marks: Map<string, DeviationMark>,
  numbers: Map<string, PlacedNumber>,
  words: Rect[],
): Item {
  const at = input.layout.boxes[box.id]!;
  if (box.kind !== "step") {
    const word = placeWord(box, at, input, numbers);
    words.push({ ...word, x: word.x + at[0], y: word.y + at[1] });
    return { key: box.id, ids: [box.id], kind: "terminal", at, shapes: drawTerminal(box, word) };
  }
  const mark = marks.get(box.id);
  const shapes = drawStep({ box, paint: palette.box(box.node), withoutNumber: Boolean(mark?.inside), measure: input.measure });
  return { key: box.id, ids: [box.id], kind: "step", at, shapes };
}

// Above its box and not in it: the box is a button, and the mark is no part of what one calls it by.
function markItem(id: string, mark: DeviationMark, layout: Layout): Item {
  const at = layout.boxes[id]!;
  return { key: `mark ${id}`, ids: [id], kind: "mark", at, shapes: [drawMark(mark, at)] };
}

function goneItem(box: StepBox, layout: Layout): Item {
  const { width, height } = box;
  const outline = {
    x: -width / 2,
    y: -height / 2,
    width,
    height,
    rx: 7,
    fill: "none",
    stroke: "var(--line-2)",
    "stroke-dasharray": "1.5 3",
  };
  const text = { x: -width / 2 + 12, y: 4.5, "font-size": 12, fill: "var(--ink-3)" };
  const shapes = [shape("rect", outline), shape("text", text, box.lines.length === 1 ? box.lines[0]! : `${box.lines[0]} …`)];
  return { key: `gone ${box.id}`, ids: [], kind: "gone", at: layout.boxes[box.id]!, shapes };
}

function placeMarks(
  { picture, graph, layout, spare, measure }: SceneInput,
  numbers: Map<string, PlacedNumber>,
): Map<string, DeviationMark> {
  const marks = new Map<string, DeviationMark>();
  const { conformance } = picture;
  if (picture.look.lens !== "conformance" || !conformance) return marks;
  const taken: Taken = { ...takenRoom(graph, layout, numbers), sight: { from: -spare, to: layout.width + spare } };
  for (const box of graph.boxes) {
    if (box.kind !== "step") continue;
    const deviations: NodeDeviations | undefined = conformance.steps[box.id];
    const kind: DeviationKind | null = largestDeviation(deviations, picture.cases);
    if (!deviations || !kind) continue;
    const mark = placeMark(box, layout.boxes[box.id]!, kind, deviations[kind], taken, measure);
    if (!mark.inside) taken.rects.push(mark.rect);
    marks.set(box.id, mark);
  }
  return marks;
}

function takenRoom(graph: Graph, layout: Layout, numbers: Map<string, PlacedNumber>): Omit<Taken, "sight"> {
  const rects = graph.boxes.map((box) => boxRect(box, layout.boxes[box.id]!));
  for (const { rect } of numbers.values()) rects.push(rect);
  const points = graph.paths.flatMap((path) => sample(layout.paths[path.key]?.points ?? [], 24).filter(Boolean));
  return { rects, points };
}

// Beside the circle where no path leaves, else above Start or below End.
function placeWord(
  box: Terminal,
  [x, y]: Point,
  { graph, layout, measure }: SceneInput,
  numbers: Map<string, PlacedNumber>,
): Rect {
  const width = measure(box.kind === "start" ? "Start" : "End", { ...COUNT, weight: 600 });
  const away = box.width / 2 + 7;
  const places: Rect[] = [
    { x: -away - width, y: -8, width, height: 16 },
    { x: away, y: -8, width, height: 16 },
    { x: -width / 2, y: box.kind === "start" ? -away - 12 : away - 4, width, height: 16 },
  ];
  const { rects, points } = takenRoom(graph, layout, numbers);
  const others = rects.filter((rect) => !contains(rect, [x, y]));
  const free = places.find((place) => {
    const there = { ...place, x: place.x + x, y: place.y + y };
    const wide = { x: there.x - 3, y: there.y - 2, width: width + 6, height: 20 };
    return !others.some((rect) => overlap(there, rect, 2)) && !points.some((point) => contains(wide, point));
  });
  return free ?? places[2]!;
}
