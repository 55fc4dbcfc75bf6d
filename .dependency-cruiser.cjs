/** Imports point inward: functions, containers and local → adapters → features → platform. */
const features =
  'workspaces|plans|media|recordings|templates|pipeline|speech|topics|subtitles|publishing|connections|automation';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: `^src/(${features}|adapters)/` },
    },
    {
      name: 'features-import-no-adapter',
      severity: 'error',
      from: { path: `^src/(${features})/` },
      to: { path: '^(src/adapters|functions|containers|local|lib|bin)/' },
    },
    {
      name: 'features-import-no-sdk',
      severity: 'error',
      from: { path: `^src/(${features}|platform)/` },
      to: { path: 'node_modules/(@aws-sdk|openai|googleapis|electrodb|aws-cdk-lib)' },
    },
    {
      name: 'features-do-no-io',
      severity: 'error',
      from: { path: `^src/(${features})/` },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(child_process|fs|fs/promises|http|https|net|worker_threads)$',
      },
    },
    {
      name: 'runtime-never-imports-lib',
      severity: 'error',
      from: { path: '^(src|functions|containers)/' },
      to: { path: '^(lib|bin|local)/' },
    },
    {
      name: 'adapters-stay-inside',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^(functions|containers|local|lib|bin)/' },
    },
    {
      name: 'lib-imports-only-data',
      severity: 'error',
      from: { path: '^(lib|bin)/' },
      to: { path: '^(src/adapters|functions|containers|local)/' },
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
