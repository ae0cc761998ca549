import type { About, Tapped, Message, Session, Turn } from "./contract";

const PATIENCE_MS = 30_000;

/** The server understood and said no; the message is a sentence to show. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly retryAfter: number | null,
    title?: string,
  ) {
    super(title ?? "");
  }

  /** Whether the same request may go through later. */
  get passes(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** One message of the person; the same id is never taken twice. */
export interface Outgoing {
  id: string;
  text?: string;
  /** What the text stands for, when it was tapped. */
  answer?: Tapped;
  change?: string;
}

/** The web API at `base`, an address that ends in a slash. */
export class Api {
  constructor(readonly base: string) {}

  about = (): Promise<About> => this.call("GET", "about");

  start = (): Promise<Session> => this.call("POST", "sessions", undefined, {});

  turns = (token: string): Promise<{ turns: Turn[] }> => this.call("GET", "messages", token);

  send = (token: string, { id, text, answer, change }: Outgoing): Promise<{ messages: Message[] }> =>
    this.call("POST", "messages", token, { id, text, answer, change });

  forget = (token: string): Promise<void> => this.call("DELETE", "messages", token);

  private async call<T>(method: string, path: string, token?: string, body?: object): Promise<T> {
    const response = await fetch(`${this.base}api/${path}`, {
      method,
      cache: "no-store",
      credentials: "omit",
      headers: {
        ...(body && { "Content-Type": "application/json" }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 204) return undefined as T;
    if (response.ok) return response.json();
    const problem = await response.json().catch(() => ({}));
    throw new Refused(response.status, Number(response.headers.get("Retry-After")) || null, problem.title);
  }
}

/** An id nobody guesses; randomUUID is missing on pages without TLS. */
export function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
