import * as z from 'zod';
import { environment } from './environment.ts';

/** The largest file that the workers of this deployment have disk for. */
export const uploadLimit = () => ({
  largestUploadBytes: environment({ LARGEST_UPLOAD_BYTES: z.coerce.number().int().positive() })
    .LARGEST_UPLOAD_BYTES,
});
