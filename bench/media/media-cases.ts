import type { EditList } from '../../src/documents/edit.contract.ts';
import { autoEditorCut } from './auto-editor.ts';
import type { ListName } from './cut-lists.ts';
import type { LectureName } from './lectures.ts';
import type { MediaRow } from './media-row.ts';
import { copyRemux, selectCut, trimCut } from './plain-cuts.ts';
import { renderAlone } from './render-alone.ts';

export type Job = {
  input: string;
  output: string;
  folder: string;
  edit: EditList;
  equalChannels: boolean;
};
/** Seconds if they are not all that it took, and how, where there is a choice. */
type Done = { seconds?: number; how?: string };
export type BenchCase = {
  method: string;
  lecture: LectureName;
  list: MediaRow['list'];
  run: (job: Job) => Promise<Done>;
};

export const SELECT = 'select, x264 medium';

const plain = (cut: (job: Job) => Promise<unknown>) => async (job: Job) => {
  await cut(job);
  return {};
};
const castline = async (job: Job) => {
  const { seconds, facts } = await renderAlone(job);
  return { seconds, how: facts.method };
};

const COPY = { method: 'copy remux', run: plain(copyRemux) };
const SELECT_MEDIUM = { method: SELECT, run: plain(selectCut('medium')) };
const TRIM_MEDIUM = { method: 'trim/concat, x264 medium', run: plain(trimCut('medium')) };
const TRIM_FAST = { method: 'trim/concat, x264 veryfast', run: plain(trimCut('veryfast')) };
const AUTO_EDITOR = { method: 'auto-editor', run: plain(autoEditorCut) };
const CASTLINE = { method: 'castline', run: castline };

const each = (
  lecture: LectureName,
  list: ListName | '-',
  cases: readonly { method: string; run: BenchCase['run'] }[],
): BenchCase[] => cases.map(benchCase => ({ ...benchCase, lecture, list }));

/** What can be copied, and what must be encoded whatever its list. */
export const CASES = (withAutoEditor: boolean): BenchCase[] => {
  const others = withAutoEditor ? [AUTO_EDITOR] : [];
  return [
    ...each('h264', '-', [COPY]),
    ...each('h264', 'L', [SELECT_MEDIUM, TRIM_MEDIUM, ...others, CASTLINE]),
    ...each('h264', 'T', [SELECT_MEDIUM, ...others, CASTLINE]),
    ...each('hevc', 'L', [SELECT_MEDIUM, TRIM_MEDIUM, TRIM_FAST, CASTLINE]),
  ];
};

/** For memory and exactness: a plain encode of three hours would say nothing new. */
export const STRESS_CASES: readonly BenchCase[] = [
  ...each('three-hours', 'L', [CASTLINE]),
  ...each('three-hours', '800', [CASTLINE]),
];
