import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EditList } from '../../src/documents/edit.contract.ts';
import { Probe } from '../../src/documents/probe.contract.ts';
import { Topics } from '../../src/documents/topics.contract.ts';
import { Transcript } from '../../src/documents/transcript.contract.ts';
import type { RecordingDetails } from '../../src/recordings/recording.contract.ts';

type Artifact = RecordingDetails['artifacts'][number];

/** What the demo tells, also as JSON. Seconds; topic times are on the original's clock. */
export type Results = {
  recording_id: string;
  status: RecordingDetails['status'];
  failure: RecordingDetails['failure'];
  notes: string[];
  input: { duration_seconds: number | null; path: string };
  output: { duration_seconds: number | null; path: string | null };
  removed_seconds: number | null;
  words: number;
  topics: { title: string; start: number; end: number }[];
  subtitles: string[];
  watch_url: string | null;
  stages: { name: string; wall_seconds: number | null }[];
  wall_seconds: number;
};

type Given = { details: RecordingDetails; input: string; out: string; wallSeconds: number };

/** Saves the recording's files through their signed links and sums them up. */
export async function collectResults({
  details,
  input,
  out,
  wallSeconds,
}: Given): Promise<Results> {
  const folder = resolve(out, details.recording_id);
  await mkdir(folder, { recursive: true });
  const find = (kind: Artifact['kind']) => details.artifacts.find(file => file.kind === kind);
  const json = async (kind: Artifact['kind']) => {
    const found = find(kind);
    return found && JSON.parse(new TextDecoder().decode(await save(folder, found)));
  };
  const [probe, edit, transcript, topics] = await Promise.all([
    json('probe').then(value => Probe.optional().parse(value)),
    json('edit').then(value => EditList.optional().parse(value)),
    json('transcript').then(value => Transcript.optional().parse(value)),
    json('topics').then(value => Topics.optional().parse(value)),
  ]);
  const video = find('video');
  if (video) await save(folder, video);
  const subtitles = details.artifacts.filter(({ kind }) => kind === 'subtitles');
  await Promise.all(subtitles.map(file => save(folder, file)));
  return {
    recording_id: details.recording_id,
    status: details.status,
    failure: details.failure,
    notes: details.stages.flatMap(({ note }) => note ?? []),
    input: { duration_seconds: round(probe?.duration_seconds), path: input },
    output: {
      duration_seconds: video ? round(edit?.kept_seconds) : null,
      path: video ? join(folder, fileName(video)) : null,
    },
    removed_seconds: edit ? round(edit.source_seconds - edit.kept_seconds) : null,
    words: transcript?.words.length ?? 0,
    topics: topics?.topics ?? [],
    subtitles: subtitles.map(file => join(folder, fileName(file))),
    watch_url: details.watch_url,
    stages: details.stages.map(({ name, wall_seconds }) => ({ name, wall_seconds })),
    wall_seconds: Number(wallSeconds.toFixed(2)),
  };
}

const round = (seconds: number | undefined) =>
  seconds === undefined ? null : Number(seconds.toFixed(3));

/** The last part of the address: ours, so safe as a file name. */
const fileName = ({ url }: Artifact) => new URL(url).pathname.split('/').at(-1) ?? 'file';

async function save(folder: string, artifact: Artifact) {
  const response = await fetch(artifact.url);
  if (!response.ok) throw new Error(`${artifact.kind} could not be fetched: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  await writeFile(join(folder, fileName(artifact)), bytes);
  return bytes;
}
