import { json } from '../../shared/answer.ts';
import { type Call, channelOf } from '../call.ts';
import { YoutubeError } from '../errors.ts';
import { uploadsOf } from '../playlists/playlist.ts';
import { readParts } from '../request.ts';
import type { World } from '../world.ts';

const CHANNEL_PARTS = ['id', 'snippet', 'contentDetails', 'statistics', 'status'];

/** `channels.list` of the account itself. */
export function listChannels(call: Call) {
  const { exchange, world } = call;
  const parts = readParts(exchange, CHANNEL_PARTS);
  if (exchange.query('mine') !== 'true') {
    throw new YoutubeError('missingRequiredParameter', 'No filter selected. Only mine is offered.');
  }
  const kind = 'youtube#channelListResponse';
  const pageInfo = { totalResults: call.user.channel ? 1 : 0, resultsPerPage: 5 };
  if (!call.user.channel && world.settings.no_channel === 'empty') {
    return json({ kind, pageInfo, items: [] });
  }
  return json({ kind, pageInfo, items: [channelView(call, parts, world)] });
}

function channelView(call: Call, parts: readonly string[], world: World) {
  const { id, title } = channelOf(call);
  const videos = [...world.videos.values()].filter(video => video.channelId === id);
  const views = videos.reduce((sum, { statistics }) => sum + (statistics?.views ?? 0), 0);
  const all: Record<string, object> = {
    snippet: { title, description: '', customUrl: `@${id.slice(-6)}`, thumbnails: {} },
    contentDetails: { relatedPlaylists: { likes: '', uploads: uploadsOf(id) } },
    statistics: {
      viewCount: String(views),
      subscriberCount: '0',
      hiddenSubscriberCount: false,
      videoCount: String(videos.length),
    },
    status: { privacyStatus: 'public', isLinked: true },
  };
  const shown = parts.filter(part => part !== 'id').map(part => [part, all[part] ?? {}]);
  return { kind: 'youtube#channel', id, ...Object.fromEntries(shown) };
}
