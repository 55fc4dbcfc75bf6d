/** A refusal as a cloud service words it. `code` is the name of the error that the SDK throws. */
export class WireError extends Error {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = 'WireError';
    this.code = code;
    this.status = options.status ?? 400;
    this.headers = options.headers ?? {};
  }
}
