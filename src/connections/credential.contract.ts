import * as z from 'zod';
import { cleanLine } from '../kernel/clean-text.ts';
import { listQuery } from '../kernel/http/list-query.ts';
import { idSchema } from '../kernel/ids.ts';
import { CREDENTIAL_PLATFORMS, SECRETS } from './secret.contract.ts';

const CredentialId = idSchema('credential', 'A credential id: crd_ and 26 characters.');
const Time = z.iso.datetime();
const AccountName = z.string().overwrite(cleanLine).min(1).max(255);

/** Left out, a name is taken from the account's own label or its group. */
const account_name = AccountName.optional();

export const CreateCredential = z
  .discriminatedUnion('platform', [
    z.strictObject({ platform: z.literal('zoom'), account_name, credentials: SECRETS.zoom }),
    z.strictObject({ platform: z.literal('youtube'), account_name, credentials: SECRETS.youtube }),
    z.strictObject({ platform: z.literal('vk'), account_name, credentials: SECRETS.vk }),
  ])
  .meta({
    examples: [
      {
        platform: 'zoom',
        account_name: 'Faculty of Physics',
        credentials: {
          account_id: 'AbCdEfGhIjKl',
          client_id: 'MnOpQrStUvWx',
          client_secret: 'the secret of the app',
        },
      },
    ],
  });
export type CreateCredential = z.infer<typeof CreateCredential>;

export const UpdateCredential = z
  .strictObject({
    version: z.int().min(1),
    account_name,
    is_active: z.boolean().optional(),
    credentials: z
      .record(z.string().max(100), z.unknown())
      .meta({ description: 'Replaces the whole secret; of the same shape as when it was made.' })
      .optional(),
  })
  .meta({ examples: [{ version: 1, account_name: 'Physics' }] });
export type UpdateCredential = z.infer<typeof UpdateCredential>;

export const CredentialParams = z.strictObject({ credential_id: CredentialId });

export const CredentialView = z.strictObject({
  credential_id: CredentialId,
  platform: z.literal(CREDENTIAL_PLATFORMS),
  account_name: z.string(),
  is_active: z.boolean(),
  /** When the platform stops to accept it, as far as the secret says. */
  expires_at: Time.nullable(),
  last_used_at: Time.nullable(),
  secret_changed_at: Time,
  /** Ids of the presets and sources that use it. */
  used_by: z.array(z.string()),
  version: z.int(),
  created_at: Time,
  updated_at: Time,
});
export type CredentialView = z.infer<typeof CredentialView>;

export const ListCredentialsQuery = z.strictObject({
  ...listQuery('credential').shape,
  platform: z.literal(CREDENTIAL_PLATFORMS).optional(),
});

export const CredentialList = z.strictObject({
  items: z.array(CredentialView),
  cursor: z.string().nullable(),
});

/** `unchecked`: nobody could ask the platform. */
export const CREDENTIAL_STATUSES = ['unchecked', 'good', 'refused', 'expired'] as const;
export type CredentialStatus = (typeof CREDENTIAL_STATUSES)[number];

export const CredentialStatusView = z.strictObject({
  credential_id: CredentialId,
  platform: z.literal(CREDENTIAL_PLATFORMS),
  status: z.literal(CREDENTIAL_STATUSES),
  checked_at: Time.nullable(),
  /** What to do about it, or why nobody can tell. */
  problem: z.string().nullable(),
});
export type CredentialStatusView = z.infer<typeof CredentialStatusView>;

export const CredentialStatusList = z.strictObject({
  items: z.array(CredentialStatusView),
  cursor: z.string().nullable(),
});
