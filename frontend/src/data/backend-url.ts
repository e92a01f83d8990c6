// Where the webapp's backend is: DSS puts the answer on the page's window or, in some versions, on its parent's.

type UrlOf = (path: string) => string;

interface DssWindow {
  getWebAppBackendUrl?: UrlOf;
  dataiku?: { getWebAppBackendUrl?: UrlOf };
  parent?: DssWindow;
}

/** Gives the full URL of a route. Throws when this is not a page of DSS. */
export function findBackendUrl(frame: DssWindow): UrlOf {
  const found = urlOf(frame) ?? ofParent(frame);
  if (!found) throw new Error("This page is not served as a webapp: there is no getWebAppBackendUrl.");
  return found;
}

function urlOf(frame: DssWindow): UrlOf | null {
  if (typeof frame.getWebAppBackendUrl === "function") return frame.getWebAppBackendUrl.bind(frame);
  const { dataiku } = frame;
  return typeof dataiku?.getWebAppBackendUrl === "function" ? dataiku.getWebAppBackendUrl.bind(dataiku) : null;
}

// A parent of another origin must not be looked into and throws.
function ofParent(frame: DssWindow): UrlOf | null {
  try {
    return frame.parent && frame.parent !== frame ? urlOf(frame.parent) : null;
  } catch {
    return null;
  }
}
