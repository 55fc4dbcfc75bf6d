import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { apiClient } from './api-client.ts';

const Registered = z.object({ tokens: z.object({ access_token: z.string() }) });

/** A fresh account for this run: registration is a part of what the demo shows. */
export const signUp = async (apiUrl: string) => (await signUpWithToken(apiUrl)).api;

/** The token too, for a client that outlives the address. */
export async function signUpWithToken(apiUrl: string) {
  const name = randomBytes(6).toString('hex');
  const { tokens } = await apiClient(apiUrl).post('/v1/auth/register', Registered, {
    email: `demo-${name}@castline.example`,
    password: randomBytes(18).toString('base64url'),
    workspace_name: 'Demo',
  });
  const { access_token: token } = tokens;
  return { token, api: apiClient(apiUrl, token) };
}
