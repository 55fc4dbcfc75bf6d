import { PROVIDER_VARIABLES } from '../../src/wiring/provider-settings.ts';

/** Read by the client of OpenAI itself. */
const OF_CLIENT = 'OPENAI_';

/** The settings of AI providers that the operator set in the shell. */
export const operatorSettings = (
  variables: Readonly<Record<string, string | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value !== undefined && (name in PROVIDER_VARIABLES || name.startsWith(OF_CLIENT))
        ? [[name, value]]
        : [],
    ),
  );
