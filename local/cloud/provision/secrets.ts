import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { SecretsServer } from '../../emulators/secrets/server.ts';
import type { Assembly } from '../template/assembly.ts';

const SecretProperties = z.object({
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .object({
      PasswordLength: z.number().default(32),
      ExcludeCharacters: z.string().default(''),
      ExcludeLowercase: z.boolean().default(false),
      ExcludeUppercase: z.boolean().default(false),
      ExcludeNumbers: z.boolean().default(false),
      ExcludePunctuation: z.boolean().default(false),
      SecretStringTemplate: z.string().optional(),
      GenerateStringKey: z.string().optional(),
    })
    .optional(),
});
type Generate = NonNullable<z.infer<typeof SecretProperties>['GenerateSecretString']>;

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';

/** Makes each secret of the template once; later starts find it as it was. */
export function createSecrets(assembly: Assembly, secrets: SecretsServer) {
  for (const { name, properties } of assembly.resources('AWS::SecretsManager::Secret')) {
    const { SecretString: given, GenerateSecretString: rules } = SecretProperties.parse(properties);
    secrets.ensureSecret(name, () => given ?? (rules ? generate(rules) : ''));
  }
}

function generate(rules: Generate): string {
  const password = randomText(rules);
  const { SecretStringTemplate: template, GenerateStringKey: key } = rules;
  if (!template || !key) return password;
  const fields = z.record(z.string(), z.unknown()).parse(JSON.parse(template));
  return JSON.stringify({ ...fields, [key]: password });
}

function randomText(rules: Generate) {
  const alphabet = [
    rules.ExcludeLowercase ? '' : LOWERCASE,
    rules.ExcludeUppercase ? '' : LOWERCASE.toUpperCase(),
    rules.ExcludeNumbers ? '' : '0123456789',
    rules.ExcludePunctuation ? '' : '!#$%&()*+,-./:;<=>?@[]^_{|}~',
  ]
    .join('')
    .split('')
    .filter(character => !rules.ExcludeCharacters.includes(character));
  const letters = Array.from(
    { length: rules.PasswordLength },
    () => alphabet[randomInt(alphabet.length)],
  );
  return letters.join('');
}
