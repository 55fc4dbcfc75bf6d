/** What a fake answers. A long body is made while it is sent. */
export type Answer = {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array | AsyncIterable<Uint8Array>;
};

export const json = (value: unknown, status = 200, headers?: Answer['headers']): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  body: JSON.stringify(value),
});

export const html = (page: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: page,
});

export const redirect = (location: string): Answer => ({ status: 302, headers: { location } });

export const empty = (status: number, headers?: Answer['headers']): Answer => ({
  status,
  ...(headers && { headers }),
});
