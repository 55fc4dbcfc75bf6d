const REDIRECT = ['http://127.0.0.1:8080/callback'];

/** Who exists at a fake that was told of nobody. */
export const DEFAULT_USERS = [
  { id: 1001, first_name: 'Анна', last_name: 'Иванова' },
  { id: 1002, first_name: 'Борис', last_name: 'Петров', two_factor: false },
];

export const DEFAULT_GROUPS = [
  { id: 2001, name: 'Лекции', managers: { 1001: 'admin' as const, 1002: 'editor' as const } },
  { id: 2002, name: 'Чужая группа' },
  {
    id: 2003,
    name: 'Строгая группа',
    managers: { 1002: 'admin' as const },
    needs_two_factor: true,
  },
];

/** An app that was approved for uploads, and one that came too late. */
export const DEFAULT_APPS = [
  {
    client_id: '51000001',
    client_secret: 'vk-app-secret',
    redirect_uris: REDIRECT,
    extended: true,
  },
  { client_id: '54000002', client_secret: 'vk-new-app-secret', redirect_uris: REDIRECT },
];
