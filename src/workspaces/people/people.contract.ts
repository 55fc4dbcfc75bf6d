import * as z from 'zod';
import { listQuery } from '../../kernel/http/list-query.ts';
import { ROLES } from '../../kernel/http/rights.ts';
import { idSchema } from '../../kernel/ids.ts';
import { Email, Name, NewPassword, TimeZone, WorkspaceView } from '../account.contract.ts';

const RoleName = z.literal(ROLES);
const Version = z.int().min(1).meta({ description: 'The one that you saw.' });
const Time = z.iso.datetime();

export const CreateWorkspace = z
  .strictObject({ name: Name, time_zone: TimeZone.optional() })
  .meta({ examples: [{ name: 'Lectures', time_zone: 'Europe/Berlin' }] });
export type CreateWorkspace = z.infer<typeof CreateWorkspace>;

/** What is left out stays as it is. */
export const ChangeWorkspace = z
  .strictObject({ version: Version, name: Name.optional(), time_zone: TimeZone.optional() })
  .meta({ examples: [{ version: 1, name: 'Lectures' }] });
export type ChangeWorkspace = z.infer<typeof ChangeWorkspace>;

export const OwnWorkspace = WorkspaceView.extend({ role: RoleName });
export type OwnWorkspace = z.infer<typeof OwnWorkspace>;
/** In one piece: a person is in few of them (`MOST_WORKSPACES`). */
export const OwnWorkspaces = z.strictObject({ items: z.array(OwnWorkspace) });

export const MemberParams = z.strictObject({
  user_id: idSchema('user', 'A user id: usr_ and 26 characters.'),
});
export const ListMembersQuery = listQuery('user');
export const ChangeMember = z
  .strictObject({ version: Version, role: RoleName })
  .meta({ examples: [{ version: 1, role: 'viewer' }] });
export type ChangeMember = z.infer<typeof ChangeMember> & z.infer<typeof MemberParams>;

export const MemberView = z.strictObject({
  user_id: idSchema('user'),
  email: z.string(),
  full_name: z.string().nullable(),
  role: RoleName,
  joined_at: Time,
  version: z.int(),
});
export type MemberView = z.infer<typeof MemberView>;
export const MemberList = z.strictObject({
  items: z.array(MemberView),
  cursor: z.string().nullable(),
});

export const InviteMember = z
  .strictObject({ email: Email, role: RoleName })
  .meta({ examples: [{ email: 'grace@example.org', role: 'marketing' }] });
export type InviteMember = z.infer<typeof InviteMember>;

export const InvitationParams = z.strictObject({
  invitation_id: idSchema('invitation', 'An invitation id: inv_ and 26 characters.'),
});
export const ListInvitationsQuery = listQuery('invitation');

export const InvitationView = z.strictObject({
  id: idSchema('invitation'),
  email: z.string(),
  role: RoleName,
  /** A person or an API key. */
  invited_by: z.string(),
  created_at: Time,
  expires_at: Time,
});
export type InvitationView = z.infer<typeof InvitationView>;
export const InvitationList = z.strictObject({
  items: z.array(InvitationView),
  cursor: z.string().nullable(),
});

export const Invited = InvitationView.extend({
  token: z
    .string()
    .meta({ description: 'Shown once: give it to whom you invite, if no mail reached them.' }),
  mailed: z.boolean().meta({ description: 'Whether the address was sent a mail with the token.' }),
});
export type Invited = z.infer<typeof Invited>;

const Token = z.string().min(1).max(200).meta({ format: 'password' });

export const AcceptInvite = z
  .strictObject({
    token: Token,
    password: NewPassword.meta({
      description: 'Of your account, where the invited address has one; else of your new account.',
    }),
    full_name: Name.optional(),
    time_zone: TimeZone.default('UTC'),
  })
  .meta({ examples: [{ token: 'castline_invite_…', password: 'correct horse battery' }] });
export type AcceptInvite = z.infer<typeof AcceptInvite>;

export const JoinWorkspace = z
  .strictObject({ token: Token })
  .meta({ examples: [{ token: 'castline_invite_…' }] });
export type JoinWorkspace = z.infer<typeof JoinWorkspace>;
