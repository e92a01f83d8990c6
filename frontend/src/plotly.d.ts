declare module "plotly.js-basic-dist-min" {
  interface Plotly {
    react(host: HTMLElement, data: unknown[], layout: unknown, config?: unknown): Promise<HTMLElement>;
    purge(host: HTMLElement): void;
    Plots: { resize(host: HTMLElement): Promise<void> | void };
  }
  const plotly: Plotly;
  export type { Plotly };
  export default plotly;
}
