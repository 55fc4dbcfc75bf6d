import { STAGES } from '../../src/pipelines/recording.ts';
import type { TaskView } from '../../src/tasks/task.contract.ts';

const WIDTH = 28;
const NAME_WIDTH = 11;

const bar = (percent: number) => {
  const full = Math.round((percent / 100) * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(percent).padStart(3)} %`;
};

/** Lines of a task's progress: one for each stage and one for the whole. */
export function progressLines(task: TaskView): string[] {
  const lines = STAGES.map(({ name }) => {
    const percent = task.stages[name] ?? 0;
    return `  ${name.padEnd(NAME_WIDTH)} ${bar(Math.round(percent))}`;
  });
  const estimate = task.estimate_seconds === null ? '' : `  about ${task.estimate_seconds} s left`;
  const whole = `  ${task.status.toLowerCase().padEnd(NAME_WIDTH)} ${bar(task.progress)}${estimate}`;
  return [...lines, whole];
}

type Terminal = { isTTY?: boolean; write: (text: string) => unknown };

/** Redraws in place on a terminal; elsewhere it says a line for every tenth of the whole. */
export function progressDisplay(out: Terminal) {
  let drawn = 0;
  let saidTenth = -1;
  return (task: TaskView) => {
    if (out.isTTY) {
      const lines = progressLines(task);
      out.write(drawn ? `\x1b[${drawn}A` : '');
      for (const line of lines) out.write(`\x1b[2K${line}\n`);
      drawn = lines.length;
      return;
    }
    const tenth = Math.floor(task.progress / 10);
    if (tenth === saidTenth) return;
    saidTenth = tenth;
    const stages = Object.entries(task.stages).map(([name, percent]) => `${name} ${percent} %`);
    out.write(`${task.status.toLowerCase()} ${task.progress} % (${stages.join(', ')})\n`);
  };
}
