import type { EditList } from '../../../documents/edit.contract.ts';
import type { Probe } from '../../../documents/probe.contract.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import type { RenderPorts } from '../../ports.ts';
import type { Look } from '../look.ts';
import type { RenderJob } from '../open-render.ts';
import { soundFormat } from '../sound-plan.ts';
import { planSmart, type SmartMethod, smartRefusal } from './smart-plan.ts';

type Planned = { method: SmartMethod | null; refused: string[] };

const refusal = (why: string): Planned => ({ method: null, refused: [`smart: ${why}`] });

/**
 * The smart cut of a recording if it has cuts, keeps its look and lets itself be copied, or why
 * it does not.
 */
export async function planSmartCut(
  ports: RenderPorts,
  { path, source, work }: RenderJob,
  { probe, edit, look }: { probe: Probe; edit: EditList; look: Look | null },
): Promise<Planned> {
  const { video, audio } = source;
  const uncut = edit.cuts.length === 0;
  if (look)
    return { method: null, refused: [`${uncut ? 'remux' : 'smart'}: ${look.reasons.join(', ')}`] };
  if (uncut || !video || !probe.video) return { method: null, refused: [] };
  const why = smartRefusal(source, probe);
  if (why) return refusal(why);
  try {
    const packets = await ports.scanPackets({ path, source, signal: work.signal });
    const format = probe.audio && audio && soundFormat(audio, probe.audio);
    const plan = planSmart({ video, probe, edit, packets, format, cores: ports.cores });
    return typeof plan === 'string' ? refusal(plan) : { method: plan, refused: [] };
  } catch (error) {
    work.signal.throwIfAborted();
    if (!(error instanceof StageError)) throw error;
    return refusal(error.detail ?? error.code);
  }
}
