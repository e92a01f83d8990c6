// Tries again, at growing distances, what failed because nobody answered.

const FIRST_SECONDS = 2;
const LONGEST_SECONDS = 30;

/** Which attempt comes next, and when; null while everything answers. */
export interface Outage {
  attempt: number;
  nextMs: number;
}

/** 2, 4, 8, 16, then every 30 s. */
export const waitSeconds = (attempt: number): number => Math.min(FIRST_SECONDS * 2 ** (attempt - 1), LONGEST_SECONDS);

export interface Retry {
  outage(): Outage | null;
  failed(): void;
  succeeded(): void;
  now(): void;
}

/** `again` is called for each attempt; `ticked` every second of an outage, so that what is left can be said. */
export function createRetry(again: () => void, ticked: () => void): Retry {
  let outage: Outage | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  function attempt(): void {
    clearInterval(timer);
    again();
  }

  return {
    outage: () => outage,
    failed() {
      const next = (outage?.attempt ?? 0) + 1;
      outage = { attempt: next, nextMs: Date.now() + waitSeconds(next) * 1000 };
      clearInterval(timer);
      timer = setInterval(() => (Date.now() >= outage!.nextMs ? attempt() : ticked()), 1000);
      ticked();
    },
    succeeded() {
      clearInterval(timer);
      outage = null;
    },
    now: attempt,
  };
}
