import { MOST_PRESETS, processingConfig } from '../config/processing-config.contract.ts';
import { type ConfigLayer, merge, type Overrides } from '../config/resolve.ts';
import type { Id, WorkspaceId } from '../kernel/ids.ts';
import type { MatchingRules } from './matching.contract.ts';
import type { OutputConfig } from './template.contract.ts';

export type TemplateId = Id<'template'>;
export type TemplateKey = { workspaceId: WorkspaceId; templateId: TemplateId };

/** Settings for recordings of one kind, and how such recordings are told. Times in milliseconds. */
export type Template = TemplateKey & {
  name: string;
  description: string | null;
  matchingRules: MatchingRules | null;
  processingConfig: Overrides;
  metadataConfig: Overrides;
  outputConfig: OutputConfig | null;
  /** Not finished: matches nothing, and may be without rules. */
  isDraft: boolean;
  /** Matches what comes in; recordings that have it keep it, active or not. */
  isActive: boolean;
  /** How often a recording was given it. */
  usedCount: number;
  lastUsedAt?: number | undefined;
  version: number;
  createdAt: number;
  updatedAt: number;
  /** Set once deletion was asked: from then on it answers as unknown. */
  deletedAt?: number | undefined;
};

/** What of a template is a layer of its recordings' config. */
export const templateLayer = ({
  processingConfig: processing,
  metadataConfig: metadata,
  outputConfig: output,
}: Pick<Template, 'processingConfig' | 'metadataConfig' | 'outputConfig'>): ConfigLayer => ({
  name: 'template',
  value: merge(processingConfig(), processing, {
    metadata,
    ...(output && {
      publish: { presets: output.preset_ids.slice(0, MOST_PRESETS) },
      output: { auto_upload: output.auto_upload, upload_captions: output.upload_captions },
    }),
  }),
});
