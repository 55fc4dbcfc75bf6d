import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** Processor seconds of all children that have ended, in user space and in the kernel. */
export function childrenSeconds(): number {
  // The name of the program is in brackets and may hold anything; what follows has no brackets.
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
}
