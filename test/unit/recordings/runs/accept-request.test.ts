import { expect, test } from 'vitest';
import { acceptRequest } from '../../../../src/recordings/runs/accept-request.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';

const SWAHILI = { transcription: { language: 'sw' } };

function world() {
  const it = idlePorts({ configOverrides: { trim: { enabled: false } } });
  const accept = acceptRequest({ ...it.ports, speechLanguages: ['en'] });
  return (config?: Record<string, unknown>, mayHaveSidecar = false) =>
    accept(it.recording, config, {
      mayHaveSidecar,
      fieldOf: path => path.replace('publish.presets', 'preset_ids'),
    });
}

test('what the run would go by has the request on top of what the recording has', async () => {
  const config = await world()({ topics: { enabled: false } });
  expect(config).toMatchObject({ trim: { enabled: false }, topics: { enabled: false } });
});

test.each([
  { name: 'a language of no engine', config: SWAHILI, path: 'config.transcription.language' },
  {
    name: 'a preset of nobody',
    config: { publish: { presets: [`pst_${'0'.repeat(26)}`] } },
    path: 'preset_ids[0]',
  },
])('$name is refused by its field', async ({ config, path }) => {
  await expect(world()(config)).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ path }],
  });
});

test('with a sidecar the words may be of any language', async () => {
  await expect(world()(SWAHILI, true)).resolves.toBeDefined();
});
