/** `{ S: 'text' }` as a policy sees it; empty where there is no such attribute. */
export const attributeText = (value: Readonly<Record<string, unknown>> | undefined) =>
  String(Object.values(value ?? {})[0] ?? '');
