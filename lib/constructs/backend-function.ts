import { dirname } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  Charset,
  type ICommandHooks,
  NodejsFunction,
  OutputFormat,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import type { FunctionRow } from '../functions.ts';
import { repositoryPath } from '../names.ts';
import type { Operations } from '../operations.ts';
import { environmentOf, type Supplies, suppliesFor } from '../supplies.ts';
import { nameEntry } from './entry-metadata.ts';

/** Libraries still written for `require` need one, which an ES module has to make for itself. */
const REQUIRE =
  "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);";

const BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  // A stack trace of production names the line that we wrote.
  keepNames: true,
  sourceMap: true,
  sourcesContent: false,
  banner: REQUIRE,
  // As they are, words of other scripts take a twentieth less than in six signs for each letter.
  charset: Charset.UTF8,
  // asn1.js asks for an older copy of what the Encryption SDK has; both are used the same way.
  esbuildArgs: { '--alias:bn.js': repositoryPath('node_modules/bn.js') },
  // The SDK of the lockfile goes along: what was tested is what runs.
  bundleAwsSDK: true,
};

export type BackendFunctionProps = {
  row: FunctionRow;
  supplies: Supplies;
  operations: Operations;
};

/** A Lambda of ours: the defaults, exactly the rights of its row, and an alarm on its errors. */
export class BackendFunction extends Construct {
  readonly function: NodejsFunction;

  constructor(scope: Construct, { row, supplies, operations }: BackendFunctionProps) {
    super(scope, row.id);
    const granted = suppliesFor(row.needs, supplies);
    this.function = new NodejsFunction(this, 'Function', {
      ...runtime(row),
      description: row.entry,
      environment: { NODE_OPTIONS: '--enable-source-maps', ...environmentOf(granted) },
      logGroup: operations.logs(this, 'Logs'),
    });
    for (const { grantTo } of granted) grantTo?.(this.function);
    nameEntry(this.function, row.entry);
    operations.alarm(this, 'Errors', {
      metric: this.function.metricErrors({ period: Duration.minutes(5) }),
      threshold: row.alarmAtErrors ?? 1,
      meaning: row.failureImpact,
    });
  }
}

/** Puts files beside the bundle, at their place below the repository. */
const alongWith = (files: readonly string[]): ICommandHooks => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (repository, bundle) =>
    files.flatMap(file => [
      `mkdir -p "${dirname(`${bundle}/${file}`)}"`,
      `cp "${repository}/${file}" "${bundle}/${file}"`,
    ]),
});

const runtime = ({ entry, files = [], memoryMiB, timeoutSeconds }: FunctionRow) => ({
  entry: repositoryPath(entry),
  runtime: Runtime.NODEJS_24_X,
  architecture: Architecture.ARM_64,
  memorySize: memoryMiB,
  timeout: Duration.seconds(timeoutSeconds),
  tracing: Tracing.ACTIVE,
  loggingFormat: LoggingFormat.JSON,
  bundling: { ...BUNDLING, commandHooks: alongWith(files) },
  depsLockFilePath: repositoryPath('package-lock.json'),
  projectRoot: repositoryPath('.'),
});
