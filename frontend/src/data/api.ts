// The backend's routes as typed calls. What goes wrong is one of three errors, and never anything vaguer.
import type {
  ChartsDocument, ChartsRequest, ConformanceDocument, DetailsDocument, DetailsRequest, DurationsDocument, ErrorBody,
  Loading, LogDocument, VariantsDocument, VariantsRequest, ViewDocument, ViewRequest,
} from "../contract";

/** Longer requests go as a body: some proxies cut addresses at 8,000 characters. */
const LONGEST_QUERY = 6_000;

/** The backend understood and says why it cannot answer. */
export class RefusedError extends Error {
  constructor(readonly body: ErrorBody) {
    super(body.message);
  }
}

/** Nobody answered, or something in between that is not the backend. */
export class UnreachableError extends Error {}

export interface Api {
  log(signal: AbortSignal, reload?: boolean): Promise<LogDocument | Loading>;
  view(request: ViewRequest, signal: AbortSignal): Promise<ViewDocument>;
  durations(request: ViewRequest, signal: AbortSignal): Promise<DurationsDocument>;
  conformance(request: ViewRequest, signal: AbortSignal): Promise<ConformanceDocument>;
  variants(request: VariantsRequest, signal: AbortSignal): Promise<VariantsDocument>;
  details(request: DetailsRequest, signal: AbortSignal): Promise<DetailsDocument>;
  charts(request: ChartsRequest, signal: AbortSignal): Promise<ChartsDocument>;
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export function createApi(urlOf: (path: string) => string, fetched: Fetch = (url, init) => fetch(url, init)): Api {
  const ask = <R, D>(route: string) => (request: R, signal: AbortSignal): Promise<D> => {
    const text = JSON.stringify(request);
    const query = encodeURIComponent(text);
    return query.length > LONGEST_QUERY
      ? answer<D>(urlOf(route), { method: "POST", body: text, headers: { "Content-Type": "application/json" }, signal })
      : answer<D>(`${urlOf(route)}?q=${query}`, { signal });
  };

  async function answer<D>(url: string, init: RequestInit): Promise<D> {
    const response = await fetched(url, { ...init, credentials: "same-origin" }).catch((error: unknown) => {
      if (isAborted(error)) throw error;
      throw new UnreachableError(url);
    });
    const document: unknown = await response.json().catch((error: unknown) => {
      if (isAborted(error)) throw error;
      return null;
    });
    if (typeof document !== "object" || document === null) throw new UnreachableError(url);
    if (response.ok) return document as D;
    const body = errorBody(document);
    // DSS's own proxy answers for a dead backend, in a shape of its own.
    throw body ? new RefusedError(body) : new UnreachableError(url);
  }

  return {
    log: (signal, reload = false) => answer(`${urlOf("log")}${reload ? "?reload=1" : ""}`, { signal }),
    view: ask("view"),
    durations: ask("durations"),
    conformance: ask("conformance"),
    variants: ask("variants"),
    details: ask("details"),
    charts: ask("charts"),
  };
}

export const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

function errorBody(document: object): ErrorBody | null {
  const { error } = document as { error?: Partial<ErrorBody> };
  if (typeof error !== "object" || error === null || typeof error.message !== "string") return null;
  return { code: error.code ?? "internal", message: error.message, facts: error.facts ?? {}, reference: error.reference ?? null };
}
