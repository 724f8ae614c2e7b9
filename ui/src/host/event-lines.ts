/** Reads the `data:` of a text/event-stream that comes in pieces of any size. */
export class EventLines {
  #rest = "";
  #data: string[] = [];

  /** Takes the next piece; gives the data of every event that is complete now. */
  feed(piece: string): string[] {
    const events: string[] = [];
    const lines = (this.#rest + piece).split(/\r\n|\n/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("data:")) this.#data.push(line.slice(line.startsWith("data: ") ? 6 : 5));
      if (line === "" && this.#data.length > 0) {
        events.push(this.#data.join("\n"));
        this.#data = [];
      }
    }
    return events;
  }
}
