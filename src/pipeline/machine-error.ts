import { asStageError, toWire } from './stages/as-stage-error.ts';

/** Lambda passes on an error's name and message: this one says both in the machine's words. */
class MachineError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** What a function throws, as the state machine knows it: its Retry and Catch go by the name. */
export async function inMachineWords<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const { name, cause } = toWire(asStageError(error));
    throw new MachineError(name, cause);
  }
}
