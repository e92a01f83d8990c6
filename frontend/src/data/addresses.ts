// Addresses of DSS that follow from where the webapp's backend is: <dss>/web-apps-backends/<PROJECT>/<webapp id>.

export interface Addresses {
  /** The webapp on a page of its own, to which a link to a view leads. */
  page: string;
  /** Null where the backend's address does not say which project this is. */
  flow: string | null;
  settings: string | null;
}

/** `here` is the page's own address, used where the backend lies elsewhere. */
export function findAddresses(backend: string, here: string): Addresses {
  const url = new URL(backend, here);
  const match = /^(.*)\/web-apps-backends\/([^/]+)\/([^/]+)/.exec(url.pathname);
  if (!match) return { page: here.replace(/#.*$/, ""), flow: null, settings: null };
  const base = `${url.origin}${match[1]}`;
  // A token may follow the eight characters of the webapp's id.
  const [project, webapp] = [match[2]!, match[3]!.slice(0, 8)];
  return {
    page: `${base}/webapps/${project}/${webapp}`,
    flow: `${base}/projects/${project}/flow/`,
    settings: `${base}/projects/${project}/webapps/${webapp}/edit`,
  };
}
