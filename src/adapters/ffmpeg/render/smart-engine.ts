import type { SmartPorts } from '../../../media/render/ports/smart.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { readLimits } from '../engine-limits.ts';
import { tellsDamage } from '../read-log.ts';
import { runEngine } from '../run-engine.ts';
import { splitArgs } from './render-args.ts';

export const splitPackets =
  (program: string): SmartPorts['splitPackets'] =>
  async ({ path, source, folder, before, signal }) => {
    const index = source.video?.index ?? 0;
    const args = splitArgs({ path, index, before, pattern: `${folder}/copy-%05d.ts` });
    const log = await runEngine({ program, args, signal, limits: readLimits(source) });
    const damage = log.find(tellsDamage);
    if (damage) throw new StageError('engine_failed', { detail: damage });
    return Array.from(
      { length: before.length + 1 },
      (_, number) => `${folder}/copy-${String(number).padStart(5, '0')}.ts`,
    );
  };
