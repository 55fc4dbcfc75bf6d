import { processingConfig } from '../config/processing-config.contract.ts';
import { toIso } from '../kernel/clock.ts';
import type { Described } from '../pipeline/stages/stage-context.ts';
import type { Subject } from '../pipeline/subject.ts';
import type { RecordingFacts } from '../pipelines/recording-work.ts';
import { blankReason } from './blank.ts';
import type { Recordings } from './ports.ts';
import { recordingKey } from './recording-key.ts';

/** What the stages of a recording may know of it. */
export const describeRecording =
  (recordings: Pick<Recordings, 'find'>) =>
  async (subject: Subject): Promise<Described | undefined> => {
    const recording = await recordings.find(recordingKey(subject));
    if (!recording) return undefined;
    const { displayName, sourceFileName, createdAt, sha256 } = recording;
    const details = {
      displayName,
      sourceFileName,
      createdAt: toIso(createdAt),
    } satisfies RecordingFacts;
    return {
      details,
      promised: { original: sha256 },
      skipReason: config =>
        recording.isForced ? undefined : blankReason(processingConfig(config), recording),
    };
  };
