import { configProblems, effectiveConfig } from '../../config/effective.ts';
import type { MetadataConfig } from '../../config/processing-config.contract.ts';
import { validateTemplate } from '../../config/template.ts';
import { Metadata } from '../../documents/metadata.contract.ts';
import { type Clock, toIso } from '../../kernel/clock.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Artifacts, Files, Stages } from '../../pipeline/ports.ts';
import { validArtifacts } from '../../pipeline/stages/valid-artifacts.ts';
import { type About, describeRecording } from '../../publishing/metadata/describe-recording.ts';
import type { PlatformLimits } from '../../publishing/metadata/platform-text.ts';
import type { PreviewPlatform } from '../../publishing/metadata/preview-platforms.ts';
import { previewText } from '../../publishing/metadata/preview-text.ts';
import { workspaceLayer } from '../../settings/settings.ts';
import { type LayerDeps, recordingLayers } from '../config/layers.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import type { Recording } from '../recording.ts';
import { recordingSubject } from '../recording-key.ts';
import type { RenderedTexts, RenderTexts, Sample } from './render.contract.ts';

export type RenderDeps = LayerDeps & {
  recordings: Pick<Recordings, 'find'>;
  stages: Pick<Stages, 'list'>;
  artifacts: Pick<Artifacts, 'list'>;
  files: Pick<Files, 'read'>;
  limits: Readonly<Record<PreviewPlatform, PlatformLimits>>;
  clock: Clock;
};

/**
 * Titles and descriptions of a draft as each platform would get them, by the very functions that the
 * stages use: what is shown here is what is published.
 *
 * @throws not_found for an unknown recording
 */
export const renderTexts =
  (deps: RenderDeps) =>
  async (workspaceId: WorkspaceId, draft: RenderTexts): Promise<RenderedTexts> => {
    const { recording_id: recordingId, sample, platforms } = draft;
    const recording = recordingId
      ? await loadRecording(deps.recordings, { workspaceId, recordingId })
      : undefined;
    const layers = recording
      ? await recordingLayers(deps, recording)
      : [workspaceLayer(await deps.settings.find(workspaceId))];
    const { config } = effectiveConfig(layers);
    const texts = draftOver(config.metadata, draft);
    const about = recording ? await aboutRecording(deps, recording, sample) : aboutSample(sample);
    const metadata = describeRecording(about, texts);
    return {
      values_from: recording ? 'recording' : 'sample',
      problems: [
        ...(['title_template', 'description_template'] as const).flatMap(path =>
          validateTemplate(texts[path]).map(message => ({ path, message })),
        ),
        ...configProblems({ ...config, metadata: texts }).map(problem => ({
          ...problem,
          path: problem.path.replace(/^metadata\./, ''),
        })),
      ],
      platforms: platforms.map(platform => ({
        platform,
        ...previewText(metadata, deps.clock(), deps.limits[platform]),
      })),
    };
  };

const draftOver = (known: MetadataConfig, draft: RenderTexts): MetadataConfig => ({
  title_template: draft.title_template ?? known.title_template,
  description_template: draft.description_template ?? known.description_template,
  time_zone: draft.time_zone ?? known.time_zone,
  topics_display: draft.topics_display ?? known.topics_display,
  thumbnail: known.thumbnail,
});

/** What the last run found out about it; before that, its name and date with topics of the sample. */
async function aboutRecording(
  { stages, artifacts, files }: RenderDeps,
  recording: Recording,
  sample: Sample,
): Promise<About> {
  const own = { displayName: recording.displayName, createdAt: toIso(recording.createdAt) };
  const subject = recordingSubject(recording);
  const [states, stored] = await Promise.all([stages.list(subject), artifacts.list(subject)]);
  const made = validArtifacts(stored, states).find(({ kind }) => kind === 'metadata');
  if (!made) return { ...aboutSample(sample), ...own };
  const bytes = await files.read(recording.workspaceId, made.key);
  const known = Metadata.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const { duration_seconds: durationSeconds, themes, chapters } = known;
  return { ...own, durationSeconds, themes, chapters };
}

function aboutSample({
  display_name,
  duration_seconds,
  record_time,
  themes,
  topics,
}: Sample): About {
  const inOrder = topics
    .filter(({ start_seconds }) => start_seconds < duration_seconds)
    .toSorted((one, other) => one.start_seconds - other.start_seconds);
  const chapters = inOrder.map(({ title, start_seconds: start }, index) => ({
    title,
    start,
    end: inOrder[index + 1]?.start_seconds ?? duration_seconds,
  }));
  return {
    displayName: display_name,
    createdAt: record_time,
    durationSeconds: duration_seconds,
    themes,
    // Of two at the same second the later one is the chapter.
    chapters: chapters.filter(({ start, end }) => end > start),
  };
}
