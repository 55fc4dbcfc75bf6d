import * as z from 'zod';
import { CurrentPassword } from '../account.contract.ts';

export const DeleteAccount = z
  .strictObject({
    password: CurrentPassword,
    /** Says what would go, and changes nothing. */
    dry_run: z.boolean().default(false),
  })
  .meta({ examples: [{ password: 'correct horse battery', dry_run: true }] });
export type DeleteAccount = z.infer<typeof DeleteAccount>;

export const AccountDeletion = z.strictObject({
  dry_run: z.boolean(),
  workspaces: z.array(
    z.strictObject({
      workspace_id: z.string(),
      name: z.string(),
      /** `erased` with all that is in it, where nobody else is a member; else it goes on without you. */
      outcome: z.literal(['erased', 'left']),
    }),
  ),
});
export type AccountDeletion = z.input<typeof AccountDeletion>;
