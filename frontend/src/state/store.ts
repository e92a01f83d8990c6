// Holds the one state and tells who wants to know when it is another.
import type { State, Step } from "./state";

export interface Store {
  state(): State;
  change(...steps: Step[]): void;
  onChange(listener: (now: State, before: State) => void): void;
}

export function createStore(first: State): Store {
  let current = first;
  const listeners: ((now: State, before: State) => void)[] = [];
  return {
    state: () => current,
    change(...steps) {
      const before = current;
      current = steps.reduce((state, step) => step(state), before);
      if (current !== before) for (const listener of listeners) listener(current, before);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
