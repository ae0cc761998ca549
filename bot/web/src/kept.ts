import type { Outgoing } from "./api";

/** What survives a reload. It dies with the tab: the next person at a shared computer finds nothing. */
export interface Kept {
  token: string | null;
  draft: string;
  ticked: string[];
  unsent: Outgoing | null;
  open: boolean;
  aloud: boolean;
}

const NOTHING: Kept = { token: null, draft: "", ticked: [], unsent: null, open: false, aloud: false };

export class Keeper {
  private readonly key: string;

  constructor(base: string) {
    this.key = `ischia ${base}`;
  }

  load(): Kept {
    try {
      return { ...NOTHING, ...JSON.parse(sessionStorage.getItem(this.key) ?? "{}") };
    } catch {
      return { ...NOTHING };
    }
  }

  save(kept: Kept): void {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // No storage, or no room in it: the chat works, a reload starts afresh.
    }
  }
}
