/** Milliseconds are as exact as any engine is; more digits only make files longer. */
export const roundSeconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
