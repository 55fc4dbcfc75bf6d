import { ZoomApiError } from './errors.ts';

/**
 * The meeting that a path names, from its segment decoded once (contract §3, "Meeting id vs UUID").
 * Zoom's edge decodes before it routes: a uuid that begins with `/` or holds `//` is torn apart there
 * unless it was encoded twice. Any other may come encoded once or twice.
 */
export function meetingKeyOf(decodedOnce: string): string {
  if (decodedOnce.startsWith('/') || decodedOnce.includes('//')) {
    throw new ZoomApiError('no_meeting', decodedOnce);
  }
  try {
    // Base64 holds no percent sign, so what still has one was encoded twice.
    return decodeURIComponent(decodedOnce);
  } catch {
    throw new ZoomApiError('no_meeting', decodedOnce);
  }
}
