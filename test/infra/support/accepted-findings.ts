/** A finding of AWS Solutions that we live with, where it is, and why. */
export type AcceptedFinding = { rule: string; where: RegExp; reason: string };

const FUNCTION_ROLE = /\/Function\/ServiceRole\//;
const MACHINE_ROLE = /^\/Pipeline\/\w+Runs\/Machine\/Role\//;
const TASK_ROLE = /^\/Pipeline\/\w+\/Task\/TaskRole\//;

const STAGE_FUNCTIONS = [
  'MediaStagesFunctionBD6936EA',
  'PublishStagesFunctionCC5206E8',
  'RunStagesFunction4A4C7DEF',
  'SpeechStagesFunctionFF134A14',
  'SubtitlesStagesFunction7C5E7DFD',
  'TopicsStagesFunction5A39A7FB',
];

export const ACCEPTED: readonly AcceptedFinding[] = [
  {
    rule: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    where: /\/(Function\/ServiceRole|BucketNotificationsHandler\w+\/Role)\/Resource$/,
    reason: "It allows a function to write its own logs and nothing else; it is Lambda's default.",
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: FUNCTION_ROLE,
    reason:
      'X-Ray has no resources: PutTraceSegments and PutTelemetryRecords can only be allowed on *.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: MACHINE_ROLE,
    reason:
      'Delivery of logs and traces of a state machine can only be allowed on *, as AWS documents.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: /\/Task\/ExecutionRole\//,
    reason:
      'ecr:GetAuthorizationToken has no resources; reading the image itself is limited to its repository.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<MediaBucket4022EBBF.Arn>/workspaces/*/stages/*]',
    where: new RegExp(`${FUNCTION_ROLE.source}|${TASK_ROLE.source}`),
    reason: 'What stages made, of all workspaces: the only files that a stage writes and deletes.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<MediaBucket4022EBBF.Arn>/workspaces/*]',
    where: new RegExp(`${FUNCTION_ROLE.source}|${TASK_ROLE.source}`),
    reason:
      'Objects of all workspaces below one prefix: one function serves every workspace, and its code checks the prefix of the caller.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<MediaBucket4022EBBF.Arn>/inbox/*]',
    where: /^\/Automation\/(Ingest|EraseAccount)\//,
    reason: 'Drops of all workspaces: only who takes them in, or erases those of an account.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<MediaBucket4022EBBF.Arn>/workspaces/*/thumbnails/*]',
    where: /^\/Api\/Thumbnails\//,
    reason:
      'Thumbnails of all workspaces: one function serves every workspace, and its code checks the prefix of the caller.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<SiteBucket978D4AEB.Arn>/*]',
    where: /^\/(Pipeline\/PublishStages|Automation\/(TakeBack|EraseAccount))\//,
    reason: 'Whoever publishes, takes back or erases a page writes below any of its addresses.',
  },
  ...STAGE_FUNCTIONS.map(id => ({
    rule: `AwsSolutions-IAM5[Resource::<${id}.Arn>:*]`,
    where: MACHINE_ROLE,
    reason: 'Versions of a function of stages, which CDK grants together with it.',
  })),
  {
    rule: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecs:<AWS::Region>:<AWS::AccountId>:task-definition/*]',
    where: MACHINE_ROLE,
    reason: 'All revisions of our own task definitions: states name the family, not a revision.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::<SweepFunctionA7728703.Arn>:*]',
    where: /^\/Automation\/SchedulerRole/,
    reason: 'Versions of the one sweep function, which CDK grants together with it.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:*]',
    where: /^\/Automation\/(Admit|Sweep)\//,
    reason: 'Runs of the one state machine: their names are only known when they start.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    where: /^\/Data\/AuthSecret\/Resource$/,
    reason:
      'A new seed ends every session, so it is changed by hand when there is a reason (docs/runbook.md).',
  },
  {
    rule: 'AwsSolutions-ECS2',
    where: /^\/Pipeline\/\w+\/Task\/Resource$/,
    reason: 'The variables are names of resources; a test sees to it that none is a secret.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    where: /^\/Api\/(Api\/Http\/|Unknown\/)/,
    reason: 'Routes whose row says public; a test compares every route with its row.',
  },
  {
    rule: 'AwsSolutions-CFR1',
    where: /^\/Data\/Site\/Distribution\/Resource$/,
    reason: 'Published recordings are for the whole world.',
  },
  {
    rule: 'AwsSolutions-CFR2',
    where: /^\/Data\/Site\/Distribution\/Resource$/,
    reason: 'Static files from a private bucket: a firewall would have nothing to protect.',
  },
  {
    rule: 'AwsSolutions-CFR4',
    where: /^\/Data\/Site\/Distribution\/Resource$/,
    reason:
      "CloudFront's own certificate cannot demand TLS 1.2; docs/deploy.md says how to use your own domain.",
  },
];
