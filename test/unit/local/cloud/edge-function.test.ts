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

test('without a function the path stays', () => {
  expect(compileEdgeFunction('')('/a', 'GET')).toEqual({ kind: 'request', uri: '/a' });
});
