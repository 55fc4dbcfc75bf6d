import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Right } from '../src/pipeline/rights.ts';

/** One right met: variables for the environment and least permissions for the role. */
export type Supply = {
  environment?: Readonly<Record<string, string>>;
  grantTo?: (grantee: IGrantable) => void;
};

export type Supplies = Readonly<Partial<Record<Right, Supply>>>;

/** The supplies of a row; a right that the stack cannot supply is a mistake in the row. */
export function suppliesFor(rights: readonly Right[], supplies: Supplies): Supply[] {
  return rights.map(right => {
    const supply = supplies[right];
    if (!supply) throw new Error(`Nothing supplies "${right}" here.`);
    return supply;
  });
}

/** All variables of several supplies. */
export const environmentOf = (supplies: readonly Supply[]): Record<string, string> =>
  Object.fromEntries(supplies.flatMap(({ environment }) => Object.entries(environment ?? {})));
