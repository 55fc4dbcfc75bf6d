export class Died extends Error {}

/**
 * Lets a process die: after so many calls of the given ports, the next one and all that follow
 * throw. With `answerLost` the fatal call still has its effect: only nobody hears of it.
 */
export function dying(calls: number, answerLost = false) {
  let left = calls;
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          left -= 1;
          if (left === -1 && answerLost) await Reflect.apply(method, target, args);
          if (left < 0) throw new Died(`Died at ${String(name)}.`);
          return Reflect.apply(method, target, args);
        };
      },
    });
  return { wrap, survived: () => left >= 0 };
}
