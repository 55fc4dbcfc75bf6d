import { asStageError, toMachineError } from './stages/as-stage-error.ts';

/** Lambda passes on an error's name and message: both are here as the state machine knows them. */
class MachineError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** What a function throws, as the state machine knows it: its Retry and Catch go by the name. */
export async function withMachineErrors<Result>(
  act: () => Promise<Result>,
  onError: (error: unknown) => void,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    onError(error);
    const { name, cause } = toMachineError(asStageError(error));
    throw new MachineError(name, cause);
  }
}
