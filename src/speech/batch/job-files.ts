import type { Interim } from '../../pipeline/stages/stage.ts';
import { Job } from './job.contract.ts';
import type { SpeechFile } from './plan-files.ts';

type Name = Pick<SpeechFile, 'name'>;

/** The interim files of one speech file: its audio, its job, its answer. */
export const jobFiles = (interim: Interim, { name }: Name) => {
  const [audio, job, answer] = [`${name}.flac`, `${name}.job.json`, `${name}.answer.json`];
  return {
    audioName: audio,
    hasAudio: () => interim.has(audio),
    keepAudio: (path: string) => interim.put(audio, { path }),
    fetchAudio: (path: string) => interim.download(audio, path),
    job: async (): Promise<Job | undefined> => {
      const text = await interim.read(job);
      return text === undefined ? undefined : Job.parse(JSON.parse(text));
    },
    keepJob: (value: Job) => interim.put(job, { body: JSON.stringify(value) }),
    hasAnswer: () => interim.has(answer),
    answer: () => interim.read(answer),
    keepAnswer: (body: string) => interim.put(answer, { body }),
  };
};
export type JobFiles = ReturnType<typeof jobFiles>;
