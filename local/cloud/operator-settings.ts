const PREFIXES = ['SPEECH_', 'TOPICS_', 'OPENAI_'];

/** The settings of AI providers that the operator set in the shell. */
export const operatorSettings = (
  variables: Readonly<Record<string, string | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value !== undefined && PREFIXES.some(prefix => name.startsWith(prefix))
        ? [[name, value]]
        : [],
    ),
  );
