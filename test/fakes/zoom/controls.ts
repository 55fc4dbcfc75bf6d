import { z } from 'zod';
import type { Control } from '../shared/control-door.ts';
import type { ZoomCore } from './core.ts';
import { ZOOM_PLANS } from './rate-limits.ts';
import type { ZoomWebhooks } from './webhooks.ts';
import { ZoomApp, ZoomUser } from './world.ts';

const ByUser = z.strictObject({ user_id: z.string() });
const ByMeeting = z.strictObject({ uuid: z.string() });

/** What a test or a person may do over HTTP: `POST /__fake/<name>` with JSON. */
export function zoomControls(core: ZoomCore, webhooks: ZoomWebhooks): Record<string, Control> {
  const { world, grants } = core;
  return {
    plan: input => {
      world.plan = z.strictObject({ plan: z.literal(ZOOM_PLANS) }).parse(input).plan;
      return { plan: world.plan };
    },
    // An app or a user that is there already is replaced.
    app: input => put(world.apps, ZoomApp.parse(input), ({ client_id }) => client_id),
    user: input => put(world.users, ZoomUser.parse(input), ({ id }) => id),
    meeting: input => world.addMeeting(input),
    files: input => {
      const { uuid, files } = ByMeeting.extend({ files: z.unknown() }).parse(input);
      return world.addFiles(uuid, files);
    },
    finish: input => world.finish(ByMeeting.parse(input).uuid),
    recover: input => world.recover(ByMeeting.parse(input).uuid),
    revoke: input => {
      const { user_id } = ByUser.parse(input);
      grants.revokeAll(({ userId }) => userId === user_id);
      return grants.counts();
    },
    'expire-access': () => {
      grants.expireAccess();
      return grants.counts();
    },
    // The fake's own checks of what it is given are in `webhooks`.
    subscribe: input => webhooks.subscribe(input as Parameters<typeof webhooks.subscribe>[0]),
    announce: input => webhooks.announce(input as Parameters<typeof webhooks.announce>[0]),
    deauthorize: input => webhooks.deauthorize(ByUser.parse(input).user_id),
    'send-due': () => webhooks.sendDue(),
  };
}

function put<Row>(rows: Row[], row: Row, keyOf: (row: Row) => string) {
  const index = rows.findIndex(one => keyOf(one) === keyOf(row));
  rows.splice(index === -1 ? rows.length : index, 1, row);
  return row;
}
