import type { ChangeBatch, CommandName, Commands, ErrorBody } from "./contract";

/** What goes into a command. */
export type RequestOf<N extends CommandName> = Commands[N]["request"];

/** What comes out of a command. */
export type ResponseOf<N extends CommandName> = Commands[N]["response"];

/** The window around the page, where the page draws its frame. */
export interface HostWindow {
  minimise(): void;
  toggleMaximise(): void;
  close(): void;
  /** Begins to move the window; called on a press in an empty part of the title bar. */
  startDrag(): void;
}

/** The door to the core: every command of the contract, and the changes that it pushes. */
export interface Host {
  /** Gives a command. Rejects with a {@link HostError} and with nothing else. */
  call<N extends CommandName>(name: N, request: RequestOf<N>): Promise<ResponseOf<N>>;
  /** Listens to changes until the returned function is called. */
  onChanges(listener: (batch: ChangeBatch) => void): () => void;
  /** Present where the window has no frame of its own. */
  window?: HostWindow;
}

/** What a command answered when it could not do what it was asked for. */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly body: ErrorBody;
  /** The hub did not know this page's token: the door itself is locked. */
  readonly locked: boolean;

  constructor(body: ErrorBody, locked = false) {
    super(body.code);
    this.body = body;
    this.locked = locked;
  }
}

/** Reads an error of unknown origin as one of ours; what is no {@link ErrorBody} is a defect and said to be one. */
export function toHostError(thrown: unknown): HostError {
  if (thrown instanceof HostError) return thrown;
  return new HostError(isErrorBody(thrown) ? thrown : { code: "internal", retry: { retry: "never" } });
}

function isErrorBody(value: unknown): value is ErrorBody {
  return typeof value === "object" && value !== null && "code" in value && "retry" in value;
}
