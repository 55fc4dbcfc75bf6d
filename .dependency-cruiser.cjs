const layers = require('./local/setup/layers.json');

const path = (house, names) =>
  `^${house}/(${names.map(name => name.replace('.', '\\.')).join('|')})(/|$)`;

/** What stands in a layer imports itself and what stands below it, nothing beside or above. */
const downOnly = Object.entries(layers).flatMap(([house, rows]) => {
  const all = rows.flatMap(({ folders }) => folders);
  return rows.flatMap(({ folders }, index) =>
    folders.flatMap(folder => {
      const below = rows.slice(0, index).flatMap(layer => layer.folders);
      const others = all.filter(name => name !== folder && !below.includes(name));
      const from = { path: path(house, [folder]) };
      const name = `${house}/${folder}-imports-only-what-stands-below-it`;
      if (others.length === 0) return [];
      return [{ name, severity: 'error', from, to: { path: path(house, others) } }];
    }),
  );
});

/** Everything of src but what may touch the world. */
const PURE = '^src/(?!adapters/|wiring/)';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...downOnly,
    {
      name: 'only-adapters-import-an-sdk',
      severity: 'error',
      from: { path: '^src/(?!adapters/)' },
      to: { path: 'node_modules/(@aws-sdk|@aws-crypto|openai|googleapis|electrodb|aws-cdk-lib)' },
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
      name: 'only-the-runner-starts-a-child',
      comment: 'It cannot be called without a deadline.',
      severity: 'error',
      from: { path: '^(src|functions|containers)/(?!adapters/engine/)' },
      to: { dependencyTypes: ['core'], path: '^(node:)?child_process$' },
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
