import { PolicyDocument, type Statement } from '../../emulators/iam/policy.contract.ts';

/** The policies of AWS that our roles have, as AWS publishes them. */
const MANAGED: Readonly<Record<string, readonly Statement[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': PolicyDocument.parse({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: '*',
    },
  }).Statement,
};

export function managedPolicy(arn: string): readonly Statement[] {
  const name = arn.replace('arn:aws:iam::aws:policy/', '');
  const found = Object.hasOwn(MANAGED, name) ? MANAGED[name] : undefined;
  if (found) return found;
  throw new Error(`The local cloud does not know the managed policy ${arn}.`);
}
