import * as z from 'zod';
import { listQuery } from '../../kernel/http/list-query.ts';
import { idSchema } from '../../kernel/ids.ts';
import { RECORDING_STATUSES } from '../../pipelines/recording-status.ts';
import { SOURCES } from '../recording.ts';
import { DateBound } from './date-bound.ts';
import { ORDERS, ORDERS_BY, TIME_DIGITS } from './filter.ts';

const Status = z.literal(RECORDING_STATUSES);

/** Once or several times: one that comes alone is a list, too. */
const Statuses = z
  .preprocess(
    value => (typeof value === 'string' ? [value] : value),
    z.array(Status).min(1).max(RECORDING_STATUSES.length),
  )
  .meta({ description: 'One of these; may be given several times.' });

/** The filters of recordings; a flag is written as its medium has it. */
const filters = <Flag extends z.ZodType<boolean>>(flag: Flag) => ({
  status: Statuses.optional(),
  template_id: idSchema('template', 'A template id: tpl_ and 26 characters.').optional(),
  source_id: idSchema('source', 'A source id: src_ and 26 characters.').optional(),
  source_type: z.literal(SOURCES).optional(),
  is_mapped: flag.optional(),
  failed: flag.optional(),
  exclude_blank: flag.optional(),
  /** Part of the name, in any case. */
  search: z.string().min(1).max(200).optional(),
  from_date: DateBound.optional(),
  to_date: DateBound.optional(),
  order_by: z.literal(ORDERS_BY).default('start_time'),
  order: z.literal(ORDERS).default('desc'),
});

/** In a body: which recordings something is done with. */
export const RecordingFilters = z
  .strictObject(filters(z.boolean()))
  .meta({ examples: [{ status: ['FAILED'], from_date: '2026-03-01' }] });
export type RecordingFilters = z.output<typeof RecordingFilters>;

const Flag = z.stringbool({ truthy: ['true'], falsy: ['false'] });

/** The time that a list is ordered by, and the recording it stands at; `timeKey` writes the first. */
const Position = z.templateLiteral(
  [z.string().regex(new RegExp(`^\\d{${TIME_DIGITS}}$`)), '#', idSchema('recording')],
  { error: 'Must be the cursor of the page before, with the same filters.' },
);

export const ListRecordingsQuery = z.strictObject({
  ...filters(Flag),
  limit: listQuery('recording').shape.limit,
  cursor: z.string().max(200).pipe(Position).optional(),
});
export type ListRecordingsQuery = z.output<typeof ListRecordingsQuery>;
