import type { Grant } from '../cloud/iam/grants.ts';

/** Why a grant stays that no test uses. */
type Reason = { who: RegExp; action: RegExp; resource?: RegExp; because: string };

const ANYBODY = /./;

const REASONS: readonly Reason[] = [
  {
    who: ANYBODY,
    action: /^(logs|xray|ecr|kms):/,
    because: 'Logs, traces, keys and the image: services that the local cloud does not have.',
  },
  {
    who: /BucketNotificationsHandler|otificationsHandler|^logging\.s3/,
    action: /^s3:/,
    because:
      "CDK's own function sets notifications; storage writes access logs. Neither runs here.",
  },
  {
    who: ANYBODY,
    action: /^sqs:(ChangeMessageVisibility|GetQueueUrl|GetQueueAttributes)$/,
    because: 'CDK grants them with the right to read a queue, or to be told of objects.',
  },
  {
    who: ANYBODY,
    action: /^lambda:InvokeFunction$/,
    resource: /:\*$/,
    because: 'CDK grants versions of a function together with it.',
  },
  {
    who: /RunsMachineRole/,
    action: /^ecs:/,
    because:
      'CDK names the newest revision beside the family that we name; what it allows on all tasks, we deny.',
  },
  {
    who: ANYBODY,
    action: /^s3:AbortMultipartUpload$/,
    because: 'Gives up the parts of an upload that failed half-way, or that nobody completed.',
  },
  {
    who: /^Automation-Ingest/,
    action: /^s3:List(MultipartUploadParts|BucketMultipartUploads)$/,
    because: 'A drop too large for one copy goes on from its parts; tested without a cloud.',
  },
  {
    who: /^Automation-Sweep/,
    action: /^(dynamodb|states|sqs):/,
    because: 'Mends what a crash left between two writes; most of it is tested without a cloud.',
  },
  {
    who: /^Api-/,
    action: /^dynamodb:DeleteItem$/,
    because: 'Forgets a call that failed, so that its key may be used again; ends a session.',
  },
  {
    who: /^Api-Edits/,
    action: /^s3:(DeleteObject|ListBucket)$/,
    because: 'Removes what a change wrote that came second to another.',
  },
  {
    who: /^Api-Templates/,
    action: /^s3:GetObject$/,
    because: 'Previews of texts read what a run found out; tested without a cloud.',
  },
  {
    who: ANYBODY,
    action: /^ses:/,
    because: 'SES asks for the right to the address or to its domain, whichever it knows.',
  },
  {
    who: /^Api-Tasks/,
    action: /^sqs:SendMessage$/,
    because: 'Asks for a task to be cancelled.',
  },
  {
    who: /^Automation-EraseAccount/,
    action: /^s3:/,
    because:
      'Erases what is left of files, drops and pages of an account; recordings have taken theirs along before.',
  },
  {
    who: /^Automation-Jobs/,
    action: /^sqs:SendMessage$/,
    because: 'Asks for another turn where one had no time for all items.',
  },
  {
    who: /^Pipeline-\w+TaskTaskRole/,
    action: /^(states:SendTask\w+|s3:(DeleteObject|ListBucket))$/,
    because: 'Every worker tells that it lives and how it ends, and clears what it left.',
  },
  {
    who: /^(Api-(Tasks|Recordings|Uploads|Runs|People|Keys|Audit|Config|Templates|Connections|Presets|Sources|Bulk|Thumbnails|Plans|Admin)|Automation-)/,
    action: /^dynamodb:(ConditionCheckItem|GetItem|PutItem|Query|UpdateItem)$/,
    because: 'Rows of workspaces are one right: each function uses a part of the repositories.',
  },
];

export const reasonFor = ({ who, action, resource }: Grant) =>
  REASONS.find(
    reason =>
      reason.who.test(who) &&
      reason.action.test(action) &&
      (reason.resource ?? ANYBODY).test(resource),
  )?.because;
