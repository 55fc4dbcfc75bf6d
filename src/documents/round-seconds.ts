/** To milliseconds: as exact as any engine is, and more digits only make documents longer. */
export const roundSeconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
