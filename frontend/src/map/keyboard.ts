// The map by keyboard: one stop for Tab, then from step to step and along their paths.
import type { MapDocument } from "../contract";
import type { Layout } from "./layout/types";
import { walkPaths, walkSteps, type Direction } from "./walk";

export interface KeyboardMap {
  map: MapDocument;
  layout: Layout;
}

export interface KeyboardActions {
  current(): KeyboardMap | null;
  focus(id: string): void;
  choose(id: string | null, extend: boolean): void;
  menu(id: string): void;
  zoomBy(factor: number): void;
  fit(): void;
  somethingChosen(): boolean;
}

const STEPS: Record<string, Direction> = { ArrowDown: "next", ArrowUp: "previous", ArrowLeft: "left", ArrowRight: "right" };
const ZOOMS: Record<string, number> = { "+": 1.25, "=": 1.25, "-": 0.8 };

/** Keeps where the focus is, and says what a key does; true when it did something. */
export class KeyboardWalk {
  /** The step the walk is at. */
  step = "start";
  /** The path of that step that has the focus, if one has. */
  path: string | null = null;

  constructor(private readonly actions: KeyboardActions) {}

  /** The focus went to an item, whichever way. */
  arrived(id: string, map: MapDocument): void {
    const edge = map.edges.find((one) => one.id === id);
    if (!edge) [this.step, this.path] = [id, null];
    else {
      this.path = id;
      if (edge.source !== this.step && edge.target !== this.step) this.step = edge.source;
    }
  }

  press(key: string, modified: boolean): boolean {
    const now = this.actions.current();
    if (!now || modified) return false;
    const here = this.path ?? this.step;
    const way = STEPS[key];
    if (way) return this.go(walkSteps(this.step, way, now.map, now.layout));
    if (key === "n" || key === "p") return this.go(walkPaths(this.step, this.path, key === "n" ? 1 : -1, now.map));
    if (key in ZOOMS) return this.did(() => this.actions.zoomBy(ZOOMS[key]!));
    const acts: Record<string, () => void> = {
      Enter: () => this.actions.choose(here, false),
      " ": () => this.actions.choose(here, true),
      f: () => this.actions.menu(here),
      "0": () => this.actions.fit(),
    };
    const act = acts[key];
    if (act) return this.did(act);
    return key === "Escape" && this.oneLevelBack();
  }

  private oneLevelBack(): boolean {
    if (this.path !== null) return this.go(this.step);
    if (!this.actions.somethingChosen()) return false;
    return this.did(() => this.actions.choose(null, false));
  }

  // A key at the end of the way is still the map's: the page must not scroll instead.
  private go(id: string | null): boolean {
    if (id !== null) this.actions.focus(id);
    return true;
  }

  private did(act: () => void): boolean {
    act();
    return true;
  }
}
