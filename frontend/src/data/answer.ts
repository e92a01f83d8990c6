// The newest answer to the newest question of one route.
import { isAborted } from "./api";

/**
 * `value` may answer an older question than the one asked last: what is seen stays until the next answer is there.
 * A question that failed is not asked again before `again`.
 */
export interface Answer<D> {
  value(): D | null;
  isFresh(key: string): boolean;
  isAsking(): boolean;
  error(): unknown;
  /** Asks unless this very question is answered, failed or on its way; an older one on its way is called off. */
  want(key: string, ask: (signal: AbortSignal) => Promise<D>): void;
  again(): void;
  /** What is on its way is not wanted any more. */
  stop(): void;
  forget(): void;
}

export interface AnswerEvents {
  changed(): void;
  failed(error: unknown): void;
}

interface Asked {
  key: string;
  controller: AbortController;
}

export function createAnswer<D>(events: AnswerEvents): Answer<D> {
  let value: D | null = null;
  let answeredKey: string | null = null;
  let failure: { key: string; error: unknown } | null = null;
  let asked: Asked | null = null;

  async function wait(mine: Asked, promise: Promise<D>): Promise<void> {
    try {
      const document = await promise;
      if (asked !== mine) return;
      [value, answeredKey, asked, failure] = [document, mine.key, null, null];
      events.changed();
    } catch (error) {
      if (asked !== mine) return;
      asked = null;
      if (isAborted(error)) return;
      failure = { key: mine.key, error };
      events.failed(error);
    }
  }

  function stop(): void {
    asked?.controller.abort();
    asked = null;
  }

  return {
    value: () => value,
    isFresh: (key) => answeredKey === key,
    isAsking: () => asked !== null,
    error: () => failure?.error ?? null,
    want(key, ask) {
      if (asked?.key === key || failure?.key === key) return;
      stop();
      failure = null;
      if (answeredKey === key) return;
      asked = { key, controller: new AbortController() };
      void wait(asked, ask(asked.controller.signal));
    },
    again: () => void (failure = null),
    stop,
    forget() {
      stop();
      [value, answeredKey, failure] = [null, null, null];
    },
  };
}
