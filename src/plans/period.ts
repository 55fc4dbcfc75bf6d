/** A month of UTC as `YYYYMM`: what usage is counted in, the same for everybody. */
export type Period = string;

export function periodOf(now: number): Period {
  const date = new Date(now);
  return `${date.getUTCFullYear()}${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
}

/** When the period ends and the next one begins. */
export const endOfPeriod = (period: Period): number =>
  Date.UTC(Number(period.slice(0, 4)), Number(period.slice(4)), 1);

/** So many periods earlier, or later where it is negative. */
export const periodBefore = (period: Period, months: number): Period =>
  periodOf(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(4)) - 1 - months, 1));
