import { interimFiles } from '../../../src/pipeline/stages/interim-files.ts';
import { recordingSubject } from '../../../src/recordings/recording-key.ts';
import { interimContract } from '../../contract/interim.contract.ts';
import { memoryFiles } from '../../support/fakes/memory/files.ts';
import { memoryInterim } from '../../support/fakes/memory/interim.ts';
import { sampleRecording } from '../../support/samples.ts';

interimContract('interim files in memory', () => memoryInterim());

interimContract('interim files in storage', () => {
  const { signal } = new AbortController();
  const made = { stage: 'render', fingerprint: 'f' };
  const subject = recordingSubject(sampleRecording());
  return interimFiles(memoryFiles(0).files, subject, made, signal).interim;
});
