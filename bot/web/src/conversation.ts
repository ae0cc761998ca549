import { Api, freshId, type Outgoing, Refused } from "./api";
import type { About, Tapped, Message, Turn } from "./contract";
import { Keeper, type Kept } from "./kept";
import { Retry } from "./retry";
import { same } from "./turns";

export interface State extends Kept {
  about: About | null;
  /** `starting` until there is something to answer; `ended` when the server knows the conversation no more. */
  phase: "closed" | "starting" | "talking" | "ended" | "deleted";
  turns: Turn[];
  /** The message cannot be delivered just now; it goes on being tried. */
  waiting: boolean;
  /** A sentence of the server about what could not be done. */
  refusal: string | null;
}

/** The words that clear a conversation; what was said before them is gone from the screen. */
const AFRESH = "start over";

/** One conversation: what is on the screen, and how it gets to the server and back. The server has the last word. */
export class Conversation {
  state: State;
  /** Called with each reply when it arrives. */
  onReply: (messages: Message[]) => void = () => {};

  private readonly watchers = new Set<() => void>();
  private readonly retry = new Retry();
  private readonly keeper: Keeper;
  private channel: BroadcastChannel | null = null;

  constructor(private readonly api: Api) {
    this.keeper = new Keeper(api.base);
    this.state = {
      ...this.keeper.load(),
      about: null,
      phase: "closed",
      turns: [],
      waiting: false,
      refusal: null,
    };
  }

  get base(): string {
    return this.api.base;
  }

  /** Calls `watcher` after every change; returns how to stop. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  change(changes: Partial<State>): void {
    this.state = { ...this.state, ...changes };
    const { token, draft, ticked, unsent, open, aloud } = this.state;
    this.keeper.save({ token, draft, ticked, unsent, open, aloud });
    this.watchers.forEach((watcher) => watcher());
  }

  get busy(): boolean {
    return this.state.unsent !== null || this.state.phase === "starting";
  }

  async learnAbout(): Promise<void> {
    try {
      this.change({ about: await this.api.about() });
    } catch {
      // Asked again when the conversation begins; the texts of the server name the emergency number too.
    }
  }

  /** Carries on where this tab was, or begins. */
  async open(): Promise<void> {
    if (this.state.phase !== "closed") return;
    if (!this.state.token) return this.begin();
    this.change({ phase: "starting" });
    await this.sync();
    const { token, unsent } = this.state;
    if (token && unsent) await this.deliver(unsent);
  }

  async begin(): Promise<void> {
    this.change({ phase: "starting", turns: [], ticked: [], token: null, unsent: null, refusal: null });
    try {
      const { token, messages } = await this.persist(async () => {
        if (!this.state.about) await this.learnAbout();
        return this.api.start();
      });
      this.change({ phase: "talking", token, turns: [{ from: "ischia", messages }] });
      this.listen();
      this.onReply(messages);
    } catch (error) {
      this.end();
      this.change({ refusal: (error as Error).message });
    }
  }

  /** Fetches what was said, as another tab may have gone on. */
  async sync(): Promise<void> {
    const { token } = this.state;
    if (!token) return;
    try {
      const { turns } = await this.persist(() => this.api.turns(token));
      const { unsent } = this.state;
      const taken = turns.some((turn) => turn.from === "person" && turn.id === unsent?.id);
      const news = !same(turns, this.state.turns); // without news nothing moves on the screen
      this.change({ phase: "talking", ...(news && { turns }), ...(taken && { unsent: null }) });
      this.listen();
    } catch {
      this.end();
    }
  }

  /** Fetches what another tab has said and heard, and tells it here too. */
  async refresh(): Promise<void> {
    const { phase, unsent, turns } = this.state;
    if (phase !== "talking" || unsent) return;
    await this.sync();
    const last = this.state.turns.at(-1);
    if (this.state.turns !== turns && last?.from === "ischia") this.onReply(last.messages);
  }

  /** Sends a text, and what it stands for when it was tapped. One that was `typed` comes back into the box when the server refuses it. */
  async say(text: string, { typed = false, answer }: { typed?: boolean; answer?: Tapped } = {}): Promise<void> {
    if (this.busy || !text || this.state.phase !== "talking") return;
    if (typed) this.change({ draft: "" });
    await this.deliver({ id: freshId(), text, answer, typed });
  }

  /** Asks an answered question again; all other answers stay. */
  async reopen(asks: string): Promise<void> {
    if (!this.busy) await this.deliver({ id: freshId(), change: asks });
  }

  startOver(): Promise<void> {
    return this.say(AFRESH);
  }

  /** Deletes everything on the server. Throws when that cannot be done now. */
  async forget(): Promise<void> {
    const { token } = this.state;
    if (token) await this.api.forget(token);
    this.tellOthers();
    this.change({ phase: "deleted", turns: [], ticked: [], token: null, unsent: null, draft: "", refusal: null });
  }

  tick(step: string): void {
    const { ticked } = this.state;
    this.change({ ticked: ticked.includes(step) ? ticked.filter((each) => each !== step) : [...ticked, step] });
  }

  tryNow(): void {
    this.retry.now();
  }

  private async deliver(message: Outgoing & { typed?: boolean }): Promise<void> {
    const { token } = this.state;
    if (!token) return;
    this.change({ unsent: message, refusal: null });
    let messages: Message[];
    try {
      ({ messages } = await this.persist(() => this.api.send(token, message)));
    } catch (error) {
      return this.takeBack(message, error as Refused);
    }
    const { id, text, change } = message;
    const afresh = text === AFRESH;
    const before: Turn[] = afresh ? [] : [...this.state.turns, { from: "person", id, text, change }];
    this.change({ unsent: null, turns: [...before, { from: "ischia", messages }], ...(afresh && { ticked: [] }) });
    this.tellOthers();
    this.onReply(messages);
  }

  private takeBack({ text, typed }: Outgoing & { typed?: boolean }, { status, message }: Refused): void {
    const draft = typed ? [text, this.state.draft].filter(Boolean).join("\n") : this.state.draft;
    this.change({ unsent: null, draft, refusal: message });
    if (status === 401) this.end();
    if (status === 409) void this.sync();
  }

  private end(): void {
    this.change({ phase: "ended", token: null, unsent: null, refusal: null });
  }

  private async persist<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.retry.until(work, (error) =>
        this.change({ waiting: true, refusal: error instanceof Refused ? error.message : null }),
      );
    } finally {
      this.change({ waiting: false, refusal: null });
    }
  }

  /** Tabs with the same conversation hear of each other. The name of the channel tells nothing to anybody else. */
  private listen(): void {
    const name = `ischia ${this.state.token?.slice(-24)}`;
    if (this.channel?.name === name) return;
    this.channel?.close();
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = () => void this.refresh();
  }

  private tellOthers(): void {
    this.channel?.postMessage("changed");
  }
}
