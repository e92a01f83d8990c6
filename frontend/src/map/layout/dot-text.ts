// A graph as DOT text. Names never get into it: boxes and paths are called by their place.
import type { LayoutGraph, LayoutPath } from "./types";

const INCH = 72;
const BOX_GAP = 0.22;

/** Graphviz' words for the graph; `b3` is the fourth box, the path with id `p5` the sixth. */
export function dotText(graph: LayoutGraph): string {
  const place = new Map(graph.boxes.map((box, index) => [box.id, index]));
  const lines = [
    "digraph {",
    `graph [rankdir=${graph.direction === "down" ? "TB" : "LR"} nodesep=${BOX_GAP} ranksep=${graph.rankGap} splines=true]`,
    'node [shape=box fixedsize=true label=""] edge [dir=none]',
  ];
  graph.boxes.forEach(({ kind, width, height }, index) => {
    const shape = kind === "step" ? "" : " shape=circle";
    lines.push(`b${index} [width=${inches(width)} height=${inches(height)}${shape}]`);
    if (kind !== "step") lines.push(`{ rank=${kind === "start" ? "source" : "sink"}; b${index} }`);
  });
  graph.paths.forEach((path, index) => lines.push(pathText(path, index, place)));
  for (const [a, b] of graph.above) lines.push(`b${place.get(a)} -> b${place.get(b)} [style=invis weight=0]`);
  return [...lines, "}"].join("\n");
}

// The label is an empty table of fixed size: the engine has no fonts to measure text with.
function pathText(path: LayoutPath, index: number, place: Map<string, number>): string {
  const size = `WIDTH="${Math.ceil(path.labelWidth)}" HEIGHT="${Math.ceil(path.labelHeight)}"`;
  const table = `<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" FIXEDSIZE="TRUE" ${size}><TR><TD></TD></TR></TABLE>`;
  const ends = `b${place.get(path.source)} -> b${place.get(path.target)}`;
  return `${ends} [id=p${index} weight=${path.weight} label=<${table}>]`;
}

function inches(pixels: number): string {
  return (pixels / INCH).toFixed(4);
}
