import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  type ISecurityGroup,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { Operations } from '../operations.ts';

type WorkerNetworkProps = { config: StageConfig; operations: Operations };

/**
 * Two zones of public subnets that nothing can connect into. A NAT gateway would cost more than
 * the work of a small deployment; media goes through the free gateway endpoint of S3.
 */
export class WorkerNetwork extends Construct {
  readonly vpc: Vpc;
  readonly securityGroup: ISecurityGroup;

  constructor(scope: Construct, id: string, { config, operations }: WorkerNetworkProps) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.20.0.0/16'),
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'workers', subnetType: SubnetType.PUBLIC, cidrMask: 20 }],
      gatewayEndpoints: {
        s3: { service: GatewayVpcEndpointAwsService.S3 },
        dynamodb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
    });
    if (config.flowLogs) {
      this.vpc.addFlowLog('FlowLogs', {
        destination: FlowLogDestination.toCloudWatchLogs(operations.logs(this, 'FlowLogGroup')),
        trafficType: FlowLogTrafficType.ALL,
      });
    }
    const group = new SecurityGroup(this, 'Workers', {
      vpc: this.vpc,
      description: 'Workers call out; nothing calls them',
      allowAllOutbound: false,
    });
    // AWS and the providers of AI answer on it, at addresses that change; see ADR 0028.
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'HTTPS to AWS and to providers');
    this.securityGroup = group;
  }
}
