import { StageError } from '../../../pipeline/stages/stage-error.ts';
import type { RenderPorts } from '../../ports.ts';
import { encodePieces, joinPieces, type Pieces, piecesOf } from '../encode-tracks.ts';
import type { RenderJob } from '../open-render.ts';
import type { EncodeMethod } from '../render-plan.ts';
import { fetchPieces, putShare, readShare } from './interim-parts.ts';
import type { MadeShare, PartPlan } from './part-plan.contract.ts';
import { encodeOfPlan, type Ways } from './share-parts.ts';

type Wanted = { ways: Ways; known: PartPlan | undefined; task: number };

/** Makes what one task does of an encode, and leaves it for the run that joins. */
export async function makeShare(ports: RenderPorts, job: RenderJob, { ways, known, task }: Wanted) {
  const share = known?.shares[task];
  if (!share) throw new StageError('missing_input', { detail: `no share for task ${task}` });
  const method = encodeOfPlan(ways, known);
  // The run that joins comes to the same end: it makes all by itself, and says why.
  if (!method) return;
  const { interim, scratch, signal, progress } = job.work;
  const pieces = onlyShare(piecesOf(method, scratch), share, task);
  const made: MadeShare = { version: 1, damaged: false, loudness_lufs: null };
  const onDamage = () => {
    made.damaged = true;
  };
  const onLoudness = (lufs: number) => {
    made.loudness_lufs = lufs;
  };
  await encodePieces(ports, { ...job, onDamage, onLoudness }, method, pieces);
  await putShare(interim, { task, pieces: filesOf(pieces), made }, signal);
  progress(95);
}

/** The sound takes one encoder for a while, so the first task makes it beside its parts. */
function onlyShare({ parts, sound }: Pieces, share: readonly number[], task: number): Pieces {
  const own = parts.filter((_, number) => share.includes(number));
  return { parts: own, sound: task === 0 ? sound : null };
}

const filesOf = ({ parts, sound }: Pieces) => [...parts, ...(sound ? [sound] : [])];

/** Joins what tasks have made. Throws `engine_failed` where something of it is not there. */
export async function joinShares(
  ports: RenderPorts,
  job: RenderJob,
  method: EncodeMethod,
  target: string,
) {
  const { interim, scratch, signal } = job.work;
  const tasks = Array.from({ length: method.tasks ?? 0 }, (_, task) => task);
  const shares = await Promise.all(tasks.map(task => readShare(interim, task)));
  const missing = tasks.filter(task => !shares[task]);
  if (missing.length > 0) {
    throw new StageError('engine_failed', { detail: `nothing from task ${missing.join(', ')}` });
  }
  for (const share of shares) {
    if (share?.damaged) job.onDamage();
    if (share?.loudness_lufs) job.onLoudness(share.loudness_lufs);
  }
  const pieces = piecesOf(method, scratch);
  await fetchPieces(interim, filesOf(pieces), signal);
  await joinPieces(ports, job, method, pieces, target);
}
