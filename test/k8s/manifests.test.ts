import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/load.ts';
import { repositoryRoot } from '../import-statements.ts';
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
    const config = readConfig(readFileSync(join(repositoryRoot, 'k8s/base/soapstone.yaml'), 'utf8'), '/x', {
      SUPEROFFICE_URL: 'https://a.example/',
    });
    const pauseMs = Number(
      /(\d+)\)$/u.exec(JSON.stringify(container().lifecycle?.preStop).replaceAll(/["\]}]/gu, ''))?.[1],
    );
    const drainMs = config.config?.server.drainMs ?? 25_000;
    expect(pauseMs).toBeGreaterThan(0);
    expect((pod().spec.terminationGracePeriodSeconds ?? 0) * 1000).toBeGreaterThan(pauseMs + drainMs);
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

  test('has a configuration that the program takes, with nothing but the secret missing', () => {
    const [container] = podOf(manifests).spec.containers;
    const env = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
    const text = findKind(manifests, 'ConfigMap').data?.['soapstone.yaml'] ?? '';
    const { diagnostics } = readConfig(text, '/etc/soapstone/soapstone.yaml', env);
    expect(existsSync('/run/secrets/soapstone/application-token')).toBe(false);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['config/file-reference']);
  });

  test('its port of the metrics is that of the configuration', () => {
    const text = findKind(manifests, 'ConfigMap').data?.['soapstone.yaml'] ?? '';
    const { ports = [] } = podOf(manifests).spec.containers[0] ?? {};
    expect(text).toContain(`metrics: { port: ${ports.find(({ name }) => name === 'metrics')?.containerPort} }`);
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
