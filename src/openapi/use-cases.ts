import type { UseCases } from '../kernel/http/use-cases.ts';
import type { Feature } from './document.ts';
import type { docsRoutes } from './routes.ts';
import { serveDocument } from './serve-document.ts';
import { servePage } from './serve-page.ts';
import { type PackedProgram, serveProgram } from './serve-program.ts';

type Deps = {
  features: readonly Feature[];
  program: PackedProgram;
};

/** Which use case answers each route of the documentation. */
export const docsUseCases = ({ features, program }: Deps): UseCases<typeof docsRoutes> => ({
  openApi: serveDocument(features),
  docsPage: servePage(),
  docsProgram: serveProgram(program),
});
