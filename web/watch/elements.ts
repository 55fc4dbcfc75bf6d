type Kind<Found extends Element> = abstract new () => Found;

/** An element that only some pages have. */
export function optional<Found extends Element>(
  selector: string,
  kind: Kind<Found>,
  within: ParentNode = document,
) {
  const found = within.querySelector(selector);
  return found instanceof kind ? found : undefined;
}

/** An element that every page has. */
export function required<Found extends Element>(
  selector: string,
  kind: Kind<Found>,
  within: ParentNode = document,
) {
  const found = optional(selector, kind, within);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

export const every = <Found extends Element>(
  selector: string,
  kind: Kind<Found>,
  within: ParentNode = document,
) => [...within.querySelectorAll(selector)].filter((node): node is Found => node instanceof kind);

/** The element around the place of an event, or that place itself. */
export function around<Found extends Element>(
  { target }: Event,
  selector: string,
  kind: Kind<Found>,
) {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found instanceof kind ? found : undefined;
}
