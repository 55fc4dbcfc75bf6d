import type { Recording } from '../../../recordings/recording.ts';

type Row = Recording & { gsi1pk?: string | undefined; gsi1sk?: string | undefined };

/** A row as the feature knows it: what it waits for is the sweeper's business. */
export const withoutWaiting = ({
  gsi1pk: _gsi1pk,
  gsi1sk: _gsi1sk,
  ...recording
}: Row): Recording => recording;
