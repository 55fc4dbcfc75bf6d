import type { ProcessingConfig } from '../../src/config/processing-config.contract.ts';

/** A config that writes down which of its fields somebody reads: `trim.enabled`. */
export function watchedConfig(config: ProcessingConfig) {
  const read = new Set<string>();
  const watched = <Section extends object>(section: Section, path: string): Section =>
    new Proxy(section, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof name === 'symbol') return value;
        const field = path ? `${path}.${name}` : name;
        const isSection = typeof value === 'object' && value !== null && !Array.isArray(value);
        if (isSection) return watched(value, field);
        read.add(field);
        return value;
      },
    });
  return { config: watched(config, ''), read };
}
