/** When a cue begins or ends: `01:02:03.004` in WebVTT; SubRip writes a comma before the milliseconds. */
export function cueTime(seconds: number, mark: '.' | ',' = '.') {
  const milliseconds = Math.round(seconds * 1000);
  const part = (size: number, modulo: number) => Math.floor(milliseconds / size) % modulo;
  const [hours, minutes, whole] = [part(3_600_000, 1e6), part(60_000, 60), part(1000, 60)];
  const clock = [hours, minutes, whole].map(number => String(number).padStart(2, '0')).join(':');
  return `${clock}${mark}${String(part(1, 1000)).padStart(3, '0')}`;
}
