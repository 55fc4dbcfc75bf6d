import { expect, test } from 'vitest';
import { compileEdgeFunction } from '../../../../local/cloud/site/edge-function.ts';

test('changes the path', () => {
  const edge = compileEdgeFunction(
    "function handler(event) { event.request.uri += 'index.html'; return event.request; }",
  );
  expect(edge('/w/', 'GET')).toEqual({ kind: 'request', uri: '/w/index.html' });
});

test('may answer by itself', () => {
  const edge = compileEdgeFunction(
    "function handler() { return { statusCode: 301, headers: { location: { value: '/x' } } }; }",
  );
  expect(edge('/', 'GET')).toEqual({ kind: 'answer', status: 301, headers: { location: '/x' } });
});

test('sees nothing of this process, and has little time', () => {
  const curious = compileEdgeFunction('function handler() { return { uri: typeof process }; }');
  expect(curious('/', 'GET')).toEqual({ kind: 'request', uri: 'undefined' });
  const busy = compileEdgeFunction('function handler() { for (;;); }');
  expect(() => busy('/', 'GET')).toThrow('timed out');
});

test('a call finds nothing of the one before', () => {
  const source = 'var count = 0; function handler() { count += 1; return { uri: String(count) }; }';
  const edge = compileEdgeFunction(source);
  expect([edge('/', 'GET'), edge('/', 'GET')]).toEqual([
    { kind: 'request', uri: '1' },
    { kind: 'request', uri: '1' },
  ]);
});

/** Does not come to its end in the first two tries, as if others had the processor. */
const SLOW_TWICE = `function handler(event) {
  globalThis.tries = (globalThis.tries || 0) + 1;
  if (globalThis.tries < 3) for (;;);
  return event.request;
}`;

test('time without a processor does not count', () => {
  const starved = compileEdgeFunction(SLOW_TWICE, { tryMs: 20, cpuMs: () => 0 });
  expect(starved('/a', 'GET')).toEqual({ kind: 'request', uri: '/a' });
  let cpuMs = 0;
  const busy = { tryMs: 20, cpuMs: () => (cpuMs += 15) };
  expect(() => compileEdgeFunction(SLOW_TWICE, busy)('/a', 'GET')).toThrow('timed out');
});

test('without a function the path stays', () => {
  expect(compileEdgeFunction('')('/a', 'GET')).toEqual({ kind: 'request', uri: '/a' });
});
