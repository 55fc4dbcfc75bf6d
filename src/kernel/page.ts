/** Part of a list. The cursor leads to the next one; null at the end. */
export type Page<Item, Cursor extends string> = { items: Item[]; cursor: Cursor | null };

/** Which part of a list: after the item that the cursor names. */
export type PageOf<Cursor extends string> = { limit: number; cursor?: Cursor | undefined };
