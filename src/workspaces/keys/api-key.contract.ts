import * as z from 'zod';
import { listQuery } from '../../kernel/http/list-query.ts';
import { SCOPES } from '../../kernel/http/rights.ts';
import { idSchema } from '../../kernel/ids.ts';
import { Name } from '../account.contract.ts';

const Scopes = z
  .array(z.literal(SCOPES))
  .min(1)
  .refine(scopes => new Set(scopes).size === scopes.length, 'Must name each scope once.');

export const ApiKeyParams = z.strictObject({
  api_key_id: idSchema('apiKey', 'The id of an API key: key_ and 26 characters.'),
});
export const ListApiKeysQuery = listQuery('apiKey');

export const CreateApiKey = z
  .strictObject({
    name: Name,
    scopes: Scopes,
    expires_at: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'In the future. Without it the key works until it is revoked.' }),
  })
  .meta({ examples: [{ name: 'Uploads of the studio', scopes: ['recordings.change'] }] });
export type CreateApiKey = z.infer<typeof CreateApiKey>;

const Time = z.iso.datetime();

export const ApiKeyView = z.strictObject({
  id: idSchema('apiKey'),
  name: z.string(),
  scopes: z.array(z.string()),
  last_four: z.string(),
  /** A person or another key. */
  created_by: z.string(),
  created_at: Time,
  expires_at: Time.nullable(),
  /** To the minute. */
  last_used_at: Time.nullable(),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;
export const ApiKeyList = z.strictObject({
  items: z.array(ApiKeyView),
  cursor: z.string().nullable(),
});

/** Shown once. */
export const NewApiKey = ApiKeyView.extend({ key: z.string() });
export type NewApiKey = z.infer<typeof NewApiKey>;
