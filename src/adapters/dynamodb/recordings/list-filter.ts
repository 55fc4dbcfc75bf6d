import { type RecordingFilter, wantedStatuses } from '../../../recordings/lists/filter.ts';

/** What a list has only rows of, so that nothing has to be compared. */
export type Covered = 'status' | 'template' | 'source' | 'unmapped' | 'start' | 'nothing';

type Comparison = { text: string; values?: Readonly<Record<string, unknown>> };

/**
 * What is left to compare of each row that a list leads to. Rows are read whether it holds or not:
 * what should be found among many needs a list of its own.
 */
export function leftToCompare(filter: RecordingFilter, covered: Covered): Comparison[] {
  const { templateId, sourceId, sourceType, isMapped, search, from, to } = filter;
  const byStart = covered !== 'nothing';
  return [
    // Its own row stays for a while, and only the lists leave it out.
    ...(byStart ? [] : [{ text: 'attribute_not_exists(deletedAt)' }]),
    ...(covered === 'status' ? [] : ofStatus(filter)),
    ...(templateId && covered !== 'template' ? [is('templateId', templateId)] : []),
    ...(sourceId && covered !== 'source' ? [is('sourceId', sourceId)] : []),
    ...(sourceType ? [is('#source', sourceType, 'sourceType')] : []),
    ...(isMapped === true ? [{ text: 'attribute_exists(templateId)' }] : []),
    ...(isMapped === false && covered !== 'unmapped'
      ? [{ text: 'attribute_not_exists(templateId)' }]
      : []),
    ...(filter.excludeBlank
      ? [
          {
            text: '(attribute_not_exists(isBlank) OR isBlank = :no)',
            values: { ':no': false },
          },
        ]
      : []),
    ...(search
      ? [{ text: 'contains(searchName, :search)', values: { ':search': search.toLowerCase() } }]
      : []),
    ...(byStart || from === undefined
      ? []
      : [{ text: 'startTime >= :from', values: { ':from': from } }]),
    ...(byStart || to === undefined ? [] : [{ text: 'startTime <= :to', values: { ':to': to } }]),
  ];
}

const is = (attribute: string, value: unknown, name = attribute): Comparison => ({
  text: `${attribute} = :${name}`,
  values: { [`:${name}`]: value },
});

function ofStatus(filter: RecordingFilter): Comparison[] {
  const statuses = wantedStatuses(filter);
  if (statuses) {
    const named = statuses.map((status, index) => [`:status${index}`, status] as const);
    const text = `#status IN (${named.map(([name]) => name).join(', ')})`;
    return [{ text, values: Object.fromEntries(named) }];
  }
  if (filter.failed !== false) return [];
  return [{ text: '#status <> :failed', values: { ':failed': 'FAILED' } }];
}

/** Words of DynamoDB's own. */
const RESERVED: Readonly<Record<string, string>> = { '#status': 'status', '#source': 'source' };

/** The comparisons as a query wants them, with the names that they use. */
export function filterExpression(comparisons: readonly Comparison[]) {
  const text = comparisons.map(comparison => comparison.text).join(' AND ');
  const names = Object.entries(RESERVED).filter(([name]) => text.includes(name));
  return {
    ...(text && { FilterExpression: text }),
    names: Object.fromEntries(names),
    values: Object.fromEntries(comparisons.flatMap(({ values = {} }) => Object.entries(values))),
  };
}
