import { z } from 'zod';
import { type Answer, html, json } from '../shared/answer.ts';
import { createClock } from '../shared/clock.ts';
import { type Fake, startFake } from '../shared/start-fake.ts';
import { apiOperations } from './api.ts';
import { issueToken, type TokenRequest, vkControls } from './controls.ts';
import { type VkCore, type VkHost, vkCore } from './core.ts';
import { DEFAULT_APPS, DEFAULT_GROUPS, DEFAULT_USERS } from './defaults.ts';
import { isVkErrorCode, VkError, type VkErrorExtra } from './errors.ts';
import { legacyOperations } from './legacy-oauth.ts';
import { isUploadErrorName, uploadOperations, uploadRefusal } from './upload-host.ts';
import { vkIdOperations } from './vkid.ts';
import { VkApp, VkGroup, VkUser } from './world.ts';

/** Faults that only VK has. Errors of the catalogue are ordered as `refuse` with the code as reason. */
export const VK_FAULTS = {
  slow_conversion: 'of upload: the video converts for half an hour',
  id_as_text: 'of upload: `video_id` comes as `<owner>_<id>`',
} as const;

type VkOptions = {
  port?: number;
  startMs?: number;
  users?: z.input<typeof VkUser>[];
  groups?: z.input<typeof VkGroup>[];
  apps?: z.input<typeof VkApp>[];
  conversionMs?: number;
  maxFileBytes?: number;
};

export type VkFake = Fake<VkHost> & {
  world: VkCore['world'];
  tokens: VkCore['tokens'];
  vkid: VkCore['vkid'];
  rates: VkCore['rates'];
  violations: readonly string[];
  /** A token of any kind, without a consent. */
  issueToken: (request: TokenRequest) => string;
};

const GIGABYTE = 1024 ** 3;

/** Starts VK: `api`, `id` (VK ID), `oauth` (the old flows) and `upload`, each on its own port. */
export async function startVk(options: VkOptions = {}): Promise<VkFake> {
  const world = {
    users: z.array(VkUser).parse(options.users ?? DEFAULT_USERS),
    groups: z.array(VkGroup).parse(options.groups ?? DEFAULT_GROUPS),
    apps: z.array(VkApp).parse(options.apps ?? DEFAULT_APPS),
  };
  const { conversionMs = 2000, maxFileBytes = 256 * GIGABYTE } = options;
  const core = vkCore(createClock(options.startMs), world, { conversionMs, maxFileBytes });
  const fake = await startFake<VkHost>(
    {
      clock: core.clock,
      hosts: {
        api: apiOperations(core),
        id: vkIdOperations(core),
        oauth: legacyOperations(core),
        upload: uploadOperations(core),
      },
      faultKinds: Object.keys(VK_FAULTS),
      refusal,
      toAnswer: error => (error instanceof VkError ? json(error.body([])) : undefined),
      notFound: ({ host }) =>
        host === 'api'
          ? json(new VkError(3).body([]))
          : html('<!doctype html><title>404</title>', 404),
      state: () => stateOf(core),
      controls: vkControls(core),
    },
    options.port,
  );
  Object.assign(core.origins, fake.origins);
  const { tokens, vkid, rates, violations } = core;
  const issue = (request: TokenRequest) => issueToken(core, request);
  return { ...fake, world: core.world, tokens, vkid, rates, violations, issueToken: issue };
}

/** What some codes bring along (contract §4). */
const EXTRA: Record<string, VkErrorExtra> = {
  14: {
    captcha_sid: '239633676097',
    captcha_img: 'https://api.vk.com/captcha.php?sid=239633676097',
  },
  17: { redirect_uri: 'https://m.vk.com/login?act=security_check' },
  24: { confirmation_text: 'Are you sure?' },
};

/** By code for the API, by name for the host of uploads and for VK ID. */
function refusal(reason: string): Answer {
  if (isUploadErrorName(reason)) return uploadRefusal(reason);
  const code = Number(reason);
  if (isVkErrorCode(code)) return json(new VkError(code, '', EXTRA[reason]).body([]));
  if (/^(invalid_\w+|slow_down)$/.test(reason))
    return json({ error: reason, error_description: reason });
  return json({ fake_bug: `No such error: ${reason}` }, 599);
}

function stateOf({ world, tokens, vkid, rates, violations }: VkCore) {
  return {
    users: world.users,
    groups: world.groups,
    apps: world.apps.map(({ client_secret: _, ...app }) => app),
    videos: world.videos.map(video => ({ ...video, converting: world.isConverting(video) })),
    albums: world.albums,
    posts: world.posts,
    tokens: { ...tokens.counts(), ...vkid.counts() },
    calls_today: rates.view(),
    violations,
  };
}
