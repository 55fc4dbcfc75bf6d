import * as z from 'zod';
import { SPEECH_PROVIDERS } from '../documents/speech-providers.ts';
import { idSchema } from '../kernel/ids.ts';
import { isTimeZone } from '../kernel/time-zone.ts';
import { PictureConfig, SoundConfig } from './look-config.contract.ts';
import { validateTemplate } from './template.ts';

/**
 * How a recording is processed. Every field has a default, so `{}` is a whole config. What a
 * request, a template or a workspace stores is a partial one; unknown keys are errors.
 */
export const TrimConfig = z.strictObject({
  enabled: z.boolean().default(true),
  /** Empty beginning and end shorter than this stay. */
  min_edge_silence_seconds: z.number().min(0.1).max(600).default(1),
  /** Pauses inside shorter than this stay. */
  min_pause_seconds: z.number().min(0.3).max(600).default(2),
  /** Silence left on each side of a cut. */
  margin_seconds: z.number().min(0).max(10).default(0.25),
  /** Kept pieces shorter than this are not worth a cut around them. */
  min_keep_seconds: z.number().min(0).max(60).default(0.3),
  /** `auto` measures the recording's own noise floor; a number is dBFS. */
  silence_threshold: z.union([z.literal('auto'), z.number().min(-90).max(-10)]).default('auto'),
  /** Whether cuts keep off the words of an earlier transcript; the first run has none yet. */
  spare_words: z.boolean().default(false),
});
export type TrimConfig = z.infer<typeof TrimConfig>;

/** One more try under equal settings is another result; running a stage again counts it up. */
const Take = z.int().min(1).max(1_000_000).default(1);

export const TranscriptionConfig = z.strictObject({
  enabled: z.boolean().default(true),
  /** `auto`: the sidecar if there is one, else the operator's provider, else offline. */
  provider: z.literal(['auto', ...SPEECH_PROVIDERS]).default('auto'),
  /** ISO 639-1, or `auto` to let the engine say. */
  language: z.union([z.literal('auto'), z.string().regex(/^[a-z]{2}$/)]).default('auto'),
  /** Names and terms that the engine should expect. */
  prompt: z.string().max(1000).default(''),
  take: Take,
});
export type TranscriptionConfig = z.infer<typeof TranscriptionConfig>;

export const TopicsConfig = z.strictObject({
  enabled: z.boolean().default(true),
  provider: z.literal(['auto', 'offline', 'openai']).default('auto'),
  granularity: z.literal(['short', 'long']).default('long'),
  take: Take,
});
export type TopicsConfig = z.infer<typeof TopicsConfig>;

export const SubtitleFormat = z.literal(['srt', 'vtt', 'ass']);
export type SubtitleFormat = z.infer<typeof SubtitleFormat>;

export const SubtitlesConfig = z.strictObject({
  enabled: z.boolean().default(true),
  /** The watch page shows captions from `vtt`; `ass` has a style and is made on request. */
  formats: z
    .array(SubtitleFormat)
    .min(1)
    .refine(formats => new Set(formats).size === formats.length, 'Each format once.')
    .default(['srt', 'vtt']),
  /** Of `ass`: letters with an outline, or in a box. */
  style: z.literal(['outline', 'box']).default('outline'),
  max_line_characters: z.int().min(20).max(80).default(42),
  max_characters_per_second: z.number().min(10).max(30).default(17),
});
export type SubtitlesConfig = z.infer<typeof SubtitlesConfig>;

export const TopicsDisplay = z.strictObject({
  enabled: z.boolean().default(true),
  format: z
    .literal(['numbered_list', 'bullet_list', 'dash_list', 'comma_separated', 'inline'])
    .default('numbered_list'),
  show_timestamps: z.boolean().default(true),
  /** Topics with shorter or longer titles are left out; null is no limit. */
  min_length: z.int().min(0).max(500).nullable().default(null),
  max_length: z.int().min(10).max(1000).nullable().default(null),
  max_count: z.int().min(1).max(100).nullable().default(null),
  prefix: z.string().max(200).default(''),
});
export type TopicsDisplay = z.infer<typeof TopicsDisplay>;

/** A text with `{variables}`; a wrong one is refused when it is saved. */
const Template = z.string().superRefine((template, context) => {
  for (const message of validateTemplate(template)) context.addIssue({ code: 'custom', message });
});

/** How many pictures are taken from a video to choose from. */
export const CANDIDATES = 6;

/**
 * The picture of pages and platforms: `auto` is the best one that no cut took away, a number one of
 * those taken from the video, by their order; or one that the workspace uploaded.
 */
const ThumbnailChoice = z.union(
  [z.literal('auto'), z.int().min(1).max(CANDIDATES), idSchema('thumbnail')],
  `Must be auto, a number from 1 to ${CANDIDATES}, or the id of a thumbnail: thb_ and 26 characters.`,
);

export const MetadataConfig = z.strictObject({
  title_template: Template.min(1).max(500).default('{display_name}'),
  description_template: Template.max(5000).default('{themes}\n\n{topics}'),
  /** IANA name; times in titles and descriptions are written in this zone. */
  time_zone: z.string().refine(isTimeZone, 'Not an IANA time zone.').default('UTC'),
  topics_display: TopicsDisplay.prefault({}),
  thumbnail: ThumbnailChoice.default('auto'),
});
export type MetadataConfig = z.infer<typeof MetadataConfig>;

/** Destinations that every workspace has without making them; `publishing` says what they are. */
export const BUILT_IN_PRESETS = ['library'] as const;

/** `library` is the workspace's own watch pages. */
export const PresetId = z.union(
  [z.literal(BUILT_IN_PRESETS), idSchema('preset')],
  'Must be library, or the id of a preset of your own: pst_ and 26 characters.',
);

export const MOST_PRESETS = 10;

export const PublishConfig = z.strictObject({
  presets: z
    .array(PresetId)
    .max(MOST_PRESETS)
    .refine(presets => new Set(presets).size === presets.length, 'Each preset once.')
    .default(['library']),
});

/** When and how results leave: in no fingerprint, as it changes no result. */
export const OutputConfig = z.strictObject({
  /** Whether each run publishes; else a run publishes whose request says so. */
  auto_upload: z.boolean().default(true),
  /** Whether platforms that take captions get them. */
  upload_captions: z.boolean().default(true),
});

export const ProcessingConfig = z.strictObject({
  trim: TrimConfig.prefault({}),
  picture: PictureConfig.prefault({}),
  sound: SoundConfig.prefault({}),
  transcription: TranscriptionConfig.prefault({}),
  topics: TopicsConfig.prefault({}),
  subtitles: SubtitlesConfig.prefault({}),
  metadata: MetadataConfig.prefault({}),
  publish: PublishConfig.prefault({}),
  output: OutputConfig.prefault({}),
});
export type ProcessingConfig = z.infer<typeof ProcessingConfig>;

/** The effective config of a request's overrides over the defaults. */
export const processingConfig = (overrides: unknown = {}): ProcessingConfig =>
  ProcessingConfig.parse(overrides);
