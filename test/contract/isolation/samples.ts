import { ulid } from 'ulid';
import { z } from 'zod';
import type { Route } from '#src/kernel/http/route.ts';
import { ID_PREFIX } from '#src/kernel/ids.ts';
import type { Person } from '../../conformance/openapi/fuzz/person.ts';

/** Somebody whose workspace has one of everything that a path can name. */
export type Tenant = Person & { things: Readonly<Record<string, string>> };

/** For each parameter of a path: what kind of id it is, and how a workspace comes to have one. */
const IDS: Readonly<Record<string, { kind: keyof typeof ID_PREFIX; make: Make }>> = {
  recording_id: { kind: 'recording', make: async ({ recordings }) => recordings.at(-1) },
  task_id: { kind: 'task', make: async ({ tasks }) => tasks.at(-1) },
  user_id: {
    kind: 'user',
    // Not the person's own: whoever removes themselves may do nothing more.
    async make({ json, workspaceId }) {
      const email = `${workspaceId}-second@example.org`;
      const { token } = await json('POST', '/v1/members/invite', { email, role: 'viewer' });
      const password = 'correct horse battery';
      return (await json('POST', '/v1/auth/accept-invite', { token, password })).user.id;
    },
  },
  invitation_id: {
    kind: 'invitation',
    make: async ({ json, workspaceId }) =>
      (
        await json('POST', '/v1/members/invite', {
          email: `${workspaceId}@example.org`,
          role: 'viewer',
        })
      ).id,
  },
  api_key_id: {
    kind: 'apiKey',
    make: async ({ json }) =>
      (await json('POST', '/v1/api-keys', { name: 'A', scopes: ['recordings.read'] })).id,
  },
  template_id: {
    kind: 'template',
    make: async ({ json }) =>
      (
        await json('POST', '/v1/templates', {
          name: 'Lessons',
          matching_rules: { keywords: ['a'] },
        })
      ).template_id,
  },
  credential_id: {
    kind: 'credential',
    make: async ({ json }) =>
      (
        await json('POST', '/v1/credentials', {
          platform: 'vk',
          account_name: 'A',
          credentials: { access_token: 'vk1.a.token-of-nobody' },
        })
      ).credential_id,
  },
  preset_id: {
    kind: 'preset',
    make: async ({ json }) =>
      (await json('POST', '/v1/presets', { name: 'A', platform: 'library', preset_metadata: {} }))
        .preset_id,
  },
  thumbnail_id: {
    kind: 'thumbnail',
    make: async ({ json }) =>
      (await json('POST', '/v1/thumbnails', { name: 'A', size_bytes: 12 })).thumbnail.thumbnail_id,
  },
  source_id: {
    kind: 'source',
    make: async ({ json }) =>
      (await json('POST', '/v1/sources', { name: 'Uploads', platform: 'upload', config: {} }))
        .source_id,
  },
};
type Make = (person: Person) => Promise<string | undefined>;

/** One of everything, for somebody who may make it. */
export async function withThings(person: Person): Promise<Tenant> {
  const things: Record<string, string> = {};
  for (const [name, { make }] of Object.entries(IDS)) things[name] = (await make(person)) ?? '';
  return { ...person, things };
}

/** A good body for each route that wants one and has no example of its own, or one that would do harm. */
const BODIES: Readonly<Record<string, object>> = {
  changePassword: { current_password: 'of nobody', new_password: 'staple the battery' },
  refresh: { refresh_token: 'no-token' },
  logout: {},
  createRecording: { file_name: 'a.mp4', size_bytes: 12, process: false },
};

/** Whose ids a path is filled with; `nobody` gives ids that are unknown. */
export type Owner = Tenant | 'nobody';

/** The path of a call of this route. A parameter that is new needs a row above. */
export const pathOf = (row: Route, owner: Owner) =>
  row.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const ids = IDS[name];
    if (!ids) throw new Error(`${name} of ${row.path} has no row in ${import.meta.filename}.`);
    return owner === 'nobody' ? `${ID_PREFIX[ids.kind]}${ulid()}` : (owner.things[name] ?? '');
  });

export const takesIds = ({ path }: Route) => /\{(\w+_id)\}/.test(path);

const Examples = z.array(z.record(z.string(), z.unknown()));

/** A body that the route takes, undefined where it takes none. A new route needs an example. */
export function bodyOf({ body, use, path }: Route) {
  if (!body) return undefined;
  const [example] = Examples.parse(body.meta()?.examples ?? []);
  const sample = BODIES[use] ?? example;
  if (sample) return sample;
  if (body.safeParse({}).success) return {};
  throw new Error(`${use} (${path}) has no example, and no row in ${import.meta.filename}.`);
}
