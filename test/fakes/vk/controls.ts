import { z } from 'zod';
import type { Control } from '../shared/control-door.ts';
import type { VkCore } from './core.ts';
import { TOKEN_KINDS } from './methods.ts';
import { VkApp, VkGroup, VkUser } from './world.ts';

const TokenRequest = z.strictObject({
  kind: z.literal(TOKEN_KINDS),
  client_id: z.string().optional(),
  user_id: z.int().optional(),
  group_id: z.int().optional(),
  scopes: z.array(z.string()).default(['video', 'wall', 'groups']),
  /** 0 has no end. */
  life_seconds: z.int().min(0).default(0),
});
export type TokenRequest = z.input<typeof TokenRequest>;

const Which = z.strictObject({ user_id: z.int() });
const VideoKey = z.strictObject({ owner_id: z.int(), video_id: z.int() });

/** A token as somebody gets it from the settings of a community or an app. */
export function issueToken({ tokens, world }: VkCore, input: TokenRequest) {
  const { kind, client_id, user_id, group_id, scopes, life_seconds } = TokenRequest.parse(input);
  const isUser = kind === 'legacy' || kind === 'vkid';
  const userId = user_id ?? world.users[0]?.id;
  const groupId = group_id ?? world.groups[0]?.id;
  const caller = {
    kind,
    clientId: client_id ?? world.apps[0]?.client_id ?? '',
    scopes,
    ...(isUser && userId !== undefined && { userId }),
    ...(kind === 'community' && groupId !== undefined && { groupId }),
  };
  return tokens.issue(caller, life_seconds);
}

/** What a test or a person may do over HTTP: `POST /__fake/<name>` with JSON. */
export function vkControls(core: VkCore): Record<string, Control> {
  const { world, tokens, vkid, rates, settings } = core;
  return {
    app: input => put(world.apps, VkApp.parse(input), ({ client_id }) => client_id),
    user: input => put(world.users, VkUser.parse(input), ({ id }) => id),
    group: input => put(world.groups, VkGroup.parse(input), ({ id }) => id),
    // Checked by its own schema.
    token: input => ({ access_token: issueToken(core, input as TokenRequest) }),
    revoke: input => {
      const { user_id } = Which.parse(input);
      tokens.revokeAll(({ userId }) => userId === user_id);
      vkid.forget(({ userId }) => userId === user_id);
      return tokens.counts();
    },
    'expire-access': input => {
      const { user_id } = Which.parse(input);
      tokens.expireAll(({ userId }) => userId === user_id);
      return tokens.counts();
    },
    conversion: input => {
      settings.conversionMs = z.strictObject({ ms: z.int().min(0) }).parse(input).ms;
      return settings;
    },
    // The end of a conversion, without waiting for it.
    convert: input => {
      const { owner_id, video_id } = VideoKey.parse(input);
      const video = world.videoBy(owner_id, video_id);
      if (!video) throw new Error(`No video ${owner_id}_${video_id}.`);
      video.ready_at = core.clock.now();
      return video;
    },
    'used-today': input => {
      const { client_id, method, calls } = z
        .strictObject({ client_id: z.string(), method: z.string(), calls: z.int().min(0) })
        .parse(input);
      rates.setDay(client_id, method, calls);
      return rates.view();
    },
  };
}

function put<Row>(rows: Row[], row: Row, keyOf: (row: Row) => string | number) {
  const index = rows.findIndex(one => keyOf(one) === keyOf(row));
  rows.splice(index === -1 ? rows.length : index, 1, row);
  return row;
}
