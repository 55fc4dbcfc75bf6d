/**
 * An operation of a service and why it is answered: a file of this repository calls it (`as` what, if not by its
 * name), or a feature that is specified but not built yet needs it. An operation without a reason is removed.
 */
export type Operation = { name: string } & ({ file: string; as?: string } | { planned: string });

/** One that is known by its method and its path or target. */
export type RequestedOperation = Operation & { request: string };
