import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMediaEngine } from '../../src/adapters/ffmpeg/media-engine.ts';
import { EditList } from '../../src/documents/edit.contract.ts';
import { analyzeStage } from '../../src/media/analyze/analyze.ts';
import { editStage } from '../../src/media/edit/edit-stage.ts';
import { renderStage } from '../../src/media/render/render.ts';
import { asStageError } from '../../src/pipeline/stages/as-stage-error.ts';
import { StageError } from '../../src/pipeline/stages/stage-error.ts';
import { localWork } from '../local-work.ts';
import { type Compared, compareWithSource } from './compare-with-source.ts';
import { type Damage, damageBytes, damageOf } from './damage-bytes.ts';
import { type DamageClip, damageClip } from './damage-clips.ts';

export type DamageRow = {
  file: string;
  seed: number;
  damage: Damage;
  /** `READY`, or the code of the failure. */
  outcome: string;
  detail?: string;
  method?: string;
  refused?: string;
  seconds: number;
  compared: Compared;
};

/** What a clip of this length must end in on any machine; the engines' own limits are longer. */
const MOST_SECONDS = 90;

const engine = createMediaEngine({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', cores: 2 });

type Variant = { folder: string; clip: DamageClip; seed: number };

/** Takes a damaged file through analyze, edit and render, and compares what came out. */
export async function runVariant({ folder, clip, seed }: Variant): Promise<DamageRow> {
  const intact = await damageClip(folder, clip);
  const damaged = join(folder, `${seed}-${clip.file}`);
  await writeFile(damaged, damageBytes(await readFile(intact), seed));
  return judgeVariant({ intact, damaged, row: { file: clip.file, seed, damage: damageOf(seed) } });
}

type Judged = {
  intact: string;
  damaged: string;
  row: Pick<DamageRow, 'file' | 'seed' | 'damage'>;
};

async function judgeVariant({ intact, damaged, row }: Judged): Promise<DamageRow> {
  const work = await localWork(damaged, AbortSignal.timeout(MOST_SECONDS * 1000));
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  try {
    await work.time(analyzeStage(engine));
    await work.time(editStage());
    const { facts } = await work.run(renderStage(engine));
    const took = seconds();
    const edit = EditList.parse(JSON.parse(await readFile(work.pathOf('edit'), 'utf8')));
    const result = work.pathOf('video');
    const compared = await compareWithSource({ intact, damaged, result, edit });
    const { method, refused } = facts ?? {};
    return {
      ...{ ...row, outcome: 'READY', seconds: took, compared },
      ...(method !== undefined && { method: String(method) }),
      ...(refused !== undefined && { refused: String(refused) }),
    };
  } catch (error) {
    const { code, detail } = asStageError(error);
    const outcome = error instanceof StageError ? code : hungOrBug(error);
    const compared = { pictures: 0, sounds: 0, wrong: [] };
    return { ...row, outcome, detail: detail ?? '', seconds: seconds(), compared };
  } finally {
    await work.remove();
  }
}

const hungOrBug = (error: unknown) =>
  error instanceof DOMException && error.name === 'TimeoutError' ? 'HUNG' : 'BUG';
