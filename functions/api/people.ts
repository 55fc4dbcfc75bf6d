import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { mailPort } from '../../src/wiring/mail.ts';
import { peopleDeps } from '../../src/wiring/people.ts';
import { stateTable } from '../../src/wiring/table.ts';
import { peopleRoutes } from '../../src/workspaces/people/routes.ts';
import { peopleUseCases } from '../../src/workspaces/people/use-cases.ts';

const table = stateTable();

export const handler = apiHandler(
  peopleRoutes,
  peopleUseCases({ ...peopleDeps(table), ...mailPort() }),
  apiPlatform(table),
);
