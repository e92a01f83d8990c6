// What the dashboard around the tile says about its filters: both message protocols, and nothing from anybody else.

const CHART_REQUEST = "sendConfig";
/** Charts are told their filters on every resize as well; a short pause makes one change of many. */
const PAUSE_MS = 50;

/** The page's own window, or what a test puts in its place. */
export interface Frame {
  parent: unknown;
  top: unknown;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

/** In a tile, and not in a window of its own. */
export const isEmbedded = (frame: Frame): boolean => frame.parent !== frame;

/**
 * Calls `onFilters` with the dashboard's filters each time they are others than before. Without a dashboard, or with
 * one that says nothing, it is never called.
 */
export function listenToDashboard(frame: Frame, onFilters: (filters: unknown[]) => void): void {
  if (!isEmbedded(frame)) return;
  let last: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  frame.addEventListener("message", (event) => {
    if (event.source !== frame.parent && event.source !== frame.top) return;
    const filters = readFilters(event.data);
    if (filters === null) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const text = JSON.stringify(filters);
      if (text === last) return;
      last = text;
      onFilters(filters);
    }, PAUSE_MS);
  });
  // The other protocol answers only who asks; a dashboard that does not speak it ignores the word.
  (frame.parent as { postMessage(message: string, target: string): void }).postMessage(CHART_REQUEST, "*");
}

/** The filters of a message; null when it is not about filters. */
export function readFilters(data: unknown): unknown[] | null {
  const message = typeof data === "string" ? parsed(data) : data;
  if (typeof message !== "object" || message === null) return null;
  const { type, filters, webAppConfig } = message as Record<string, unknown>;
  const isChart = typeof data === "string" && webAppConfig !== undefined;
  if (type !== "filters" && !isChart) return null;
  if (Array.isArray(filters)) return filters;
  return filters === undefined || filters === null ? [] : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
