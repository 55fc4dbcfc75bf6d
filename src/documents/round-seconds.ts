/** To milliseconds: as exact as any engine is, and more digits only make documents longer. */
export const roundSeconds = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** The last whole millisecond: what ends there does not reach beyond. */
export const wholeMilliseconds = (seconds: number) => Math.floor(seconds * 1000 + 1e-6) / 1000;
