import { expect, test } from 'vitest';
import { onlyResource, resources } from './support/cloud.ts';

test('workers have a way out that costs nothing while they rest, and no way in', () => {
  expect(resources('media', 'AWS::EC2::NatGateway')).toEqual([]);
  const subnets = resources('media', 'AWS::EC2::Subnet');
  expect(subnets).toHaveLength(2);
  const zones = subnets.map(([, { Properties }]) => JSON.stringify(Properties.AvailabilityZone));
  expect(new Set(zones).size).toBe(2);
  expect(onlyResource('media', 'AWS::EC2::SecurityGroup').Properties).not.toHaveProperty(
    'SecurityGroupIngress',
  );
  expect(resources('media', 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
});

test('workers call out over HTTPS alone', () => {
  const { SecurityGroupEgress } = onlyResource('media', 'AWS::EC2::SecurityGroup').Properties;
  expect(SecurityGroupEgress).toEqual([
    expect.objectContaining({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
  ]);
  expect(resources('media', 'AWS::EC2::SecurityGroupEgress')).toEqual([]);
});

test('media and rows do not cross the internet', () => {
  const services = resources('media', 'AWS::EC2::VPCEndpoint').map(([, { Properties }]) =>
    JSON.stringify(Properties.ServiceName),
  );
  expect(services.join()).toContain('.s3');
  expect(services.join()).toContain('.dynamodb');
});

test('the cluster offers Spot and on demand', () => {
  const { CapacityProviders } = onlyResource(
    'media',
    'AWS::ECS::ClusterCapacityProviderAssociations',
  ).Properties;
  expect([...CapacityProviders].sort()).toEqual(['FARGATE', 'FARGATE_SPOT']);
});
