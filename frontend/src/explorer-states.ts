// What the buttons of the tile's states do.
import { copyText } from "./dom/download";
import { openBox } from "./dom/popup";
import type { ProcessExplorer } from "./explorer";
import { adminBox } from "./parts/state-card";
import { put, removeFilter, withGrouping, withLens } from "./state/state";
import type { StateAction } from "./words/states";

export function runStateAction(explorer: ProcessExplorer, action: StateAction): void {
  const { actions, addresses } = explorer;
  const here = (): HTMLElement => document.activeElement as HTMLElement;
  const runs: Record<StateAction["kind"], () => void> = {
    remove: () => action.kind === "remove" && actions.change(removeFilter(action.filter)),
    clear: () => actions.change(put({ own: [] })),
    retry: actions.retry,
    reload: actions.reload,
    stop: actions.stop,
    group: () => actions.change(withGrouping("prefix")),
    show: () => explorer.showLarge(),
    table: () => actions.change(put({ view: "table" })),
    copy: () => void copyReference(explorer),
    admin: () => openBox(explorer.root, here(), "What an admin can check", ...adminBox()),
    frequency: () => actions.change(withLens("frequency")),
    flow: () => openPage(addresses.flow),
    settings: () => openPage(addresses.settings),
  };
  runs[action.kind]();
}

// Outside the dashboard's frame, and without giving the new page a hold on this one.
function openPage(address: string | null): void {
  if (address) window.open(address, "_blank", "noopener");
}

async function copyReference({ documents, actions }: ProcessExplorer): Promise<void> {
  const { log, view } = documents.part().errors;
  const reference = (log ?? view)?.reference ?? "";
  actions.toast((await copyText(reference)) ? "The reference is copied." : `Reference ${reference}`);
}
