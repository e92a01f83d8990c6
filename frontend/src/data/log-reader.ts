// Waits until the backend has read the event log, and notices when there is newer data.
import type { Loading, LogDocument } from "../contract";
import { type Api, isAborted } from "./api";

const POLL_MS = 500;
/** The backend looks for newer data at most once a minute. */
const CHECK_MS = 60_000;

export interface LogEvents {
  /** Another version of the data is there (`isNew`), or progress was made. */
  changed(isNew: boolean): void;
  failed(error: unknown): void;
}

export class LogReader {
  log: LogDocument | null = null;
  /** Null when nothing is being read, or when it is there. */
  loading: Loading | null = null;
  private controller: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isReloading = false;

  constructor(private readonly api: Api, private readonly events: LogEvents, private readonly isVisible: () => boolean) {}

  read(reload = false): void {
    this.isReloading = reload;
    void this.ask(reload);
  }

  /** The user does not want to wait; the backend goes on. */
  stop(): void {
    clearTimeout(this.timer);
    this.controller?.abort();
    [this.controller, this.loading] = [null, null];
    this.events.changed(false);
  }

  isStopped(): boolean {
    return this.controller === null && this.log === null;
  }

  private async ask(reload: boolean): Promise<void> {
    clearTimeout(this.timer);
    this.controller?.abort();
    const mine = new AbortController();
    this.controller = mine;
    try {
      const answer = await this.api.log(mine.signal, reload);
      if (this.controller === mine) this.take(answer);
    } catch (error) {
      if (this.controller !== mine || isAborted(error)) return;
      this.controller = null;
      this.events.failed(error);
    }
  }

  private take(answer: LogDocument | Loading): void {
    if (answer.state === "loading") {
      this.loading = answer;
      this.askAfter(POLL_MS);
      return this.events.changed(false);
    }
    const isNew = answer.version !== this.log?.version;
    [this.log, this.loading] = [answer, null];
    this.isReloading &&= answer.newer_data;
    this.askAfter(this.isReloading ? POLL_MS : CHECK_MS);
    this.events.changed(isNew);
  }

  // A page that nobody looks at does not ask whether there is something newer.
  private askAfter(ms: number): void {
    this.timer = setTimeout(() => (ms === CHECK_MS && !this.isVisible() ? this.askAfter(ms) : void this.ask(false)), ms);
  }
}
