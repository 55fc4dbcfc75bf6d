import {
  placesToCompare,
  riseTogether,
  SEARCH_SECONDS,
  shareFound,
} from '../sound/compare-tracks.ts';
import type { Found } from './measure-original.ts';
import type { MeasurePorts } from './ports.ts';

/** So much of the places has to be found. */
const MOST = 0.75;

/** Whether a track that is taken has all that this one has, or is a part of it. */
export async function relate(ports: MeasurePorts, own: Found, other: Found) {
  if (riseTogether(own.levels, other.levels)) return 'has';
  if ((await shareIn(ports, own, other)) >= MOST) return 'has';
  return (await shareIn(ports, other, own)) >= MOST ? 'is_part' : undefined;
}

/** How much of the sound of one is in the other. */
async function shareIn(ports: MeasurePorts, own: Found, other: Found) {
  if (!own.pcmPath || !other.pcmPath) return 0;
  const places = placesToCompare(own.sound);
  const wide = places.map(({ start, end }) => ({
    start: start - SEARCH_SECONDS,
    end: end + SEARCH_SECONDS,
  }));
  return shareFound({
    own: await ports.readPcm(own.pcmPath, places),
    other: await ports.readPcm(other.pcmPath, wide),
  });
}
