import { VkError } from './errors.ts';

/** Reads parameters of a call; what is wrong is error 100 and names the parameter. */
export function paramsReader(params: URLSearchParams) {
  const text = (name: string, maxLength = Number.POSITIVE_INFINITY) => {
    const value = params.get(name) ?? undefined;
    // VK counts characters, not code units.
    if (value !== undefined && [...value].length > maxLength) {
      throw new VkError(100, `${name} is too long`);
    }
    return value;
  };
  const int = (name: string) => {
    const value = params.get(name);
    if (value === null || value === '') return undefined;
    if (!/^-?\d{1,15}$/.test(value)) throw new VkError(100, `${name} not integer`);
    return Number(value);
  };
  const flag = (name: string) => {
    const value = params.get(name) ?? '';
    if (['1', 'true'].includes(value)) return true;
    if (['', '0', 'false'].includes(value)) return false;
    throw new VkError(100, `${name} should be 0 or 1`);
  };
  const needed = <Value>(name: string, value: Value | undefined): Value => {
    if (value === undefined) throw new VkError(100, `${name} is undefined`);
    return value;
  };
  return {
    all: params,
    has: (name: string) => params.has(name),
    text,
    int,
    flag,
    needInt: (name: string) => needed(name, int(name)),
    needText: (name: string) => needed(name, text(name)),
    /** A list of words, numbers 0 to 3 or ids; a minus excludes (contract §2). */
    privacy(name: string) {
      const value = text(name) ?? 'all';
      const known = /^(all|friends|friends_of_friends|only_me|nobody|[0-3]|-?(list)?\d+)$/;
      if (value.split(',').every(word => known.test(word))) return value;
      throw new VkError(100, `${name} is invalid`);
    },
  };
}

export type Params = ReturnType<typeof paramsReader>;
