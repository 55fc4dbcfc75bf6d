/** The API answers at all. */
export const reportLive = () => async () => ({ status: 'ok' as const });
