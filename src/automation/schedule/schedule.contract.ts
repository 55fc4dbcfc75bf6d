import * as z from 'zod';
import { isTimeZone } from '../../kernel/time-zone.ts';
import { parseCron } from './cron-fields.ts';

const Time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day from 00:00 to 23:59.')
  .meta({ description: 'On the clocks of the zone.', examples: ['09:00'] });

const Expression = z
  .string()
  .max(200)
  .superRefine((line, { addIssue }) => {
    const parsed = parseCron(line);
    if ('fault' in parsed) addIssue({ code: 'custom', message: parsed.fault });
  })
  .meta({
    description:
      'Minute, hour, day of the month, month, weekday (0 and 7 are Sunday; names are allowed). Either of the days must be *.',
    examples: ['30 8 * * MON-FRI'],
  });

const TimeZone = z
  .string()
  .refine(isTimeZone, 'Must be an IANA time zone, such as Europe/Berlin.')
  .optional()
  .meta({ description: 'The zone of the workspace, if left out.' });

/** When a job runs. Times are read off the clocks of the zone, daylight saving included. */
export const Schedule = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('time_of_day'), time: Time, time_zone: TimeZone }),
    z.strictObject({
      type: z.literal('hours'),
      hours: z.int().min(1).max(24).meta({ description: 'One run in so many hours.' }),
      time_zone: TimeZone,
    }),
    z.strictObject({
      type: z.literal('weekdays'),
      days: z
        .array(z.int().min(0).max(6))
        .min(1)
        .max(7)
        .overwrite(days => [...new Set(days)].sort((a, b) => a - b))
        .meta({ description: '0 is Monday, 6 is Sunday.' }),
      time: Time,
      time_zone: TimeZone,
    }),
    z.strictObject({ type: z.literal('cron'), expression: Expression, time_zone: TimeZone }),
  ])
  .meta({ examples: [{ type: 'weekdays', days: [0, 2, 4], time: '18:30' }] });
export type Schedule = z.infer<typeof Schedule>;
