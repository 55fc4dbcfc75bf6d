import { expect, test } from 'vitest';
import {
  canonicalRequest,
  encodeStrictly,
  sha256Hex,
  sign,
  signingKey,
  stringToSign,
} from '#local/emulators/iam/sigv4.ts';

/** The worked examples of the S3 API reference, "Signature Calculations". */
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const scope = { date: '20130524', region: 'us-east-1', service: 's3' };
const amzDate = '20130524T000000Z';
const host = ['host', 'examplebucket.s3.amazonaws.com'] as const;
const empty = sha256Hex('');

test.each([
  {
    name: 'a GET with a range',
    parts: {
      method: 'GET',
      path: '/test.txt',
      query: [],
      headers: [
        host,
        ['range', 'bytes=0-9'],
        ['x-amz-content-sha256', empty],
        ['x-amz-date', amzDate],
      ],
      payloadHash: empty,
    },
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  {
    name: 'a PUT of a key with a dollar sign',
    parts: {
      method: 'PUT',
      path: '/test$file.text',
      query: [],
      headers: [
        ['date', 'Fri, 24 May 2013 00:00:00 GMT'],
        host,
        ['x-amz-content-sha256', sha256Hex('Welcome to Amazon S3.')],
        ['x-amz-date', amzDate],
        ['x-amz-storage-class', 'REDUCED_REDUNDANCY'],
      ],
      payloadHash: sha256Hex('Welcome to Amazon S3.'),
    },
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  {
    name: 'a parameter without a value',
    parts: {
      method: 'GET',
      path: '/',
      query: [['lifecycle', '']],
      headers: [host, ['x-amz-content-sha256', empty], ['x-amz-date', amzDate]],
      payloadHash: empty,
    },
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  {
    name: 'parameters out of order',
    parts: {
      method: 'GET',
      path: '/',
      query: [
        ['prefix', 'J'],
        ['max-keys', '2'],
      ],
      headers: [host, ['x-amz-content-sha256', empty], ['x-amz-date', amzDate]],
      payloadHash: empty,
    },
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
  {
    name: 'a presigned GET',
    parts: {
      method: 'GET',
      path: '/test.txt',
      query: [
        ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
        ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
        ['X-Amz-Date', amzDate],
        ['X-Amz-Expires', '86400'],
        ['X-Amz-SignedHeaders', 'host'],
      ],
      headers: [host],
      payloadHash: 'UNSIGNED-PAYLOAD',
    },
    signature: 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  },
] as const)('$name is signed as in the reference', ({ parts, signature }) => {
  const key = signingKey(secretAccessKey, scope);
  expect(sign(key, stringToSign(amzDate, scope, canonicalRequest(parts)))).toBe(signature);
});

test('blanks in header values are folded', () => {
  const parts = { method: 'GET', path: '/', query: [], payloadHash: empty };
  const canonical = canonicalRequest({ ...parts, headers: [['a', '  b   c ']] });
  expect(canonical).toContain('\na:b c\n');
});

test('only unreserved characters stay as they are', () => {
  expect(encodeStrictly("aZ09-_.~ /+!'()*ü")).toBe('aZ09-_.~%20%2F%2B%21%27%28%29%2A%C3%BC');
});
