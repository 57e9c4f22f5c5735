const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Cuts bytes into lines, in whatever chunks they come; memory is one line. A longer one is left out and counted. */
export class LineCutter {
  private held: Buffer[] = [];
  private heldBytes = 0;
  private isTooLong = false;
  /** Lines left out. */
  tooLong = 0;

  /** `onLine` gets bytes that are valid during the call only, without the line break; empty lines are passed over. */
  constructor(
    private readonly maxBytes: number,
    private readonly onLine: (bytes: Buffer) => void,
  ) {}

  write(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.finish(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) this.hold(chunk.subarray(start));
  }

  /** The last line may lack its line break. */
  end(): void {
    this.finish(Buffer.alloc(0));
  }

  private hold(part: Buffer): void {
    this.heldBytes += part.length;
    if (this.heldBytes > this.maxBytes) {
      this.isTooLong = true;
      this.held = [];
    }
    // Copied, so that the chunk may be reused.
    if (!this.isTooLong) this.held.push(Buffer.from(part));
  }

  private finish(rest: Buffer): void {
    const isWhole = this.heldBytes === 0 && rest.length <= this.maxBytes;
    if (!isWhole) this.hold(rest);
    const line = isWhole ? rest : Buffer.concat(this.held);
    if (this.isTooLong) this.tooLong++;
    else if (line.length > 0 && !(line.length === 1 && line[0] === CARRIAGE_RETURN)) this.onLine(line);
    this.held = [];
    this.heldBytes = 0;
    this.isTooLong = false;
  }
}
