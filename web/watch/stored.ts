/** Storage may be switched off; what is chosen then lasts as long as the page. */
export function stored<Value>(action: (storage: Storage) => Value) {
  try {
    return action(localStorage);
  } catch {
    return undefined;
  }
}
