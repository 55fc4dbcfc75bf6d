import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { synthesize } from '../../local/cloud/synth.ts';
import { signUp } from '../../local/demo/account.ts';
import { follow, upload } from '../support/castline-client.ts';
import { startTestCloud, TEMPLATES, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';
import { withoutGrants } from '../support/without-grants.ts';

describe('where grants are missing', () => {
  let cloud: TestCloud;
  let templates: string;
  const lines: string[] = [];

  beforeAll(async () => {
    templates = withoutGrants(await synthesize(TEMPLATES, () => undefined), [
      { policy: /^analyzeTaskTaskRole/, action: 's3:PutObject' },
      { policy: /^EditsFunctionServiceRole/, action: 'dynamodb:GetItem' },
      { permission: /^DocsFunction.*UnknownPaths/ },
    ]);
    cloud = await startTestCloud({ templates, log: line => lines.push(line) });
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(templates, { recursive: true });
  });

  /** The line of the log that says who was refused what. */
  const denials = (what: RegExp) => lines.filter(line => /^Denied/.test(line) && what.test(line));

  test('a worker that may not write fails its recording, and the log names role, action and key', async () => {
    const { api, recording } = await upload(cloud, await talkClip());
    const details = await follow(api, recording);
    expect(details).toMatchObject({ status: 'FAILED', failure: { stage: 'analyze' } });
    const [line] = denials(/s3:PutObject/);
    expect(line).toMatch(
      /assumed-role\/Pipeline-analyzeTaskTaskRole\w+ may not s3:PutObject on arn:aws:s3:::data-mediabucket\w+\/workspaces\/wsp_\w+\/recordings\/rec_\w+\/stages\/analyze\//,
    );
  });

  test('a function that may not read answers 500, and says no more to its client', async () => {
    const api = await signUp(cloud.apiUrl);
    const path = '/v1/recordings/rec_00000000000000000000000000/edit';
    const refused = api.get(path, z.unknown());
    await expect(refused).rejects.toMatchObject({ status: 500 });
    await expect(refused).rejects.not.toThrow(/dynamodb|arn:/);
    expect(denials(/dynamodb:GetItem/)[0]).toContain('Api-EditsFunctionServiceRole');
  });

  test('a route that may not call its function answers 500', async () => {
    expect((await fetch(`${cloud.apiUrl}/nowhere`)).status).toBe(500);
    expect(denials(/lambda:InvokeFunction/)[0]).toContain('apigateway.amazonaws.com');
    expect((await fetch(`${cloud.apiUrl}/v1/health/ready`)).status).toBe(200);
  });
});
