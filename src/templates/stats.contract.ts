import * as z from 'zod';
import { TemplateId } from './template.contract.ts';

export const TemplateStats = z.strictObject({
  template_id: TemplateId,
  template_name: z.string(),
  /** That have it now. */
  total_recordings: z.int(),
  by_status: z.record(z.string(), z.int()),
  /** How often it was given to a recording, ever. */
  used_count: z.int(),
  last_matched_at: z.iso.datetime().nullable(),
  is_active: z.boolean(),
});
export type TemplateStats = z.infer<typeof TemplateStats>;
