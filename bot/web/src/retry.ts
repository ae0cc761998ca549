import { Refused } from "./api";

const LONGEST_S = 30;

/** Seconds to wait after the given number of failures: 1, 2, 4, 8 ... 30, or as long as the server asks. */
export function wait(failures: number, retryAfter: number | null = null): number {
  return retryAfter ?? Math.min(2 ** (failures - 1), LONGEST_S);
}

/** Repeats a piece of work until it succeeds or is refused for good. */
export class Retry {
  private wake = (): void => {};

  async until<T>(work: () => Promise<T>, onWait: (error: unknown) => void): Promise<T> {
    for (let failures = 1; ; failures++) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof Refused && !error.passes) throw error;
        onWait(error);
        await this.pause(wait(failures, error instanceof Refused ? error.retryAfter : null));
      }
    }
  }

  /** Stops waiting and tries at once. */
  now(): void {
    this.wake();
  }

  private pause(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
