// Waits until the backend has read the event log, and notices when there is newer data.
import type { Loading, LogDocument } from "../contract";
import { type Api, isAborted } from "./api";

const POLL_MS = 500;
/** The backend looks for newer data at most once a minute. */
const CHECK_MS = 60_000;

export interface LogReader {
  log(): LogDocument | null;
  /** Null when nothing is being read, or when it is there. */
  loading(): Loading | null;
  isStopped(): boolean;
  read(reload?: boolean): void;
  /** The user does not want to wait; the backend goes on. */
  stop(): void;
}

export interface LogEvents {
  /** Another version of the data is there, or progress was made. */
  changed(isNew: boolean): void;
  failed(error: unknown): void;
}

export function createLogReader(api: Api, events: LogEvents, isVisible: () => boolean): LogReader {
  let log: LogDocument | null = null;
  let loading: Loading | null = null;
  let controller: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReloading = false;

  async function ask(reload: boolean): Promise<void> {
    const mine = begin();
    try {
      const answer = await api.log(mine.signal, reload);
      if (controller === mine) take(answer);
    } catch (error) {
      if (controller !== mine || isAborted(error)) return;
      controller = null;
      events.failed(error);
    }
  }

  function begin(): AbortController {
    clearTimeout(timer);
    controller?.abort();
    controller = new AbortController();
    return controller;
  }

  function take(answer: LogDocument | Loading): void {
    if (answer.state === "loading") {
      loading = answer;
      again(POLL_MS);
      return events.changed(false);
    }
    const isNew = answer.version !== log?.version;
    [log, loading] = [answer, null];
    isReloading &&= answer.newer_data;
    again(isReloading ? POLL_MS : CHECK_MS);
    events.changed(isNew);
  }

  function again(afterMs: number): void {
    timer = setTimeout(() => (isVisible() || afterMs === POLL_MS ? void ask(isReloading) : again(afterMs)), afterMs);
  }

  return {
    log: () => log,
    loading: () => loading,
    isStopped: () => controller === null && log === null,
    read(reload = false) {
      isReloading = reload;
      void ask(reload);
    },
    stop() {
      clearTimeout(timer);
      controller?.abort();
      [controller, loading] = [null, null];
      events.changed(false);
    },
  };
}
