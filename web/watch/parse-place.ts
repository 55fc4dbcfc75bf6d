/** A place in an address, in seconds: 95, 95s, 1m35s and 1h2m3s. */
export function parsePlace(text: string | null) {
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/.exec(text ?? '');
  if (!parts) return 0;
  const [hours, minutes, seconds] = parts.slice(1).map(part => Number(part ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}
