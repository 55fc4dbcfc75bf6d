import type { IGrantable } from 'aws-cdk-lib/aws-iam';

/** What code may ask for: it comes with the environment to find it and the rights to use it. */
export type Need =
  | 'table'
  | 'table_read'
  | 'media'
  | 'inbox'
  | 'published'
  | 'commands'
  | 'publications'
  | 'auth_secret'
  | 'providers'
  | 'site'
  | 'heartbeat'
  | 'task_answers'
  | 'render_tasks'
  | 'runs';

/** One need met: variables for the environment and least rights for the role. */
export type Supply = {
  environment?: Readonly<Record<string, string>>;
  grantTo?: (grantee: IGrantable) => void;
};

export type Supplies = Readonly<Partial<Record<Need, Supply>>>;

/** The supplies of a row; a need that the stack cannot meet is a mistake in the row. */
export function suppliesFor(needs: readonly Need[], supplies: Supplies): Supply[] {
  return needs.map(need => {
    const supply = supplies[need];
    if (!supply) throw new Error(`Nothing supplies "${need}" here.`);
    return supply;
  });
}

/** All variables of several supplies. */
export const environmentOf = (supplies: readonly Supply[]): Record<string, string> =>
  Object.fromEntries(supplies.flatMap(({ environment }) => Object.entries(environment ?? {})));
