/**
 * Whether it names a time zone of IANA, such as `Europe/Berlin`, an alias of one, or UTC; case does not matter.
 * An offset such as `+03:00` is refused, although a clock can show it: it knows no daylight saving.
 */
export function isTimeZone(name: string) {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
