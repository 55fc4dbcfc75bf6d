import { type Answer, json } from '../shared/answer.ts';

type Row = { status: number; domain: string };

const rows = (status: number, domain: string, ...reasons: string[]): Record<string, Row> =>
  Object.fromEntries(reasons.map(reason => [reason, { status, domain }]));

/** §7, and the errors of each method in §4 and §5. Domains other than `youtube.quota` are unverified. */
export const YOUTUBE_ERRORS: Record<string, Row> = {
  ...rows(401, 'global', 'authError', 'authorizationRequired', 'unauthorized', 'expired'),
  ...rows(401, 'youtube.header', 'youtubeSignupRequired'),
  ...rows(403, 'youtube.quota', 'quotaExceeded'),
  ...rows(403, 'usageLimits', 'dailyLimitExceeded', 'rateLimitExceeded', 'userRateLimitExceeded'),
  ...rows(403, 'usageLimits', 'accessNotConfigured'),
  ...rows(403, 'global', 'insufficientPermissions', 'forbidden'),
  ...rows(403, 'youtube.common', 'accountDelegationForbidden', 'authenticatedUserAccountClosed'),
  ...rows(403, 'youtube.common', 'authenticatedUserAccountSuspended', 'channelClosed'),
  ...rows(403, 'youtube.common', 'channelSuspended'),
  ...rows(403, 'youtube.video', 'forbiddenPrivacySetting', 'forbiddenLicenseSetting'),
  ...rows(403, 'youtube.video', 'forbiddenEmbedSetting'),
  ...rows(400, 'youtube.video', 'uploadLimitExceeded', 'invalidTitle', 'invalidDescription'),
  ...rows(400, 'youtube.video', 'invalidTags', 'invalidCategoryId', 'invalidPublishAt'),
  ...rows(400, 'youtube.video', 'invalidRecordingDetails', 'invalidVideoGameRating'),
  ...rows(400, 'youtube.video', 'invalidFilename', 'invalidVideoMetadata', 'defaultLanguageNotSet'),
  ...rows(400, 'global', 'mediaBodyRequired', 'badContent', 'processingFailure'),
  ...rows(404, 'youtube.video', 'videoNotFound'),
  ...rows(429, 'global', 'uploadRateLimitExceeded', 'tooManyRequests'),
  ...rows(500, 'global', 'internalError'),
  ...rows(503, 'global', 'backendError'),
  ...rows(400, 'youtube.thumbnail', 'invalidImage'),
  ...rows(400, 'youtube.caption', 'contentRequired', 'invalidMetadata', 'nameTooLong'),
  ...rows(409, 'youtube.caption', 'captionExists'),
  ...rows(403, 'youtube.playlistItem', 'playlistContainsMaximumNumberOfVideos'),
  ...rows(403, 'youtube.playlistItem', 'playlistItemsNotAccessible'),
  ...rows(400, 'youtube.playlistItem', 'invalidPlaylistItemPosition', 'manualSortRequired'),
  ...rows(400, 'youtube.playlistItem', 'invalidResourceType', 'invalidContentDetails'),
  ...rows(400, 'youtube.playlistItem', 'videoAlreadyInAnotherSeriesPlaylist'),
  ...rows(400, 'youtube.playlistItem', 'playlistIdRequired', 'resourceIdRequired'),
  ...rows(400, 'youtube.playlistItem', 'channelIdRequired'),
  ...rows(404, 'youtube.playlistItem', 'playlistNotFound'),
  // Not in the contract: it demands the refusal and names no reason.
  ...rows(400, 'global', 'parseError', 'badRequest', 'invalidParameter'),
  ...rows(400, 'global', 'missingRequiredParameter', 'unknownPart'),
  ...rows(400, 'youtube.playlist', 'playlistTitleRequired'),
  ...rows(404, 'global', 'notFound'),
  ...rows(404, 'youtube.caption', 'captionNotFound'),
  ...rows(413, 'global', 'uploadTooLarge'),
};

/** What newer front ends add, §7. */
const CANONICAL: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

export type Place = { locationType: 'parameter' | 'header' | 'body'; location: string };

/** A refusal in Google's words. */
export class YoutubeError extends Error {
  readonly reason: string;
  readonly place: Place | undefined;

  constructor(reason: string, message = `The request failed: ${reason}.`, place?: Place) {
    super(message);
    // A reason without a row is a mistake of the fake or of the test that orders it.
    if (!YOUTUBE_ERRORS[reason]) throw new Error(`The catalogue has no ${reason}.`);
    this.reason = reason;
    this.place = place;
  }
}

export function youtubeAnswer({ reason, message, place }: YoutubeError, newer = false): Answer {
  const { status = 500, domain = 'global' } = YOUTUBE_ERRORS[reason] ?? {};
  const canonical = reason === 'quotaExceeded' ? 'RESOURCE_EXHAUSTED' : CANONICAL[status];
  const errors = [{ domain, reason, message, ...place }];
  const error = { code: status, message, errors, ...(newer && canonical && { status: canonical }) };
  const authenticate = { 'www-authenticate': 'Bearer realm="https://accounts.google.com/"' };
  return json({ error }, status, status === 401 ? authenticate : {});
}
