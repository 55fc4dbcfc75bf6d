import { z } from 'zod';
import type { Exchange } from '../shared/exchange.ts';
import { YoutubeError } from './errors.ts';

const Resource = z.record(z.string(), z.unknown());
export type Resource = z.infer<typeof Resource>;

/** `part=snippet,status`, or `part` several times as Google's own client sends it. */
export function readParts(exchange: Exchange, known: readonly string[]): string[] {
  const parts = exchange.url.searchParams.getAll('part').flatMap(text => text.split(','));
  const wanted = parts.map(part => part.trim()).filter(part => part !== '');
  const place = { locationType: 'parameter', location: 'part' } as const;
  if (wanted.length === 0) {
    throw new YoutubeError('missingRequiredParameter', 'Required parameter: part', place);
  }
  const unknown = wanted.find(part => !known.includes(part));
  if (unknown !== undefined) throw new YoutubeError('unknownPart', `'${unknown}'`, place);
  return [...new Set(wanted)];
}

export function requireQuery(exchange: Exchange, name: string): string {
  const value = exchange.query(name);
  if (value) return value;
  const place = { locationType: 'parameter', location: name } as const;
  throw new YoutubeError('missingRequiredParameter', `Required parameter: ${name}`, place);
}

/** The JSON resource of a request. */
export async function readResource(exchange: Exchange): Promise<Resource> {
  if (exchange.contentType !== 'application/json') {
    throw new YoutubeError('badContent', 'Media type is not supported.');
  }
  return parseResource(await exchange.text());
}

export function parseResource(text: string): Resource {
  try {
    return Resource.parse(JSON.parse(text));
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause;
    throw new YoutubeError('parseError', 'Parse Error');
  }
}

/** A part of a resource: its fields, or none. */
export const partOf = (resource: Resource, part: string): Resource =>
  Resource.catch({}).parse(resource[part]);

export const textOf = (fields: Resource, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
};

const MAX_RESULTS = 50;
const DEFAULT_RESULTS = 5;

/** `maxResults` and `pageToken`; a token names where its page begins. */
export function paged<Item>(exchange: Exchange, items: readonly Item[]) {
  const size = Number(exchange.query('maxResults') ?? DEFAULT_RESULTS);
  const token = exchange.query('pageToken');
  const from = token === undefined ? 0 : Number(/^P(\d+)$/.exec(token)?.[1] ?? Number.NaN);
  if (!Number.isInteger(size) || size < 0 || size > MAX_RESULTS || Number.isNaN(from)) {
    throw new YoutubeError('invalidParameter', 'Invalid maxResults or pageToken.');
  }
  const next = from + size;
  return {
    ...(next < items.length && size > 0 && { nextPageToken: `P${next}` }),
    pageInfo: { totalResults: items.length, resultsPerPage: size },
    items: items.slice(from, next),
  };
}
