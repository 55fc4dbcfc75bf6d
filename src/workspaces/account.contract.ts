import * as z from 'zod';
import { cleanLine } from '../kernel/clean-text.ts';
import { idSchema } from '../kernel/ids.ts';
import { isTimeZone } from '../kernel/time-zone.ts';

const MAX_NAME_CHARACTERS = 255;

/** What the address needs to be deliverable at all; only a mail to it could prove more. */
const EMAIL = /^[^\s@\p{C}]{1,64}@[^\s@\p{C}]+\.[^\s@\p{C}.]+$/u;

export const Email = z
  .string()
  .trim()
  .max(254)
  .regex(EMAIL, 'Must be an e-mail address: name@example.org.')
  .meta({ examples: ['ada@example.org'] });

/** NFKC, so that the same keys on another keyboard give the same password. */
const PasswordText = z.string().normalize('NFKC').max(200).meta({ format: 'password' });
/** Of whoever shows once more that they are who they are. */
export const CurrentPassword = PasswordText.min(1);
export const NewPassword = PasswordText.min(8);

export const Name = z.string().overwrite(cleanLine).min(1).max(MAX_NAME_CHARACTERS);

export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Must be an IANA time zone, such as Europe/Berlin.')
  .meta({ examples: ['Europe/Berlin'] });

export const Register = z
  .strictObject({
    email: Email,
    password: NewPassword,
    full_name: Name.optional(),
    workspace_name: Name.optional(),
    time_zone: TimeZone.default('UTC'),
  })
  .meta({
    examples: [
      {
        email: 'ada@example.org',
        password: 'correct horse battery',
        full_name: 'Ada Lovelace',
        time_zone: 'Europe/London',
      },
    ],
  });
export type Register = z.infer<typeof Register>;

export const Login = z
  .strictObject({ email: Email, password: PasswordText.min(1) })
  .meta({ examples: [{ email: 'ada@example.org', password: 'correct horse battery' }] });
export type Login = z.infer<typeof Login>;

const RefreshToken = z.string().min(1).max(4096);

export const Refresh = z
  .strictObject({
    refresh_token: RefreshToken,
    workspace_id: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'One of `GET /v1/workspaces`: the new tokens are for this one.' }),
  })
  .meta({ examples: [{ refresh_token: 'the newest one' }] });
export type Refresh = z.infer<typeof Refresh>;

/** Without a token the session of the access token ends. */
export const Logout = z.strictObject({ refresh_token: RefreshToken.optional() });

/** What is left out stays as it is; a null name removes it. */
export const UpdateMe = z
  .strictObject({
    full_name: Name.nullable().optional(),
    time_zone: TimeZone.optional(),
  })
  .meta({ examples: [{ time_zone: 'Europe/Berlin' }] });
export type UpdateMe = z.infer<typeof UpdateMe>;

export const ChangePassword = z
  .strictObject({
    current_password: PasswordText.min(1),
    new_password: NewPassword,
  })
  .meta({
    examples: [{ current_password: 'correct horse battery', new_password: 'staple the battery' }],
  });

export const ForgotPassword = z
  .strictObject({ email: Email })
  .meta({ examples: [{ email: 'ada@example.org' }] });

export const ResetPassword = z
  .strictObject({
    token: z.string().min(1).max(200).meta({ format: 'password' }),
    new_password: NewPassword,
  })
  .meta({ examples: [{ token: 'castline_reset_…', new_password: 'staple the battery' }] });
export type ResetPassword = z.infer<typeof ResetPassword>;

export const VerifyEmail = z
  .strictObject({ token: z.string().min(1).max(200).meta({ format: 'password' }) })
  .meta({ examples: [{ token: 'castline_verify_…' }] });

export const UserView = z.object({
  id: idSchema('user'),
  email: z.string(),
  /** Whether they showed that they read its mails. */
  is_verified: z.boolean(),
  full_name: z.string().nullable(),
  time_zone: z.string(),
  created_at: z.iso.datetime(),
  last_login_at: z.iso.datetime().nullable(),
});

export const WorkspaceView = z.object({
  id: z.string(),
  name: z.string(),
  time_zone: z.string(),
  created_at: z.iso.datetime(),
  version: z.int(),
});
export type WorkspaceView = z.infer<typeof WorkspaceView>;

export const Me = z.object({
  user: UserView,
  workspace: WorkspaceView,
  role: z.string(),
});
export type Me = z.infer<typeof Me>;

export const TokenPair = z.object({
  /** For `authorization: Bearer …`. */
  access_token: z.string(),
  /** Good for one refresh. Using it twice ends the session. */
  refresh_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds until the access token expires. */
  expires_in: z.int(),
});
export type TokenPair = z.infer<typeof TokenPair>;

export const LoggedIn = Me.extend({ tokens: TokenPair });
export type LoggedIn = z.infer<typeof LoggedIn>;

export const Refreshed = z.object({ tokens: TokenPair });
