import { z } from 'zod';

const list = z.array(z.string()).default([]);

/** `AWS::ApiGatewayV2::Api`, as far as a local HTTP API follows it. */
export const ApiProperties = z.object({
  ProtocolType: z.string().default('HTTP'),
  CorsConfiguration: z
    .object({
      AllowOrigins: list,
      AllowMethods: list,
      AllowHeaders: list,
      ExposeHeaders: list,
      MaxAge: z.number().optional(),
      AllowCredentials: z.boolean().default(false),
    })
    .optional(),
});
export type Cors = NonNullable<z.infer<typeof ApiProperties>['CorsConfiguration']>;

export const RouteProperties = z.object({
  ApiId: z.string(),
  /** `GET /v1/things/{id}`, `ANY /{proxy+}` or `$default`. */
  RouteKey: z.string(),
  /** `integrations/<id>` */
  Target: z.string(),
  AuthorizationType: z.string().default('NONE'),
  AuthorizerId: z.string().optional(),
});

export const IntegrationProperties = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number().default(30_000),
});

export const AuthorizerProperties = z.object({
  AuthorizerType: z.literal('REQUEST'),
  AuthorizerUri: z.string(),
  AuthorizerPayloadFormatVersion: z.literal('2.0'),
  EnableSimpleResponses: z.literal(true),
  AuthorizerResultTtlInSeconds: z.number().default(0),
  IdentitySource: list,
});

export type Authorizer = {
  id: string;
  functionArn: string;
  cacheSeconds: number;
  identitySources: readonly string[];
};

export type Route = {
  key: string;
  functionArn: string;
  timeoutMs: number;
  authorizer: Authorizer | undefined;
};

/** A whole HTTP API, ready to serve. */
export type HttpApi = { id: string; cors: Cors | undefined; routes: readonly Route[] };
