import type {
  BlockLine,
  BlockObstacle,
  BlockView,
  ContactId,
  Refused,
  ServiceWindow,
  Timestamp,
  Whom,
} from "../contract";
import { HostError } from "../host";
import type { Around } from "./alerts/alerts";
import type { Answers } from "./fake";

const NEVER = { retry: "never" } as const;

/** What stands about a block, beside what the window says. */
type Kept = Omit<BlockView, "whom" | "obstacle">;

const NOTHING: Kept = {
  phase: "open",
  unconfirmed: false,
  refused: null,
  wanted: false,
  operator: null,
  reason: null,
  at: null,
};

/** Somebody whom nobody blocked and who wrote just now. */
export function unblocked(whom: Whom): BlockView {
  return { whom, ...NOTHING, obstacle: null };
}

/** Whom the made-up number blocked. A test may set any of it before it is asked. */
export class FakeBlocks {
  readonly kept = new Map<ContactId, Kept>();
  /** Newest last. */
  readonly history: (BlockLine & { at: Timestamp })[] = [];
  /** Why WhatsApp does not block. */
  refuses: Refused | null = null;
  /** Whether the number can block at all. */
  here = true;

  view(whom: Whom, window: ServiceWindow): BlockView {
    const kept = this.kept.get(whom.contact_id) ?? NOTHING;
    return { whom, ...kept, obstacle: this.#obstacle(kept, window) };
  }

  #obstacle({ phase }: Kept, window: ServiceWindow): BlockObstacle | null {
    if (!this.here) return { obstacle: "not_here" };
    if (phase !== "open") return { obstacle: "already" };
    return window.state === "open" ? null : { obstacle: "not_written", hours: 24 };
  }

  /** Whether nothing may be sent. */
  holds(contact: ContactId | null): boolean {
    return contact !== null && (this.kept.get(contact)?.phase ?? "open") !== "open";
  }

  /** Refuses where nothing may be sent. */
  check(contact: ContactId | null): void {
    if (this.holds(contact)) throw new HostError({ code: "blocked", retry: NEVER });
  }

  block({ account_id, contact_id }: Whom, reason: string, operator: string, at: Timestamp): void {
    const refused = this.refuses;
    const phase = refused === null ? "blocked" : "open";
    this.kept.set(contact_id, { ...NOTHING, phase, refused, wanted: true, operator, reason, at });
    const happened = refused === null ? "blocked" : "not_blocked";
    this.history.push({ account_id, contact_id, happened, operator, words: refused?.reason ?? reason, at });
  }

  unblock({ account_id, contact_id }: Whom, operator: string, at: Timestamp): void {
    this.kept.delete(contact_id);
    this.history.push({ account_id, contact_id, happened: "unblocked", operator, words: null, at });
  }
}

/** Answers to everything about blocks. */
export type BlockAnswers = Pick<Answers, "people_block" | "person_unblock" | "block_seen">;

/** The commands about blocks. */
export function blockAnswers(
  blocks: FakeBlocks,
  around: Around,
  operator: string,
  window: (whom: Whom) => ServiceWindow,
): BlockAnswers {
  const changed = (): Record<symbol, never> => {
    around.changed("members");
    around.changed("chats");
    return {};
  };
  return {
    people_block: ({ people, reason }) => {
      const may = people.filter((whom) => blocks.view(whom, window(whom)).obstacle === null);
      if (may.length === 0) throw new HostError({ code: "too_late", retry: NEVER });
      for (const whom of may) blocks.block(whom, reason, operator, around.now());
      return changed();
    },
    person_unblock: ({ whom }) => {
      blocks.unblock(whom, operator, around.now());
      return changed();
    },
    block_seen: ({ whom }) => {
      blocks.kept.delete(whom.contact_id);
      return changed();
    },
  };
}
