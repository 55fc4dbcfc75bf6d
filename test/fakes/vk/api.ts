import { type Answer, json } from '../shared/answer.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Operation } from '../shared/operations.ts';
import { addAlbum, addToAlbum, getAlbums } from './album-calls.ts';
import type { VkCall, VkCore } from './core.ts';
import { VkError } from './errors.ts';
import { VK_METHODS, type VkMethod } from './methods.ts';
import { paramsReader } from './params.ts';
import { getGroups, getUsers } from './profile-calls.ts';
import { getThumbUploadUrl, saveUploadedThumb } from './thumb-calls.ts';
import type { VkCaller } from './tokens.ts';
import { deleteVideo, editVideo, getVideos, saveVideo } from './video-calls.ts';
import { postToWall } from './wall-calls.ts';

type MethodRow = (typeof VK_METHODS)[number];

/** What answers each row of the table of methods. */
const CALLS: Record<VkMethod, (call: VkCall) => unknown> = {
  'users.get': getUsers,
  'groups.get': getGroups,
  'video.save': saveVideo,
  'video.get': getVideos,
  'video.edit': editVideo,
  'video.delete': deleteVideo,
  'video.getThumbUploadUrl': getThumbUploadUrl,
  'video.saveUploadedThumb': saveUploadedThumb,
  'video.getAlbums': getAlbums,
  'video.addAlbum': addAlbum,
  'video.addToAlbum': addToAlbum,
  'wall.post': postToWall,
};

/** `/method/<method>`, by GET or by POST with a form (contract §1). Every answer is an HTTP 200 (§4). */
export function apiOperations(core: VkCore): Operation[] {
  return VK_METHODS.flatMap(row =>
    ['GET', 'POST'].map(method => ({
      name: row.name,
      method,
      path: `/method/${row.name}`,
      handle: (exchange: Exchange) => answerTo(core, row, exchange),
    })),
  );
}

async function answerTo(core: VkCore, row: MethodRow, exchange: Exchange): Promise<Answer> {
  const params = await paramsOf(exchange);
  try {
    const caller = callerOf(core, row, { params, bearer: exchange.bearer });
    return json({ response: CALLS[row.name]({ core, caller, params: paramsReader(params) }) });
  } catch (error) {
    if (error instanceof VkError) return json(error.body(params));
    throw error;
  }
}

async function paramsOf(exchange: Exchange) {
  const isForm = exchange.contentType === 'application/x-www-form-urlencoded';
  const body = exchange.method === 'POST' && isForm ? await exchange.form() : [];
  return new URLSearchParams([...exchange.url.searchParams, ...body]);
}

/** Version, token, calls a second, kind of token, scope, calls a day: in this order. */
function callerOf(
  core: VkCore,
  row: MethodRow,
  asked: { params: URLSearchParams; bearer?: string | undefined },
): VkCaller {
  const version = asked.params.get('v');
  if (!version) throw new VkError(8, 'v (version) is required');
  if (!/^5\.\d{1,3}$/.test(version)) throw new VkError(8, 'v (version) is incorrect');
  const token = asked.params.get('access_token') ?? asked.bearer;
  if (!token) throw new VkError(5, 'no access_token passed');
  const caller = core.tokens.check(token);
  core.rates.second(token, caller);
  if (core.world.appBy(caller.clientId)?.disabled) throw new VkError(2);
  requireKind(core, row, caller);
  if ('perDay' in row) core.rates.day(caller.clientId, row.name, row.perDay);
  return caller;
}

/** Contract §0: which token may do what. */
function requireKind({ world }: VkCore, row: MethodRow, { kind, clientId, scopes }: VkCaller) {
  const also: readonly string[] = row.also;
  if (kind === 'community' || kind === 'service') {
    if (also.includes(kind)) return;
    throw new VkError(kind === 'community' ? 27 : 28);
  }
  if (!('scope' in row)) return;
  // VK ID is good for profiles; the rest is for apps that were approved for it.
  if (kind === 'vkid' && !world.appBy(clientId)?.extended) throw new VkError(1051);
  if (!scopes.includes(row.scope)) {
    throw new VkError(
      15,
      'no access to call this method. It cannot be called with current scopes.',
    );
  }
}
