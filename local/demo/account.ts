import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { apiClient } from './api-client.ts';

const Registered = z.object({ tokens: z.object({ access_token: z.string() }) });

/** A fresh account for this run: registration is a part of what the demo shows. */
export async function signUp(apiUrl: string) {
  const name = randomBytes(6).toString('hex');
  const { tokens } = await apiClient(apiUrl).post('/v1/auth/register', Registered, {
    email: `demo-${name}@castline.example`,
    password: randomBytes(18).toString('base64url'),
    workspace_name: 'Demo',
  });
  return apiClient(apiUrl, tokens.access_token);
}
