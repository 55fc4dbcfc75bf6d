import * as z from 'zod';
import { listQuery } from '../kernel/http/list-query.ts';
import { idSchema } from '../kernel/ids.ts';
import { ACTIONS } from './actions.ts';

/** Longer than any id. */
const Name = z.string().min(1).max(64);
const Time = z.iso.datetime({ offset: true });

export const ListAuditQuery = listQuery('auditEntry').extend({
  actor: Name.optional().meta({ description: 'Of a person or an API key; or `operator`.' }),
  action: z.literal(ACTIONS).optional(),
  target: Name.optional().meta({ description: 'Of what was changed.' }),
  from: Time.optional().meta({ description: 'At this time or later.' }),
  to: Time.optional().meta({ description: 'At this time or earlier.' }),
});

const Values = z.record(z.string(), z.unknown());

const AuditView = z.strictObject({
  id: idSchema('auditEntry'),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.literal(ACTIONS),
  target: z.string(),
  request_id: z.string(),
  ip: z.string(),
  /** Of a change the fields that differ; null where there was nothing before. */
  before: Values.nullable(),
  after: Values.nullable(),
});
export type AuditView = z.infer<typeof AuditView>;

export const AuditList = z.strictObject({
  items: z.array(AuditView),
  cursor: z.string().nullable(),
});
