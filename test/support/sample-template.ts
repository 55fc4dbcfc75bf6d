import { newId } from '../../src/kernel/ids.ts';
import { MatchingRules } from '../../src/templates/matching.contract.ts';
import type { Template } from '../../src/templates/template.ts';
import { newWorkspaceId } from './samples.ts';

/** A template for every lecture; override what a test is about. */
export const sampleTemplate = (changes: Partial<Template> = {}): Template => ({
  workspaceId: newWorkspaceId(),
  templateId: newId('template'),
  name: 'Lectures',
  description: null,
  matchingRules: MatchingRules.parse({ keywords: ['lecture'] }),
  processingConfig: {},
  metadataConfig: {},
  outputConfig: null,
  isDraft: false,
  isActive: true,
  usedCount: 0,
  version: 1,
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_000_000,
  ...changes,
});
