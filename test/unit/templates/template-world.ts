import { newId } from '../../../src/kernel/ids.ts';
import { createTemplate } from '../../../src/templates/create-template.ts';
import { CreateTemplate } from '../../../src/templates/template.contract.ts';
import { personOf, REQUEST } from '../../support/callers.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';

/** A workspace with one recording, and somebody who works with templates. */
export function worldOfTemplates() {
  const it = idlePorts();
  const caller = personOf(it.key.workspaceId);
  const create = (wanted: object, operationId = newId('template').slice(4)) =>
    createTemplate(it.ports)(caller, CreateTemplate.parse(wanted), { ...REQUEST, operationId });
  const make = (wanted: object = {}) =>
    create({ name: 'Lectures', matching_rules: { keywords: ['lecture'] }, ...wanted });
  const refused = (path: string) => ({ code: 'invalid_request', errors: [{ path }] });
  return { ...it, caller, create, make, refused };
}
