import { CAPABILITIES, PLAN_NAMES, planOf } from './plans.ts';
import { planView } from './views.ts';

/** All plans of all capabilities, the smallest first. */
export const listPlans = () => ({
  items: CAPABILITIES.flatMap(capability =>
    PLAN_NAMES.map(name => planView(capability, name, planOf(capability, name))),
  ).sort((one, other) => one.sort_order - other.sort_order),
  cursor: null,
});
