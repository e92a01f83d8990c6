// From a number to one of six tones, or to the width of a line.

export type Tone = 1 | 2 | 3 | 4 | 5 | 6;
export type Scale = (x: number) => Tone;

/** Six steps, finer for small numbers; a single number gets the strongest tone. */
export function sixTones(low: number, high: number): Scale {
  return (x) => {
    if (high <= low) return 6;
    const step = 1 + Math.floor(6 * Math.sqrt(Math.max(0, (x - low) / (high - low))));
    return Math.min(6, step) as Tone;
  };
}

/** Tones for counts on the map: the smallest is not bleached to nothing. */
export function countTones(counts: number[]): Scale {
  return sixTones(0.6 * Math.min(...counts), Math.max(...counts));
}

/** The 95th percentile (a value that occurs): one extreme duration does not bleach all others. */
export function longDuration(seconds: number[]): number {
  const sorted = [...seconds].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
}

/** Width of a path's line in pixels. */
export function lineWidth(n: number, max: number): number {
  return 1.25 + 5.5 * Math.sqrt(max > 0 ? n / max : 0);
}
