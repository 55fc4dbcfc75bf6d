import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';

const Fields = z.record(z.string(), z.string());

/**
 * Reads what a container's `ValueFrom` names: a secret's ARN, and perhaps a key of its JSON behind
 * it (`<arn>:<key>::`). Undefined where the secret or the key is not there. Read with the rights of
 * the role that starts the container.
 */
export const createSecretReader =
  (clientOf: (executionRole: string) => SecretsManagerClient) =>
  async (valueFrom: string, executionRole: string): Promise<string | undefined> => {
    const parts = valueFrom.split(':');
    const isArn = parts[0] === 'arn';
    const SecretId = isArn ? parts.slice(0, 7).join(':') : valueFrom;
    const key = isArn ? parts[7] : undefined;
    try {
      const { SecretString } = await clientOf(executionRole).send(
        new GetSecretValueCommand({ SecretId }),
      );
      return key ? Fields.parse(JSON.parse(SecretString ?? '{}'))[key] : SecretString;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };
