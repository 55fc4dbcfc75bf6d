import {
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';

/** Answers a waiting state. Each call is false once the state no longer waits: stop the work. */
export function taskToken(token: string, client = new SFNClient({ maxAttempts: 5 })) {
  const wanted = async (call: Promise<unknown>) => {
    try {
      await call;
      return true;
    } catch (error) {
      const over =
        error instanceof TaskTimedOut ||
        error instanceof TaskDoesNotExist ||
        error instanceof InvalidToken;
      if (over) return false;
      throw error;
    }
  };
  return {
    heartbeat: () => wanted(client.send(new SendTaskHeartbeatCommand({ taskToken: token }))),
    succeed: (answer: object) => {
      const output = JSON.stringify(answer);
      return wanted(client.send(new SendTaskSuccessCommand({ taskToken: token, output })));
    },
    fail: (error: string, cause: string) =>
      wanted(client.send(new SendTaskFailureCommand({ taskToken: token, error, cause }))),
  };
}
