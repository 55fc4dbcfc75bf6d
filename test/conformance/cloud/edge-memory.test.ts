import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { compileEdgeFunction } from '../../../local/cloud/site/edge-function.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

test('ten thousand calls of an edge function leave the memory as it was', () => {
  const edge = compileEdgeFunction(
    "function handler(event) { event.request.uri += 'index.html'; return event.request; }",
  );
  const heapAfter = (calls: number) => {
    for (let count = 0; count < calls; count += 1) edge(`/w/${count}/`, 'GET');
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = heapAfter(500);
  // A hundred bytes kept of each call would be half as much again.
  expect(heapAfter(10_000) - before).toBeLessThan(650_000);
});
