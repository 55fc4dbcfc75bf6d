import * as z from 'zod';
import { openTable, type Table } from '../adapters/dynamodb/client.ts';
import { environment } from './environment.ts';

/** The one table of this deployment. */
export const stateTable = (): Table =>
  openTable(environment({ TABLE_NAME: z.string().min(1) }).TABLE_NAME);
