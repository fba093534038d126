import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LoadedConfig, readConfig } from '../../src/config/load.ts';
import { findKind, hasKubectl, type Manifest, podOf, renderManifests } from './manifests.ts';
import { restrictedViolations } from './restricted.ts';
import { unknownMembers, validateManifest } from './schemas.ts';

const ofEveryGateway = [
  'ConfigMap',
  'Deployment',
  'HorizontalPodAutoscaler',
  'Namespace',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'Service',
  'ServiceAccount',
];
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  'overlays/dev': [...ofEveryGateway, 'Secret'],
  'overlays/production': [...ofEveryGateway, 'PrometheusRule', 'ServiceMonitor'],
};

/** The configuration as the pod reads it: its secrets made up, its environment that of the production overlay. */
function readMountedConfig(manifests: readonly Manifest[]): LoadedConfig {
  const folder = mkdtempSync(join(tmpdir(), 'mounted-secrets-'));
  for (const name of ['application-token', 'shared-secret']) writeFileSync(join(folder, name), 'x'.repeat(40));
  const text = findKind(manifests, 'ConfigMap').data?.['soapstone.yaml'] ?? '';
  const env = { SUPEROFFICE_URL: 'https://crm.example.com/Remote/Services86/', REDIS_URL: 'redis://redis:6379' };
  try {
    return readConfig(text.replaceAll('/run/secrets/soapstone', folder), '/etc/soapstone/soapstone.yaml', env);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!hasKubectl).each(Object.entries(kindsOf))('%s', (folder, kinds) => {
  const manifests = hasKubectl ? renderManifests(folder) : [];
  const pod = () => podOf(manifests);
  const container = () => {
    const [first] = pod().spec.containers;
    if (first === undefined) throw new Error('no container');
    return first;
  };
  const spec = <T>(kind: string) => findKind(manifests, kind).spec as T;

  test('has every kind of object that a gateway in production needs', () => {
    expect(manifests.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  });

  test('each object is valid by the schema of its kind', () => {
    for (const manifest of manifests) expect(() => validateManifest(manifest)).not.toThrow();
  });

  test('no object has a member that its kind does not know', () => {
    expect(unknownMembers(manifests)).toEqual([]);
  });

  test('the pod keeps to the restricted Pod Security Standard, which its namespace enforces', () => {
    expect(restrictedViolations(pod().spec)).toEqual([]);
    expect(findKind(manifests, 'Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });

  test('the root of its file system cannot be written to, and it has no token of the cluster', () => {
    expect(container().securityContext?.readOnlyRootFilesystem).toBe(true);
    expect(pod().spec.automountServiceAccountToken).toBe(false);
    expect(findKind(manifests, 'ServiceAccount')).toMatchObject({ automountServiceAccountToken: false });
  });

  test('probes ask what the gateway answers, on a port that it has', () => {
    const { startupProbe, livenessProbe, readinessProbe, ports = [] } = container();
    const probes = [startupProbe, livenessProbe, readinessProbe];
    expect(probes.map((probe) => probe?.httpGet.path)).toEqual(['/health/live', '/health/live', '/health/ready']);
    for (const probe of probes) expect(ports.map(({ name }) => name)).toContain(probe?.httpGet.port);
  });

  test('the time to stop is enough for the pause before it and for draining', () => {
    const { config } = readMountedConfig(manifests);
    const [, pause] = /setTimeout\(\(\) => \{\}, (\d+)\)/u.exec(JSON.stringify(container().lifecycle?.preStop)) ?? [];
    const stopMs = Number(pause) + (config?.server.drainMs ?? Number.NaN);
    expect((pod().spec.terminationGracePeriodSeconds ?? 0) * 1000).toBeGreaterThan(stopMs);
  });

  test('it asks for what it uses, is spread, and memory is bounded', () => {
    const { resources } = container();
    expect(resources?.requests).toHaveProperty('cpu');
    expect(resources?.requests).toHaveProperty('memory');
    expect(resources?.limits).toHaveProperty('memory');
    expect(pod().spec.topologySpreadConstraints).not.toEqual([]);
  });

  test('every selector finds the pod, and no peer of the network policy is changed by it', () => {
    const { labels } = pod().metadata;
    expect(labels).toMatchObject(spec<{ selector: object }>('Service').selector);
    for (const kind of ['Deployment', 'PodDisruptionBudget']) {
      expect(labels).toMatchObject(spec<{ selector: { matchLabels: object } }>(kind).selector.matchLabels);
    }
    const policy = spec<{ podSelector: { matchLabels: object }; egress: object[] }>('NetworkPolicy');
    expect(labels).toMatchObject(policy.podSelector.matchLabels);
    expect(policy.egress[0]).toMatchObject({ to: [{ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }] });
  });

  test('ports that the service and the policy name are ports of the container', () => {
    const names = (container().ports ?? []).map(({ name }) => name);
    const service = spec<{ ports: { targetPort: string }[] }>('Service');
    expect(service.ports.map(({ targetPort }) => targetPort)).toEqual(names);
    const policy = spec<{ ingress: { ports: { port: string }[] }[] }>('NetworkPolicy');
    expect(policy.ingress.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual(names);
  });
});

describe.skipIf(!hasKubectl)('the production overlay', () => {
  const manifests: readonly Manifest[] = hasKubectl ? renderManifests('overlays/production') : [];

  test('runs two replicas or more, of which one may be away', () => {
    expect(findKind(manifests, 'Deployment').spec).toMatchObject({ replicas: 2 });
    expect(findKind(manifests, 'HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 2 });
    expect(findKind(manifests, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
  });

  test('has its secret as files and none in the repository', () => {
    const [container] = podOf(manifests).spec.containers;
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(container?.volumeMounts).toContainEqual({
      name: 'secrets',
      mountPath: '/run/secrets/soapstone',
      readOnly: true,
    });
  });

  test('has a configuration that the program takes, given the secrets', () => {
    const { diagnostics, config } = readMountedConfig(manifests);
    const { ports = [] } = podOf(manifests).spec.containers[0] ?? {};
    expect(diagnostics).toEqual([]);
    const env = podOf(manifests).spec.containers[0]?.env ?? [];
    expect(env.map(({ name }) => name)).toEqual(expect.arrayContaining(['SUPEROFFICE_URL', 'REDIS_URL']));
    expect(config?.metrics.port).toBe(ports.find(({ name }) => name === 'metrics')?.containerPort);
  });
});

describe('the judges', () => {
  const service = (port: object): Manifest => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's' },
    spec: { ports: [port] },
  });

  test('a value of the wrong type breaks the schema', () => {
    expect(() => validateManifest(service({ port: 'eighty' }))).toThrow(/port/u);
  });

  test('a misspelt member is found', () => {
    expect(unknownMembers([service({ port: 80, targetPrt: 'http' })])).toEqual([expect.stringContaining('targetPrt')]);
  });
});

describe('the restricted Pod Security Standard', () => {
  test.each([
    ['a container without a security context', { containers: [{ name: 'c', image: 'i' }] }, 4],
    ['a volume of the host', { containers: [], volumes: [{ name: 'v', hostPath: { path: '/' } }] }, 1],
    ['the network of the host', { hostNetwork: true, containers: [] }, 1],
  ])('%s breaks it', (_name, pod, violations) => {
    expect(restrictedViolations(pod)).toHaveLength(violations);
  });
});
