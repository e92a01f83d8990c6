// How many steps a map opens with: at most as many as can be read in the room there is.
import type { MapDocument } from "../contract";
import type { Fit } from "../map/types";
import { FEWEST_ACTIVITIES, MOST_ACTIVITIES, smallerRoom } from "../size";

/** Each try asks the backend and lays out once. */
const TRIES = 4;

export interface Opening {
  /**
   * Whether this map is the one to be drawn; if not, fewer activities have been asked for, and another map will come.
   * `asked`: how many activities the user wants, null where the rule decides.
   */
  isSettled(map: MapDocument, asked: number | null, measure: () => Promise<Pick<Fit, "nameSize">>): Promise<boolean>;
  /** Whether the next map may still be refused. */
  isUndecided(): boolean;
  again(): void;
}

/** The activities that `room` allows are asked for with `setRoom`, and come as another map. */
export function createOpening({ room, setRoom }: { room(): number; setRoom(room: number): void }): Opening {
  let tries = TRIES;
  // Times of a map come after it and make the same map a new picture, while it is measured or after it was refused.
  let judged: { map: MapDocument; verdict: Promise<boolean> } | null = null;

  async function judge(shown: number, measure: () => Promise<Pick<Fit, "nameSize">>): Promise<boolean> {
    tries -= 1;
    const next = smallerRoom(shown, (await measure()).nameSize);
    if (next === null || next >= room()) {
      tries = 0;
      return true;
    }
    setRoom(next);
    return false;
  }

  return {
    async isSettled(map, asked, measure) {
      const { activities_shown: shown } = map.coverage;
      if (asked !== null) return true;
      if (judged?.map !== map) {
        if (tries === 0 || shown <= FEWEST_ACTIVITIES) return true;
        judged = { map, verdict: judge(shown, measure) };
      }
      return judged.verdict;
    },
    isUndecided: () => tries > 0,
    again() {
      tries = TRIES;
      judged = null;
      setRoom(MOST_ACTIVITIES);
    },
  };
}
