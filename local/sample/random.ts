/** Numbers from 0 up to 1 that are the same for the same seed on every machine (xorshift32). */
export function seededRandom(seed: number) {
  // Seeds that follow each other must not start alike; zero would stay zero.
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export type Random = ReturnType<typeof seededRandom>;

export const between = (random: Random, least: number, most: number) =>
  least + random() * (most - least);
