export type ConsentRequest = {
  platform: string;
  app: string;
  /** People who could sign in; the first is chosen. */
  users: readonly { id: string; name: string }[];
  /** What the app asks for; with `choose` a person may untick each. */
  scopes: readonly string[];
  choose: boolean;
  /** Sent back with the decision, as it came. */
  hidden: Record<string, string>;
  language: 'en' | 'ru';
};

const WORDS = {
  en: {
    wants: (app: string) => `${app} wants to use your account`,
    fake: 'This is a stand-in for the platform. No real account is asked.',
    who: 'Account',
    allow: 'Allow',
    deny: 'Deny',
  },
  ru: {
    wants: (app: string) => `${app} просит доступ к вашему аккаунту`,
    fake: 'Это имитация платформы. Настоящий аккаунт не нужен.',
    who: 'Аккаунт',
    allow: 'Разрешить',
    deny: 'Отказать',
  },
} as const;

export const languageOf = (accepted: string | undefined): 'en' | 'ru' =>
  /^\s*ru\b/i.test(accepted ?? '') ? 'ru' : 'en';

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

/**
 * The page on which a person says yes or no. It posts to its own address `decision` (allow, deny),
 * `user`, a `scope` for each that is ticked, and all of `hidden`.
 */
export function consentPage(request: ConsentRequest): string {
  const words = WORDS[request.language];
  const hidden = Object.entries(request.hidden).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const users = request.users.map(
    ({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`,
  );
  // A box that may not be unticked is still sent, which `disabled` would prevent.
  const fixed = request.choose ? '' : ' onclick="return false"';
  const scopes = request.scopes.map(scope => {
    const box = `<input type="checkbox" name="scope" value="${escaped(scope)}" checked${fixed}>`;
    return `<p><label>${box} ${escaped(scope)}</label></p>`;
  });
  return `<!doctype html>
<html lang="${request.language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(request.platform)}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1.5rem}</style>
<h1>${escaped(request.platform)}</h1>
<p>${escaped(words.wants(request.app))}</p>
<form method="post">
${hidden.join('\n')}
<p><label>${words.who} <select name="user">${users.join('')}</select></label></p>
${scopes.join('\n')}
<p><button name="decision" value="allow">${words.allow}</button>
<button name="decision" value="deny">${words.deny}</button></p>
</form>
<p><small>${words.fake}</small></p>
</html>
`;
}
