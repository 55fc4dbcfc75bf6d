import { fileURLToPath } from 'node:url';
import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageConfig } from './config.ts';

/** Names that two stacks must know before either exists. */
export const stackName = (config: StageConfig, part: string) =>
  `castline-${config.name}-${part.toLowerCase()}`;

/**
 * A name that is one in the whole account, like those of dashboards and of all that CloudFront has:
 * stages and regions would else fight over it.
 */
export const accountWideName = (scope: Construct, config: StageConfig, ...parts: string[]) =>
  [`castline-${config.name}`, ...parts, Stack.of(scope).region].join('-');

/** Ends in the kind of subject, so that who starts runs finds the machine by its kind. */
export const stateMachineName = (config: StageConfig, kind: string) =>
  `castline-${config.name}-pipeline-${kind}`;

/**
 * By name, because workers answer the state machine that is deployed after them: a reference
 * would make their stacks need each other.
 */
export const stateMachineArn = (scope: Construct, config: StageConfig, kind: string) =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: stateMachineName(config, kind),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** Paths of the repository, wherever the app is started from. */
export const repositoryPath = (path: string) =>
  fileURLToPath(new URL(`../${path}`, import.meta.url));

/** A word as it begins a name or a sentence. */
export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
