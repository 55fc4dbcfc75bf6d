import type { Subject } from './subject.ts';

/** What is done with a subject, by the kind that it is of. */
export const byKind =
  <Result>(handlers: Readonly<Record<string, (subject: Subject) => Result>>) =>
  (subject: Subject): Result => {
    const handler = handlers[subject.kind];
    if (!handler) throw new TypeError(`Nothing knows the kind ${subject.kind}.`);
    return handler(subject);
  };
