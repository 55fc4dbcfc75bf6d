import { WireError } from '../wire/wire-error.ts';

const LEGACY = 'AWS.SimpleQueueService';

/** Every refusal of this server with the older name that clients of SQS still see as `Code`. */
const LEGACY_CODES = {
  AccessDeniedException: 'AccessDenied',
  BatchEntryIdsNotDistinct: `${LEGACY}.BatchEntryIdsNotDistinct`,
  BatchRequestTooLong: `${LEGACY}.BatchRequestTooLong`,
  EmptyBatchRequest: `${LEGACY}.EmptyBatchRequest`,
  InvalidAttributeName: 'InvalidAttributeName',
  InvalidAttributeValue: 'InvalidAttributeValue',
  InvalidBatchEntryId: `${LEGACY}.InvalidBatchEntryId`,
  InvalidMessageContents: 'InvalidMessageContents',
  InvalidParameterValue: 'InvalidParameterValue',
  MessageNotInflight: `${LEGACY}.MessageNotInflight`,
  MissingParameter: 'MissingParameter',
  QueueDoesNotExist: `${LEGACY}.NonExistentQueue`,
  ReceiptHandleIsInvalid: 'ReceiptHandleIsInvalid',
  ResourceNotFoundException: 'ResourceNotFoundException',
  TooManyEntriesInBatchRequest: `${LEGACY}.TooManyEntriesInBatchRequest`,
  UnsupportedOperation: `${LEGACY}.UnsupportedOperation`,
} as const;

export function sqsError(code: keyof typeof LEGACY_CODES, message: string) {
  return new WireError(code, message, {
    headers: { 'x-amzn-query-error': `${LEGACY_CODES[code]};Sender` },
  });
}
