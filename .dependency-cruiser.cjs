const layers = require('./local/setup/layers.json');

const all = layers.flatMap(({ folders }) => folders);
const path = names => `^src/(${names.map(name => name.replace('.', '\\.')).join('|')})(/|$)`;

/** What stands in a layer imports itself and what stands below it, nothing beside or above. */
const downOnly = layers.flatMap(({ folders }, index) =>
  folders.map(folder => {
    const below = layers.slice(0, index).flatMap(layer => layer.folders);
    const others = all.filter(name => name !== folder && !below.includes(name));
    return {
      name: `${folder}-imports-only-what-stands-below-it`,
      severity: 'error',
      from: { path: path([folder]) },
      to: { path: path(others) },
    };
  }),
);

/** Everything of src but what may touch the world. */
const PURE = '^src/(?!adapters/|wiring/)';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...downOnly.filter(({ to }) => to.path !== path([])),
    {
      name: 'only-adapters-import-an-sdk',
      severity: 'error',
      from: { path: '^src/(?!adapters/)' },
      to: { path: 'node_modules/(@aws-sdk|openai|googleapis|electrodb|aws-cdk-lib)' },
    },
    {
      name: 'only-adapters-do-io',
      severity: 'error',
      from: { path: PURE },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(child_process|fs|fs/promises|http|https|net|worker_threads)$',
      },
    },
    {
      name: 'src-imports-nothing-outside',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(functions|containers|local|lib|bin|bench)/' },
    },
    {
      name: 'runtime-never-imports-lib',
      severity: 'error',
      from: { path: '^(functions|containers)/' },
      to: { path: '^(lib|bin|local|bench)/' },
    },
    {
      name: 'lib-imports-only-data',
      severity: 'error',
      from: { path: '^(lib|bin)/' },
      to: { path: '^(src/adapters|src/wiring|functions|containers|local|bench)/' },
    },
    {
      name: 'pages-import-only-types',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^(src|functions|containers|local|lib|bin)/',
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
