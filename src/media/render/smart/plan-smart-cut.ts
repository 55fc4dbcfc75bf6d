import { StageError } from '../../../pipeline/stages/stage-error.ts';
import type { Render } from '../open-render.ts';
import { soundFormat } from '../sound-plan.ts';
import { planSmart, type SmartMethod, smartRefusal } from './smart-plan.ts';

type Planned = { method: SmartMethod | null; refused: string[] };

const refusal = (why: string): Planned => ({ method: null, refused: [`smart: ${why}`] });

/**
 * The smart cut of a recording if it has cuts, keeps its look and lets itself be copied, or why
 * it does not.
 */
export async function planSmartCut(render: Render): Promise<Planned> {
  const { original, probe, edit, look } = render;
  const uncut = edit.cuts.length === 0;
  if (look)
    return { method: null, refused: [`${uncut ? 'remux' : 'smart'}: ${look.reasons.join(', ')}`] };
  if (uncut || !original.source.video || !probe.video) return { method: null, refused: [] };
  const why = smartRefusal(original.source, probe);
  if (why) return refusal(why);
  try {
    const plan = await scanAndPlan(render);
    return typeof plan === 'string' ? refusal(plan) : { method: plan, refused: [] };
  } catch (error) {
    render.work.signal.throwIfAborted();
    if (!(error instanceof StageError)) throw error;
    return refusal(error.detail ?? error.code);
  }
}

async function scanAndPlan({ ports, work, original, probe, edit }: Render) {
  const { video, audio } = original.source;
  const packets = await ports.scanPackets({ ...original, signal: work.signal });
  const format = probe.audio && audio && soundFormat(audio, probe.audio);
  return planSmart({ video, probe, edit, packets, format, cores: ports.cores });
}
