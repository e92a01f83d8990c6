// The list of variants, of which only the pages that somebody looked at are fetched.
import type { VariantRow, VariantsDocument } from "../contract";
import { PAGE_ROWS } from "../state/requests";
import { type AnswerEvents } from "./answer";
import { isAborted } from "./api";

export interface VariantPages {
  total(): number | null;
  covers10(): number | null;
  /** The row of this place in the list; null while it is not there. */
  row(index: number): VariantRow | null;
  loaded(): VariantRow[];
  /** Fetches the pages of these rows. A new `key` starts a new list; the old one is shown until its first page is there. */
  want(key: string, from: number, to: number, ask: (offset: number, signal: AbortSignal) => Promise<VariantsDocument>): void;
  again(): void;
  error(): unknown;
}

interface List {
  key: string;
  first: VariantsDocument | null;
  rows: Map<number, VariantRow>;
  asked: Set<number>;
  controller: AbortController;
}

const newList = (key: string): List => ({
  key, first: null, rows: new Map(), asked: new Set(), controller: new AbortController(),
});

export function createVariantPages(events: AnswerEvents): VariantPages {
  let shown: List = newList("");
  let next: List = shown;
  let failure: unknown = null;

  async function fetchPage(list: List, page: number, promise: Promise<VariantsDocument>): Promise<void> {
    try {
      const document = await promise;
      if (list !== next) return;
      list.first ??= document;
      document.rows.forEach((row, index) => list.rows.set(page * PAGE_ROWS + index, row));
      [shown, failure] = [list, null];
      events.changed();
    } catch (error) {
      if (list !== next || isAborted(error)) return;
      failure = error;
      events.failed(error);
    }
  }

  return {
    total: () => shown.first?.total ?? null,
    covers10: () => shown.first?.covers_10 ?? null,
    row: (index) => shown.rows.get(index) ?? null,
    loaded: () => [...shown.rows.values()],
    want(key, from, to, ask) {
      if (key !== next.key) {
        next.controller.abort();
        [next, failure] = [newList(key), null];
      }
      for (let page = Math.floor(from / PAGE_ROWS); page * PAGE_ROWS <= to; page++) {
        if (next.asked.has(page)) continue;
        next.asked.add(page);
        void fetchPage(next, page, ask(page * PAGE_ROWS, next.controller.signal));
      }
    },
    again() {
      if (failure !== null) next = newList("");
      failure = null;
    },
    error: () => failure,
  };
}
