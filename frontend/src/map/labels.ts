// The numbers beside a path, piece by piece with its colour.
import type { MapEdge } from "../contract";
import { mapCount } from "../format";
import type { Path } from "./graph";
import { passages, type Palette } from "./paint";
import type { Direction, Picture } from "./types";
import { pathValue, secondOfPath, type Value } from "./values";

export interface Piece {
  text: string;
  fill: string;
  bold: boolean;
}

const ALONG: Record<Direction, [there: string, back: string]> = { down: ["↓", "↑"], right: ["→", "←"] };

/** "2,377 · 22 h"; "↓3,284 ↑157" on a two-way path; "1,391 ✕36" or "✕ 519" in the conformance lens. */
export function pathPieces(path: Path, picture: Picture, palette: Palette): Piece[] {
  const paint = palette.line(path);
  const [there, back] = path.forward && path.back ? ALONG[picture.look.direction] : ["", ""];
  const pieces: Piece[] = [];
  if (path.forward) pieces.push(...wayPieces(path.forward, there, paint.number, path.main, picture));
  if (path.back) pieces.push(...wayPieces(path.back, (pieces.length ? " " : "") + back, paint.otherNumber, false, picture));
  return picture.look.lens === "conformance" ? deviationPieces(path, pieces, palette) : pieces;
}

function wayPieces(edge: MapEdge, before: string, fill: string, bold: boolean, picture: Picture): Piece[] {
  const lens = picture.look.lens;
  const first: Value | null = lens === "conformance" ? null : pathValue(edge, picture.look.paths, picture);
  const text = first?.text ?? mapCount(edge.frequency);
  const pieces = [{ text: before + text, fill: first?.seconds ? "var(--d-text)" : fill, bold }];
  const second = lens === "conformance" ? null : secondOfPath(edge, picture);
  if (second) pieces.push({ text: ` · ${second.text}`, fill: second.seconds ? "var(--d-text)" : "var(--ink-3)", bold: false });
  return pieces;
}

function deviationPieces(path: Path, pieces: Piece[], palette: Palette): Piece[] {
  const { grade, passages: deviating } = palette.deviating(path);
  const fill = "var(--dev-text)";
  if (grade === "most") return [{ text: `✕ ${mapCount(passages(path))}`, fill, bold: true }];
  return grade === "some" ? [...pieces, { text: ` ✕${mapCount(deviating)}`, fill, bold: true }] : pieces;
}

/** Where the pieces do not fit beside the path, the deviations alone are said; the rest is in the tooltip. */
export function shortPieces(pieces: Piece[]): Piece[] {
  const last = pieces.at(-1);
  return last && pieces.length > 1 && last.text.startsWith(" ✕") ? [{ ...last, text: last.text.trim() }] : pieces;
}
