import type { IncomingMessage } from 'node:http';
import type { Fault } from './faults.ts';

/** The request's body ended early: by a fault (then with what to answer) or by the client. */
export class RequestCut extends Error {
  readonly fault: Fault | undefined;

  constructor(fault?: Fault, cause?: unknown) {
    super('The body of the request was cut.', { cause });
    this.fault = fault;
  }
}

/** A body that has no place in memory: only streams may be longer. */
const MAX_TEXT_BYTES = 1024 * 1024;

type Parts = {
  message: IncomingMessage;
  host: string;
  origin: string;
  params?: Record<string, string>;
  fault?: Fault | undefined;
};

/** One request, read no further than its operation asks for. */
export class Exchange {
  readonly message: IncomingMessage;
  /** Which of the fake's servers was asked. */
  readonly host: string;
  readonly url: URL;
  /** What the path's `{names}` stand for, decoded once. */
  readonly params: Record<string, string>;
  /** A fault of the platform's own kinds is performed by its operation. */
  readonly fault: Fault | undefined;
  receivedBytes = 0;

  constructor({ message, host, origin, params = {}, fault }: Parts) {
    this.message = message;
    this.host = host;
    this.url = new URL(`${origin}${message.url ?? '/'}`);
    this.params = params;
    this.fault = fault;
  }

  get method() {
    return this.message.method ?? 'GET';
  }

  header(name: string): string | undefined {
    const value = this.message.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  query(name: string): string | undefined {
    return this.url.searchParams.get(name) ?? undefined;
  }

  /** The token of `Authorization: Bearer …`. */
  get bearer(): string | undefined {
    return /^Bearer (\S+)$/i.exec(this.header('authorization') ?? '')?.[1];
  }

  /** Content type in lower case, without its parameters. */
  get contentType(): string {
    return (this.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  }

  /** @throws {RequestCut} when the fault or the client ends it early. */
  async *body(): AsyncGenerator<Buffer, void, undefined> {
    const { fault } = this;
    let room = fault?.kind === 'cut_request' ? (fault.after_bytes ?? 0) : Infinity;
    // The socket must live on after a refusal, so that the client can read why.
    const pieces: AsyncIterable<Buffer> = this.message.iterator({ destroyOnReturn: false });
    try {
      for await (const piece of pieces) {
        const part = piece.subarray(0, room);
        this.receivedBytes += part.length;
        if (part.length > 0) yield part;
        room -= part.length;
        if (room <= 0) throw new RequestCut(fault);
      }
    } catch (error) {
      throw error instanceof RequestCut ? error : new RequestCut(undefined, error);
    }
  }

  async text(maxBytes = MAX_TEXT_BYTES): Promise<string> {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of this.body()) {
      bytes += piece.length;
      if (bytes > maxBytes) throw new Error(`The body is longer than ${maxBytes} bytes.`);
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  }

  /** @throws {SyntaxError} if it is no JSON. */
  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  /** The fields of an urlencoded body; whoever wants only forms looks at `contentType` first. */
  async form(): Promise<URLSearchParams> {
    return new URLSearchParams(await this.text());
  }
}
