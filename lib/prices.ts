/**
 * List prices in US dollars, eu-central-1, without free tiers and discounts, for the cost bench.
 * Fargate: the region's list on aws.amazon.com/fargate/pricing as quoted in June 2023 (kubecost
 * issue 2333). Lambda and Step Functions: guides of 2026, the same here as in us-east-1. AWS's own
 * pages could not be read from where this was written: look before you rely on a figure.
 */
export const PRICES = {
  region: 'eu-central-1',
  fargate: {
    /** Linux on x86-64, billed by the second, at least a minute. */
    vcpuHour: 0.04656,
    gibHour: 0.00511,
    minimumSeconds: 60,
    /** Disk above the 20 GiB that are free; the price of us-east-1. */
    scratchGibHour: 0.000111,
    freeScratchGib: 20,
    /** Spot moves with demand; AWS speaks of up to 70 % off. */
    spotShare: 0.3,
  },
  /** On arm64, billed by the millisecond. */
  lambda: { gibSecond: 0.0000133334, request: 0.0000002 },
  /** Standard workflows; each retry is a transition, too. */
  stepFunctions: { transition: 0.000025 },
} as const;

type FargateSize = { cpu: number; memoryMiB: number };

/** What a task of a size costs for some seconds. `cpu` in Fargate's units, 1024 to a processor. */
export function fargateDollars(size: FargateSize, seconds: number, options: { spot: boolean }) {
  const { vcpuHour, gibHour, minimumSeconds, spotShare } = PRICES.fargate;
  const hourly = (size.cpu / 1024) * vcpuHour + (size.memoryMiB / 1024) * gibHour;
  const hours = Math.max(seconds, minimumSeconds) / 3600;
  return hourly * hours * (options.spot ? spotShare : 1);
}

/** What one call of a function costs. */
export const lambdaDollars = (memoryMiB: number, seconds: number) =>
  PRICES.lambda.request + (memoryMiB / 1024) * seconds * PRICES.lambda.gibSecond;

export const transitionDollars = (transitions: number) =>
  transitions * PRICES.stepFunctions.transition;
