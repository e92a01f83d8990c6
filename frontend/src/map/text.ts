// How wide text is, and how a name is broken into lines.
import { called } from "../format";

export interface Font {
  size: number;
  weight: 400 | 600;
}

/** Width of a text in pixels. */
export type Measure = (text: string, font: Font) => number;

export const NAME: Font = { size: 13, weight: 600 };
export const COUNT: Font = { size: 12, weight: 400 };
export const PATH_NUMBER: Font = { size: 12, weight: 600 };
export const MARK: Font = { size: 10.5, weight: 600 };

/** Measures with a canvas in the given font family; each text is measured once. */
export function canvasMeasure(document: Document, family: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return estimatedWidth;
  const known = new Map<string, number>();
  return (text, { size, weight }) => {
    const key = `${weight} ${size} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = `${weight} ${size}px ${family}`;
      width = context.measureText(text).width;
      known.set(key, width);
    }
    return width;
  };
}

/** For where there is no canvas: widths of Liberation Sans, by kinds of letters. */
export const estimatedWidth: Measure = (text, { size, weight }) => {
  let em = 0;
  for (const letter of text) {
    if (/[mwMW@]/.test(letter)) em += 0.86;
    else if (/\p{Lu}/u.test(letter)) em += 0.69;
    else if (/[iljtfI.,:;' ()|!-]/.test(letter)) em += 0.3;
    else em += letter.codePointAt(0)! > 0x2e80 ? 1 : 0.556;
  }
  return em * size * (weight === 600 ? 1.07 : 1);
};

/** A name on at most two lines; `cut` when not all of it could be kept. */
export interface Lines {
  lines: string[];
  cut: boolean;
}

/**
 * Breaks a name so that no line is wider than `width`: at a space; where that is not enough, after an underscore,
 * hyphen or slash; what is still too long ends with an ellipsis. Among the breaks the most even one is taken.
 */
export function breakName(name: string, width: number, measure: Measure): Lines {
  const text = called(name).replace(/\s+/gu, " ").trim();
  const fits = (line: string): boolean => measure(line, NAME) <= width;
  if (fits(text)) return { lines: [text], cut: false };
  const atSpaces = evenest(text, /(?<= )/u, measure);
  if (atSpaces?.every(fits)) return { lines: atSpaces, cut: false };
  const anywhere = evenest(text, /(?<=[ _/-])/u, measure);
  if (anywhere?.every(fits)) return { lines: anywhere, cut: false };
  const lines = atSpaces ?? anywhere ?? [text];
  return { lines: lines.map((line) => (fits(line) ? line : ellipsis(line, fits))), cut: true };
}

function evenest(text: string, at: RegExp, measure: Measure): [string, string] | null {
  const pieces = text.split(at);
  let best: [string, string] | null = null;
  let bestWidth = Infinity;
  for (let n = 1; n < pieces.length; n++) {
    const lines: [string, string] = [pieces.slice(0, n).join("").trim(), pieces.slice(n).join("").trim()];
    const width = Math.max(...lines.map((line) => measure(line, NAME)));
    if (lines[0] && lines[1] && width < bestWidth) [best, bestWidth] = [lines, width];
  }
  return best;
}

// By whole characters: half of a surrogate pair is no letter.
function ellipsis(line: string, fits: (line: string) => boolean): string {
  const letters = Array.from(line);
  let [kept, dropped] = [0, letters.length];
  while (dropped - kept > 1) {
    const middle = (kept + dropped) >> 1;
    if (fits(`${letters.slice(0, middle).join("").trimEnd()}…`)) kept = middle;
    else dropped = middle;
  }
  return `${letters.slice(0, kept).join("").trimEnd()}…`;
}
