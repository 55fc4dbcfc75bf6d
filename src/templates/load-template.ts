import { AppError } from '../kernel/errors.ts';
import type { Templates } from './ports.ts';
import type { Template, TemplateKey } from './template.ts';

export const noSuchTemplate = () => new AppError('not_found', 'No such template.');

/** @throws not_found for unknown, foreign and deleted ones alike */
export async function loadTemplate(
  templates: Pick<Templates, 'find'>,
  key: TemplateKey,
): Promise<Template> {
  const template = await templates.find(key);
  if (!template) throw noSuchTemplate();
  return template;
}
