import type { VkCall } from './core.ts';
import { VkError } from './errors.ts';

/** `users.get`: the token's own user, or those who are named. */
export function getUsers({ core, caller, params }: VkCall) {
  const ids = params.text('user_ids')?.split(',').map(Number) ?? [caller.userId];
  if (ids.some(Number.isNaN)) throw new VkError(113);
  return ids
    .map(id => core.world.userBy(id))
    .filter(user => user !== undefined)
    .map(({ id, first_name, last_name }) => ({
      id,
      first_name,
      last_name,
      can_access_closed: true,
      is_closed: false,
    }));
}

/** `groups.get`: communities of the user, by role with `filter`. */
export function getGroups({ core, caller, params }: VkCall) {
  const filter = params.text('filter')?.split(',') ?? [];
  const found = core.world.groups.filter(({ managers }) => {
    const role = managers[`${caller.userId}`];
    return role !== undefined && (filter.length === 0 || filter.includes(role));
  });
  const items = params.flag('extended')
    ? found.map(({ id, name, managers }) => ({
        id,
        name,
        screen_name: `club${id}`,
        is_admin: 1,
        admin_level: managers[`${caller.userId}`] === 'admin' ? 3 : 2,
        type: 'group',
      }))
    : found.map(({ id }) => id);
  return { count: items.length, items };
}
