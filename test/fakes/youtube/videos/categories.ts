import { json } from '../../shared/answer.ts';
import type { Call } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { readParts } from '../request.ts';

/** Ids and titles; the contract names 22 and 27. Those of films cannot be chosen. */
const CATEGORIES = [
  { id: '1', title: 'Film & Animation', assignable: true },
  { id: '2', title: 'Autos & Vehicles', assignable: true },
  { id: '10', title: 'Music', assignable: true },
  { id: '15', title: 'Pets & Animals', assignable: true },
  { id: '17', title: 'Sports', assignable: true },
  { id: '18', title: 'Short Movies', assignable: false },
  { id: '19', title: 'Travel & Events', assignable: true },
  { id: '20', title: 'Gaming', assignable: true },
  { id: '22', title: 'People & Blogs', assignable: true },
  { id: '23', title: 'Comedy', assignable: true },
  { id: '24', title: 'Entertainment', assignable: true },
  { id: '25', title: 'News & Politics', assignable: true },
  { id: '26', title: 'Howto & Style', assignable: true },
  { id: '27', title: 'Education', assignable: true },
  { id: '28', title: 'Science & Technology', assignable: true },
  { id: '30', title: 'Movies', assignable: false },
] as const;

/** What a video gets that names none. */
export const DEFAULT_CATEGORY = '22';

export const isAssignable = (id: unknown) =>
  CATEGORIES.some(category => category.id === id && category.assignable);

/** `videoCategories.list`: by region or by ids. */
export function listCategories({ exchange }: Call) {
  readParts(exchange, ['snippet']);
  const ids = exchange.query('id')?.split(',');
  const region = exchange.query('regionCode');
  if (!ids && !/^[A-Z]{2}$/.test(region ?? '')) {
    throw new YoutubeError('invalidParameter', 'regionCode or id is needed.');
  }
  const items = CATEGORIES.filter(({ id }) => ids?.includes(id) ?? true).map(
    ({ id, title, assignable }) => ({
      kind: 'youtube#videoCategory',
      id,
      snippet: { title, assignable, channelId: 'UCBR8-60-B28hp2BmDPdntcQ' },
    }),
  );
  return json({ kind: 'youtube#videoCategoryListResponse', items });
}
