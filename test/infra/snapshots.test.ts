import { expect, test } from 'vitest';
import { stacks, template } from './support/cloud.ts';

/** Hashes of code and of the image change with every commit; what is deployed around them does not. */
const withoutHashes = (text: string) => text.replaceAll(/\b[0-9a-f]{64}\b/g, '<hash>');

test.each(Object.keys(stacks))('the template of %s is the one that was reviewed', async name => {
  const text = withoutHashes(JSON.stringify(template(name).toJSON(), null, 2));
  expect(text).not.toContain(process.cwd());
  await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}.json`);
});
