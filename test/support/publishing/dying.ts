export class Died extends Error {}

export type Wrap = <Port extends object>(port: Port) => Port;

/** Asks before every call of the wrapped ports: `call` does what was asked for. */
function wrapWith(before: (call: () => unknown, name: string) => Promise<unknown>): Wrap {
  return port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) =>
          before(() => Reflect.apply(method, target, args), String(name));
      },
    });
}

/**
 * Lets a process die: after so many calls of the given ports, the next one and all that follow
 * throw. With `answerLost` the fatal call still has its effect: only nobody hears of it.
 */
export function dying(calls: number, answerLost = false) {
  let left = calls;
  const wrap = wrapWith(async (call, name) => {
    left -= 1;
    if (left === -1 && answerLost) await call();
    if (left < 0) throw new Died(`Died at ${name}.`);
    return call();
  });
  return { wrap, survived: () => left >= 0 };
}

/** After so many calls something else happens, all of it, before the next one goes on. */
export function interrupted(calls: number, happen: () => Promise<unknown>) {
  let left = calls;
  const wrap = wrapWith(async call => {
    left -= 1;
    if (left === -1) await happen();
    return call();
  });
  return { wrap, happened: () => left < 0 };
}
