import { YoutubeError } from '../errors.ts';
import { type Resource, textOf } from '../request.ts';
import { isAssignable } from './categories.ts';

/** §4. Characters are counted as UTF-16 does, the stricter reading of "characters". */
const TITLE_CHARACTERS = 100;
const DESCRIPTION_BYTES = 5000;
const TAGS_CHARACTERS = 500;

const PRIVACY = ['private', 'unlisted', 'public'];
const LICENSES = ['youtube', 'creativeCommon'];
const FLAGS = [
  'selfDeclaredMadeForKids',
  'embeddable',
  'publicStatsViewable',
  'containsSyntheticMedia',
];
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

export const isTime = (text: string) => ISO_TIME.test(text) && !Number.isNaN(Date.parse(text));

const absent = (value: unknown) => value === undefined || value === null;
const hasAngle = (text: string) => /[<>]/.test(text);

/** Commas between tags count, and so do the quotes that a tag with a space gets. */
export const tagCharacters = (tags: readonly string[]) =>
  tags.reduce((sum, tag) => sum + tag.length + (tag.includes(' ') ? 2 : 0), 0) +
  Math.max(0, tags.length - 1);

type Rule = { reason: string; broken: (fields: Resource) => boolean };

/** One row for each thing that a snippet may have wrong. */
const SNIPPET: readonly Rule[] = [
  { reason: 'invalidTitle', broken: fields => !goodTitle(textOf(fields, 'title')) },
  { reason: 'invalidDescription', broken: fields => !goodDescription(fields.description) },
  { reason: 'invalidTags', broken: fields => !goodTags(fields.tags) },
  {
    reason: 'invalidCategoryId',
    broken: ({ categoryId }) => !absent(categoryId) && !isAssignable(categoryId),
  },
];

const STATUS: readonly Rule[] = [
  {
    reason: 'forbiddenPrivacySetting',
    broken: ({ privacyStatus: it }) => !absent(it) && !PRIVACY.includes(String(it)),
  },
  {
    reason: 'forbiddenLicenseSetting',
    broken: ({ license }) => !absent(license) && !LICENSES.includes(String(license)),
  },
  {
    reason: 'invalidVideoMetadata',
    broken: fields =>
      FLAGS.some(name => !absent(fields[name]) && typeof fields[name] !== 'boolean'),
  },
  {
    reason: 'invalidPublishAt',
    broken: ({ publishAt: it }) => !absent(it) && !(typeof it === 'string' && isTime(it)),
  },
  {
    // Allowed only while private; without a word YouTube makes a video public.
    reason: 'invalidPublishAt',
    broken: fields => !absent(fields.publishAt) && fields.privacyStatus !== 'private',
  },
];

const RECORDING: readonly Rule[] = [
  {
    reason: 'invalidRecordingDetails',
    broken: ({ recordingDate: it }) =>
      !absent(it) && !(typeof it === 'string' && !Number.isNaN(Date.parse(it))),
  },
];

const RULES: Record<string, readonly Rule[]> = {
  snippet: SNIPPET,
  status: STATUS,
  recordingDetails: RECORDING,
};

/** @throws {YoutubeError} for the first rule that the part breaks. */
export function checkPart(part: string, fields: Resource) {
  const broken = RULES[part]?.find(rule => rule.broken(fields));
  if (!broken) return;
  const message = `The request metadata is not valid: ${broken.reason}.`;
  throw new YoutubeError(broken.reason, message, { locationType: 'body', location: part });
}

function goodTitle(title: string | undefined) {
  if (!title || title.trim() === '') return false;
  return title.length <= TITLE_CHARACTERS && !hasAngle(title);
}

function goodDescription(value: unknown) {
  if (absent(value)) return true;
  if (typeof value !== 'string' || hasAngle(value)) return false;
  return Buffer.byteLength(value) <= DESCRIPTION_BYTES;
}

function goodTags(value: unknown) {
  if (absent(value)) return true;
  if (!Array.isArray(value)) return false;
  const tags = value.filter(tag => typeof tag === 'string');
  return tags.length === value.length && tagCharacters(tags) <= TAGS_CHARACTERS;
}
